"""A fact with rows: a table to add to, edit and delete from, its totals below."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from gfassess.formula import is_known
from gfassess.model.assessment import LedgerRow
from gfassess.model.facts import Ledger
from gfassess.scoring.inputs import RowInputs
from gfassess.tui.choices import unit_title
from gfassess.tui.desk import Desk
from gfassess.tui.figures import figure
from gfassess.tui.signs import signs
from gfassess.tui.widgets.cells import LONG, Cells
from gfassess.tui.widgets.change import Change
from gfassess.tui.widgets.prose import Prose
from gfassess.tui.widgets.remarks import marks, note_words, wanted
from gfassess.words import _, ngettext

_BESIDE: Final = 5
"""Cells of a table beside its columns: margin, padding of the row numbers, scroll bar."""


class Rows(DataTable[Text]):
    """The rows; a adds one, Enter edits, d deletes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,insert", "add", show=False),
        Binding("d,delete", "delete", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
    ]

    @dataclass
    class Add(Message):
        """Asks for a new row."""

    @dataclass
    class Delete(Message):
        """Asks for a row to go."""

        index: int

    @dataclass
    class Turn(Message):
        """Asks for the columns before or behind those that are shown."""

        step: int

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__(cursor_type="row", show_row_labels=True, zebra_stripes=True)

    def action_add(self) -> None:
        """Ask for a new row."""
        self.post_message(self.Add())

    def action_delete(self) -> None:
        """Ask for the row under the cursor to go."""
        if self.row_count:
            self.post_message(self.Delete(self.cursor_row))

    def action_turn(self, step: int) -> None:
        """Ask for other columns."""
        self.post_message(self.Turn(step))


