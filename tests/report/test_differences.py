"""Differences in plain words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from gfassess import rules, words
from gfassess.model.base import Record
from gfassess.plan.differences import record_changes
from gfassess.report.differences import change_words, field_words

BOOK = rules.load(Path(__file__).parents[2] / "criteria")
LINES = [line for ruleset in BOOK.rulesets.values() for head in ruleset.heads for line in head.indicator]
KINDS: dict[str, Sequence[Record]] = {
    "facts": tuple(BOOK.facts.values()),
    "ledgers": tuple(BOOK.ledgers.values()),
    "columns": [column for ledger in BOOK.ledgers.values() for column in ledger.columns],
    "totals": [total for _ledger, total in BOOK.totals.values()],
    "gates": [gate for ruleset in BOOK.rulesets.values() for gate in ruleset.gates],
    "measures": [measure for line in LINES for measure in line.variants],
    "rulesets": tuple(BOOK.rulesets.values()),
    "documents": tuple(BOOK.documents.values()),
    "units": tuple(BOOK.units.values()),
    "schemes": BOOK.schemes,
}
PARTS = {"gates", "heads", "columns", "options", "total"}


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language."""
    before = words.language()
    words.use(request.param)
    yield request.param
    words.use(before)


@pytest.mark.parametrize("kind", KINDS)
def test_every_difference_can_be_said(kind: str, lang: str) -> None:
    """Whatever two shipped records of a kind differ in: one line, no bare record, and every field has a name."""
    assert lang in words.LANGUAGES
    for old, new in pairwise(KINDS[kind]):
        for change in record_changes(old, new, PARTS):
            said = change_words(BOOK, change)
            assert "\n" not in said
            assert field_words(change.what) in said
            assert not any(mark in said for mark in ("zh=", "text=", "leading=", "document=", "points="))
