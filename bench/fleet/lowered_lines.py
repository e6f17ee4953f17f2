"""The indicators of `five` as text in the language of a rival.

One number carries what a line or a row comes to: its share, or, below zero, why it has none.
"""

from collections.abc import Callable
from typing import Final

from bench.fleet.lowered import Figure, Language, Writer, plain
from bench.fleet.rival_inputs import five, rests_on
from gfassess.fleet import layout
from gfassess.formula.tree import Node
from gfassess.model.facts import Ledger
from gfassess.model.rules import Better, Candidate, Indicator, Measure, Scale

NO_REFERENCE, UNDEFINED, UNANSWERED, EXCUSED, RULED_OUT = -1, -2, -3, -4, -5
"""Why there is no share; of several rows the lowest of the first three decides."""
STATES: Final = {0: 0, NO_REFERENCE: 2, UNDEFINED: 3, UNANSWERED: 1}
"""Places of the states in a scored folder; from EXCUSED down a line does not apply."""
NOT_APPLICABLE: Final = 4
_SLACK: Final = 1e-9


def variant(write: Writer, line: Indicator) -> str | None:
    """Write which variant counts, or why none does; None for a line with nothing to choose."""
    if line.applies_when is None and len(line.variants) == 1:
        return None
    text = str(len(line.variants) - 1)
    for place, one in reversed(list(enumerate(line.variants[:-1]))):
        if one.when is not None:
            text = _decided(write, one.when.tree, str(place), text)
    if line.applies_when is not None:
        text = _decided(write, line.applies_when.tree, text, str(RULED_OUT))
    return write.language.choose(_excused(write, line), str(EXCUSED), text)


def code(write: Writer, line: Indicator, chosen: str, results: list[str]) -> str:
    """Write what a line comes to, from its variant and what each variant comes to."""
    say = write.language
    if not chosen:
        return say.choose(_excused(write, line), str(EXCUSED), results[0])
    text = results[-1]
    for place, result in reversed(list(enumerate(results[:-1]))):
        text = say.choose(say.same(chosen, str(place)), result, text)
    return say.choose(f"{chosen} < 0", chosen, text)


def state(say: Language, found: str) -> str:
    """Write the state of a line from what it comes to."""
    text = str(NOT_APPLICABLE)
    for number in (UNANSWERED, UNDEFINED, NO_REFERENCE):
        text = say.choose(say.same(found, str(number)), str(STATES[number]), text)
    return say.choose(f"{found} >= 0", str(STATES[0]), text)


def lacking(write: Writer, line: Indicator, found: str, chosen: str) -> str:
    """Write the test that a settled line rests on something without proof."""
    say = write.language

    def unproved(one: Measure | None) -> str:
        return say.some([say.yes(write.names(layout.unproved_column(name))) for name in rests_on(line, one)])

    text = unproved(line.variants[-1])
    for place, one in reversed(list(enumerate(line.variants[:-1]))):
        text = say.choose(say.same(chosen, str(place)), unproved(one), text)
    text = say.choose(f"{found} >= 0", text, say.some([]))
    if line.applies_when is not None:
        text = say.choose(say.same(found, str(RULED_OUT)), unproved(None), text)
    doubted = say.yes(write.names(layout.doubted_column(line.id)))
    return say.choose(say.same(found, str(EXCUSED)), doubted, text)


def single(write: Writer, measure: Measure) -> str:
    """Write what a variant comes to that runs over no rows."""
    say, scale, tree = write.language, measure.scale, measure.formula.tree
    if scale.levels:
        answer = write.names(measure.formula.text)
        text = "0"
        for option, share in scale.levels.items():
            text = say.choose(say.option(answer, option), plain(share), text)
        return say.choose(say.missing(answer), str(UNANSWERED), text)
    if scale.yes_no or scale.case is not None:
        holds = write.truth(tree)
        described = (
            "1" if scale.case is None else say.choose(say.missing(write.names(scale.case)), str(UNANSWERED), "1")
        )
        text = say.choose(holds.yes, described, "0")
        return say.choose(holds.unknown, str(UNANSWERED), text) if holds.unknown else text
    figure = write.figure(tree)
    return _guarded(say, (figure,), _looked_up(write, scale, figure.value))


