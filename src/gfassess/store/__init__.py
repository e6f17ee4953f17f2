"""Assessments on disk: reading with every problem at once, writing as a whole, checking against the rules."""

from gfassess.store.check import check, check_evidence, check_kinds
from gfassess.store.documents import look
from gfassess.store.dump import dump, save
from gfassess.store.load import FORMAT, Loaded, load, parse

__all__ = ["FORMAT", "Loaded", "check", "check_evidence", "check_kinds", "dump", "load", "look", "parse", "save"]
