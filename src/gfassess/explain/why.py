"""Why: the tree from a total, criterion, indicator, gate or fact down to where each figure comes from."""

from gfassess.explain.indicator import indicator_node, points_words
from gfassess.explain.names import ledger_node, name_node, with_figures, with_titles
from gfassess.explain.node import Node
from gfassess.explain.wording import (
    alone_briefly,
    gate_words,
    missing_words,
    reading_words,
    state_words,
    verdict_words,
)
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
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


def interval_words(interval: Interval | None, points: float | None = None) -> str:
    """Return an interval as shown: one figure where it is settled, else low to high; nothing where there is none."""
    if interval is None:
        return ""
    low, high = write_number(interval.low, 2), write_number(interval.high, 2)
    text = low if interval.settled else f"{low} - {high}"
    return text if points is None else f"{text} / {write_number(points, 2)}"


def _total(scorecard: Scorecard) -> Node:
    rules, total = scorecard.ruleset, scorecard.total
    heads = tuple(
        Node(
            "criterion",
            head.criterion.id,
            str(head.criterion.title),
            interval_words(head.total, head.points),
            children=() if rules.weighted else _lines(head),
        )
        for head in scorecard.criteria
    )
    gates = tuple(
        Node("gate", result.gate.id, str(result.gate.title), gate_words(result.state)) for result in scorecard.gates
    )
    verdict = verdict_words(scorecard.verdict)
    weights = alone_briefly() if total is None else str(rules.weights_note or "")
    return Node(
        "total",
        TOTAL,
        str(rules.title),
        interval_words(total, rules.points),
        _("{first}; {second}").format(first=verdict, second=weights) if weights else verdict,
        str(rules.source),
        (
            *heads,
            *_proved(total),
            Node("note", "gates", _("Gates"), children=gates),
            *_others(scorecard),
            *_about(rules),
        ),
    )


def _about(rules: Ruleset) -> tuple[Node, ...]:
    title = _("About this total") if rules.weighted else _("About this rule set")
    return (Node("note", "about", title, detail=str(rules.note)),) if rules.note is not None else ()


def _proved(total: Interval | None) -> tuple[Node, ...]:
    return (
        (Node("points", "evidenced", _("with evidence"), write_number(total.evidenced, 2)),)
        if total is not None
        else ()
    )


def _others(scorecard: Scorecard) -> tuple[Node, ...]:
    """Return the total under each way to treat lines that do not apply, where there are some."""
    if not any(score.state == "not_applicable" for score in scorecard.scores):
        return ()
    readings = tuple(
        Node("note", reading, reading_words(reading), interval_words(interval))
        for reading, interval in scorecard.readings.items()
    )
    title = _("If points of lines that do not apply were treated otherwise")
    return (Node("note", "readings", title, children=readings),) if readings else ()


def _lines(head: CriterionScore) -> tuple[Node, ...]:
    return tuple(
        Node(
            "indicator",
            score.indicator.id,
            str(score.indicator.title),
            points_words(score) or state_words(score.state),
        )
        for score in head.scores
    )


def _criterion(head: CriterionScore) -> Node:
    return Node(
        "criterion",
        head.criterion.id,
        str(head.criterion.title),
        interval_words(head.total, head.points),
        str(head.criterion.note or ""),
        children=_lines(head),
    )


def _gate(inputs: Inputs, result: GateResult) -> Node:
    gate = result.gate
    children = [
        Node("formula", gate.id, _("Formula"), with_titles(gate.formula, inputs), with_figures(gate.formula, inputs)),
        *(name_node(inputs, name) for name in gate.formula.ordered_names),
    ]
    if result.missing:
        children.append(Node("missing", gate.id, _("Missing"), missing_words(inputs.rulebook, result.missing)))
    if gate.note is not None:
        children.append(Node("note", "rule", _("About this rule"), str(gate.note)))
    detail = str(gate.help or "")
    return Node("gate", gate.id, str(gate.title), gate_words(result.state), detail, str(gate.source), tuple(children))
