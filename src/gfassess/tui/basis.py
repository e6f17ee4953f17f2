"""What a question, indicator or gate rests on, in words: help, evidence, formula, scale, clause, document."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gfassess.explain import basis_words, cited_words, department_words, mark_words, phrasing
from gfassess.formula import Formula
from gfassess.model.facts import Fact, Ledger, Question
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Gate, Indicator, Measure
from gfassess.model.sources import Basis, Document, Source
from gfassess.quantity import write_number
from gfassess.session import Session
from gfassess.tui.choices import unit_title
from gfassess.tui.figures import short
from gfassess.tui.widgets.scale import scale_text
from gfassess.words import _


class Part(NamedTuple):
    """One paragraph with the word in front of it; a part without text is a heading."""

    label: str
    text: str = ""


def basis_of(session: Session, name: str) -> tuple[str, list[Part]] | None:
    """Return title and paragraphs of a fact, ledger, indicator, gate or criterion; None for anything else."""
    book, ruleset = session.rulebook, session.ruleset
    for head in ruleset.heads:
        if head.id == name:
            return str(head.title), list(_criterion(head))
    if (line := ruleset.indicator(name)) is not None:
        return str(line.title), list(_indicator(session, line))
    if (gate := next((one for one in ruleset.gates if one.id == name), None)) is not None:
        return str(gate.title), list(_gate(book, gate))
    question = book.facts.get(name) or book.ledgers.get(name)
    if question is None:
        return None
    return str(question.title), [*_answered(session, name), *_question(book, question), *_used(session, name)]


def formula_words(book: Rulebook, formula: Formula) -> str:
    """Return a formula with titles in the place of names."""
    return formula.show(lambda name: _title(book, name), phrasing())


def _title(book: Rulebook, name: str) -> str:
    if name in book.facts:
        return str(book.facts[name].title)
    if name in book.totals:
        return str(book.totals[name][1].title)
    if name in book.parameters:
        return str(book.parameters[name][1].title)
    columns = (column for ledger in book.ledgers.values() for column in ledger.columns)
    return next((str(column.title) for column in columns if column.id == name), name)


def _criterion(head: Criterion) -> Iterator[Part]:
    if head.points is not None:
        points = _("{points} ({basis})").format(points=short(head.points), basis=basis_words(head.basis))
        yield Part(_("Full points"), points)
    if head.note is not None:
        yield Part(_("About"), str(head.note))
    lines = (
        f"{line.title}" if head.points is None else f"{line.title} {short(line.points)}" for line in head.indicator
    )
    yield Part(_("Indicators"), _("; ").join(lines))


def _indicator(session: Session, line: Indicator) -> Iterator[Part]:
    book = session.rulebook
    if line.help is not None:
        yield Part(_("Help"), str(line.help))
    for measure in line.variants:
        yield from _measure(book, measure)
    score = session.scorecard.score(line.id)
    if score is not None and (scale := scale_text(session, score).plain):
        yield Part(_("Scale"), scale)
    if line.applies_when is not None:
        yield Part(_("Applies when"), formula_words(book, line.applies_when))
    yield from _source(book, line.source, line.basis)
    if line.note is not None:
        yield Part(_("About this rule"), str(line.note))


def _measure(book: Rulebook, measure: Measure) -> Iterator[Part]:
    if measure.when is not None:
        yield Part(_("When"), formula_words(book, measure.when))
    unit = f"  [{unit_title(book, measure.unit)}]" if measure.unit else ""
    yield Part(_("Formula"), formula_words(book, measure.formula) + unit)
    if measure.formula.names - {measure.formula.text}:
        yield Part(_("In ids"), measure.formula.text)
    if measure.per is not None:
        yield Part(_("For each row of"), str(book.ledgers[measure.per].title))


def _gate(book: Rulebook, gate: Gate) -> Iterator[Part]:
    if gate.help is not None:
        yield Part(_("Help"), str(gate.help))
    yield Part(_("Formula"), formula_words(book, gate.formula))
    yield Part(_("In ids"), gate.formula.text)
    yield from _source(book, gate.source, gate.basis)
    if gate.proved_by_listing_since is not None:
        text = _("a listing of {year} or later proves that it was passed then")
        yield Part(_("Listing"), text.format(year=gate.proved_by_listing_since))
    if gate.note is not None:
        yield Part(_("About this rule"), str(gate.note))


def _question(book: Rulebook, question: Fact | Ledger) -> Iterator[Part]:
    if question.help is not None:
        yield Part(_("Help"), str(question.help))
    if question.evidence is not None:
        yield Part(_("Evidence wanted"), str(question.evidence))
    yield Part(_("Department"), department_words(question.department))
    if isinstance(question, Fact):
        yield from _field(book, question)
        return
    for column in question.columns:
        text = str(column.help or "") or unit_title(book, column.unit)
        yield Part(str(column.title), text or "-")
    for total in question.total:
        unit = unit_title(book, total.unit)
        yield Part(str(total.title), f"{formula_words(book, total.row)} {unit}".rstrip())


def _answered(session: Session, name: str) -> Iterator[Part]:
    """Say who changed the answer last, and when."""
    if said := mark_words(session.assessment.answered.get(name), minutes=True):
        yield Part(_("Last changed"), said)


def _field(book: Rulebook, question: Question) -> Iterator[Part]:
    if question.unit:
        yield Part(_("Unit"), unit_title(book, question.unit))
    if question.plausible is not None:
        least, greatest = (write_number(value) for value in question.plausible)
        yield Part(_("Plausible"), _("{least} to {greatest}").format(least=least, greatest=greatest))
    if isinstance(question.default, Formula):
        yield Part(_("Default"), formula_words(book, question.default))


def _used(session: Session, name: str) -> Iterator[Part]:
    """Go through the lines and gates that use a question, each with formula and clause."""
    book, ruleset = session.rulebook, session.ruleset
    for gate in ruleset.gates:
        if name in session.questions(gate):
            yield Part(_("Used by the gate: {title}").format(title=gate.title))
            yield Part(_("Formula"), formula_words(book, gate.formula))
            yield from _source(book, gate.source, gate.basis)
    for head in ruleset.heads:
        for line in head.indicator:
            if name in session.questions(line):
                yield Part(_("Used by: {title}").format(title=line.title))
                yield from (Part(_("Formula"), text) for text in _formulas(book, line.variants))
                yield from _source(book, line.source, line.basis)


def _formulas(book: Rulebook, measures: Iterable[Measure]) -> Iterable[str]:
    return dict.fromkeys(formula_words(book, measure.formula) for measure in measures)


def _source(book: Rulebook, source: Source, basis: Basis) -> Iterator[Part]:
    yield Part(_("Clause"), cited_words(source, basis))
    document = book.documents.get(source.document)
    if document is not None:
        yield Part(_("Document"), _document(document))


def _document(document: Document) -> str:
    parts = [str(document.title), document.issuer]
    if document.published is not None:
        parts.append(_("issued {date}").format(date=document.published.isoformat()))
    if document.in_force is not None:
        parts.append(_("in force from {date}").format(date=document.in_force.isoformat()))
    if document.replaced_by:
        parts.append(_("replaced by {document}").format(document=document.replaced_by))
    if document.note is not None:
        parts.append(str(document.note))
    return _("; ").join(part for part in parts if part)
