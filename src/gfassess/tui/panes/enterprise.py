"""Who is assessed, which site, which year, by which rules."""

import re
import unicodedata
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from gfassess.errors import GfassessError
from gfassess.model.assessment import YEARS
from gfassess.model.credit_code import problem_of
from gfassess.model.rulebook import Rulebook
from gfassess.quantity import read_number
from gfassess.session import Session
from gfassess.tui.choices import Choice, both
from gfassess.tui.desk import Desk
from gfassess.tui.panes.pane import Pane
from gfassess.tui.signs import signs
from gfassess.tui.widgets.change import Change
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.pick import Pick
from gfassess.tui.widgets.prose import Prose
from gfassess.words import _

_DIVISION: Final = re.compile(r"(\d\d)?", re.ASCII)
_DIVISIONS: Final = "divisions"
"""The table of parameters that lists the divisions of GB/T 4754."""


class EnterprisePane(Pane):
    """The head of the assessment file."""

    def compose(self) -> ComposeResult:
        """Build a line for each field."""
        yield Prose(self._remark(), classes="heading")
        for name, title, help_ in _fields():
            yield Entry(self.desk, name, title, help_)

    def show(self) -> None:
        """Bring what is shown up to date."""
        self.query_one(".heading", Prose).write(self._remark())
        for entry in self.query(Entry):
            entry.show()

    def reveal(self, name: str) -> bool:
        """Focus a field, the first where none is named."""
        entries = list(self.query(Entry))
        for entry in entries if not name else [one for one in entries if one.of == name]:
            entry.field.focus()
            return True
        return False

    def _remark(self) -> str:
        remark = self.session.assessment.remark
        warnings = [f"! {problem}" for problem in self.desk.opened.warnings[:5]]
        return "\n".join([*([remark] if remark else []), *warnings, str(self.desk.path)])


class Entry(Vertical):
    """One field of the head of the file."""

    def __init__(self, desk: Desk, name: str, title: str, help_: str) -> None:
        """Ask for a field of enterprise or site, the year, or the rule set."""
        super().__init__(id=f"e-{name}", classes="question entry")
        self.of = name
        self._desk = desk
        self._draft = f"head.{name}"
        self._title = title
        self._help = help_

    def compose(self) -> ComposeResult:
        """Build title, field and remark."""
        yield Static(self._title, classes="question-title", markup=False)
        choices = _choices(self._desk.session.rulebook, self.of)
        if choices:
            yield Pick(choices, self._title, clears=self.of != "ruleset")
        else:
            yield Field(compact=True)
        yield Prose(classes="question-problem")
        yield Prose(self._help, classes="question-help")

    @property
    def field(self) -> Input | Pick:
        """What is typed or chosen in."""
        for pick in self.query(Pick):
            return pick
        return self.query_one(Input)

    @property
    def value(self) -> str:
        """What the file says."""
        return value_of(self._desk.session, self.of)

    def on_mount(self) -> None:
        """Show what the file says."""
        self.show()

    def show(self) -> None:
        """Bring field and remark up to date."""
        if isinstance(self.field, Pick):
            self.field.write(self.value or None)
        elif (draft := self._desk.drafts.get(self._draft)) is not None:
            if not self.field.has_focus:
                self.field.value = draft
            self._read(draft)
            return
        elif not (self.field.has_focus and self.field.value != self.value):
            self.field.value = self.value
        self._say(self._problem(), "!")

    def take(self) -> None:
        """Tell the session what was typed and not yet taken."""
        field = self.field
        if isinstance(field, Input) and field.value.strip() != self.value:
            value = self._read(field.value)
            if value is not None:
                set_value(self._desk.session, self.of, value)

    def revert(self) -> bool:
        """Throw away what was typed and not yet taken; tell whether there was anything."""
        field = self.field
        if not isinstance(field, Input) or field.value == self.value:
            return False
        self._desk.drafts.pop(self._draft, None)
        field.value = self.value
        self.show()
        return True

    def forgo(self) -> bool:
        """Throw away what was typed where it is no answer; tell whether it was so."""
        return isinstance(self.field, Input) and self._read(self.field.value) is None and self.revert()

    def _problem(self) -> str:
        if self.of == "credit_code" and self.value and (problem := problem_of(self.value)) is not None:
            return _("Saved, with a warning: {text}").format(text=problem.message)
        return ""

    def _say(self, message: str, sign: str = "") -> None:
        self.query_one(".question-problem", Prose).write(f"{sign or signs().no} {message}" if message else "")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._enter(event.value.strip(), go_on=True)

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        event.stop()
        if event.value.strip() != self.value:
            self._enter(event.value.strip(), go_on=False)

    @on(Pick.Changed)
    def _picked(self, event: Pick.Changed) -> None:
        event.stop()
        self._enter(event.value or "", go_on=False)

    def _enter(self, typed: str, *, go_on: bool) -> None:
        value, name = self._read(typed), self.of
        if value is None:
            self.post_message(Change(None))
        else:
            self.post_message(Change(lambda session: set_value(session, name, value), self if go_on else None))

    def _read(self, typed: str) -> str | None:
        """Return what was typed as the file writes it; None where it says nothing that fits, which is said."""
        value = self._understood(typed)
        if value is None:
            self._desk.drafts[self._draft] = typed
        else:
            self._desk.drafts.pop(self._draft, None)
        return value

    def _understood(self, typed: str) -> str | None:
        if self.of == "credit_code":
            return "".join(_plain(typed).split()).upper()
        if self.of == "division" and not _DIVISION.fullmatch(typed.strip()):
            self._say(_("a division of GB/T 4754 has two digits"))
            return None
        if self.of != "year":
            return typed.strip()
        try:
            year = read_number(typed)
        except GfassessError as error:
            self._say(str(error))
            return None
        first, last = YEARS
        if not (year.is_integer() and first <= year <= last):
            self._say(_("A year from {first} to {last} is needed.").format(first=first, last=last))
            return None
        return str(int(year))


