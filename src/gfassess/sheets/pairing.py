"""Which rows of a sheet are which rows of the file: their cells went through a spreadsheet program."""

from collections.abc import Sequence

from gfassess.merge.pairing import kind_of, whole_of
from gfassess.merge.pairing import pair as pair_by
from gfassess.model.assessment import LedgerRow
from gfassess.sheets.values import same

__all__ = ["kind_of", "pair", "whole_of"]


def pair(old: Sequence[LedgerRow], new: Sequence[LedgerRow]) -> dict[int, int]:
    """Return for each old row the new one that it has become; rows that went or came are left out."""
    return pair_by(old, new, same)