def row(write: Writer, ledger: Ledger, measure: Measure) -> str:
    """Write what a row comes to that counts or may count."""
    say, scale = write.language, measure.scale
    value = write.figure(measure.formula.tree)
    weight = (write.figure(measure.weight.tree),) if measure.weight is not None else ()
    text = _steps(say, scale, value.value) if scale.steps else str(NO_REFERENCE)
    for pair in reversed(scale.candidates):
        share, usable = _candidate(write, ledger, pair, value.value, scale.better)
        text = say.choose(usable, share, text)
    text = _guarded(say, (value, *weight), text)
    unknown = write.truth(measure.where.tree).unknown if measure.where is not None else ""
    return say.choose(unknown, str(UNANSWERED), text) if unknown else text


def share_between(say: Language, value: str, leading: str, baseline: str, better: Better | None) -> str:
    """Write the share on a scale with a leading and a baseline value."""
    reached = f"{value} <= {leading}" if better == "lower" else f"{value} >= {leading}"
    linear = say.within(f"(({value} - {baseline}) / ({leading} - {baseline}))")
    return say.choose(say.same(leading, baseline), say.choose(reached, "1", "0"), linear)


def _decided(write: Writer, tree: Node, then: str, other: str) -> str:
    holds = write.truth(tree)
    text = write.language.choose(holds.yes, then, other)
    return write.language.choose(holds.unknown, str(UNANSWERED), text) if holds.unknown else text


def _excused(write: Writer, line: Indicator) -> str:
    return write.language.yes(write.names(layout.excused_column(line.id)))


def _guarded(say: Language, figures: tuple[Figure, ...], text: str) -> str:
    """Put before a text what keeps figures from a value, in the order in which they are looked at."""
    for figure in reversed(figures):
        if figure.undefined:
            text = say.choose(say.some(figure.undefined), str(UNDEFINED), text)
        if figure.missing:
            text = say.choose(say.some(figure.missing), str(UNANSWERED), text)
    return text


def _looked_up(write: Writer, scale: Scale, value: str) -> str:
    say, name = write.language, scale.reference
    if scale.steps:
        return _steps(say, scale, value)
    if name is None:
        return share_between(say, value, plain(scale.leading or 0.0), plain(scale.baseline or 0.0), None)
    text = str(NO_REFERENCE)
    sources: list[tuple[Callable[[str], str], list[str]]] = [
        (lambda edge: write.names(f"{edge}_{name}"), [say.yes(write.names(layout.sourced_column(name)))])
    ]
    if name in five().book.tables:
        sources.append((lambda edge: write.names(f"row_{edge}_{name}"), []))
    for named, tests in reversed(sources):
        leading, baseline = named("leading"), named("baseline")
        usable = _usable(say, leading, baseline, scale.better, tests)
        text = say.choose(usable, share_between(say, value, leading, baseline, scale.better), text)
    return text


def _usable(say: Language, leading: str, baseline: str, better: Better | None, tests: list[str]) -> str:
    way = f"{leading} <= {baseline}" if better == "lower" else f"{leading} >= {baseline}"
    return say.every([*tests, say.negated(say.missing(leading)), say.negated(say.missing(baseline)), way])


def _candidate(write: Writer, ledger: Ledger, pair: Candidate, value: str, better: Better | None) -> tuple[str, str]:
    """Write the share with a pair that a row carries, and the test that the pair counts."""
    say = write.language
    leading, baseline = write.figure(pair.leading.tree), write.figure(pair.baseline.tree)
    missing = dict.fromkeys((*leading.missing, *baseline.missing))
    there = [say.negated(test) for test in missing]
    source = ledger.column(pair.source)
    if source is not None and source.table is None:
        there.append(say.negated(say.missing(write.names(source.id))))
    first, second = leading.value, baseline.value
    way = f"{first} <= {second}" if better == "lower" else f"{first} >= {second}"
    share = share_between(say, value, first, second, better)
    return share, say.choose(say.every(there), way, say.some([]))


def _steps(say: Language, scale: Scale, value: str) -> str:
    text = "0"
    for step in sorted(scale.steps, key=lambda step: step.share):
        slack = _SLACK * max(abs(step.at), 1.0)
        reached = f"{value} <= {plain(step.at + slack)}" if scale.at_most else f"{value} >= {plain(step.at - slack)}"
        text = say.choose(reached, plain(step.share), text)
    return text
