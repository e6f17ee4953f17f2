"""Differences in plain words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from gfassess import rules, words
from gfassess.formula import Formula
from gfassess.model.base import Record, Text
from gfassess.model.facts import Column, Fact, FactFile, Ledger, Option, Total
from gfassess.model.rules import Criterion, Gate, Indicator, Measure, Ruleset, Scale
from gfassess.model.sources import Document, Scheme, Unit
from gfassess.model.tables import Parameter, Row, Table, TableColumn
from gfassess.plan.differences import Change, record_changes
from gfassess.report.differences import change_words, field_names, field_words
from gfassess.report.rules import scale_words
from gfassess.report.sources import confidence_words

BOOK = rules.load(Path(__file__).parents[2] / "criteria")
ARROWS = {"zh": " → ", "en": " -> "}
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
    "parameters": [parameter for table in BOOK.tables.values() for parameter in table.parameter],
    "schemes": BOOK.schemes,
}
PARTS = {"gates", "heads", "columns", "options", "total"}
RECORDS: tuple[type[Record], ...] = (
    *(Ruleset, Criterion, Gate, Indicator, Measure),
    *(FactFile, Fact, Ledger, Option, Column, Total),
    *(Table, TableColumn, Parameter, Row),
    *(Unit, Document, Scheme),
)

APART = {
    "gates",
    "heads",
    "criteria",
    "indicator",
    "fact",
    "ledger",
    "options",
    "columns",
    "total",
    "parameter",
    "rows",
}
"""Fields whose records are compared one by one."""


def _from_row(column: str) -> dict[str, Any]:
    pair = {"leading": column, "baseline": f"2 * {column}", "source": "told"}
    return {"candidates": [pair], "better": "lower"}


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language."""
    before = words.language()
    words.use(request.param)
    yield request.param
    words.use(before)


@pytest.mark.parametrize("kind", KINDS)
def test_every_difference_can_be_said(kind: str, lang: str) -> None:
    """Whatever two shipped records of a kind differ in: one line, no bare record, two sides that differ."""
    assert lang in words.LANGUAGES
    for old, new in pairwise(KINDS[kind]):
        for change in record_changes(old, new, PARTS):
            said = change_words(BOOK, change)
            assert "\n" not in said
            assert field_words(change.what) in said
            side = said.rpartition(ARROWS[lang])[2]
            assert said != f"{field_words(change.what)} {side}{ARROWS[lang]}{side}"
            assert not any(mark in said for mark in ("zh=", "text=", "leading=", "document=", "points="))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_has_a_name(record: type[Record]) -> None:
    """No key of a file stands in a difference where a word should."""
    compared = set(record.model_fields) - APART - {"values", "sources"}
    if record is Table:
        compared.discard("column")
    assert compared <= field_names().keys()


def test_words_that_changed_in_one_language(lang: str) -> None:
    """Where the language in use has the same words on both sides, the difference can still be seen."""
    old, new = Text(zh="旧", en="same"), Text(zh="新", en="same")
    said = change_words(BOOK, Change("title", old, new))
    assert "旧" in said
    assert "新" in said
    assert ("same" in said) is (lang == "en")


def test_codes_are_said_in_words(lang: str) -> None:
    """What picks a row, and how sure a figure is, are words and not codes."""
    assert lang in words.LANGUAGES
    by = change_words(BOOK, Change("by", ("year",), ("province", "year")))
    assert field_words("province") in by
    kind = change_words(BOOK, Change("kind", "count", "yes_no"))
    assert "count" not in kind
    assert "yes_no" not in kind
    sure = change_words(BOOK, Change("confidence", "high", "medium"))
    assert sure.endswith(f"{confidence_words('high')}{ARROWS[lang]}{confidence_words('medium')}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"leading": 1.2345678, "baseline": 0}, {"leading": 1.2345679, "baseline": 0}),
        ({"levels": {"a": 0.625}}, {"levels": {"a": 0.62}}),
        ({"reference": "x", "better": "lower"}, {"reference": "x", "better": "lower", "baseline": 3.0}),
        (_from_row("a"), _from_row("b")),
    ],
)
def test_scales_that_differ_read_differently(old: dict[str, Any], new: dict[str, Any]) -> None:
    """No figure of a scale is rounded away, and none is left out."""
    before, after = (Scale.model_validate(one) for one in (old, new))
    assert scale_words(before) != scale_words(after)


def test_formulas_are_said_with_titles(lang: str) -> None:
    """A name stands with its title before its id, a column where the rows are known; what nothing is called stays."""
    assert lang in words.LANGUAGES
    ledger = next(ledger for ledger in BOOK.ledgers.values() if ledger.total)
    total, column, fact = ledger.total[0], ledger.columns[0], next(iter(BOOK.facts.values()))
    old = Formula.parse(f"{fact.id} + {total.id}")
    said = change_words(BOOK, Change("row", old, Formula.parse(f"{column.id} * gone")), (ledger.id, total.id))
    for one in (fact, total, column):
        assert words._("{title} ({id})").format(title=one.title, id=one.id) in said
    assert said.endswith(" × gone")


def test_the_columns_of_a_line_over_rows_are_said_with_titles(lang: str) -> None:
    """An indicator names columns of the ledger over whose rows it runs."""
    assert lang in words.LANGUAGES
    found = (
        (rules_.id, line, measure, name)
        for rules_ in BOOK.rulesets.values()
        for line in (line for head in rules_.heads for line in head.indicator)
        for measure in line.variants
        if measure.per is not None
        for name in measure.formula.ordered_names
        if BOOK.ledgers[measure.per].column(name) is not None
    )
    ruleset, line, measure, name = next(found)
    said = change_words(BOOK, Change("formula", None, measure.formula), (ruleset, line.id))
    column = BOOK.ledgers[str(measure.per)].column(name)
    assert column is not None
    assert words._("{title} ({id})").format(title=column.title, id=name) in said
