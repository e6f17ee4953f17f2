"""The documents behind an answer: attach one, take one away; and what is known of one."""

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
from gfassess.files import ElsewhereError
from gfassess.model.assessment import Evidence
from gfassess.quantity import read_date
from gfassess.session import Session, same_file
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.dialogs.field import line
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.prose import Prose
from gfassess.words import _

_DATES: Final = ("covers_from", "covers_to", "expires")
_ASIDE: Final = ("pages", *_DATES, "owner")
"""The fields beside the file, named as in the record."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall happen to a document."""

    attach: Evidence | None = None
    revise: Evidence | None = None
    detach: str = ""

    def grant(self, session: Session) -> None:
        """Make it happen."""
        if self.attach is not None:
            # What is known of a document stands in the fields: what is empty there was emptied.
            session.attach(self.attach, whole=True)
        elif self.revise is not None:
            session.revise(self.revise.file, self.revise)
        else:
            session.detach(self.detach)


class DocumentDialog(Dialog[Wish]):
    """Asks what is known of a document; what is emptied is known no more."""

    def __init__(self, title: str, year: int, proof: Evidence | None = None) -> None:
        """Show what is known of a document."""
        super().__init__(title)
        self._year = year
        self._proof = proof

    def fields(self) -> tuple[Widget, ...]:
        """Ask for pages, period, expiry, owner."""
        hints = {"pages": "1-3", "covers_from": f"{self._year}-01-01", "covers_to": f"{self._year}-12-31"}
        titles = {
            "pages": _("Pages"),
            "covers_from": _("Covers the period from"),
            "covers_to": _("Covers the period to"),
            "expires": _("Valid until"),
            "owner": _("Kept by"),
        }
        return tuple(
            line(title, Field(_shown(self._proof, name), id=name, placeholder=hints.get(name, ""), compact=True))
            for name, title in titles.items()
        )

    def on_mount(self) -> None:
        """Begin with the first field."""
        super().on_mount()
        self.query(Input).first().focus()

    def typed(self) -> dict[str, object]:
        """Return what stands in the fields beside the file; raise GfassessError where a date is none."""
        found: dict[str, object] = {name: self.query_one(f"#{name}", Input).value.strip() for name in _ASIDE}
        return found | {name: read_date(str(found[name])) if found[name] else None for name in _DATES}

    def action_take(self) -> None:
        """Take over what stands in the fields."""
        if self._proof is None:
            return
        try:
            self.dismiss(Wish(revise=self._proof.model_copy(update=self.typed())))
        except GfassessError as error:
            self.problem(str(error))


class EvidenceDialog(DocumentDialog):
    """Asks for a document; lists those there are."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "detach", show=False)]

    def __init__(
        self, title: str, wanted: str, year: int, there: tuple[Evidence, ...], known: tuple[Evidence, ...] = ()
    ) -> None:
        """Ask for the evidence that is `wanted`; `there` is attached already, `known` anywhere in the assessment."""
        super().__init__(title, year)
        self._wanted = wanted
        self._there = there
        self._known = known
        self._filled: dict[str, str] = {}
        """What stands in the fields because the record of the file says so, by field."""
        self._elsewhere = ""
        """The path of which the user was told that it lies elsewhere."""
        self.read: Callable[[str], Evidence] | None = None
        """Makes the record of a path as typed; set by who opens the dialog. Raises GfassessError."""
        self.take_in: Callable[[str], Evidence] | None = None
        """Copies a document that lies elsewhere beside the assessment; set by who opens the dialog."""

    def fields(self) -> tuple[Widget, ...]:
        """Show what is attached, ask for one more."""
        listed = OptionList(*(Option(self._line(one)) for one in self._there), id="found", markup=False)
        listed.display = bool(self._there)
        where = _("The file lies beside the assessment or below it; one from elsewhere can be copied in.")
        help_ = f"{self._wanted}\n{where}" if self._wanted else where
        file = line(_("File"), Field(id="file", placeholder="evidence/2024.pdf", compact=True))
        return (Prose(help_, classes="dialog-help"), listed, file, *super().fields())

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
        event.stop()
        self._fill(event.value)

    def _fill(self, file: str) -> None:
        """Show what the record of a file says already; what was typed stays."""
        record = next((one for one in self._known if file.strip() and same_file(one.file, file)), None)
        for name in _ASIDE:
            field = self.query_one(f"#{name}", Input)
            if field.value == self._filled.get(name, "") and field.value != _shown(record, name):
                field.value = self._filled[name] = _shown(record, name)

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
        """Attach the document; one that lies elsewhere is copied in when that is wished once more."""
        file = self.query_one("#file", Input).value.strip()
        if not file or self.read is None:
            self.problem(_("Write the path of the file."))
            return
        try:
            typed = self.typed()
            copied = self._elsewhere == file and self.take_in is not None
            found = self.take_in(file) if copied and self.take_in is not None else self.read(file)
        except ElsewhereError as error:
            self._elsewhere = file
            once_more = _("^s once more copies it beside the assessment.") if self.take_in is not None else ""
            self.problem("\n".join(filter(None, (error.problems[0].message, once_more))))
        except GfassessError as error:
            self.problem(str(error))
        else:
            self.dismiss(Wish(attach=found.model_copy(update=typed)))


def _shown(record: Evidence | None, name: str) -> str:
    value = getattr(record, name, None)
    return "" if value is None else str(value)
