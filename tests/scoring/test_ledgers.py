"""Ledgers: totals, chosen rows, defaults, editions by reporting year, and indicators over rows."""

from typing import Any

import pytest

from gfassess.scoring import Inputs, Memo, score
from tests.scoring.small import SOURCE, assessment, book, fact, head, line, text, whole

CARRIERS: dict[str, Any] = {
    "id": "carriers",
    "title": text("carriers"),
    "basis": "standard",
    "source": SOURCE,
    "columns": [{"id": "kgce", "title": text("kgce")}, {"id": "leading", "title": text("l")}],
    "rows": [
        {"id": "coal", "title": text("coal"), "unit": "kg", "kgce": 0.7143, "leading": 1.0},
        {"id": "power", "title": text("power"), "unit": "kWh", "kgce": 0.1229},
        {"id": "gas", "title": text("gas"), "unit": "m3"},
        {"id": "new", "title": text("new"), "kgce": 2.0, "source": {"document": "D2027"}},
    ],
}
LEDGER: dict[str, Any] = {
    "id": "use",
    "title": text("use"),
    "department": "energy",
    "columns": [
        {"id": "carrier", "kind": "choice", "from": "carriers", "title": text("carrier")},
        {"id": "amount", "kind": "number", "unit": "carrier.unit", "title": text("amount")},
        {"id": "kgce", "kind": "number", "default": "carrier_kgce", "title": text("kgce")},
        {"id": "feedstock", "kind": "yes_no", "default": False, "title": text("feedstock")},
    ],
    "total": [
        {"id": "tce", "title": text("tce"), "unit": "tce", "row": "amount * kgce / 1000", "where": "not feedstock"}
    ],
}


def rules(*lines: dict[str, Any], facts: list[dict[str, Any]] | None = None) -> Any:
    """Return a rule book with the energy ledger."""
    lines = lines or (line("i", 10, "tce", {"leading": 1.0, "baseline": 2.0}),)
    return book(head("c", *lines), facts=facts or [], ledgers=[LEDGER], tables=[CARRIERS])


def test_a_total_adds_rows_with_the_published_coefficient_or_the_own_one() -> None:
    """1,000 kg coal at 0.7143, 1,000 kWh at 0.1229, 100 m3 gas at an own 1.33; feedstock is left out."""
    use = [
        {"carrier": "coal", "amount": 1000.0},
        {"carrier": "power", "amount": 1000.0},
        {"carrier": "gas", "amount": 100.0, "kgce": 1.33},
        {"carrier": "coal", "amount": 9e9, "feedstock": True},
    ]
    inputs = Inputs(rules(), assessment(ledgers={"use": use}))
    assert inputs("tce") == pytest.approx(0.7143 + 0.1229 + 0.133)


def test_missing_cells_are_named_by_row_and_column() -> None:
    """A carrier without a published coefficient asks for the own one; so does an empty amount."""
    use = [{"carrier": "gas", "amount": 5.0}, {"carrier": "coal"}]
    found = score(rules(), assessment(ledgers={"use": use})).scores[0]
    assert found.state == "unanswered"
    assert found.missing == ("use[1].kgce", "use[2].amount")


def test_an_empty_ledger_is_unanswered() -> None:
    """Nothing entered is not a sum of 0."""
    assert score(rules(), assessment()).scores[0].missing == ("use",)


def test_a_row_not_yet_in_force_has_no_values() -> None:
    """The edition in force in the reporting year counts: D2027 begins on 2027-03-01."""
    use = [{"carrier": "new", "amount": 1000.0}]
    book_ = rules()
    assert score(book_, assessment(ledgers={"use": use})).scores[0].state == "unanswered"
    later = assessment(ledgers={"use": use}).model_copy(update={"year": 2027})
    assert Inputs(book_, later)("tce") == pytest.approx(2.0)


@pytest.mark.parametrize(("year", "factor"), [(2020, None), (2021, 0.6), (2022, 0.5), (2023, 0.4), (2030, 0.4)])
def test_the_latest_row_not_after_the_year_counts(year: int, factor: float | None) -> None:
    """A province's own row comes before one for everybody; of its years the latest that is not later."""
    rows = [{"id": f"r{at}", "title": text("r"), "year": at, "factor": of} for at, of in ((2021, 0.6), (2022, 0.55))]
    own = [
        {"id": f"p{at}", "title": text("p"), "year": at, "province": "湖南", "factor": of}
        for at, of in ((2023, 0.4), (2022, 0.5))
    ]
    grid = {
        "id": "grid",
        "title": text("grid"),
        "basis": "policy",
        "source": SOURCE,
        "columns": [{"id": "factor", "title": text("factor")}],
        "parameter": [{"id": "published", "title": text("p"), "column": "factor", "by": ["province", "year"]}],
        "rows": [*rows, *own],
    }
    fixed = {"leading": 1.0, "baseline": 0.0}
    book_ = book(head("c", line("i", 1, "published", fixed)), facts=[], tables=[grid])
    answers = assessment(enterprise={"province": "湖南省"}).model_copy(update={"year": year})
    assert score(book_, answers).scores[0].value == factor


