"""Values on the command line that can be wrong in themselves; argparse says what is wrong with them."""

import argparse

from gfassess.words import _

CATEGORIES = ("factory", "product", "park", "supply_chain")
"""Kinds of lists, as `gfassess.model.peers` has them; that module is too slow to load for help."""


def division(typed: str) -> str:
    """Return the code of a division."""
    if typed and not (len(typed) == 2 and typed.isascii() and typed.isdigit()):  # noqa: PLR2004 - as GB/T 4754 has it
        message = _('"{typed}" is no division; GB/T 4754-2017 gives each two digits, like 36')
        raise argparse.ArgumentTypeError(message.format(typed=typed))
    return typed


def folder_name(typed: str) -> str:
    """Return the name of a folder; an empty one, as of a variable that is not set, is not the folder one is in."""
    if not typed.strip():
        raise argparse.ArgumentTypeError(_("the name of the folder is empty"))
    return typed
