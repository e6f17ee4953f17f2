"""The field under a question: reads what was typed or chosen as an answer, and writes answers back."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from gfassess.errors import GfassessError
from gfassess.model.assessment import Value
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook
from gfassess.quantity import convert, read_date, read_quantity, write_number
from gfassess.tui.choices import Choice, choices_of, unit_choices, unit_title
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.options import Options
from gfassess.tui.widgets.pick import Pick
from gfassess.words import _

_IN_SIGHT = 6
"""Choices with up to so many answers show them all."""


class Editor(Horizontal):
    """One field. `read` gives the answer or raises GfassessError, `write` shows one; each kind of field has its own.

    The two raise here because widgets have a metaclass of their own, which rules abstract classes out.
    """

    @dataclass
    class Entered(Message):
        """The user is done with a change; `go_on` where the next question may come."""

        editor: "Editor"
        go_on: bool = False

    @dataclass
    class UnitChosen(Message):
        """The user wants to read and type another unit."""

        editor: "Editor"
        unit: str

    def __init__(self, question: Question, rulebook: Rulebook) -> None:
        """Make the field of a question."""
        super().__init__()
        self.question = question
        self.rulebook = rulebook

    @property
    def text(self) -> str:
        """What is typed, as far as it is text."""
        return ""

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed since the last `write`."""
        return False

    def read(self) -> Value | None:
        """Return the answer, None for an empty field."""
        raise NotImplementedError

    def write(self, value: Value | None) -> None:
        """Show an answer."""
        raise NotImplementedError

    def write_text(self, text: str) -> None:
        """Show typed text again that is no answer yet."""


class InputEditor(Editor):
    """A number with its unit, a date, or a short text."""

    def __init__(self, question: Question, rulebook: Rulebook, unit: str, own: str, hint: str = "") -> None:
        """Make a field that shows and reads numbers in `unit` and gives them in `own`; `hint` fills an empty one."""
        super().__init__(question, rulebook)
        self.unit = unit
        self.own = own
        self._written = ""
        self._exact: float | None = None
        """The number that was written, of which the field shows 15 figures at most."""
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Build the field and what stands beside it."""
        hint = self._hint or (_("2024-05-01") if self.question.kind == "date" else "")
        yield Field(compact=True, placeholder=hint, classes=f"kind-{self.question.kind}")
        if self.question.kind in {"number", "count"}:
            choices = unit_choices(self.rulebook, self.own)
            if len(choices) > 1:
                yield Pick(choices, _("Unit of the field"), clears=False, classes="unit")
            else:
                from textual.widgets import Label  # noqa: PLC0415 - a module that textual loads on demand

                yield Label(unit_title(self.rulebook, self.unit), classes="unit", markup=False)

    def on_mount(self) -> None:
        """Show the unit."""
        self.use_unit(self.unit)

    @property
    def input(self) -> Input:
        """The field itself."""
        return self.query_one(Input)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.input.value

    @property
    def dirty(self) -> bool:
        """Tell whether something else stands there than was written."""
        return self.input.value != self._written

    def use_unit(self, unit: str) -> None:
        """Read and show numbers in another unit from now on."""
        self.unit = unit
        for pick in self.query(Pick):
            pick.write(unit)

    def turn(self, unit: str) -> None:
        """Show the number that stands there in another unit; what is no number stays as it was typed."""
        try:
            value = self.read()
        except GfassessError:
            self.use_unit(unit)
        else:
            self.use_unit(unit)
            self.write(value)

    def read(self) -> Value | None:
        """Return the answer in the unit of the question."""
        text = self.input.value.strip()
        if not text:
            return None
        kind = self.question.kind
        if kind == "number" and self._exact is not None and not self.dirty:
            return self._exact
        if kind == "date":
            return read_date(text)
        if kind == "text":
            return text
        units = self.rulebook.units
        reading = read_quantity(text, self.unit, units)
        value = convert(reading.typed, reading.unit, self.own, units) if reading.unit else reading.value
        if kind == "count" and not value.is_integer():
            raise GfassessError.of(_("a whole number is needed"))
        return value

    def write(self, value: Value | None) -> None:
        """Show an answer, numbers in the unit in use."""
        self._exact = None
        if isinstance(value, float | int) and not isinstance(value, bool):
            self._exact = float(value)
            shown = convert(float(value), self.own, self.unit, self.rulebook.units)
            self._written = write_number(shown)
        else:
            self._written = "" if value is None else str(value)
        if self.input.value != self._written:
            self.input.value = self._written
            self.input.select_all()

    def write_text(self, text: str) -> None:
        """Show typed text again."""
        self.input.value = text
        self.input.select_all()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(self, go_on=True))

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        event.stop()
        if self.dirty:
            self.post_message(self.Entered(self))

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()

    @on(Pick.Changed)
    def _unit(self, event: Pick.Changed) -> None:
        event.stop()
        self.post_message(self.UnitChosen(self, event.value or self.own))
        self.input.focus()

    @on(Pick.Kept)
    def _same_unit(self, event: Pick.Kept) -> None:
        event.stop()
        self.input.focus()


class OptionsEditor(Editor):
    """Yes or no, or a choice of few."""

    def compose(self) -> ComposeResult:
        """Show all answers."""
        if self.question.kind == "yes_no":
            yield Options((Choice("yes", _("yes")), Choice("no", _("no"))), beside=True)
        else:
            yield Options(choices_of(self.rulebook, self.question))

    def read(self) -> Value | None:
        """Return what is chosen."""
        value = self.query_one(Options).value
        if self.question.kind == "yes_no":
            return None if value is None else value == "yes"
        return value

    def write(self, value: Value | None) -> None:
        """Show what is chosen."""
        if isinstance(value, bool):
            value = "yes" if value else "no"
        self.query_one(Options).write(value if isinstance(value, str) else None)

    @on(Options.Changed)
    def _changed(self, event: Options.Changed) -> None:
        event.stop()
        self.post_message(self.Entered(self, event.go_on))


class PickEditor(Editor):
    """A choice of many."""

    def compose(self) -> ComposeResult:
        """Show what is chosen."""
        yield Pick(choices_of(self.rulebook, self.question), str(self.question.title), classes="answer")

    def read(self) -> Value | None:
        """Return what is chosen."""
        return self.query_one(Pick).value

    def write(self, value: Value | None) -> None:
        """Show what is chosen."""
        self.query_one(Pick).write(value if isinstance(value, str) else None)

    @on(Pick.Changed)
    def _changed(self, event: Pick.Changed) -> None:
        event.stop()
        self.post_message(self.Entered(self, go_on=event.value is not None))

    @on(Pick.Kept)
    def _kept(self, event: Pick.Kept) -> None:
        event.stop()
        self.post_message(self.Entered(self, go_on=True))


def editor_for(
    question: Question, rulebook: Rulebook, unit: str = "", *, own: str | None = None, short: bool = False
) -> Editor:
    """Return the field that fits a question, shown in `unit`; `short` gives a text one line.

    `own` is the unit of the stored number where the question itself does not name it.
    """
    stored = question.unit if own is None else own
    match question.kind:
        case "yes_no":
            return OptionsEditor(question, rulebook)
        case "choice" if len(choices_of(rulebook, question)) <= _IN_SIGHT:
            return OptionsEditor(question, rulebook)
        case "choice":
            return PickEditor(question, rulebook)
        case "text" if not short:
            from gfassess.tui.widgets.long_text import TextEditor  # noqa: PLC0415 - only where a text is asked

            return TextEditor(question, rulebook)
        case _:
            return InputEditor(question, rulebook, unit or stored, stored)
