"""Why an indicator has its points."""

from gfassess.explain.names import name_node, option_title, outcome_words, row_name_node, with_figures, with_titles
from gfassess.explain.node import Node
from gfassess.explain.wording import (
    SIGNS,
    cited_words,
    missing_words,
    reference_words,
    refusal_words,
    row_words,
    share_words,
    source_words,
    state_words,
    undefined_words,
    unit_words,
    value_words,
)
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator, Measure
from gfassess.model.scorecard import RowScore, Score, UsedReference
from gfassess.quantity import write_number
from gfassess.scoring.inputs import Inputs, RowInputs
from gfassess.scoring.live import live_questions
from gfassess.words import _


def indicator_node(inputs: Inputs, score: Score) -> Node:
    """Return the tree of one indicator: points, scale, reference, formula with figures, and every name below it."""
    children = [_state_node(inputs, score)]
    if score.measure is not None:
        children.extend(_way(inputs, score.indicator, score.measure))
        children.append(_scale_node(inputs.rulebook, score.measure, score.reference))
        if score.reference is not None:
            unit = unit_words(inputs.rulebook, score.measure.unit)
            children.append(_reference_node(inputs.rulebook, score.reference, unit))
        children.extend(_rows(inputs, score) if score.measure.per else (_formula_node(inputs, score),))
    children.extend(_asked(inputs, score.indicator))
    children.extend(_remarks(inputs, score))
    indicator = score.indicator
    return Node(
        "indicator",
        indicator.id,
        str(indicator.title),
        points_words(score),
        state_words(score.state),
        cited_words(indicator.source, indicator.basis),
        tuple(children),
    )


def points_words(score: Score) -> str:
    """Return the points as shown: reached, or the interval while it is open, of what can be reached.

    Without weights there are none: the share, or nothing while there is no share.
    """
    if not score.weighted:
        return "" if score.share is None else share_words(score.share)
    low, high, whole = (write_number(value, 2) for value in (score.low, score.high, score.points))
    return f"{low} / {whole}" if low == high else f"{low} - {high} / {whole}"


def _state_node(inputs: Inputs, score: Score) -> Node:
    match score.state:
        case "scored":
            detail = _share_detail(score)
        case "unanswered":
            detail = _("missing: {names}").format(names=missing_words(inputs.rulebook, score.missing))
        case "without_reference":
            detail = refusal_words(score.refusal)
        case "undefined":
            detail = undefined_words(inputs.rulebook, score)
        case _:
            detail = score.reason or _("the conditions of this line are not met")
    title = _("Points") if score.weighted else _("Share")
    return Node("points", score.indicator.id, title, points_words(score), detail)


def _share_detail(score: Score) -> str:
    share = write_number((score.share or 0.0) * 100, 1)
    if score.weighted:
        return _("{share} % of {points} points").format(share=share, points=write_number(score.points, 2))
    if score.reference is None or score.rows:
        return ""
    return _("{share} % of the way from the baseline value to the leading value").format(share=share)


def _way(inputs: Inputs, indicator: Indicator, measure: Measure) -> tuple[Node, ...]:
    """Return why this of several ways to measure counts, as one node; nothing where there is one way."""
    if len(indicator.variants) == 1:
        return ()
    title = _("Worked out in this way where")
    if measure.when is None:
        return (Node("condition", indicator.id, title, _("none of the other ways fits")),)
    return (Node("condition", indicator.id, title, with_titles(measure.when, inputs)),)


def _scale_node(rulebook: Rulebook, measure: Measure, used: UsedReference | None) -> Node:
    scale = measure.scale
    match scale.kind:
        case "steps":
            sign, pair = SIGNS["<=" if scale.at_most else ">="], _("{title}: {value}")
            rungs = _("; ").join(
                pair.format(title=f"{sign} {step.at:g}", value=share_words(step.share)) for step in scale.steps
            )
            return Node("scale", "steps", _("Published steps"), rungs)
        case "levels":
            return Node("scale", "levels", _("Levels"), _levels(rulebook, measure))
        case "yes_no":
            return Node("scale", "yes_no", _("Yes earns all"))
        case "case":
            return Node("scale", "case", _("A described case earns all"))
        case _:
            detail = _("1 at or better than the leading value, 0 at or worse than the baseline value, linear between")
            shown = (
                "" if used is None else _("{old} -> {new}").format(old=f"{used.baseline:g}", new=f"{used.leading:g}")
            )
            return Node("scale", scale.kind, _("Baseline to leading value"), shown, detail)


