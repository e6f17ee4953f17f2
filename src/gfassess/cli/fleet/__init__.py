"""`gfassess fleet`: many assessments at once."""

from argparse import Namespace
from importlib import import_module
from typing import Final

import gfassess.fleet  # noqa: F401 - before Polars, whose memory it sets
from gfassess.cli.exits import Exit
from gfassess.errors import GfassessError
from gfassess.words import _

_ACTIONS: Final = {
    "pack": "gfassess.cli.fleet.pack",
    "score": "gfassess.cli.fleet.score",
    "report": "gfassess.cli.fleet.report",
}
"""The module of each action; only the one that was typed is loaded."""
_NEEDED: Final = ("polars", "narwhals")


def run(arguments: Namespace) -> Exit:
    """Do what was asked for; every action needs packages that are an extra."""
    require_packages()
    return Exit(import_module(_ACTIONS[arguments.action]).run(arguments))


def require_packages() -> None:
    """Raise GfassessError where a package of the extra is not installed."""
    for package in _NEEDED:
        try:
            import_module(package)
        except ImportError as error:
            hint = _('install it with: pip install "gfassess[fleet]"')
            message = _("many assessments at once need the package {package}").format(package=package)
            raise GfassessError.of(message, hint=hint) from error
