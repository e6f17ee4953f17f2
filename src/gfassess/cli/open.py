"""`gfassess open FILE`, and `gfassess FILE`: the screens on one assessment."""

from argparse import Namespace

from gfassess.cli.exits import Exit
from gfassess.cli.screens import run_screens
from gfassess.files import user_path


def run(arguments: Namespace) -> Exit:
    """Open the file on the screens."""
    path = user_path(arguments.file)
    return run_screens(arguments, lambda walk: walk.open_file(path), path)
