"""Assessments on disk: reading with every problem at once, writing as a whole, checking against the rules."""

from gfassess.store.check import check, check_kinds
from gfassess.store.documents import check_evidence, look
from gfassess.store.dump import dump, save
from gfassess.store.load import FORMAT, Loaded, load, parse
from gfassess.store.renames import following

__all__ = [
    "FORMAT",
    "Loaded",
    "check",
    "check_evidence",
    "check_kinds",
    "dump",
    "following",
    "load",
    "look",
    "parse",
    "save",
]
