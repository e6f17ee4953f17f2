"""What the actions of `gfassess evidence` are called and take."""

import argparse
from collections.abc import Callable

from gfassess.cli.arguments import file
from gfassess.cli.typed import day
from gfassess.words import _

DEFAULT = "check"
"""The action where only a file is named."""


def actions() -> dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]:
    """Return each action with its summary and what adds its arguments."""
    return {
        DEFAULT: (_("show all documents, what each proves, and what lacks one"), _check),
        "add": (_("attach a document to answers"), _add),
    }


def _check(parser: argparse.ArgumentParser) -> None:
    file(parser)
    parser.add_argument(
        "--on",
        type=day,
        metavar=_("DATE"),
        default=None,
        help=_("name the documents that are no longer valid on this day, instead of on the next dates of the schemes"),
    )
    parser.add_argument("--json", action="store_true", default=False, help=_("as JSON"))
    parser.add_argument(
        "--update",
        action="store_true",
        default=False,
        help=_("take over the new content of changed documents: checksum and size go into the assessment"),
    )


def _add(parser: argparse.ArgumentParser) -> None:
    file(parser)
    parser.add_argument("document", metavar=_("PATH"), help=_("the document; one from elsewhere is copied in"))
    parser.add_argument(
        "--for",
        dest="proves",
        action="append",
        required=True,
        metavar="ID",
        help=_("fact, ledger or line that does not apply which it proves; may be given several times"),
    )
    parser.add_argument(
        "--to",
        metavar=_("DIR"),
        default="",
        help=_("copy a document from elsewhere into this folder beside the assessment"),
    )
    parser.add_argument("--pages", metavar=_("PAGES"), default="", help=_("the pages that prove it"))
    parser.add_argument(
        "--covers-from", type=day, metavar=_("DATE"), default=None, help=_("first day of the period it covers")
    )
    parser.add_argument(
        "--covers-to", type=day, metavar=_("DATE"), default=None, help=_("last day of the period it covers")
    )
    parser.add_argument("--expires", type=day, metavar=_("DATE"), default=None, help=_("last day on which it is valid"))
    parser.add_argument(
        "--owner", metavar=_("NAME"), default="", help=_("who keeps it: a department (energy, quality...) or a person")
    )
