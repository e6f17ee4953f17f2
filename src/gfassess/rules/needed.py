"""The part of a criteria folder that one assessment needs: TOML is slow to read, so no more than that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Table
from gfassess.rules.folder import Folder, Want, load


def load_needed(root: Path, assessment: Assessment, *rulesets: str) -> Rulebook:
    """Return the rule book that scores one assessment: its rule set or those named, and the references that it names.

    Raises GfassessError where these files have mistakes or there is no such rule set.
    """
    named = frozenset(name for name, entry in assessment.references.items() if entry.row)
    want = Want(rulesets=frozenset(rulesets or {assessment.ruleset}), references=named)
    book = load(root, want)
    missing = frozenset(_chosen(book, assessment)) - book.tables.keys()
    if not missing:
        return book
    folder = Folder(root)
    tables = folder.read_all(Table, "references", missing)
    folder.problems.raise_errors()
    found = {table.id: table for table in tables}
    return replace(book, tables={**book.tables, **found}, hashes={**book.hashes, **folder.hashes})


def _chosen(book: Rulebook, assessment: Assessment) -> Iterator[str]:
    """Go through the tables that the rows of ledgers chose from."""
    for name, rows in assessment.ledgers.items():
        ledger = book.ledgers.get(name)
        for column in ledger.columns if ledger is not None else ():
            if column.table is not None and any(row.get(column.id) for row in rows):
                yield column.table
