"""The page with the single questions of an office: one row each."""

from typing import TYPE_CHECKING, Final

from gfassess.explain import unit_words, value_words
from gfassess.formula import is_known
from gfassess.model.facts import Fact
from gfassess.quantity import units_for
from gfassess.scoring import Inputs
from gfassess.sheets.asked import Office
from gfassess.sheets.limits import Lists, choice_of, drop_down, figure_limit, unit_pairs, usual_words
from gfassess.sheets.look import banner, finish, height, put, text_of, widths
from gfassess.sheets.marks import FACTS, HEAD, NOTE, UNIT, VALUE
from gfassess.sheets.values import shown
from gfassess.words import _

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS: Final = (30, 20, 13, 12, 58, 34, 28)
_TITLE, _VALUE, _UNIT, _NEED, _HELP, _PROOF, _NOTE = range(2, 9)
_HEAD: Final = 4


def write_questions(page: "Worksheet", office: Office, inputs: Inputs, lists: Lists, title: str) -> None:
    """Fill a page with the questions of an office."""
    put(page.cell(1, 1), FACTS)
    for column, mark in ((_VALUE, VALUE), (_UNIT, UNIT), (_NOTE, NOTE)):
        put(page.cell(1, column), mark)
    widths(page, _WIDTHS)
    banner(page, 2, title, "title", _WIDTHS)
    banner(page, 3, instructions(), "faint", _WIDTHS)
    heads = (_("Question"), _("Answer"), _("Unit"), _("Needed"), _("How to fill in"), _("Evidence wanted"), _("Note"))
    put(page.cell(_HEAD, 1), HEAD)
    for column, head in enumerate(heads, 2):
        put(page.cell(_HEAD, column), head, "head")
    page.row_dimensions[_HEAD].height = 22
    row = _HEAD
    for theme, facts in office.themes:
        row += 1
        banner(page, row, str(theme.title), "theme", _WIDTHS)
        for fact in facts:
            row += 1
            _write(page, row, fact, inputs, lists, need_words(needed=office.needed(fact), live=fact.id in office.live))
    finish(page, _HEAD, _HEAD)


def instructions() -> str:
    """Return what whoever fills in a sheet should know."""
    return _(
        "Fill in the yellow cells only. A figure may be entered in another unit: choose it in the list, or type it"
        ' behind the figure ("115.6 mu"); it is converted. Where there is none, enter 0; what is not known stays empty,'
        " with the reason in the note. Columns and rows may be moved, sorted and inserted; hidden ones must stay. Save"
        " as .xlsx and send the whole workbook back."
    )


def need_words(*, needed: bool, live: bool) -> str:
    """Return how much an answer is needed."""
    if needed:
        return _("needed")
    return _("if it differs") if live else _("if it applies")


def _write(page: "Worksheet", row: int, fact: Fact, inputs: Inputs, lists: Lists, need: str) -> None:
    book, assessment = inputs.rulebook, inputs.assessment
    guide, proof = _guide(fact, inputs), str(fact.evidence or "")
    put(page.cell(row, 1), fact.id)
    for column, text in ((_TITLE, str(fact.title)), (_NEED, need), (_HELP, guide), (_PROOF, proof)):
        put(page.cell(row, column), text, "strong" if column == _TITLE else "")
    value, unit, note = page.cell(row, _VALUE), page.cell(row, _UNIT), page.cell(row, _NOTE)
    put(
        value,
        shown(lists.choosing, fact, assessment.facts.get(fact.id)),
        "input",
        locked=False,
        text=fact.kind == "text",
    )
    several = len(units_for(fact.unit, book.units)) > 1
    put(unit, unit_words(book, fact.unit) or None, "input" if several else "", locked=not several)
    put(note, assessment.notes.get(fact.id), "input", locked=False, text=True)
    if several:
        _limit(page, drop_down(lists.range(unit_pairs(book, fact.unit))), unit.coordinate)
    limit = choice_of(fact, lists) or figure_limit(book, fact, value.coordinate, unit.coordinate, lists)
    _limit(page, limit, value.coordinate)
    texts = ((_TITLE, str(fact.title)), (_VALUE, text_of(value.value or "")), (_HELP, guide), (_PROOF, proof))
    height(page, row, [(text, _WIDTHS[column - 2]) for column, text in (*texts, (_NOTE, text_of(note.value or "")))])


def _guide(fact: Fact, inputs: Inputs) -> str:
    """Return the help of a question, what counts while it is empty, and what is usual."""
    book = inputs.rulebook
    parts = [str(fact.help)] if fact.help is not None else []
    counted = inputs(fact.id) if fact.id not in inputs.assessment.facts and fact.default is not None else None
    if counted is not None and is_known(counted):
        value = value_words(counted, unit_words(book, fact.unit))
        parts.append(_("While it is empty {value} counts.").format(value=value))
    if usual := usual_words(book, fact):
        parts.append(_("Usual: {range}.").format(range=usual))
    return "\n".join(parts)


def _limit(page: "Worksheet", limit: "DataValidation", cell: str) -> None:
    if limit is not None:
        page.add_data_validation(limit)
        limit.add(cell)