class LedgerView(Vertical):
    """A ledger as one question among the others."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        """Show a ledger."""
        super().__init__(id=f"q-{ledger.id}", classes="question ledger")
        self.of = ledger.id
        self.desk = desk
        self.ledger = ledger
        self._cells = Cells(desk.session.rulebook, ledger)
        self._rows: tuple[LedgerRow, ...] = ()
        self._outer: tuple[object, ...] = ()
        self._widths: list[int] = []
        self._shown: list[int] = []
        """The columns in sight: the first one always, the others as far as they fit whole."""
        self._turned = 1
        """The column that follows the first one."""

    def compose(self) -> ComposeResult:
        """Build title, table, totals and help."""
        yield Prose(classes="question-title")
        yield Rows()
        yield Prose(classes="ledger-totals")
        yield Prose(classes="question-value")
        yield Prose(classes="question-problem")
        yield Prose(wanted(self.ledger), classes="question-help")

    @property
    def table(self) -> Rows:
        """The table."""
        return self.query_one(Rows)

    def on_mount(self) -> None:
        """Fill the table."""
        self._fill()
        self.show()

    def show(self) -> None:
        """Bring rows, totals and marks up to date: only the rows that changed are drawn again."""
        rows = self.desk.session.rows(self.of)
        outer = self._cells.outer(self.desk.inputs)
        if outer != self._outer:
            self._fill()
        elif rows is not self._rows:
            self._update(rows)
        session = self.desk.session
        title = self.query_one(".question-title", Prose)
        title.write(marks(session, self.of, str(self.ledger.title), optional=self.ledger.optional))
        self.query_one(".ledger-totals", Prose).write(self._totals())
        self.query_one(".question-value", Prose).write(note_words(session, self.of))
        self.query_one(".question-problem", Prose).write(self._unusual())

    def _fill(self) -> None:
        inputs = self.desk.inputs
        self._rows = self.desk.session.rows(self.of)
        self._outer = self._cells.outer(inputs)
        drawn = [self._cells.row(RowInputs(inputs, self.ledger, at, row)) for at, row in enumerate(self._rows)]
        table = self.table
        at = table.cursor_row
        table.clear(columns=True)
        table.header_height = self._cells.header_lines
        self._widths = self._cells.widths(drawn)
        self._shown = self._window(self._turned)
        for index in self._shown:
            table.add_column(self._cells.heading(index), width=self._widths[index], key=self.ledger.columns[index].id)
        for number, cells in enumerate(drawn, 1):
            table.add_row(*self._in_sight(cells), label=Text(str(number)))
        table.move_cursor(row=min(at, max(len(drawn) - 1, 0)))
        self._fit()

    def _window(self, turned: int) -> list[int]:
        """Return the first column, and from `turned` on those that fit whole beside it."""
        widths = [width + 2 * self.table.cell_padding for width in self._widths]
        room = self.content_size.width - _BESIDE - len(str(len(self._rows)))
        if self.content_size.width == 0 or sum(widths) <= room:
            return list(range(len(widths)))
        room -= widths[0]
        shown = [0]
        for index in range(turned, len(widths)):
            room -= widths[index]
            if room < 0 and len(shown) > 1:
                break
            shown.append(index)
        return shown

    def _in_sight(self, cells: list[Text]) -> list[Text]:
        return [cells[index] for index in self._shown]

    def on_resize(self, event: events.Resize) -> None:
        """Show as many columns as fit now."""
        event.stop()
        if self._window(self._turned) != self._shown:
            self._fill()
            self.show()

    @on(Rows.Turn)
    def _turn(self, event: Rows.Turn) -> None:
        event.stop()
        behind = self._shown[-1] < len(self._widths) - 1
        if (behind and event.step > 0) or (self._turned > 1 and event.step < 0):
            self._turned += event.step
            self._fill()
            self.show()

    def _update(self, rows: tuple[LedgerRow, ...]) -> None:
        """Draw only what differs from the rows that are shown; fill anew where that is not one run of rows."""
        old = self._rows
        same = next(
            (at for at, (a, b) in enumerate(zip(old, rows, strict=False)) if a is not b), min(len(old), len(rows))
        )
        if len(rows) < len(old) and all(a is b for a, b in zip(old[same + 1 :], rows[same:], strict=False)):
            self._take_out(same, rows)
        elif len(rows) >= len(old):
            self._put_in(same, rows)
        else:
            self._fill()
        self._fit()

    def _take_out(self, at: int, rows: tuple[LedgerRow, ...]) -> None:
        if len(self._rows) - len(rows) != 1:
            self._fill()
            return
        table = self.table
        table.remove_row(table.ordered_rows[at].key)
        self._rows = rows
        for number, row in enumerate(table.ordered_rows, 1):
            row.label = Text(str(number))

    def _put_in(self, at: int, rows: tuple[LedgerRow, ...]) -> None:
        table, inputs = self.table, self.desk.inputs
        new = [index for index in range(at, len(rows)) if rows[index : index + 1] != self._rows[index : index + 1]]
        drawn = {index: self._cells.row(RowInputs(inputs, self.ledger, index, rows[index])) for index in new}
        if self._grown(drawn.values()):
            self._fill()
        for index, cells in drawn.items():
            if index < table.row_count:
                for number, cell in enumerate(self._in_sight(cells)):
                    table.update_cell_at(Coordinate(index, number), cell)
            else:
                table.add_row(*self._in_sight(cells), label=Text(str(index + 1)))
            table.move_cursor(row=index)
        self._rows = rows

    def _grown(self, drawn: Iterable[list[Text]]) -> bool:
        """Tell whether a column of a table that is not long became too narrow."""
        wide = self._cells.widths(list(drawn))
        return len(self._rows) <= LONG and any(new > old for new, old in zip(wide, self._widths, strict=True))

    def _fit(self) -> None:
        self.table.styles.height = min(len(self._rows) + self.table.header_height + 1, 12)

    def _totals(self) -> Content:
        session = self.desk.session
        keys = _("a add  Enter edit  d delete")
        count = ngettext("{count} row", "{count} rows", len(self._rows)).format(count=len(self._rows))
        parts = [f"{count}   {keys}"]
        if len(self._shown) < len(self._widths):
            words = _("columns {shown} of {count}: the keys left and right show the others")
            shown = _(", ").join(str(index + 1) for index in self._shown)
            parts.append(words.format(shown=shown, count=len(self._widths)))
        for total in self.ledger.total:
            value = self.desk.inputs(total.id)
            shown = (
                f"{figure(float(value))} {unit_title(session.rulebook, total.unit)}"
                if is_known(value)
                else signs().unknown
            )
            parts.append(_("{title}: {value}").format(title=total.title, value=shown))
        return Content("\n").join([Content.styled(parts[0], "dim"), *parts[1:]])

    def _unusual(self) -> str:
        odd = self._cells.implausible(self._rows, self.desk.session.assessment)
        if odd is None:
            return ""
        words = _("Row {row}, {column}: {value} is unusual. If it is right: v gives the reason.")
        return "! " + words.format(row=odd.row, column=odd.column, value=odd.value)

    @on(Rows.Add)
    def _add(self, event: Rows.Add) -> None:
        event.stop()
        self._edit(None)

    @on(DataTable.RowSelected)
    def _selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self._edit(event.cursor_row if self._rows else None)

    @on(Rows.Delete)
    def _delete(self, event: Rows.Delete) -> None:
        event.stop()
        name, index = self.of, event.index
        said = _("Row {row} deleted: ^z brings it back.").format(row=index + 1)
        self.post_message(Change(lambda session: session.delete_row(name, index), said=said))

    def on_key(self, event: events.Key) -> None:
        """Enter in an empty table adds the first row."""
        if event.key == "enter" and not self._rows and self.table.has_focus:
            event.stop()
            self._edit(None)

    def _edit(self, index: int | None) -> None:
        """Open a row, or a new one where `index` is None."""
        from gfassess.tui.dialogs.row import RowDialog  # noqa: PLC0415 - only when it is asked for

        name = self.of

        def entered(row: LedgerRow | None) -> None:
            if row is None:
                return
            if callable(hold := getattr(self.screen, "hold", None)):
                hold()
            if index is None:
                self.post_message(Change(lambda session: session.add_row(name, row)))
            else:
                self.post_message(Change(lambda session: session.set_row(name, index, row)))

        at = len(self._rows) if index is None else index
        there = {} if index is None else self._rows[index]
        self.app.push_screen(RowDialog(self.desk, self.ledger, at, there), entered)
