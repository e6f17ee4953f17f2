"""The documents behind an answer: attach one, take one away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from gfassess.errors import GfassessError
from gfassess.model.assessment import Evidence
from gfassess.quantity import read_date
from gfassess.session import same_file
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.dialogs.field import line
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.prose import Prose
from gfassess.words import _

_ASIDE: Final = ("pages", "covers_from", "covers_to", "expires")
"""The fields beside the file, named as in the record."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall happen to a document."""

    attach: Evidence | None = None
    detach: str = ""


class EvidenceDialog(Dialog[Wish]):
    """Asks for a document; lists those there are."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "detach", show=False)]

    def __init__(
        self, title: str, wanted: str, year: int, there: tuple[Evidence, ...], known: tuple[Evidence, ...] = ()
    ) -> None:
        """Ask for the evidence that is `wanted`; `there` is attached already, `known` anywhere in the assessment."""
        super().__init__(title)
        self._wanted = wanted
        self._year = year
        self._there = there
        self._known = known
        self._filled: dict[str, str] = {}
        """What stands in the fields because the record of the file says so, by field."""
        self.read: Callable[[str], Evidence] | None = None
        """Makes the record of a path as typed; set by who opens the dialog. Raises GfassessError."""

    def fields(self) -> tuple[Widget, ...]:
        """Show what is attached, ask for one more."""
        listed = OptionList(*(Option(self._line(one)) for one in self._there), id="found", markup=False)
        listed.display = bool(self._there)
        where = _("The file lies beside the assessment or below it: its content is recorded as a checksum.")
        rows: list[Widget] = [Prose(f"{self._wanted}\n{where}", classes="dialog-help"), listed]
        for name, title, hint in (
            ("file", _("File"), "evidence/2024.pdf"),
            ("pages", _("Pages"), "1-3"),
            ("covers_from", _("Covers the period from"), f"{self._year}-01-01"),
            ("covers_to", _("Covers the period to"), f"{self._year}-12-31"),
            ("expires", _("Valid until"), ""),
        ):
            rows.append(line(title, Field(id=name, placeholder=hint, compact=True)))
        return tuple(rows)

    def on_mount(self) -> None:
        """Begin with the file."""
        super().on_mount()
        self.query_one("#file", Input).focus()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        gone = (Key("Del", _("take the marked document away"), "detach"),) if self._there else ()
        return (Key("^s", _("attach"), "take"), *gone, Key("Esc", _("close"), "leave"))

    def _line(self, one: Evidence) -> Content:
        state = "" if one.in_date(self._year) else "  " + _("not in date")
        pages = "  " + _("pages {pages}").format(pages=one.pages) if one.pages else ""
        return Content.assemble(one.file, Content.styled(pages, "dim"), Content.styled(state, "$text-warning"))

    @on(Input.Changed, "#file")
    def _named(self, event: Input.Changed) -> None:
        """Show what the record of the file says already; what was typed stays."""
        event.stop()
        record = next((one for one in self._known if event.value and same_file(one.file, event.value)), None)
        for name in _ASIDE:
            field = self.query_one(f"#{name}", Input)
            value = getattr(record, name, None)
            shown = "" if value is None else str(value)
            if field.value == self._filled.get(name, ""):
                field.value = self._filled[name] = shown

    @property
    def pending(self) -> bool:
        """Tell whether a document is named that is not attached yet."""
        return bool(self.query_one("#file", Input).value.strip())

    def action_detach(self) -> None:
        """Take the marked document away."""
        at = self.query_one("#found", OptionList).highlighted
        if self.focused is self.query_one("#found") and at is not None:
            self.dismiss(Wish(detach=self._there[at].file))

    def action_take(self) -> None:
        """Attach the document."""
        values = {field.id or "": field.value.strip() for field in self.query(Input)}
        if not values["file"] or self.read is None:
            self.problem(_("Write the path of the file."))
            return
        try:
            found = self.read(values["file"])
            dates = {name: read_date(values[name]) for name in ("covers_from", "covers_to", "expires") if values[name]}
        except GfassessError as error:
            self.problem(str(error))
            return
        self.dismiss(Wish(attach=found.model_copy(update={"pages": values["pages"], **dates})))
