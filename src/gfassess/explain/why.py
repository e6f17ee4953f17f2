"""Why: the tree from a total, criterion, indicator, gate or fact down to where each figure comes from."""

from gfassess.explain.indicator import indicator_node
from gfassess.explain.names import ledger_node, name_node, with_figures, with_titles
from gfassess.explain.node import Node
from gfassess.explain.wording import gate_words, missing_words, reading_words, verdict_words
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import CriterionScore, GateResult, Interval, Scorecard
from gfassess.quantity import write_number
from gfassess.scoring.inputs import Inputs
from gfassess.words import _

TOTAL = "total"
"""The id of the whole scorecard."""


class UnknownIdError(LookupError):
    """There is nothing of this id to explain; `known` are the ids there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        """Keep the id and those that exist."""
        super().__init__(name)
        self.name = name
        self.known = known


def why(rulebook: Rulebook, assessment: Assessment, scorecard: Scorecard, name: str) -> Node:
    """Return the explanation of `name`: "total", a criterion, gate, indicator, fact, ledger, total or parameter.

    Raises UnknownIdError where the rule book has nothing of that id.
    """
    inputs = Inputs(rulebook, assessment)
    if name == TOTAL:
        return _total(scorecard)
    for head in scorecard.criteria:
        if head.criterion.id == name:
            return _criterion(head)
    for result in scorecard.gates:
        if result.gate.id == name:
            return _gate(inputs, result)
    score = scorecard.score(name)
    if score is not None:
        return indicator_node(inputs, score)
    if name in rulebook.ledgers:
        return ledger_node(inputs, rulebook.ledgers[name])
    if name in rulebook.facts or name in rulebook.totals or name in rulebook.parameters:
        return name_node(inputs, name)
    raise UnknownIdError(name, _known(rulebook, scorecard))


def _known(rulebook: Rulebook, scorecard: Scorecard) -> tuple[str, ...]:
    heads = (head.criterion.id for head in scorecard.criteria)
    lines = (score.indicator.id for score in scorecard.scores)
    gates = (result.gate.id for result in scorecard.gates)
    names = (*rulebook.facts, *rulebook.ledgers, *rulebook.totals, *rulebook.parameters)
    return (TOTAL, *heads, *lines, *gates, *names)


def interval_words(interval: Interval, points: float | None = None) -> str:
    """Return an interval as shown: one figure where it is settled, else low to high."""
    low, high = write_number(interval.low, 2), write_number(interval.high, 2)
    text = low if interval.settled else f"{low} - {high}"
    return text if points is None else f"{text} / {write_number(points, 2)}"


def _total(scorecard: Scorecard) -> Node:
    readings = tuple(
        Node("note", reading, reading_words(reading), interval_words(interval))
        for reading, interval in scorecard.readings.items()
    )
    heads = tuple(
        Node("criterion", head.criterion.id, str(head.criterion.title), interval_words(head.total, head.points))
        for head in scorecard.criteria
    )
    gates = tuple(
        Node("gate", result.gate.id, str(result.gate.title), gate_words(result.state)) for result in scorecard.gates
    )
    proved = Node("points", "evidenced", _("with evidence"), write_number(scorecard.total.evidenced, 2))
    other = Node(
        "note", "readings", _("If points of lines that do not apply were treated otherwise"), children=readings
    )
    return Node(
        "total",
        TOTAL,
        str(scorecard.ruleset.title),
        interval_words(scorecard.total, scorecard.ruleset.points),
        verdict_words(scorecard.verdict),
        str(scorecard.ruleset.source),
        (*heads, proved, Node("note", "gates", _("Gates"), children=gates), other),
    )


def _criterion(head: CriterionScore) -> Node:
    lines = tuple(
        Node(
            "indicator",
            score.indicator.id,
            str(score.indicator.title),
            interval_words(Interval(score.low, score.high, score.evidenced), score.points),
        )
        for score in head.scores
    )
    return Node(
        "criterion",
        head.criterion.id,
        str(head.criterion.title),
        interval_words(head.total, head.points),
        str(head.criterion.note or ""),
        children=lines,
    )


def _gate(inputs: Inputs, result: GateResult) -> Node:
    gate = result.gate
    children = [
        Node("formula", gate.id, _("Formula"), with_titles(gate.formula, inputs), with_figures(gate.formula, inputs)),
        *(name_node(inputs, name) for name in gate.formula.ordered_names),
    ]
    if result.missing:
        children.append(Node("missing", gate.id, _("Missing"), missing_words(inputs.rulebook, result.missing)))
    detail = str(gate.help or "")
    return Node("gate", gate.id, str(gate.title), gate_words(result.state), detail, str(gate.source), tuple(children))
