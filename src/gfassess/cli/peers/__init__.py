"""`gfassess peers`: lists of listed enterprises, what they published, and cohorts of figures."""

from argparse import Namespace
from importlib import import_module
from typing import Final

from gfassess.cli.exits import Exit

_ACTIONS: Final = {
    "import": "gfassess.cli.peers.take_in",
    "apply": "gfassess.cli.peers.apply",
    "check": "gfassess.cli.peers.check",
    "build": "gfassess.cli.peers.cohort_build",
    "merge": "gfassess.cli.peers.cohort_merge",
}
"""The module of each action; only the one that was typed is loaded."""


def run(arguments: Namespace) -> Exit:
    """Do what was asked for."""
    return Exit(import_module(_ACTIONS[arguments.action]).run(arguments))