def per_row(**extra: Any) -> dict[str, Any]:
    """Return an indicator over the rows of the ledger."""
    pair = {"leading": "carrier_leading", "baseline": "carrier_leading + 1", "source": "carrier"}
    scale = {"candidates": [pair], "better": "lower"}
    return line("i", 10, "amount", scale, per="use", **extra)


@pytest.mark.parametrize(
    ("extra", "share"),
    [
        ({}, (1.0 + 0.5) / 2),
        ({"combine": "min"}, 0.5),
        ({"combine": "weighted", "weight": "kgce"}, (1.0 * 1 + 0.5 * 3) / 4),
    ],
)
def test_rows_combine(extra: dict[str, Any], share: float) -> None:
    """The shares of rows become one as their mean, the worst, or weighted."""
    use = [{"carrier": "coal", "amount": 1.0, "kgce": 1.0}, {"carrier": "coal", "amount": 1.5, "kgce": 3.0}]
    found = score(rules(per_row(**extra)), assessment(ledgers={"use": use})).scores[0]
    assert found.share == pytest.approx(share)
    assert [row.share for row in found.rows] == pytest.approx([1.0, 0.5])


def test_one_open_row_opens_the_line() -> None:
    """A row without reference values leaves the line without reference; `where` can leave the row out."""
    use = [{"carrier": "coal", "amount": 1.0}, {"carrier": "power", "amount": 1.0, "feedstock": True}]
    answers = assessment(ledgers={"use": use})
    assert score(rules(per_row()), answers).scores[0].state == "without_reference"
    assert score(rules(per_row(where="not feedstock")), answers).scores[0].state == "scored"


def test_variants_take_the_first_that_holds() -> None:
    """Per product where the factory says so, else the other variant; while it has not said, the line is open."""
    variants = [
        {"when": "by_row", "per": "use", "formula": "amount", "scale": per_row()["scale"]},
        {"formula": "x", "scale": {"leading": 1.0, "baseline": 0.0}},
    ]
    plain = {key: value for key, value in line("i", 10, "x", {}).items() if key not in {"formula", "scale"}}
    book_ = rules({**plain, "variants": variants}, facts=[fact("x"), fact("by_row", "yes_no")])
    assert score(book_, assessment()).scores[0].missing == ("by_row",)
    assert whole(score(book_, assessment(facts={"by_row": False, "x": 0.5}))).low == 5.0
    use = {"use": [{"carrier": "coal", "amount": 1.0}]}
    assert whole(score(book_, assessment(facts={"by_row": True}, ledgers=use))).low == 10.0


def test_absurd_amounts_are_undefined_not_a_crash() -> None:
    """A sum beyond any figure has a state and names what is too large."""
    use = [{"carrier": "coal", "amount": 1.7e308, "kgce": 1.0}] * 1200
    found = score(rules(), assessment(ledgers={"use": use})).scores[0]
    assert found.undefined is not None
    assert (found.undefined.fault, found.undefined.text) == ("too_large", "tce")


def test_a_memo_changes_no_result() -> None:
    """Rows kept from an earlier assessment give the same scorecard as none, also when a row moved."""
    book_, memo = rules(), Memo()
    rows = [{"carrier": "coal", "amount": float(number)} for number in range(5)]
    for order in (rows, rows[1:], [rows[3], rows[0]], [{"carrier": "gas", "amount": 1.0}, *rows]):
        answers = assessment().model_copy(update={"ledgers": {"use": tuple(order)}})
        assert score(book_, answers, memo=memo) == score(book_, answers)


@pytest.mark.parametrize(("better", "worst"), [("higher", 0.1229), ("lower", 0.7143)])
def test_the_worst_row_has_a_value_before_it_has_a_reference(better: str, worst: float) -> None:
    """Where the worst row counts, its value is told even while no row has a leading and a baseline value."""
    scale = {"candidates": [{"leading": "leading", "baseline": "baseline", "source": "source"}], "better": better}
    extra = [{"id": name, "kind": "number", "optional": True, "title": text(name)} for name in ("leading", "baseline")]
    extra.append({"id": "source", "kind": "text", "optional": True, "title": text("source")})
    ledger = {**LEDGER, "columns": [*LEDGER["columns"], *extra]}
    worst_of = line("i", 10, "kgce", scale, per="use", combine="min")
    rules = book(head("c", worst_of), facts=[], ledgers=[ledger], tables=[CARRIERS])
    use = [{"carrier": "coal", "amount": 1.0}, {"carrier": "power", "amount": 1.0}]
    found = score(rules, assessment(ledgers={"use": use})).scores[0]
    assert (found.state, found.value) == ("without_reference", worst)
