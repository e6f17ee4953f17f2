"""`gfassess completion`: the script that lets a shell complete commands, options and files."""

import argparse
from collections.abc import Iterator

import shtab

from gfassess.cli import output
from gfassess.cli.exits import Exit
from gfassess.cli.parser import build

_FILES = {"file", "output", "last_year"}
_FOLDERS = {"folder", "criteria"}


def run(arguments: argparse.Namespace) -> Exit:
    """Print the script."""
    parser = build()
    for action in _actions(parser):
        if action.dest in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined] # shtab reads it; argparse does not declare it
        elif action.dest in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined] # the same
    output.write(shtab.complete(parser, shell=arguments.shell).split("\n"))
    return Exit.DONE


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to list them
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            for inner in action.choices.values():
                yield from _actions(inner)
