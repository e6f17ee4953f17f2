"""The raw data: every answer with unit, evidence, office and note; every ledger with its totals."""

from collections.abc import Iterator

from gfassess.explain import department_words, unit_words, value_words
from gfassess.explain.names import option_title, outcome_words, row_name_node
from gfassess.formula import is_known
from gfassess.model.facts import Column as LedgerColumn
from gfassess.model.facts import Fact, FactFile, Ledger
from gfassess.quantity import write_number
from gfassess.report.paper.blocks import Block, Cell, Column, Paragraph, Row, Section, Table
from gfassess.report.paper.subject import Subject
from gfassess.scoring import questions_of
from gfassess.scoring.inputs import RowInputs
from gfassess.scoring.live import live_questions
from gfassess.words import _

_ASSUMED = "*"
"""Stands behind a figure that the factory did not enter itself."""


def inputs(subject: Subject) -> Section:
    """Return what counts as things stand, and whatever else was answered, theme by theme."""
    asked = frozenset(_asked(subject))
    parts = (_theme(subject, theme, asked) for theme in subject.rulebook.themes)
    said = _("{sign} a default that counts until the factory enters a value of its own").format(sign=_ASSUMED)
    return Section(
        "inputs",
        _("Raw data"),
        (Paragraph(said, "note"),),
        tuple(part for part in parts if part.blocks),
        new_page=True,
    )


def _asked(subject: Subject) -> Iterator[str]:
    """Go through the questions that gates and lines rest on as things stand."""
    rules = subject.card.ruleset
    for gate in rules.gates:
        yield from questions_of(subject.rulebook, gate)
    for head in rules.heads:
        yield from live_questions(subject.inputs, head)


def _theme(subject: Subject, theme: FactFile, asked: frozenset[str]) -> Section:
    answers = subject.assessment
    facts = [one for one in theme.fact if one.id in answers.facts or (one.id in asked and not one.optional)]
    blocks: list[Block] = []
    if facts:
        rows = tuple(_fact(subject, fact) for fact in facts)
        blocks.append(Table(f"facts-{theme.id}", _columns(), rows))
    blocks += [
        _ledger(subject, ledger)
        for ledger in theme.ledger
        if answers.ledgers.get(ledger.id) or (ledger.id in asked and not ledger.optional)
    ]
    return Section(f"inputs-{theme.id}", str(theme.title), tuple(blocks))


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Item"), weight=7),
        Column("value", _("Answer"), "right", 4),
        Column("unit", _("Unit"), weight=3),
        Column("evidence", _("Evidence"), weight=3),
        Column("department", _("Office"), weight=3),
        Column("note", _("Note"), weight=5),
    )


def _fact(subject: Subject, fact: Fact) -> Row:
    given = subject.inputs(fact.id)
    answered = subject.inputs.usable(fact, subject.assessment.facts.get(fact.id)) is not None
    shown = option_title(subject.rulebook, fact, subject.assessment.facts.get(fact.id)) or outcome_words(given)
    figure = isinstance(given, float) and is_known(given)
    value = Cell(
        shown if answered else f"{shown} {_ASSUMED}" if is_known(given) else _("not answered"),
        float(given) if figure and isinstance(given, float) else None,
        unit_words(subject.rulebook, fact.unit),
        "" if is_known(given) else "open",
    )
    return Row(
        (
            Cell(str(fact.title)),
            value,
            Cell(unit_words(subject.rulebook, fact.unit)),
            _evidence(subject, fact, answered=answered),
            Cell(department_words(fact.department)),
            Cell("\n".join(_remarks(subject, fact.id))),
        )
    )


def _evidence(subject: Subject, fact: Fact, *, answered: bool) -> Cell:
    """Return the documents behind an answer, or that the one that is wanted is not there."""
    if numbers := subject.proofs((fact.id,)):
        return Cell(numbers)
    return Cell(_("none attached"), tone="open") if answered and fact.evidence is not None else Cell("-")


def _remarks(subject: Subject, name: str) -> Iterator[str]:
    """Go through the note to an answer and the reasons for unusual values in it."""
    if note := subject.assessment.notes.get(name):
        yield note
    for key, reason in subject.assessment.explained.items():
        if key == name or key.startswith(f"{name}["):
            yield _("unusual value explained: {reason}").format(reason=reason)


def _ledger(subject: Subject, ledger: Ledger) -> Table:
    rows = subject.inputs.rows(ledger)
    shown = [column for column in ledger.columns if any(column.id in row.row for row in rows) or _counts(column, rows)]
    columns = (
        Column("row", _("No."), "right"),
        *(
            Column(column.id, _head(subject, column), "right" if column.kind in {"number", "count"} else "left", 3)
            for column in shown
        ),
    )
    found = tuple(
        Row((Cell(str(row.index + 1), row.index + 1), *(_cell(subject, row, column) for column in shown)))
        for row in rows
    )
    return Table(
        f"ledger-{ledger.id}",
        columns,
        found,
        str(ledger.title),
        "\n".join(_below(subject, ledger)),
        _("not answered"),
    )


def _counts(column: LedgerColumn, rows: tuple[RowInputs, ...]) -> bool:
    """Tell whether a column has a default in any row, though nothing was entered."""
    return column.default is not None and any(is_known(row(column.id)) for row in rows)


def _head(subject: Subject, column: LedgerColumn) -> str:
    if not column.unit or "." in column.unit:
        return str(column.title)
    return _("{title}, {unit}").format(title=column.title, unit=unit_words(subject.rulebook, column.unit))


def _cell(subject: Subject, row: RowInputs, column: LedgerColumn) -> Cell:
    found = row(column.id)
    if not is_known(found):
        return Cell("-" if column.optional else _("not answered"), tone="" if column.optional else "open")
    assumed = "" if column.id in row.row else f" {_ASSUMED}"
    if isinstance(found, bool):
        return Cell(value_words(found) + assumed)
    if isinstance(found, float) and "." not in column.unit:
        return Cell(write_number(found) + assumed, found, unit_words(subject.rulebook, column.unit))
    number = found if isinstance(found, float) else None
    return Cell(row_name_node(row, column.id).value + assumed, number)


def _below(subject: Subject, ledger: Ledger) -> Iterator[str]:
    """Go through what stands below a ledger: totals, evidence, office, notes."""
    pair = _("{title}: {value}")
    totals = (
        pair.format(
            title=total.title, value=outcome_words(subject.inputs(total.id), unit_words(subject.rulebook, total.unit))
        )
        for total in ledger.total
        if is_known(subject.inputs(total.id))
    )
    if text := _("; ").join(totals):
        yield pair.format(title=_("Totals"), value=text)
    yield pair.format(title=_("Evidence"), value=subject.proofs((ledger.id,)) or "-")
    yield pair.format(title=_("Office"), value=department_words(ledger.department))
    yield from _remarks(subject, ledger.id)
