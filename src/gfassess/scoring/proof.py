"""Which answers a finding rests on without a document that proves them."""

from collections.abc import Iterator

from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator
from gfassess.model.scorecard import Finding
from gfassess.scoring.needs import questions_of


def unproved(rulebook: Rulebook, assessment: Assessment, indicator: Indicator, found: Finding) -> tuple[str, ...]:
    """Return the questions a finding rests on whose evidence is not attached or not in date.

    Conditions count too: that a line does not apply, or which variant counts, needs its proof like any value.
    Where the user said that the line does not apply, its own id stands for that claim.
    """
    proved = {name for proof in assessment.evidence if proof.in_date(assessment.year) for name in proof.answers}
    names = dict.fromkeys(_rests_on(rulebook, indicator, found))
    return tuple(name for name in names if name not in proved and _wants_proof(rulebook, assessment, name))


def _rests_on(rulebook: Rulebook, indicator: Indicator, found: Finding) -> Iterator[str]:
    if found.reason:
        yield indicator.id
        return
    if indicator.applies_when is not None:
        yield from _named(rulebook, indicator.applies_when.ordered_names)
    for variant in indicator.variants:
        if variant.when is not None:
            yield from _named(rulebook, variant.when.ordered_names)
        if variant is found.measure:
            yield from questions_of(rulebook, variant)
            return


def _named(rulebook: Rulebook, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield rulebook.totals[name][0].id if name in rulebook.totals else name


def _wants_proof(rulebook: Rulebook, assessment: Assessment, name: str) -> bool:
    """Tell whether a question was answered and its kind of answer is proved by a document."""
    fact, ledger = rulebook.facts.get(name), rulebook.ledgers.get(name)
    if fact is not None:
        return fact.evidence is not None and name in assessment.facts
    if ledger is not None:
        return ledger.evidence is not None and bool(assessment.ledgers.get(name))
    return name not in rulebook.parameters
