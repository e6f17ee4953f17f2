"""What the actions of `gfassess sheet` are called and take."""

import argparse
from collections.abc import Callable

from gfassess.words import _

SIDES = ("file", "sheet")


def actions() -> dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]:
    """Return each action with its summary and what adds its arguments."""
    return {
        "out": (_("write workbooks that ask each office for what it knows"), _out),
        "in": (_("take filled workbooks over into the assessment"), _in),
    }


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), help=_("the assessment"))


def _out(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument(
        "--department",
        action="append",
        metavar="ID",
        default=None,
        help=_("only this office, like energy; may be given several times, otherwise all"),
    )
    parser.add_argument(
        "--ruleset",
        action="append",
        metavar="ID",
        default=None,
        help=_("ask what this rule set needs instead of the one of the file; may be given several times"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar=_("FILE"),
        default=None,
        help=_("one workbook for all, or a folder; otherwise one for each office beside the assessment"),
    )
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a file that is there"))


def _in(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("sheets", nargs="+", metavar=_("WORKBOOK"), help=_("workbooks that came back"))
    parser.add_argument(
        "--prefer", choices=SIDES, default="", help=_("what counts where both were changed: the file, or the sheet")
    )
    parser.add_argument("--dry-run", action="store_true", default=False, help=_("only say what would be done"))
