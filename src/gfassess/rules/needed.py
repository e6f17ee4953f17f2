"""The part of a criteria folder that one assessment needs: TOML is slow to read, so no more than that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Table
from gfassess.plan.renames import renamed, renames
from gfassess.rules.folder import Folder, Want, load, ruleset_names


def load_needed(root: Path, assessment: Assessment, *rulesets: str) -> Rulebook:
    """Return the rule book that scores one assessment: its rule set or those named, and the references that it names.

    Raises GfassessError where these files have mistakes or there is no such rule set.
    """
    if not rulesets and assessment.ruleset not in ruleset_names(Folder(root)):
        whole = load(root)
        if assessment.ruleset in renames(whole).rulesets:
            return whole
    named = frozenset(name for name, entry in assessment.references.items() if entry.row)
    want = Want(rulesets=frozenset(rulesets or {assessment.ruleset}), references=named)
    book = load(root, want)
    if _says_earlier(book, assessment):
        # Whether a line was renamed shows only beside all rule sets: one that has its old id keeps what was said of it.
        book = load(root, replace(want, rulesets=None))
    assessment = renamed(assessment, book)
    missing = frozenset(_chosen(book, assessment)) - book.tables.keys()
    if not missing:
        return book
    folder = Folder(root)
    tables = folder.read_all(Table, "references", missing)
    folder.problems.raise_errors()
    found = {table.id: table for table in tables}
    return replace(book, tables={**book.tables, **found}, hashes={**book.hashes, **folder.hashes})


def _says_earlier(book: Rulebook, assessment: Assessment) -> bool:
    """Tell whether something is said of a line under an id that it may have had before."""
    proved = (name for proof in assessment.evidence for name in proof.answers)
    return not renames(book).lines.keys().isdisjoint((*assessment.not_applicable, *assessment.notes, *proved))


def _chosen(book: Rulebook, assessment: Assessment) -> Iterator[str]:
    """Go through the tables that the rows of ledgers chose from."""
    for name, rows in assessment.ledgers.items():
        ledger = book.ledgers.get(name)
        for column in ledger.columns if ledger is not None else ():
            if column.table is not None and any(row.get(column.id) for row in rows):
                yield column.table