def _levels(rulebook: Rulebook, measure: Measure) -> str:
    fact = rulebook.facts.get(measure.formula.text.strip())
    pair, found = _("{title}: {value}"), []
    for name, share in measure.scale.levels.items():
        title = option_title(rulebook, fact, name) if fact is not None else ""
        found.append(pair.format(title=title or name, value=share_words(share)))
    return _("; ").join(found)


def _reference_node(rulebook: Rulebook, used: UsedReference, unit: str) -> Node:
    leading = _("leading value {value}").format(value=value_words(used.leading, unit))
    baseline = _("baseline value {value}").format(value=value_words(used.baseline, unit))
    detail, source = reference_words(used), source_words(rulebook, used)
    pair = _("{first}; {second}").format(first=leading, second=baseline)
    return Node("reference", used.kind, _("Reference values"), pair, detail, source)


def _formula_node(inputs: Inputs, score: Score) -> Node:
    measure = score.measure
    if measure is None:
        return Node("formula", score.indicator.id, _("Formula"))
    children = tuple(name_node(inputs, name) for name in measure.formula.names_taken(inputs))
    value, figures = measure.formula(inputs), with_figures(measure.formula, inputs)
    shown = outcome_words(value, unit_words(inputs.rulebook, measure.unit), measure.decimals)
    if isinstance(value, str):
        shown = figures
    detail = f"{with_titles(measure.formula, inputs)} = {figures}"
    return Node("formula", score.indicator.id, _("Value"), shown, detail, "", children)


def _rows(inputs: Inputs, score: Score) -> tuple[Node, ...]:
    measure = score.measure
    if measure is None:
        return ()
    how = {"min": _("the worst row counts"), "mean": _("mean of the rows"), "weighted": _("weighted over the rows")}
    value = value_words(score.value, unit_words(inputs.rulebook, measure.unit), measure.decimals)
    head = Node("formula", score.indicator.id, _("Value"), value, how[measure.combine])
    return (head, *(_row_node(inputs, measure, row) for row in score.rows))


def _row_node(inputs: Inputs, measure: Measure, row: RowScore) -> Node:
    cells = inputs.rows(inputs.rulebook.ledgers[measure.per or ""])[row.index]
    children = [row_name_node(cells, name) for name in measure.formula.names_taken(cells)]
    unit = unit_words(inputs.rulebook, measure.unit)
    if row.reference is not None:
        children.append(_reference_node(inputs.rulebook, row.reference, unit))
    if row.missing:
        children.append(Node("missing", cells.path(""), _("Missing"), missing_words(inputs.rulebook, row.missing)))
    title = _("row {row}: {label}").format(row=row.index + 1, label=_label(cells))
    value = value_words(row.value, unit, measure.decimals)
    if row.share is not None:
        value = _("{first} ({second})").format(first=value, second=share_words(row.share))
    return Node(
        "row",
        cells.path(measure.formula.text),
        title,
        value or state_words(row.state),
        f"{with_titles(measure.formula, cells)} = {with_figures(measure.formula, cells)}",
        "",
        tuple(children),
    )


def _label(row: RowInputs) -> str:
    return row_words(row.inputs.rulebook, row.ledger, row.row, row.index)


def _asked(inputs: Inputs, indicator: Indicator) -> tuple[Node, ...]:
    """Return what evidence is wanted for the questions that count, as one node; nothing where none is."""
    book = inputs.rulebook
    questions = (book.facts.get(name) or book.ledgers[name] for name in live_questions(inputs, indicator))
    wanted = tuple(
        Node("note", one.id, str(one.title), str(one.evidence)) for one in questions if one.evidence is not None
    )
    return (Node("note", "asked", _("Evidence asked for"), children=wanted),) if wanted else ()


def _remarks(inputs: Inputs, score: Score) -> list[Node]:
    indicator, found = score.indicator, []
    if score.state != "not_applicable" and abs(score.points - indicator.points) > 1e-9:  # noqa: PLR2004 - agreement
        text = _("{points} points of its own, the rest moved here from lines that do not apply")
        found.append(Node("note", "moved", _("Moved points"), text.format(points=write_number(indicator.points, 2))))
    if score.unproved:
        names = missing_words(inputs.rulebook, score.unproved)
        found.append(Node("note", "unproved", _("Without evidence in date"), names))
    if note := inputs.assessment.notes.get(indicator.id):
        found.append(Node("note", "note", _("Note"), note))
    if indicator.note is not None:
        found.append(Node("note", "rule", _("About this rule"), str(indicator.note)))
    return found
