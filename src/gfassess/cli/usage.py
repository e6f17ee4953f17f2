"""How help is laid out: as wide as the terminal, Chinese counted as two cells."""

import argparse
import os
from collections.abc import Iterable

from gfassess.report.columns import cells, wrapped
from gfassess.words import _, language

_SPARE = 12
"""Cells that Chinese names take in a line of usage beyond what argparse counts."""


class Usage(argparse.HelpFormatter):
    """Wraps by cells of the terminal and keeps the line ends that a text has."""

    def __init__(self, prog: str) -> None:
        """Set the width here: argparse would load shutil for it, a fifth of the whole start."""
        super().__init__(prog, max_help_position=30, width=columns() - 2)

    def add_argument(self, action: argparse.Action) -> None:
        """Make the first column wide enough for names in Chinese."""
        super().add_argument(action)
        if action.help is not argparse.SUPPRESS:
            taken = cells(self._format_action_invocation(action)) + self._current_indent
            self._action_max_length = max(self._action_max_length, taken)

    def _format_action(self, action: argparse.Action) -> str:
        text, name = super()._format_action(action), self._format_action_invocation(action)
        # The library counts characters, so a name in Chinese was filled up with too many spaces.
        spare = cells(name) - len(name)
        lead, _name, rest = text.partition(name)
        words = rest.lstrip(" ")
        if not spare or words == rest:
            return text
        return f"{lead}{name}{' ' * max(len(rest) - len(words) - spare, 1)}{words}"

    def _format_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None,
    ) -> str:
        if language() == "en":
            return super()._format_usage(usage, actions, groups, prefix)
        whole, self._width = self._width, self._width - _SPARE
        try:
            first, *rest = super()._format_usage(usage, actions, groups, prefix).split("\n")
        finally:
            self._width = whole
        shift = " " * (cells(_("usage: ")) - len(_("usage: ")))
        return "\n".join([first, *(shift + line if line.strip() else line for line in rest)])

    def _split_lines(self, text: str, width: int) -> list[str]:
        return [line for part in text.splitlines() for line in wrapped(part, width)]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))


def columns() -> int:
    """Return the width to write in: that of the terminal, between 40 and 100 cells; 80 where there is none."""
    try:
        width = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        try:
            width = os.get_terminal_size(1).columns
        except (OSError, ValueError):
            width = 80
    return min(max(width or 80, 40), 100)
