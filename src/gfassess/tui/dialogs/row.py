"""One row of a ledger, column by column."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from gfassess.errors import GfassessError
from gfassess.formula import is_known
from gfassess.model.assessment import LedgerRow
from gfassess.model.facts import Column, Ledger
from gfassess.scoring.inputs import RowInputs
from gfassess.tui.choices import choices_of, unit_title
from gfassess.tui.desk import Desk
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.widgets.cells import unit_of
from gfassess.tui.widgets.editor import Editor, InputEditor, editor_for
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.prose import Prose
from gfassess.tui.widgets.remarks import default_words, unusual_words
from gfassess.words import _


class Cell(Vertical):
    """One column of the row: title, field, what counts while it is empty."""

    def __init__(self, column: Column, editor: Editor) -> None:
        """Ask for a column."""
        super().__init__(classes="cell", id=f"c-{column.id}")
        self.column = column
        self.editor = editor

    def compose(self) -> ComposeResult:
        """Build title, field and remark."""
        mark = "" if not self.column.optional else "  " + _("optional")
        title = Content.assemble(Content.styled(str(self.column.title), "bold"), Content.styled(mark, "dim"))
        yield Static(title, markup=False)
        yield self.editor
        yield Prose(classes="cell-remark")

    def remark(self, text: str) -> None:
        """Say something below the field."""
        self.query_one(Prose).write(text)


class RowDialog(Dialog[LedgerRow]):
    """Edits one row of a ledger."""

    def __init__(self, desk: Desk, ledger: Ledger, index: int, row: LedgerRow) -> None:
        """Edit a row; an empty one is new."""
        title = _("{ledger}: row {row}").format(ledger=ledger.title, row=index + 1)
        super().__init__(title)
        self._desk = desk
        self._session = desk.session
        self._ledger = ledger
        self._index = index
        self._row = row
        self._begun: dict[str, object] = {}
        """What stood in the fields at the beginning, by column."""

    def fields(self) -> tuple[Widget, ...]:
        """Ask for every column."""
        return tuple(Cell(column, self._editor(column, self._row)) for column in self._ledger.columns)

    def on_mount(self) -> None:
        """Show the row."""
        super().on_mount()
        for cell in self.query(Cell):
            value = self._row.get(cell.column.id)
            if value is None and isinstance(cell.column.default, bool):
                value = cell.column.default
            cell.editor.write(value)
        self._begun = self._state()
        self._remarks()
        self._enter(next(iter(self.query(Cell))).editor)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        following, unit = Key("Enter", _("next column"), "onward"), Key("Tab", _("unit"), "app.focus_next")
        return (following, *super().keys(), unit)

    def action_onward(self) -> None:
        """Go to the next column from where the focus is."""
        around = self.focused.ancestors_with_self if self.focused is not None else ()
        cell = next((one for one in around if isinstance(one, Cell)), None)
        if cell is not None:
            self._go_on(cell)

    def _editor(self, column: Column, row: LedgerRow) -> Editor:
        own = unit_of(RowInputs(self._desk.inputs, self._ledger, self._index, row), column)
        return editor_for(column, self._session.rulebook, own=own, short=True)

    @on(Editor.Entered)
    async def _entered(self, event: Editor.Entered) -> None:
        event.stop()
        at = event.editor.parent
        row = self._read(quiet=True)
        for cell in self.query(Cell):
            editor = cell.editor
            own = unit_of(RowInputs(self._desk.inputs, self._ledger, self._index, row), cell.column)
            if isinstance(editor, InputEditor) and editor.own != own:
                await self._exchange(cell, editor, row)
        self._remarks()
        if event.go_on and isinstance(at, Cell):
            self._go_on(at)
            self.app.call_later(self.release)

    def _go_on(self, cell: Cell) -> None:
        """Go to the field of the next column; behind the last one the row is done."""
        cells = list(self.query(Cell))
        following = cells[cells.index(cell) + 1 :]
        if following:
            self._enter(following[0].editor)
        else:
            self.action_take()

    def _enter(self, editor: Editor) -> None:
        for part in editor.query("*"):
            if part.focusable:
                self.set_focus(part)
                return

    def _state(self) -> dict[str, object]:
        """Return what stands in the fields by column, read or not."""
        return {cell.column.id: self._value(cell) for cell in self.query(Cell)}

    def _value(self, cell: Cell) -> object:
        try:
            return cell.editor.read()
        except GfassessError:
            return ("unread", cell.editor.text)

    @property
    def pending(self) -> bool:
        """Tell whether the row is another than it was."""
        return self._state() != self._begun

    def action_leave(self) -> None:
        """Leave everything as it was; ask once where something was entered."""
        if self.warned or not self.pending:
            super().action_leave()
            return
        self.warned = True
        self.problem(_("The row is not taken over yet: ^s takes it, Esc once more throws it away."))

    @on(Editor.UnitChosen)
    def _unit(self, event: Editor.UnitChosen) -> None:
        event.stop()
        if isinstance(event.editor, InputEditor):
            event.editor.turn(event.unit)

    async def _exchange(self, cell: Cell, editor: InputEditor, row: LedgerRow) -> None:
        """Give a cell whose unit hangs on another cell a field in the new unit, with the typed text kept."""
        text = editor.text
        fresh = self._editor(cell.column, row)
        await editor.remove()
        await cell.mount(fresh, after=0)
        cell.editor = fresh
        fresh.write_text(text)

    def _read(self, *, quiet: bool) -> LedgerRow:
        """Return the row as it stands: cells that nobody touched as they were, also those that no rule knows.

        `quiet` leaves out what cannot be read, else GfassessError names the column.
        """
        row = dict(self._row)
        for cell in self.query(Cell):
            if self._value(cell) == self._begun[cell.column.id]:
                continue
            row.pop(cell.column.id, None)
            try:
                value = cell.editor.read()
            except GfassessError as error:
                if quiet:
                    continue
                self._enter(cell.editor)
                message = _("{title}: {value}").format(title=cell.column.title, value=error.problems[0].message)
                raise GfassessError.of(message, hint=error.problems[0].hint) from error
            if value is not None and not (value is False and cell.column.default is False):
                row[cell.column.id] = value
        return row

    def _remarks(self) -> None:
        row = self._read(quiet=True)
        inputs = RowInputs(self._desk.inputs, self._ledger, self._index, row)
        for cell in self.query(Cell):
            cell.remark(self._remark(cell.column, inputs))

    def _remark(self, column: Column, row: RowInputs) -> str:
        book = self._session.rulebook
        lines: list[str] = []
        unit = unit_title(book, unit_of(row, column))
        value = row.row.get(column.id)
        if value is None and column.default is not None and not isinstance(column.default, bool):
            counted = row(column.id)
            if is_known(counted) or (row.row and not column.optional):
                lines.append(default_words(counted, unit))
        if column.plausible is not None and isinstance(value, float):
            least, greatest = column.plausible
            if not least <= value <= greatest:
                lines.append(f"! {unusual_words(least, greatest, unit)}")
        if isinstance(value, str) and column.kind == "choice":
            details = [choice for choice in choices_of(book, column) if choice.id == value]
            if details and details[0].detail:
                lines.append(details[0].detail)
        if column.help is not None:
            lines.append(str(column.help))
        return "\n".join(lines)

    def action_take(self) -> None:
        """Take the row."""
        try:
            row = self._read(quiet=False)
        except GfassessError as error:
            self.problem(str(error))
            return
        if row:
            self.dismiss(row)
        else:
            self.problem(_("The row is empty."))
