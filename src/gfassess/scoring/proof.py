"""Which answers a finding rests on without a document that proves them."""

from collections.abc import Iterator

from gfassess.formula import Formula
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator, Measure
from gfassess.model.scorecard import Finding
from gfassess.scoring.memo import Memo
from gfassess.scoring.needs import questions_of


def proved(assessment: Assessment) -> frozenset[str]:
    """Return the questions and lines that a document in date proves in the reporting year."""
    year = assessment.year
    return frozenset(name for proof in assessment.evidence if proof.in_date(year) for name in proof.answers)


class Proof:
    """Knows which answers of one assessment the attached documents prove."""

    def __init__(self, rulebook: Rulebook, assessment: Assessment, memo: Memo) -> None:
        """Collect what is proved in the reporting year."""
        self._rulebook = rulebook
        self._assessment = assessment
        self._memo = memo
        self._proved = proved(assessment)

    def lacking(self, indicator: Indicator, found: Finding) -> tuple[str, ...]:
        """Return the questions a finding rests on whose evidence is not attached or not in date.

        Conditions count too: that a line does not apply, or which variant counts, needs its proof like any value.
        Where the user said that the line does not apply, its own id stands for that claim.
        """
        names = dict.fromkeys(self._rests_on(indicator, found))
        return tuple(name for name in names if name not in self._proved and self._wants_proof(name))

    def _rests_on(self, indicator: Indicator, found: Finding) -> Iterator[str]:
        if found.reason:
            yield indicator.id
            return
        if indicator.applies_when is not None:
            yield from self._named(indicator.applies_when)
        for variant in indicator.variants:
            if variant.when is not None:
                yield from self._named(variant.when)
            if variant is found.measure:
                yield from self._questions(variant)
                return

    def _named(self, formula: Formula) -> Iterator[str]:
        totals = self._rulebook.totals
        for name in formula.ordered_names:
            yield totals[name][0].id if name in totals else name

    def _questions(self, measure: Measure) -> tuple[str, ...]:
        known = self._memo.questions.get(id(measure))
        if known is None:
            known = self._memo.questions[id(measure)] = (measure, questions_of(self._rulebook, measure))
        return known[1]

    def _wants_proof(self, name: str) -> bool:
        """Tell whether a question was answered and its kind of answer is proved by a document."""
        fact, ledger = self._rulebook.facts.get(name), self._rulebook.ledgers.get(name)
        if fact is not None:
            return fact.evidence is not None and name in self._assessment.facts
        if ledger is not None:
            return ledger.evidence is not None and bool(self._assessment.ledgers.get(name))
        return name not in self._rulebook.parameters
