"""Rule sets as lines of text, so that they can be read without their files."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

from gfassess.explain import basis_words, cited_words, unit_words
from gfassess.formula import Formula
from gfassess.model.facts import Kind
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Combine, Criterion, Indicator, Measure, Ruleset, Scale
from gfassess.quantity import write_number
from gfassess.report import figures
from gfassess.report.columns import pad, widest, wrapped
from gfassess.words import _, ngettext


def list_lines(rulesets: Iterable[Ruleset], width: int = 80) -> Iterator[str]:
    """Go through the rule sets of a folder, one a paragraph."""
    found = list(rulesets)
    room = widest(rules.id for rules in found) + 2
    for rules in found:
        lines = sum(len(head.indicator) for head in rules.heads)
        counts = (
            ngettext("{count} gate", "{count} gates", len(rules.gates)).format(count=len(rules.gates)),
            ngettext("{count} criterion", "{count} criteria", len(rules.heads)).format(count=len(rules.heads)),
            ngettext("{count} indicator", "{count} indicators", lines).format(count=lines),
            _worth(rules.points) if rules.weighted else _("weights not published"),
        )
        yield f"{pad(rules.id, room)}{rules.title}"
        text = _("version {version}, in force from {day}: {counts}")
        text = text.format(version=rules.version, day=rules.in_force.isoformat(), counts=_(", ").join(counts))
        yield from wrapped(text, width, " " * room)


def _worth(points: float) -> str:
    return _("{points} points").format(points=figures.points(points))


def ruleset_lines(rulebook: Rulebook, rules: Ruleset, width: int = 80) -> Iterator[str]:
    """Go through gates, criteria and indicators with points, scale, formula, source and basis."""
    yield from list_lines([rules], width)
    yield f"[{rules.source}]"
    if rules.scope is not None:
        yield from wrapped(_("{title}: {value}").format(title=_("Whom it is for"), value=rules.scope), width)
    if rules.note is not None:
        yield from wrapped(str(rules.note), width)
    yield ""
    yield _("Gates")
    for gate in rules.gates:
        yield from wrapped(_("{title}: {value}").format(title=gate.id, value=gate.title), width, "  ")
        yield from wrapped(gate.formula.text, width, " " * 6)
        yield from wrapped(f"[{cited_words(gate.source, gate.basis)}]", width, " " * 6)
    for head in rules.heads:
        yield ""
        yield from _criterion(rulebook, head, width)


def _criterion(rulebook: Rulebook, head: Criterion, width: int) -> Iterator[str]:
    yield from wrapped(_headed(head, head.points), width)
    if head.note is not None:
        yield from wrapped(str(head.note), width, "  ")
    for line in head.indicator:
        yield from _indicator(rulebook, line, width, weighted=head.points is not None)


def _headed(part: Criterion | Indicator, points: float | None) -> str:
    """Return id, title, points if there are any, and basis."""
    title = part.title if points is None else _("{title}, {points}").format(title=part.title, points=_worth(points))
    return _("{id}: {title} ({basis})").format(id=part.id, title=title, basis=basis_words(part.basis))


def _indicator(rulebook: Rulebook, line: Indicator, width: int, *, weighted: bool) -> Iterator[str]:
    yield from wrapped(_headed(line, line.points if weighted else None), width, "  ")
    below = " " * 6
    if line.applies_when is not None:
        yield from wrapped(_("applies when {formula}").format(formula=line.applies_when.text), width, below)
    for variant in line.variants:
        if variant.when is not None:
            yield from wrapped(_("when {formula}:").format(formula=variant.when.text), width, below)
        elif len(line.variants) > 1:
            yield from wrapped(_("otherwise:"), width, below)
        for part in measure_lines(rulebook, variant):
            yield from wrapped(part, width, below)
    yield from wrapped(f"[{line.source}]", width, below)
    if line.note is not None:
        yield from wrapped(str(line.note), width, below)


def measure_lines(
    rulebook: Rulebook, measure: Measure, written: Callable[[Formula], str] = attrgetter("text")
) -> Iterator[str]:
    """Go through what a way to measure says: formula and unit, rows, scale; `written` says how a formula stands."""
    unit = f"  [{unit_words(rulebook, measure.unit)}]" if measure.unit else ""
    yield f"= {written(measure.formula)}{unit}"
    if measure.per is not None:
        yield _("per row of {ledger}; {how}").format(ledger=measure.per, how=combine_words(measure.combine))
        if measure.where is not None:
            yield _("rows where {formula}").format(formula=written(measure.where))
        if measure.weight is not None:
            yield _("weight: {formula}").format(formula=written(measure.weight))
    yield scale_words(measure.scale)


def combine_words(combine: Combine) -> str:
    """Return how the shares of several rows become one."""
    words: dict[Combine, str] = {
        "min": _("the worst row counts"),
        "mean": _("mean of the rows"),
        "weighted": _("weighted over the rows"),
    }
    return words[combine]


def answer_words(kind: Kind) -> str:
    """Return what kind of answer a question takes."""
    words: dict[Kind, str] = {
        "number": _("a number"),
        "count": _("a whole number"),
        "yes_no": _("yes or no"),
        "choice": _("a choice"),
        "text": _("a text"),
        "date": _("a date"),
    }
    return words[kind]


def scale_words(scale: Scale) -> str:
    """Return how a value becomes points, in one line."""
    match scale.kind:
        case "fixed":
            return _pair(_number(scale.leading), _number(scale.baseline))
        case "steps":
            sign = "<=" if scale.at_most else ">="
            return _("; ").join(f"{sign} {_number(step.at)}: {_percent(step.share)}" for step in scale.steps)
        case "levels":
            return _("; ").join(f"{name}: {_percent(share)}" for name, share in scale.levels.items())
        case "yes_no":
            return _("yes earns all")
        case "case":
            return _("yes earns all once the case is described in {fact}").format(fact=scale.case)
        case "reference":
            text = _("leading and baseline value are looked up under {reference}; {better} is better")
            text = text.format(reference=scale.reference, better=_better(scale))
            fixed = _("baseline value {value}").format(value=_number(scale.baseline))
            return text if scale.baseline is None else _("{first}; {second}").format(first=text, second=fixed)
        case _:
            pairs = (f"{_pair(one.leading.text, one.baseline.text)} [{one.source}]" for one in scale.candidates)
            text = _("in the row: {pairs}; {better} is better")
            return text.format(pairs=_(", else ").join(pairs), better=_better(scale))


def _pair(leading: str, baseline: str) -> str:
    return _("leading value {leading}, baseline value {baseline}").format(leading=leading, baseline=baseline)


def _number(value: float | None) -> str:
    return "" if value is None else write_number(value)


def _percent(share: float) -> str:
    return f"{write_number(share * 100)}%"


def _better(scale: Scale) -> str:
    return _("lower") if scale.better == "lower" else _("higher")
