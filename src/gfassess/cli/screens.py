"""The way to the screens; imports neither rules nor records, which are read once a first frame is painted."""

from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gfassess.cli import output, terminal
from gfassess.cli.exits import Exit
from gfassess.errors import GfassessError
from gfassess.files import read_toml
from gfassess.words import _

if TYPE_CHECKING:
    from gfassess.cli.walk import Walk
    from gfassess.tui.shell import Opened, Shell


def run_screens(
    arguments: Namespace, start: "Callable[[Walk], Opened] | None" = None, path: Path | None = None
) -> Exit:
    """Show the screens until the user leaves them; `start` says what to begin with, otherwise the home screen.

    `path` is the file that it opens: its enterprise stands in the first frame.
    """
    if not terminal.screens():
        output.tell(_("The screens need a terminal. gfassess --help lists the commands that do not."))
        return Exit.USAGE
    from gfassess.tui.app import run  # noqa: PLC0415 - Textual, which no other command pays for

    walks: list[Walk] = []

    def load() -> "Shell":
        from gfassess.cli.walk import Walk  # noqa: PLC0415 - what the first frame does without

        walk = Walk(arguments)
        walks.append(walk)
        return walk.shell(None if start is None else lambda: start(walk))

    try:
        return Exit(run(load, "" if path is None else enterprise_of(path)))
    finally:
        for walk in walks:
            walk.close()


def enterprise_of(path: Path) -> str:
    """Return whom a file is about; nothing where it cannot be read now."""
    with suppress(GfassessError):
        enterprise = read_toml(path)[0].get("enterprise")
        name = enterprise.get("name") if isinstance(enterprise, dict) else None
        return name if isinstance(name, str) else ""
    return ""