def _plain(typed: str) -> str:
    """Return typed text with half-width characters, without those of no width that come along when pasting."""
    folded = unicodedata.normalize("NFKC", typed)
    return "".join(character for character in folded if unicodedata.category(character) != "Cf")


def value_of(session: Session, name: str) -> str:
    """Return what the file says in one field of its head."""
    assessment = session.assessment
    match name:
        case "year":
            return str(assessment.year)
        case "ruleset":
            return session.ruleset.id
        case "site" | "address":
            return assessment.site.name if name == "site" else assessment.site.address
        case _:
            return str(getattr(assessment.enterprise, name))


def set_value(session: Session, name: str, value: str) -> None:
    """Write one field of the head of the file."""
    assessment = session.assessment
    match name:
        case "year":
            session.identify(year=int(value))
        case "ruleset":
            session.use_ruleset(value)
        case "site" | "address":
            field = "name" if name == "site" else "address"
            session.identify(site=assessment.site.model_copy(update={field: value}))
        case _:
            session.identify(enterprise=assessment.enterprise.model_copy(update={name: value}))


def _fields() -> tuple[tuple[str, str, str], ...]:
    return (
        ("name", _("Name of the enterprise"), _("As on the business licence.")),
        ("credit_code", _("Unified social credit code"), _("18 characters; the last one checks the others.")),
        (
            "division",
            _("Industry division"),
            _("Two digits of GB/T 4754-2017; they choose values that differ by trade."),
        ),
        ("province", _("Province"), _("Chooses the published grid factor.")),
        ("city", _("City"), _("Marks listed factories nearby.")),
        ("site", _("Site"), _("Which plant, where the enterprise has several.")),
        ("address", _("Address of the site"), ""),
        ("year", _("Reporting year"), _("A whole calendar year; it also chooses the editions of the standards.")),
        ("ruleset", _("Rule set"), _("What scores the answers; the answers stay when it changes.")),
    )


def _choices(rulebook: Rulebook, name: str) -> tuple[Choice, ...]:
    if name == "division" and (table := rulebook.tables.get(_DIVISIONS)) is not None:
        return tuple(Choice(row.id, f"{row.id} {row.title}", other=both(row.title)) for row in table.rows)
    if name == "province":
        provinces = dict.fromkeys(row.province for table in rulebook.tables.values() for row in table.rows)
        return tuple(Choice(province, province) for province in provinces if province)
    if name == "ruleset":
        return tuple(Choice(one.id, f"{one.title} {one.version}") for one in rulebook.rulesets.values())
    return ()
