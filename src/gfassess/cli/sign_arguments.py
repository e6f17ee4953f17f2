"""What the actions of `gfassess sign` are called and take."""

import argparse
from collections.abc import Callable

from gfassess.words import _

DEFAULT = "file"
"""The action where only a file is named."""


def actions() -> dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]:
    """Return each action with its summary and what adds its arguments."""
    return {
        DEFAULT: (_("sign an export; the signature becomes a file of its own"), _file),
        "keys": (_("make a pair of keys in your own folder; one that is there stays"), _keys),
    }


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), help=_("the export"))
    parser.add_argument(
        "-o", "--output", metavar=_("FILE"), default=None, help=_("where to; otherwise beside the export, with .sig")
    )
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a file that is there"))


def _keys(parser: argparse.ArgumentParser) -> None:
    """Take nothing: a user has one pair."""
