"""The page of a ledger: a table with its columns, their units, what can be chosen, and rows to spare."""

from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from gfassess.explain import unit_words
from gfassess.model.assessment import Assessment, LedgerRow
from gfassess.model.facts import Column, Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Table
from gfassess.quantity import units_for
from gfassess.report.columns import cells
from gfassess.sheets.limits import Lists, choice_of, drop_down, figure_limit, say, unit_pairs, usual_words
from gfassess.sheets.look import banner, finish, height, put, widths
from gfassess.sheets.marks import HEAD, LEDGER, NOTE, UNITS, row_mark, unit_mark
from gfassess.sheets.questions_page import instructions
from gfassess.sheets.values import shown
from gfassess.words import _

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

SPARE: Final = 15
"""Empty rows below those that are there; more can be inserted."""
_HEAD: Final = 6
_UNITS: Final = 7
_WIDE: Final = {"choice": 30, "text": 26, "yes_no": 11, "date": 13}


class LedgerPage:
    """Fills one page."""

    def __init__(self, page: "Worksheet", rulebook: Rulebook, ledger: Ledger, lists: Lists) -> None:
        """Give each column of the ledger its place; one whose rows have units of their own is followed by these."""
        self._page = page
        self._rulebook = rulebook
        self._ledger = ledger
        self._lists = lists
        self._places: dict[str, int] = {}
        self._unit_places: dict[str, int] = {}
        place = 2
        for column in ledger.columns:
            self._places[column.id] = place
            place += 1
            if self._chooser(column) is not None:
                self._unit_places[column.id] = place
                place += 1
        self._widths = [12.0] * (place - 2)
        for column in ledger.columns:
            wide = _WIDE.get(column.kind, 15)
            self._widths[self._places[column.id] - 2] = max(wide, min(cells(str(column.title)) / 2 + 2, 24))

    def write(self, assessment: Assessment, title: str, need: str, *, alone: bool) -> None:
        """Fill the page; one that stands `alone` says all that a page of questions before it would have said."""
        page, ledger = self._page, self._ledger
        put(page.cell(1, 1), LEDGER + ledger.id)
        for name, place in self._places.items():
            put(page.cell(1, place), name)
        for name, place in self._unit_places.items():
            put(page.cell(1, place), unit_mark(name))
        widths(page, self._widths)
        banner(page, 2, title, "title", self._widths)
        banner(page, 3, self._guide(need, alone=alone), "faint", self._widths)
        self._note(assessment.notes.get(ledger.id))
        self._heads()
        rows = assessment.ledgers.get(ledger.id, ())
        for place in range(len(rows) + SPARE):
            self._row(_UNITS + 1 + place, place, rows[place] if place < len(rows) else None)
        for column in ledger.columns:
            self._limits(column, _UNITS + 1, _UNITS + len(rows) + SPARE)
        finish(page, _HEAD, _UNITS)

    def _guide(self, need: str, *, alone: bool) -> str:
        ledger = self._ledger
        brief = _("Yellow cells only, one row each; how to fill in stands on the first page.")
        parts = [_("{title} ({need})").format(title=ledger.title, need=need), instructions() if alone else brief]
        if ledger.help is not None:
            parts.append(str(ledger.help))
        if ledger.evidence is not None:
            parts.append(_("Evidence wanted: {evidence}").format(evidence=ledger.evidence))
        return "\n".join(parts)

    def _note(self, note: str | None) -> None:
        """Write the note on the whole ledger: the only cell of its row."""
        page = self._page
        banner(page, 4, _("Note on the whole table:"), "faint", self._widths)
        put(page.cell(5, 1), NOTE)
        put(page.cell(5, 2), note, "input", locked=False, text=True)
        page.merge_cells(start_row=5, start_column=2, end_row=5, end_column=len(self._widths) + 1)
        height(page, 5, [(note or "", sum(self._widths))])

    def _heads(self) -> None:
        page, book = self._page, self._rulebook
        put(page.cell(_HEAD, 1), HEAD)
        put(page.cell(_UNITS, 1), UNITS)
        for column in self._ledger.columns:
            place = self._places[column.id]
            head = str(column.title) + ("\n" + _("(optional)") if column.optional else "")
            put(page.cell(_HEAD, place), head, "head")
            several = len(units_for(column.unit, book.units)) > 1
            own = unit_words(book, column.unit) if "." not in column.unit else ""
            put(page.cell(_UNITS, place), own or None, "input" if several else "theme", locked=not several)
            if several:
                self._add(drop_down(self._lists.range(unit_pairs(book, column.unit))), place, _UNITS, _UNITS)
        for place in self._unit_places.values():
            put(page.cell(_HEAD, place), _("Unit"), "head")
            put(page.cell(_UNITS, place), None, "theme")
        heads = [(str(page.cell(_HEAD, place).value), width) for place, width in enumerate(self._widths, 2)]
        height(page, _HEAD, heads)

    def _row(self, line: int, place: int, row: LedgerRow | None) -> None:
        page = self._page
        put(page.cell(line, 1), row_mark(place) if row is not None else None, locked=False)
        for column in self._ledger.columns:
            cell = page.cell(line, self._places[column.id])
            value = shown(self._lists.choosing, column, row.get(column.id)) if row is not None else None
            put(cell, value, "input", locked=False, text=column.kind == "text")
            if column.id in self._unit_places:
                self._unit_cell(line, column)

    def _unit_cell(self, line: int, column: Column) -> None:
        """Show the unit of what the row chooses; another can be put in its place."""
        chooser = column.unit.partition(".")[0]
        table = self._chooser(column)
        cell = self._page.cell(line, self._unit_places[column.id])
        put(cell, None, "input", locked=False)
        if table is not None:
            titles = self._lists.choosing.of(self._owner(chooser)).shown
            pairs = [(titles[row.id], unit_words(self._rulebook, row.unit)) for row in table.rows]
            where = f"{get_column_letter(self._places[chooser])}{line}"
            cell.value = f'=IFERROR(VLOOKUP({where},{self._lists.range(pairs, both=True)},2,FALSE),"")'

    def _limits(self, column: Column, first: int, last: int) -> None:
        place, book = self._places[column.id], self._rulebook
        cell = f"{get_column_letter(place)}{first}"
        unit = f"{get_column_letter(place)}${_UNITS}"
        limit = choice_of(column, self._lists) or figure_limit(book, column, cell, unit, self._lists)
        if limit is not None:
            usual = usual_words(book, column)
            words = [str(column.help or ""), _("Usual: {range}.").format(range=usual) if usual else ""]
            if text := "\n".join(filter(None, words)):
                say(limit, str(column.title), text)
            self._add(limit, place, first, last)
        if (table := self._chooser(column)) is not None:
            units = dict.fromkeys(one for row in table.rows for one in unit_pairs(book, row.unit))
            titles = dict.fromkeys(title for title, _factor in units)
            self._add(
                drop_down(self._lists.range([(title, "") for title in titles])),
                self._unit_places[column.id],
                first,
                last,
            )

    def _add(self, limit: "DataValidation", place: int, first: int, last: int) -> None:
        letter = get_column_letter(place)
        self._page.add_data_validation(limit)
        limit.add(f"{letter}{first}:{letter}{last}")

    def _chooser(self, column: Column) -> Table | None:
        """Return the table whose rows give a column its unit."""
        name, point, _field = column.unit.partition(".")
        owner = self._ledger.column(name) if point else None
        return self._rulebook.tables.get(owner.table or "") if owner is not None else None

    def _owner(self, name: str) -> Column:
        return next(column for column in self._ledger.columns if column.id == name)
