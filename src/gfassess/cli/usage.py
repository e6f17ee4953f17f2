"""How help is laid out: as wide as the terminal, Chinese counted as two cells."""

import argparse
import os

from gfassess.report.columns import wrapped


class Usage(argparse.HelpFormatter):
    """Wraps by cells of the terminal and keeps the line ends that a text has."""

    def __init__(self, prog: str) -> None:
        """Set the width here: argparse would load shutil for it, a fifth of the whole start."""
        super().__init__(prog, max_help_position=26, width=columns() - 2)

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
