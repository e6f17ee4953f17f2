"""Values on the command line that can be wrong in themselves; argparse says what is wrong with them."""

import argparse

from gfassess.words import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

CATEGORIES = ("factory", "product", "park", "supply_chain")
"""Kinds of lists, as `gfassess.model.peers` has them; that module is too slow to load for help."""

REPORTS = ("html", "docx", "xlsx", "md", "txt")
"""Kinds of files that a report is written to, as `gfassess.report.paper.render` has them; too slow to load for help."""


def division(typed: str) -> str:
    """Return the code of a division."""
    if typed and not (len(typed) == 2 and typed.isascii() and typed.isdigit()):  # noqa: PLR2004 - as GB/T 4754 has it
        message = _('"{typed}" is no division; GB/T 4754-2017 gives each two digits, like 36')
        raise argparse.ArgumentTypeError(message.format(typed=typed))
    return typed


def count(typed: str) -> int:
    """Return a whole number from 1."""
    if not (typed.isascii() and typed.isdigit() and int(typed)):
        raise argparse.ArgumentTypeError(_('"{typed}" is no whole number from 1').format(typed=typed))
    return int(typed)


def folder_name(typed: str) -> str:
    """Return the name of a folder; an empty one, as of a variable that is not set, is not the folder one is in."""
    if not typed.strip():
        raise argparse.ArgumentTypeError(_("the name of the folder is empty"))
    return typed


def day(typed: str) -> "date":
    """Return a day written in any usual way."""
    from gfassess.errors import GfassessError  # noqa: PLC0415 - only where a day is typed
    from gfassess.quantity import read_date  # noqa: PLC0415 - the same

    try:
        return read_date(typed)
    except GfassessError as error:
        raise argparse.ArgumentTypeError(error.problems[0].message) from error
