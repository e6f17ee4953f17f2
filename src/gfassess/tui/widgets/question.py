"""One question about the factory: its field, what helps to answer it, what is odd about the answer."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from gfassess.errors import GfassessError
from gfassess.explain import value_words
from gfassess.model.assessment import Value
from gfassess.model.facts import Fact
from gfassess.quantity import slip, write_number
from gfassess.tui.choices import choices_of, unit_title
from gfassess.tui.desk import Desk
from gfassess.tui.signs import signs
from gfassess.tui.widgets.change import Change
from gfassess.tui.widgets.editor import Editor, InputEditor, editor_for
from gfassess.tui.widgets.prose import Prose
from gfassess.tui.widgets.remarks import default_words, marks, note_words, unusual_words, wanted
from gfassess.words import _


class Question(Vertical):
    """A fact with its field; knows nothing but what it shows, the session keeps the answer."""

    def __init__(self, desk: Desk, fact: Fact) -> None:
        """Ask for a fact."""
        super().__init__(id=f"q-{fact.id}", classes="question")
        self.of = fact.id
        self.desk = desk
        self.fact = fact
        self._error = ""

    def compose(self) -> ComposeResult:
        """Build title, field, help and warning."""
        fact = self.fact
        yield Prose(classes="question-title")
        yield editor_for(fact, self.desk.session.rulebook, self.desk.units.get(fact.id, fact.unit))
        yield Prose(classes="question-value")
        yield Prose(classes="question-problem")
        yield Prose(wanted(fact), classes="question-help")

    @property
    def editor(self) -> Editor:
        """The field."""
        return self.query_one(Editor)

    def on_mount(self) -> None:
        """Show the answer there is, or what was typed before and could not be read."""
        self.show()
        draft = self.desk.drafts.get(self.fact.id)
        if draft is not None:
            self.editor.write_text(draft)
            self._read()
            self.show()

    def show(self) -> None:
        """Bring answer, marks and warnings up to date; what is being typed stays."""
        if not (self.editor.dirty or self._error):
            self.editor.write(self.desk.session.assessment.facts.get(self.fact.id))
        title = marks(self.desk.session, self.fact.id, str(self.fact.title), optional=self.fact.optional)
        self.query_one(".question-title", Prose).write(title)
        lines = (self._value(), note_words(self.desk.session, self.fact.id))
        self.query_one(".question-value", Prose).write("\n".join(line for line in lines if line))
        self.query_one(".question-problem", Prose).write(self._problem())

    def take(self) -> None:
        """Tell the session what was typed and not yet answered."""
        if self.editor.dirty and (found := self._read()) is not None:
            self.desk.session.answer(self.fact.id, found[0])

    def revert(self) -> bool:
        """Throw away what was typed and not yet answered; tell whether there was anything."""
        if not (self.editor.dirty or self._error):
            return False
        self._error = ""
        self.desk.drafts.pop(self.fact.id, None)
        self.editor.write(self.desk.session.assessment.facts.get(self.fact.id))
        self.show()
        return True

    def forgo(self) -> bool:
        """Throw away what was typed where it is no answer; tell whether it was so."""
        return self.editor.dirty and self._read() is None and self.revert()

    @on(Editor.Entered)
    def _entered(self, event: Editor.Entered) -> None:
        event.stop()
        found = self._read()
        if found is None:
            self.show()
            self.post_message(Change(None))
        elif found[0] == self.desk.session.assessment.facts.get(self.fact.id):
            self.editor.write(found[0])
            self.show()
            if event.go_on:
                self.post_message(Change(None, self))
        else:
            name, value = self.fact.id, found[0]
            said = _("Cleared: ^z brings the answer back.") if value is None else ""
            self.post_message(Change(lambda session: session.answer(name, value), self if event.go_on else None, said))

    @on(Editor.UnitChosen)
    def _unit(self, event: Editor.UnitChosen) -> None:
        event.stop()
        self.desk.units[self.fact.id] = event.unit
        if isinstance(self.editor, InputEditor):
            self.editor.use_unit(event.unit)
            if self._error:
                self._read()  # a draft may say something in the other unit
            else:
                self.editor.write(self.desk.session.assessment.facts.get(self.fact.id))
        self.show()

    def _read(self) -> tuple[Value | None] | None:
        try:
            value = self.editor.read()
        except GfassessError as error:
            (problem,) = error.problems[:1]
            self._error = problem.message
            if problem.hint:
                self._error = _("{first}; {second}").format(first=problem.message, second=problem.hint)
            self.desk.drafts[self.fact.id] = self.editor.text
            return None
        self._error = ""
        self.desk.drafts.pop(self.fact.id, None)
        return (value,)

    def _value(self) -> str:
        """Return what counts: the answer in the unit of the fact where another is shown, or the default."""
        session, fact = self.desk.session, self.fact
        value = session.assessment.facts.get(fact.id)
        unit = unit_title(session.rulebook, fact.unit)
        if value is None:
            return default_words(self.desk.inputs(fact.id), unit) if fact.default is not None else ""
        if isinstance(value, float) and self.desk.units.get(fact.id, fact.unit) != fact.unit:
            return f"= {write_number(value)} {unit}"
        if isinstance(value, str) and fact.kind == "choice":
            known = choices_of(session.rulebook, fact)
            if not any(choice.id == value for choice in known):
                return _('"{value}" is no longer among the answers').format(value=value)
        return ""

    def _kept(self) -> str:
        """Return which answer is saved while what is typed is none."""
        value = self.desk.session.assessment.facts.get(self.fact.id)
        if value is None:
            return _("Nothing is saved here yet.")
        unit = unit_title(self.desk.session.rulebook, self.fact.unit)
        shown = value.isoformat() if isinstance(value, date) else value_words(value, unit)
        return _("Saved is still: {value}").format(value=shown)

    def _problem(self) -> str:
        if self._error:
            return f"{signs().no} {self._error}\n{self._kept()}"
        session = self.desk.session
        odd = session.implausible(self.fact.id)
        if odd is None:
            return ""
        unit = unit_title(session.rulebook, self.fact.unit)
        if odd.reason:
            return _("unusual, but explained: {reason}").format(reason=odd.reason)
        words = unusual_words(odd.least, odd.greatest, unit)
        joined = _("{first} {second}")
        meant = slip(odd.value, (odd.least, odd.greatest), self.fact.unit, session.rulebook.units)
        if meant is not None:
            question = _("Meant in {unit}? That would be {value}.")
            value = f"{write_number(meant.value)} {unit}"
            question = question.format(unit=unit_title(session.rulebook, meant.unit), value=value)
            words = joined.format(first=words, second=question)
        advice = _("If it is right: Esc, then v gives the reason.")
        return "! " + joined.format(first=words, second=advice)
