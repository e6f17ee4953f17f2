"""What must hold for every assessment, on the shipped rule set and on drawn redistributions."""

import random
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gfassess import rules
from gfassess.model.assessment import Assessment
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Better, NotApplicable
from gfassess.scoring import Memo, live, score
from gfassess.scoring.redistribute import Line, place, total
from gfassess.scoring.scales import between
from tests.scoring.small import whole

CRITERIA = Path(__file__).parents[2] / "criteria"
FIGURES = st.floats(allow_nan=False, allow_infinity=False)
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def shipped() -> Rulebook:
    """Return the criteria that ship."""
    return rules.load(CRITERIA)


def answer_to(question: Question, book: Rulebook) -> st.SearchStrategy[Any]:
    """Draw an answer of the kind a question asks for."""
    match question.kind:
        case "number" | "count":
            return st.one_of(st.sampled_from([0.0, 1.0, 50.0]), st.floats(0, 1e6, allow_nan=False))
        case "yes_no":
            return st.booleans()
        case "choice" if question.table is not None:
            return st.sampled_from([row.id for row in book.tables[question.table].rows][:40])
        case "choice":
            return st.sampled_from([option.id for option in question.options])
        case "date":
            return st.dates()
        case _:
            return st.sampled_from(["案例 [说明]", "case"])


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Draw an assessment with a part of the questions answered."""
    book = shipped()
    facts = {name: draw(answer_to(fact, book)) for name, fact in book.facts.items() if draw(st.integers(0, 9)) < 6}
    ledgers = {}
    for name, ledger in book.ledgers.items():
        if draw(st.booleans()):
            row = st.fixed_dictionaries({}, optional={column.id: answer_to(column, book) for column in ledger.columns})
            ledgers[name] = draw(st.lists(row, min_size=1, max_size=2))
    lines = [indicator.id for head in book.rulesets["five"].heads for indicator in head.indicator]
    outside = draw(st.lists(st.sampled_from(lines), max_size=4))
    references = {
        indicator.variants[-1].scale.reference: {"leading": 90.0, "baseline": 10.0, "source": "drawn"}
        for head in book.rulesets["five"].heads
        for indicator in head.indicator
        if indicator.variants[-1].scale.reference is not None and draw(st.booleans())
    }
    return Assessment.model_validate(
        {
            "ruleset": "five",
            "year": 2024,
            "enterprise": {"division": draw(st.sampled_from(["36", "30", ""])), "province": "湖南"},
            "facts": facts,
            "ledgers": ledgers,
            "references": references,
            "not_applicable": dict.fromkeys(outside, "drawn"),
        }
    )


@given(FIGURES, FIGURES, FIGURES, FIGURES)
def test_share_is_monotone_and_bounded(one: float, other: float, leading: float, baseline: float) -> None:
    """A better value never earns less, and a share lies within 0..1."""
    better: Better = "higher" if leading >= baseline else "lower"
    worse_value, better_value = sorted((one, other), reverse=better == "lower")
    low = between(worse_value, leading, baseline, better)
    high = between(better_value, leading, baseline, better)
    assert 0.0 <= low <= high <= 1.0


@relaxed
@given(assessments())
def test_intervals_are_ordered(answers: Assessment) -> None:
    """Evidenced <= low <= high <= points, for the whole, each criterion and each line; the points stay 100."""
    card = score(shipped(), answers)
    slack = 1e-9
    for part, points in ((whole(card), 100.0), *((whole(head), head.points) for head in card.criteria)):
        assert -slack <= part.evidenced <= part.low + slack
        assert part.low <= part.high + slack
        assert part.high <= points + slack
    live = [one for one in card.scores if one.state != "not_applicable"]
    if live:
        assert sum(one.points for one in live) == pytest.approx(100.0)


@relaxed
@given(assessments(), st.data())
def test_an_answer_to_an_open_fact_stays_inside_the_interval(answers: Assessment, data: st.DataObject) -> None:
    """Whatever is answered next, the total ends within what was shown before."""
    book = shipped()
    missing = live.waiting(book, score(book, answers))
    waiting = [name for name in book.facts if name in missing]
    if not waiting:
        return
    name = data.draw(st.sampled_from(waiting))
    value = data.draw(answer_to(book.facts[name], book))
    before = whole(score(book, answers))
    after = whole(score(book, answers.model_copy(update={"facts": {**answers.facts, name: value}})))
    assert before.low - 1e-9 <= after.low
    assert after.high <= before.high + 1e-9


@relaxed
@given(assessments(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(answers: Assessment, chance: random.Random) -> None:
    """Facts and the rows of ledgers may stand in any order."""
    facts = list(answers.facts.items())
    chance.shuffle(facts)
    card = score(shipped(), answers)
    assert score(shipped(), answers.model_copy(update={"facts": dict(facts)})) == card
    turned = {name: tuple(reversed(rows)) for name, rows in answers.ledgers.items()}
    mixed = score(shipped(), answers.model_copy(update={"ledgers": turned}))
    assert whole(mixed).low == pytest.approx(whole(card).low, abs=1e-9)
    assert whole(mixed).high == pytest.approx(whole(card).high, abs=1e-9)


CHANGES: list[Callable[[Assessment], Assessment]] = [
    lambda one: one.model_copy(update={"year": one.year - 3}),
    lambda one: one.model_copy(update={"facts": {**one.facts, "emission_factors_guide2025": True}}),
    lambda one: one.model_copy(update={"enterprise": one.enterprise.model_copy(update={"province": "重庆"})}),
    lambda one: one.model_copy(update={"ledgers": {name: rows[::-1] for name, rows in one.ledgers.items()}}),
    lambda one: one.model_copy(update={"ledgers": {name: rows[1:] for name, rows in one.ledgers.items()}}),
    lambda one: one.model_copy(update={"ledgers": {name: (*rows, *rows) for name, rows in one.ledgers.items()}}),
]


@relaxed
@given(assessments(), st.lists(st.sampled_from(CHANGES), max_size=5))
def test_a_memo_never_changes_a_scorecard(
    answers: Assessment, changes: list[Callable[[Assessment], Assessment]]
) -> None:
    """One memo over a walk gives what no memo gives, also where rows are kept, moved or doubled."""
    memo = Memo()
    for change in (lambda one: one, *changes):
        answers = change(answers)
        assert score(shipped(), answers, memo=memo) == score(shipped(), answers)


LINES = st.lists(
    st.lists(
        st.builds(
            lambda points, share, state: Line(points, state, share if state == "scored" else None),
            st.floats(0.5, 30),
            st.floats(0, 1),
            st.sampled_from(["scored", "unanswered", "not_applicable"]),
        ),
        min_size=1,
        max_size=5,
    ),
    min_size=1,
    max_size=5,
)


@given(LINES, st.sampled_from(["redistribute", "zero", "full"]))
def test_redistribution_keeps_the_points(heads: list[list[Line]], rule: NotApplicable) -> None:
    """Moved points add up to the whole; every reading lies within 0 and the whole."""
    parts = [(sum(line.points for line in lines), lines) for lines in heads]
    whole = sum(points for points, _ in parts)
    placed = place(parts, rule)
    flat = [line for lines in placed for line in lines]
    summed = total(flat, flat)
    assert -1e-9 <= summed.evidenced <= summed.low + 1e-9 <= summed.high + 2e-9 <= whole + 3e-9
    if rule == "redistribute" and any(line.state != "not_applicable" for lines in heads for line in lines):
        assert sum(line.points for line in flat) == pytest.approx(whole)


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=6, unique=True))
def test_share_is_linear_between(values: list[float]) -> None:
    """Equal steps of the value are equal steps of the share."""
    ordered = sorted(values)
    shares = [between(value, 200.0, -200.0) for value in ordered]
    for (low, high), (less, more) in zip(pairwise(ordered), pairwise(shares), strict=True):
        assert more - less == pytest.approx((high - low) / 400.0, abs=1e-12)
