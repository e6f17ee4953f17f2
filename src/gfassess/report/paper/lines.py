"""The indicators: a table for each criterion, and below it every line with formula, figures put in, and explanation."""

from collections.abc import Iterator
from typing import Literal

from gfassess.explain import (
    Node,
    basis_words,
    missing_words,
    points_words,
    reference_words,
    row_words,
    share_words,
    source_words,
    state_words,
    unit_words,
    value_words,
    why,
)
from gfassess.explain.names import option_title, with_figures, with_titles
from gfassess.model.rules import Better, Measure
from gfassess.model.scorecard import CriterionScore, RowScore, Score, State, UsedReference
from gfassess.report import figures
from gfassess.report.paper.blocks import (
    Bars,
    Block,
    Cell,
    Column,
    Entries,
    Entry,
    Mark,
    Pair,
    Paragraph,
    Row,
    Section,
    Step,
    Strip,
    Table,
    Tone,
)
from gfassess.report.paper.results import criterion_bar
from gfassess.report.paper.subject import Subject
from gfassess.report.text import todo_words
from gfassess.scoring.live import live_questions
from gfassess.words import _

_TONES: dict[State, Tone] = {"unanswered": "open", "without_reference": "open", "undefined": "bad"}


def lines(subject: Subject) -> Section:
    """Return the lines, criterion by criterion."""
    parts = tuple(_criterion(subject, head) for head in subject.card.criteria)
    said = _(
        "Between baseline and leading value the share is linear: 1 at or better than the leading value, 0 at or worse"
        " than the baseline value. Other lines go by the steps, levels or cases that their rule states."
    )
    return Section("lines", _("Indicators and scores"), (Paragraph(said, "note"),), parts, new_page=True)


def _criterion(subject: Subject, head: CriterionScore) -> Section:
    blocks: list[Block] = []
    if (bar := criterion_bar(head)) is not None:
        blocks.append(Bars((bar,)))
    if head.criterion.note is not None:
        blocks.append(Paragraph(str(head.criterion.note), "note"))
    blocks.append(Table(f"scores-{head.criterion.id}", _columns(subject), tuple(_rows(subject, head))))
    entries = tuple(_entry(subject, score) for score in head.scores)
    blocks.append(Entries(f"lines-{head.criterion.id}", entries, figure=_reached(subject)))
    return Section(f"criterion-{head.criterion.id}", str(head.criterion.title), tuple(blocks))


def _columns(subject: Subject) -> tuple[Column, ...]:
    return (
        Column("title", _("Indicator"), weight=6),
        Column("value", _("Value"), "right", 3),
        Column("baseline", _("Baseline value"), "right", 2),
        Column("leading", _("Leading value"), "right", 2),
        Column("points", _reached(subject), "right", 3),
        Column("state", _("State"), weight=3),
    )


def _reached(subject: Subject) -> str:
    """Return what a line reaches."""
    return _("Points") if subject.card.ruleset.weighted else _("Share")


def _rows(subject: Subject, head: CriterionScore) -> Iterator[Row]:
    for score in head.scores:
        used = score.reference
        yield Row(
            (
                Cell(str(score.indicator.title), to=anchor(score)),
                value_cell(subject, score),
                Cell("-") if used is None else _figure(subject, score, used.baseline),
                Cell("-") if used is None else _figure(subject, score, used.leading),
                points_cell(score),
                state_cell(score),
            )
        )


def anchor(score: Score) -> str:
    """Return the id of the entry of a line."""
    return f"line-{score.indicator.id}"


def value_cell(subject: Subject, score: Score) -> Cell:
    """Return the value of a line."""
    measure = score.measure
    if measure is None or score.value is None:
        return Cell("-")
    if isinstance(score.value, bool | str):
        fact = subject.rulebook.facts.get(measure.formula.text.strip())
        title = option_title(subject.rulebook, fact, score.value) if fact is not None else ""
        return Cell(title or value_words(score.value))
    return Cell(figures.value(subject.rulebook, score), float(score.value), unit_words(subject.rulebook, measure.unit))


def points_cell(score: Score) -> Cell:
    """Return what a line reached: points, or without weights its share."""
    if score.state == "not_applicable":
        return Cell("-")
    return Cell(points_words(score) or "-", score.low if score.weighted else score.share)


def state_cell(score: Score) -> Cell:
    """Return the state of a line."""
    return Cell(state_words(score.state), tone=_TONES.get(score.state, ""))


def _figure(subject: Subject, score: Score, value: float) -> Cell:
    unit = unit_words(subject.rulebook, score.measure.unit) if score.measure is not None else ""
    return Cell(value_words(value, unit), value, unit)


def _entry(subject: Subject, score: Score) -> Entry:
    table = _ledger_rows(subject, score)
    return Entry(
        anchor(score),
        str(score.indicator.title),
        points_cell(score),
        state_cell(score),
        tuple(_pairs(subject, score)),
        None if table is not None else _strip(subject, score),
        table,
        tuple(map(step, _why(subject, score))),
    )


def _why(subject: Subject, score: Score) -> tuple[Node, ...]:
    return why(subject.rulebook, subject.assessment, subject.card, score.indicator.id).children


def _joined(node: Node) -> str:
    return _("{title}: {value}").format(title=node.title, value=node.value) if node.value else node.title


def step(node: Node) -> Step:
    """Return a step of an explanation as a paper holds it."""
    return Step(node.title, node.value, node.detail, node.source, tuple(map(step, node.children)))


