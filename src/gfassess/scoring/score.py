"""One assessment under one rule set: the scorecard."""

from typing import Final, get_args

from gfassess.formula import is_known
from gfassess.formula.values import Unknown
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Gate, Indicator, NotApplicable
from gfassess.model.scorecard import CriterionScore, GateResult, Interval, Score, Scorecard
from gfassess.scoring.inputs import Inputs
from gfassess.scoring.measure import Found, Measurer
from gfassess.scoring.memo import Memo
from gfassess.scoring.needs import questions_of
from gfassess.scoring.redistribute import Line, Placed, place, total
from gfassess.scoring.references import Cohort, LastYear

_READINGS: Final[tuple[NotApplicable, ...]] = get_args(NotApplicable)


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
    inputs = Inputs(rulebook, assessment, memo)
    measurer = Measurer(inputs, cohort, last_year)
    found = [[measurer.measure(line) for line in head.indicator] for head in rules.heads]
    unproved = _unproved(rulebook, assessment, found)
    heads = [
        (head.points, [_line(*each) for each in zip(head.indicator, results, lacking, strict=True)])
        for head, results, lacking in zip(rules.heads, found, unproved, strict=True)
    ]
    placed = place(heads, rules.not_applicable)
    criteria = tuple(_criterion(*each) for each in zip(rules.heads, found, placed, unproved, strict=True))
    readings = {reading: _whole(place(heads, reading)) for reading in _READINGS}
    gates = tuple(_gate(gate, inputs) for gate in rules.gates)
    return Scorecard(rules, readings[rules.not_applicable], criteria, gates, readings)


def _line(indicator: Indicator, found: Found, lacking: tuple[str, ...]) -> Line:
    return Line(indicator.points, found.state, found.share, proved=not lacking)


def _whole(placed: list[list[Placed]]) -> Interval:
    return total([line for lines in placed for line in lines])


def _criterion(
    head: Criterion, found: list[Found], placed: list[Placed], unproved: list[tuple[str, ...]]
) -> CriterionScore:
    scores = tuple(
        Score(
            indicator=indicator,
            criterion=head.id,
            state=result.state,
            points=spot.points,
            low=spot.low,
            high=spot.high,
            evidenced=spot.evidenced,
            measure=result.measure,
            share=result.share,
            value=result.value,
            reference=result.reference,
            missing=result.missing,
            divisor=result.divisor,
            too_large=result.too_large,
            reason=result.reason,
            unproved=lacking,
            rows=result.rows,
        )
        for indicator, result, spot, lacking in zip(head.indicator, found, placed, unproved, strict=True)
    )
    return CriterionScore(head, sum(spot.points for spot in placed), total(placed), scores)


def _unproved(rulebook: Rulebook, assessment: Assessment, found: list[list[Found]]) -> list[list[tuple[str, ...]]]:
    proved = {name for proof in assessment.evidence if proof.in_date(assessment.year) for name in proof.answers}
    return [
        [
            tuple(
                name
                for name in (questions_of(rulebook, result.measure) if result.measure else ())
                if name not in proved and _wants_proof(rulebook, assessment, name)
            )
            for result in results
        ]
        for results in found
    ]


def _wants_proof(rulebook: Rulebook, assessment: Assessment, name: str) -> bool:
    """Tell whether a question was answered and its kind of answer is proved by a document."""
    fact, ledger = rulebook.facts.get(name), rulebook.ledgers.get(name)
    if fact is not None:
        return fact.evidence is not None and name in assessment.facts
    return ledger is not None and ledger.evidence is not None and bool(assessment.ledgers.get(name))


def _gate(gate: Gate, inputs: Inputs) -> GateResult:
    outcome = gate.formula(inputs)
    if is_known(outcome):
        return GateResult(gate, "pass" if outcome else "fail")
    return GateResult(gate, "unknown", tuple(sorted(outcome.missing)) if isinstance(outcome, Unknown) else ())
