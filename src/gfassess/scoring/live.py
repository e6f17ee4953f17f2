"""Which questions count as things stand, and which of them a result still waits for."""

from gfassess.formula import is_known
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Indicator, Measure
from gfassess.model.scorecard import Scorecard
from gfassess.scoring.inputs import Inputs
from gfassess.scoring.needs import questions_of


def waiting(rulebook: Rulebook, scorecard: Scorecard) -> frozenset[str]:
    """Return the facts and ledgers that a score or gate lacks, a ledger also where a cell of it is empty."""
    missing = [*(score.missing for score in scorecard.scores), *(gate.missing for gate in scorecard.gates)]
    names = {name.partition("[")[0] for each in missing for name in each}
    return frozenset(name for name in names if name in rulebook.facts or name in rulebook.ledgers)


def live_questions(inputs: Inputs, part: Criterion | Indicator) -> tuple[str, ...]:
    """Return the questions that count: none of lines that do not apply, only those of the variant in force."""
    lines = part.indicator if isinstance(part, Criterion) else (part,)
    return tuple(dict.fromkeys(name for line in lines for name in _of_line(inputs, line)))


def _of_line(inputs: Inputs, line: Indicator) -> tuple[str, ...]:
    if inputs.assessment.excused(line.id):
        return ()
    rulebook = inputs.rulebook
    first = _named(rulebook, line.applies_when.ordered_names) if line.applies_when is not None else ()
    if line.applies_when is not None and line.applies_when(inputs) is not True:
        return first
    found = list(first)
    for variant in line.variants:
        if variant.when is not None:
            found.extend(_named(rulebook, variant.when.ordered_names))
            counts = variant.when(inputs)
            if not is_known(counts):
                return tuple(found)
            if not counts:
                continue
        found.extend(_asked(inputs, variant))
        break
    return tuple(dict.fromkeys(found))


def _named(rulebook: Rulebook, names: tuple[str, ...]) -> tuple[str, ...]:
    found = [rulebook.totals[name][0].id if name in rulebook.totals else name for name in names]
    return tuple(name for name in found if name in rulebook.facts or name in rulebook.ledgers)


def _asked(inputs: Inputs, measure: Measure) -> tuple[str, ...]:
    """Return the questions of a way to measure, without the description of a case while there is none."""
    names = questions_of(inputs.rulebook, measure)
    case = measure.scale.case
    return tuple(name for name in names if name != case) if case and measure.formula(inputs) is False else names