def _pairs(subject: Subject, score: Score) -> Iterator[Pair]:
    """Go through what belongs to a line; the ids are columns of a spreadsheet, so each line has the same ones."""
    yield Pair("value", _("Value"), value_cell(subject, score))
    if score.measure is not None and not score.measure.per:
        yield Pair("formula", _("Formula"), Cell(with_titles(score.measure.formula, subject.inputs)))
        yield Pair("figures", _("Figures put in"), Cell(with_figures(score.measure.formula, subject.inputs)))
    elif score.measure is not None and score.rows:
        yield Pair("formula", _("Formula"), Cell(_row_formula(subject, score.measure, score.rows[0])))
        yield Pair("figures", _("Over the rows"), Cell(combine_words(score.measure)))
    if scale := next((node for node in _why(subject, score) if node.kind == "scale" and not score.reference), None):
        yield Pair("scale", _("Scale"), Cell(_joined(scale)))
    used = score.reference
    if used is not None:
        yield Pair("baseline", _("Baseline value"), _figure(subject, score, used.baseline))
        yield Pair("leading", _("Leading value"), _figure(subject, score, used.leading))
        yield Pair("reference", _("Reference values from"), Cell(_reference(subject, used)))
    if score.share is not None:
        yield Pair("share", _("Share"), Cell(share_words(score.share), score.share))
    if score.weighted:
        yield Pair("evidenced", _("With evidence in date"), Cell(figures.points(score.evidenced), score.evidenced))
    indicator = score.indicator
    yield Pair("source", _("Clause"), Cell(str(indicator.source)))
    yield Pair("basis", _("Kind of basis"), Cell(basis_words(indicator.basis)))
    if todo := _("; ").join(todo_words(subject.rulebook, score)):
        yield Pair("todo", _("Still to do"), Cell(todo, tone=state_cell(score).tone))
    names = live_questions(subject.inputs, indicator)
    yield Pair("evidence", _("Evidence"), Cell(subject.proofs((*names, indicator.id)) or "-"))
    if score.unproved:
        unproved = missing_words(subject.rulebook, score.unproved)
        yield Pair("unproved", _("Without evidence in date"), Cell(unproved, tone="open"))
    if note := subject.assessment.notes.get(indicator.id):
        yield Pair("note", _("Note"), Cell(note))


def _reference(subject: Subject, used: UsedReference) -> str:
    source = source_words(subject.rulebook, used)
    words = reference_words(used)
    return _("{title}: {value}").format(title=words, value=source) if source else words


def combine_words(measure: Measure) -> str:
    """Return how the rows of a ledger become one share."""
    words = {"min": _("the worst row counts"), "mean": _("mean of the rows"), "weighted": _("weighted over the rows")}
    return words[measure.combine]


def _row_formula(subject: Subject, measure: Measure, row: RowScore) -> str:
    ledger = subject.rulebook.ledgers[measure.per or ""]
    return with_titles(measure.formula, subject.inputs.rows(ledger)[row.index])


def _ledger_rows(subject: Subject, score: Score) -> Table | None:
    """Return the rows of the ledger that a line runs over."""
    measure = score.measure
    if measure is None or not measure.per or not score.rows:
        return None
    columns = (
        Column("row", _("Row"), weight=4),
        Column("figures", _("Figures put in"), weight=5),
        Column("value", _("Value"), "right", 3),
        Column("baseline", _("Baseline value"), "right", 2),
        Column("leading", _("Leading value"), "right", 2),
        Column("share", _("Share"), "right", 2),
        Column("source", _("Reference values from"), weight=4),
    )
    rows = tuple(_ledger_row(subject, measure, row) for row in score.rows)
    return Table(f"rows-{score.indicator.id}", columns, rows)


def _ledger_row(subject: Subject, measure: Measure, row: RowScore) -> Row:
    book = subject.rulebook
    ledger = book.ledgers[measure.per or ""]
    cells, unit, used = subject.inputs.rows(ledger)[row.index], unit_words(book, measure.unit), row.reference
    title = _("row {row}: {label}").format(row=row.index + 1, label=row_words(book, ledger, cells.row, row.index))
    value = float(row.value) if isinstance(row.value, int | float) and not isinstance(row.value, bool) else None
    return Row(
        (
            Cell(title),
            Cell(with_figures(measure.formula, cells)),
            Cell(value_words(row.value, unit, measure.decimals) or "-", value, unit),
            Cell("-") if used is None else Cell(value_words(used.baseline, unit), used.baseline, unit),
            Cell("-") if used is None else Cell(value_words(used.leading, unit), used.leading, unit),
            Cell(state_words(row.state)) if row.share is None else Cell(share_words(row.share), row.share),
            Cell("-" if used is None else _reference(subject, used)),
        )
    )


def _strip(subject: Subject, score: Score) -> Strip | None:
    """Return where a value lies between baseline and leading value."""
    used, value = score.reference, score.value
    if used is None or score.measure is None or value is None or isinstance(value, bool | str):
        return None
    unit, own = unit_words(subject.rulebook, score.measure.unit), figures.value(subject.rulebook, score)
    marks = (mark("baseline", used.baseline, unit), mark("leading", used.leading, unit))
    text = _("; ").join(
        (_("value {value}").format(value=own), *(one.text for one in marks if isinstance(one.text, str)))
    )
    better: Better = "higher" if used.leading > used.baseline else "lower"
    return Strip(float(value), float(value), better, marks, None, own, text)


def mark(kind: Literal["baseline", "leading"], value: float, unit: str, *, shares: bool = False) -> Mark:
    """Return the mark of a reference value."""
    text = _("baseline value {value}") if kind == "baseline" else _("leading value {value}")
    return Mark(value, kind, text.format(value=share_words(value) if shares else value_words(value, unit)))
