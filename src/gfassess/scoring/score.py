"""One assessment under one rule set: the scorecard."""

from dataclasses import fields
from typing import Final, get_args

from gfassess.formula import Unknown, is_known
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Gate, NotApplicable
from gfassess.model.scorecard import CriterionScore, Finding, GateResult, Interval, Score, Scorecard
from gfassess.scoring.inputs import Inputs
from gfassess.scoring.measure import Measurer
from gfassess.scoring.memo import Memo
from gfassess.scoring.proof import Proof
from gfassess.scoring.redistribute import Line, Placed, place, total
from gfassess.scoring.references import Cohort, LastYear

_READINGS: Final[tuple[NotApplicable, ...]] = get_args(NotApplicable)
_ALONE: Final[NotApplicable] = "zero"
"""How lines without weights are placed: none has points to give."""
_FOUND: Final = tuple(field.name for field in fields(Finding))


def score(
    rulebook: Rulebook,
    assessment: Assessment,
    *,
    ruleset: str | None = None,
    cohort: Cohort | None = None,
    last_year: LastYear | None = None,
    memo: Memo | None = None,
) -> Scorecard:
    """Return the scorecard of an assessment under `ruleset`, by default the one that it names.

    Raises KeyError where the rule book does not hold the rule set. `cohort` and `last_year` are sources of
    reference values, `memo` only makes the next call faster.
    """
    rules = rulebook.rulesets[ruleset or assessment.ruleset]
    memo = memo or Memo()
    inputs, proof = Inputs(rulebook, assessment, memo), Proof(rulebook, assessment, memo)
    measurer = Measurer(inputs, cohort, last_year)
    found = [[measurer.measure(line) for line in head.indicator] for head in rules.heads]
    lacking = [
        [proof.lacking(*each) for each in zip(head.indicator, results, strict=True)]
        for head, results in zip(rules.heads, found, strict=True)
    ]
    claimed = [(head.points or 0.0, _lines(head, results)) for head, results in zip(rules.heads, found, strict=True)]
    proved = [(each[0].points or 0.0, _lines(*each)) for each in zip(rules.heads, found, lacking, strict=True)]
    own = rules.not_applicable or _ALONE
    placed = {
        reading: (place(claimed, reading), place(proved, reading))
        for reading in (_READINGS if rules.weighted else (own,))
    }
    readings = {reading: _whole(*both) for reading, both in placed.items()} if rules.weighted else {}
    criteria = tuple(_criterion(*each) for each in zip(rules.heads, found, lacking, *placed[own], strict=True))
    gates = tuple(_gate(gate, inputs) for gate in rules.gates)
    return Scorecard(rules, readings.get(own), criteria, gates, readings)


def _lines(head: Criterion, found: list[Finding], lacking: list[tuple[str, ...]] | None = None) -> list[Line]:
    """Return what placing needs; with `lacking`, as if what is not proved had not been answered."""
    return [
        Line(indicator.points, "unanswered") if without else Line(indicator.points, result.state, result.share)
        for indicator, result, without in zip(head.indicator, found, lacking or [()] * len(found), strict=True)
    ]


def _whole(claimed: list[list[Placed]], proved: list[list[Placed]]) -> Interval:
    return total([line for lines in claimed for line in lines], [line for lines in proved for line in lines])


def _criterion(
    head: Criterion,
    found: list[Finding],
    lacking: list[tuple[str, ...]],
    placed: list[Placed],
    proved: list[Placed],
) -> CriterionScore:
    scores = tuple(
        Score(
            **{name: getattr(result, name) for name in _FOUND},
            indicator=indicator,
            criterion=head.id,
            weighted=head.points is not None,
            points=spot.points,
            low=spot.low,
            high=spot.high,
            evidenced=min(spot.low, sure.low),
            unproved=without,
        )
        for indicator, result, without, spot, sure in zip(head.indicator, found, lacking, placed, proved, strict=True)
    )
    if head.points is None:
        return CriterionScore(head, 0.0, None, scores)
    return CriterionScore(head, sum(spot.points for spot in placed), total(placed, proved), scores)


def _gate(gate: Gate, inputs: Inputs) -> GateResult:
    outcome = gate.formula(inputs)
    if is_known(outcome):
        return GateResult(gate, "pass" if outcome else "fail")
    return GateResult(gate, "unknown", tuple(sorted(outcome.missing)) if isinstance(outcome, Unknown) else ())
