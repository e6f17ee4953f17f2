"""F1: what a question, indicator or gate rests on; without one, the keys."""

from collections.abc import Iterator
from functools import partial

from textual.content import Content
from textual.widget import Widget

from gfassess.report.columns import pad, widest
from gfassess.session import Session
from gfassess.tui.basis import Part, basis_of
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import Entry, Lines, paragraph
from gfassess.words import _

_LABEL = 16
"""Cells of the words in front of the paragraphs, at most; longer ones stand on a line of their own."""


def all_keys() -> tuple[tuple[str, str], ...]:
    """Return every key of the work screen with its meaning."""
    return (
        ("n, ^n", _("next unanswered question; ^n from inside a field too")),
        ("/, ^f", _("search titles, ids and help")),
        ("F1", _("clause, formula, help and evidence of what is focused")),
        ("F2, F3", _("enterprise, gates")),
        ("F4 - F8", _("the first five criteria")),
        ("F9 - F12", _("results, evidence, peers, export; other sections in the list or with ^p")),
        ("Esc", _("leave a field, close a dialog, go back")),
        ("^z, ^y", _("undo, redo")),
        ("^l", _("Chinese or English")),
        ("^b", _("show or hide the list of sections")),
        ("^s", _("save now; every answer is saved anyway")),
        ("^p", _("all commands, the colours among them")),
        ("^q", _("quit")),
    )


class HelpDialog(Dialog[None]):
    """Paragraphs to read."""

    def __init__(self, session: Session, name: str) -> None:
        """Explain what has this id, or the keys where it is none."""
        found = basis_of(session, name) if name else None
        title, self._parts = found if found is not None else (_("Keys"), [Part(*pair) for pair in all_keys()])
        super().__init__(f"{title}  ({name})" if found is not None else title)

    def fields(self) -> tuple[Widget, ...]:
        """Show the paragraphs."""
        return (Lines("basis"),)

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        lines = self.query_one("#basis", Lines)
        lines.fill(self._entries())
        lines.focus()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (Key("Esc", _("close"), "leave"),)

    def action_take(self) -> None:
        """Close."""
        self.action_leave()

    def _entries(self) -> Iterator[Entry]:
        column = min(widest(part.label for part in self._parts if part.text), _LABEL)
        for index, part in enumerate(self._parts):
            yield Entry(partial(_drawn, part, column), f"part-{index}")


def _drawn(part: Part, column: int, width: int) -> Content:
    label = Content.styled(part.label, "bold")
    if not part.text:
        return Content.assemble("\n", Content.styled(part.label, "bold underline"))
    if label.cell_length > column:
        return Content.assemble(label, "\n", paragraph(part.text, width, indent=2))
    lines = paragraph(part.text, width - column - 2).split("\n")
    first = Content.assemble(Content.styled(pad(part.label, column), "bold"), "  ", lines[0])
    return Content("\n").join([first, *(line.pad_left(column + 2) for line in lines[1:])])
