"""`gfassess` without a command: the home screen."""

from argparse import Namespace

from gfassess.cli.exits import Exit
from gfassess.cli.screens import run_screens


def run(arguments: Namespace) -> Exit:
    """Show the recent files, and what can be begun."""
    return run_screens(arguments)
