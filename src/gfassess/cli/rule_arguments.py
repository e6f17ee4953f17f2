"""What the actions of `gfassess rules` are called and take."""

import argparse
from collections.abc import Callable

from gfassess.cli.typed import folder_name
from gfassess.words import _


def actions() -> dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]:
    """Return each action with its summary and what adds its arguments."""
    return {
        "check": (_("name every problem in a rule folder"), _folder),
        "test": (_("run the worked examples of a rule folder"), _folder),
        "show": (_("list the rule sets, or print one"), _ruleset),
        "diff": (_("name what differs between two rule sets or two rule folders"), _two),
        "sources": (_("list every figure with the document that it comes from"), _sources),
    }


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=folder_name,
        default=None,
        metavar=_("DIR"),
        help=_("otherwise the rules that come along"),
    )


def _sources(parser: argparse.ArgumentParser) -> None:
    _folder(parser)
    parser.add_argument(
        "--document", metavar=_("DOCUMENT"), default=None, help=_("every figure of this document; otherwise a summary")
    )
    parser.add_argument("--json", action="store_true", default=False, help=_("every figure, as JSON"))


def _two(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", type=folder_name, metavar="A", help=_("a rule set, or a folder"))
    parser.add_argument("new", type=folder_name, metavar="B", help=_("another one"))


def _ruleset(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", default=None, metavar="ID", help=_("the rule set"))
