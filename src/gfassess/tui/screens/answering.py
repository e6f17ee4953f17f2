"""What a screen does with answers: to the session they go, and what came of it is shown."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from gfassess.model.assessment import EnteredReference
from gfassess.model.facts import Fact, Ledger
from gfassess.model.rules import Indicator, Measure
from gfassess.tui.changes import title_words
from gfassess.tui.panes.pane import Pane
from gfassess.tui.screens.whereabouts import Whereabouts
from gfassess.tui.widgets.change import Change
from gfassess.words import _


class Answering(Whereabouts):
    """Takes answers, rows, reasons, notes, evidence and reference values; the screen below says and shows them.

    The hooks raise because screens have a metaclass of their own, which rules abstract classes out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "not_applicable", show=False),
        Binding("e", "evidence", show=False),
        Binding("m", "note", show=False),
        Binding("r", "reference", show=False),
        Binding("v", "reason", show=False),
        Binding("w", "why", show=False),
    ]

    def __init__(self) -> None:
        """Begin at nothing."""
        super().__init__()
        self.asides: dict[str, str] = {}
        """The question at which the user was when an indicator was left out, by indicator."""

    def say(self, message: str) -> None:
        """Show one line above the keys until something else happens."""
        raise NotImplementedError

    def show(self) -> None:
        """Bring everything that is shown up to date."""
        raise NotImplementedError

    async def rebuild(self) -> None:
        """Build the open section anew: another rule set has other lines."""
        raise NotImplementedError

    async def change(self, act: Callable[[], object]) -> bool:
        """Run something that changes the assessment and show what came of it; tell whether it did."""
        rules = self.session.ruleset
        changed = self.desk.change(act)
        self.say("")
        if self.desk.opened.held is not None:
            self.refuse()
            return False
        if self.pane.by_ruleset and self.session.ruleset is not rules:
            await self.rebuild()
        self.show()
        await self.pane.settle()
        return changed

    def refuse(self) -> None:
        """Show again what the file says, and why it takes no answer."""
        for widget in self.pane.query(".question"):
            if callable(revert := getattr(widget, "revert", None)):
                revert()
        self.show()
        if (held := self.desk.opened.held) is not None:
            words = _("Read-only: {who} has this file open. Nothing was changed; ^o opens it to write.")
            self.say(words.format(who=held.who))

    def commit(self) -> None:
        """Take what stands in the field with the focus and was not taken yet, before something else happens."""
        focused = self.focused
        for widget in focused.ancestors_with_self if focused is not None else ():
            if callable(take := getattr(widget, "take", None)) and widget.has_class("question"):
                self.desk.change(take)

    # What the widgets report ---------------------------------------------------------------------------------------

    @on(Change)
    async def _change(self, event: Change) -> None:
        event.stop()
        act = event.act
        if act is not None and await self.change(lambda: act(self.session)):
            self.say(event.said)
        if event.done is not None:
            self.go_on(event.done)
        self.app.call_later(self.release)

    def go_on(self, after: Widget) -> None:
        """Focus the field of the question after this one."""
        asked = [widget for widget in self.pane.query(".question") if widget.display]
        if after in asked and asked.index(after) + 1 < len(asked):
            following = asked[asked.index(after) + 1]
            for part in following.query("*"):
                if part.focusable:
                    part.focus()
                    return
        elif after in asked:
            self.set_focus(None)
            self.say(_("This section ends here: n goes to the next open question."))

    # What the user asks for ----------------------------------------------------------------------------------------

    def _indicator(self) -> tuple[Indicator, Measure] | None:
        line = self.session.ruleset.indicator(self.subject.line)
        if line is None:
            self.say(_("This is for indicators: choose one first."))
            return None
        score = self.session.scorecard.score(line.id)
        measure = score.measure if score is not None else None
        return line, measure or line.variants[-1]

    @work
    async def action_not_applicable(self) -> None:
        """Say why an indicator does not apply, or that it does after all."""
        from gfassess.tui.dialogs.texts import TextDialog  # noqa: PLC0415 - only when it is asked for

        found = self._indicator()
        if found is None:
            return
        name, question = found[0].id, self.subject.question
        if name in self.session.assessment.not_applicable:
            await self.change(lambda: self.session.not_applicable(name, None))
            self.back(name)
            self.say(_("The indicator counts again."))
            return
        help_ = _("Why does this indicator not apply to the factory? The reason stands in every report.")
        title = _("Not applicable: {title}").format(title=found[0].title)
        reason = await self.app.push_screen_wait(TextDialog(title, help_, needed=True))
        if reason:
            await self.change(lambda: self.session.not_applicable(name, reason))
            self.asides[name] = question
            self.pane.reveal(name)  # its questions are gone

    def back(self, name: str) -> bool:
        """Go to what has this id, or to the question from which it was left out; tell whether it is shown."""
        aside = self.asides.pop(name, "")
        return (bool(aside) and self.stand(aside)) or self.pane.reveal(name)

    @work
    async def action_note(self) -> None:
        """Write a note on the question or indicator."""
        from gfassess.tui.dialogs.texts import TextDialog  # noqa: PLC0415 - only when it is asked for

        name = self.subject.question or self.subject.line
        if not self._notable(name):
            self.say(_("Choose a question or an indicator first."))
            return
        title = _("Note: {title}").format(title=title_words(self.session.rulebook, self.session.ruleset, name))
        there = self.session.assessment.notes.get(name, "")
        text = await self.app.push_screen_wait(TextDialog(title, _("For yourselves and for the evaluator."), there))
        if text is not None:
            await self.change(lambda: self.session.note(name, text))

    def _notable(self, name: str) -> bool:
        book = self.session.rulebook
        return name in book.facts or name in book.ledgers or self.session.ruleset.indicator(name) is not None

    @work
    async def action_reason(self) -> None:
        """Give the reason for an unusual value."""
        from gfassess.tui.dialogs.texts import TextDialog  # noqa: PLC0415 - only when it is asked for

        name = self.subject.question
        key = next((odd.key for odd in self.session.warnings() if odd.key.partition("[")[0] == name), "")
        if not key and name in self.session.assessment.explained:
            key = name
        if not key:
            self.say(_("No unusual value here."))
            return
        title = _("Unusual value: {title}").format(title=title_words(self.session.rulebook, self.session.ruleset, name))
        there = self.session.assessment.explained.get(key, "")
        text = await self.app.push_screen_wait(TextDialog(title, _("Why is the value right?"), there))
        if text is not None:
            await self.change(lambda: self.session.explain_value(key, text))

    @work
    async def action_evidence(self) -> None:
        """Attach a document to the question, or to all questions of the indicator."""
        from gfassess.tui.dialogs.evidence import EvidenceDialog  # noqa: PLC0415 - only when it is asked for

        names = self._provable()
        if not names:
            self.say(_("No evidence is wanted here."))
            return
        asked = [one for name in names if (one := self._asked(name)) is not None]
        wanted = _("; ").join(dict.fromkeys(str(one.evidence) for one in asked if one.evidence is not None))
        assessment, shell, path = self.session.assessment, self.desk.shell, self.desk.path
        there = tuple(one for one in assessment.evidence if set(one.answers) & set(names))
        titles = [title_words(self.session.rulebook, self.session.ruleset, name) for name in names]
        title = _("Evidence: {title}").format(title=_("; ").join(titles))
        dialog = EvidenceDialog(title, wanted, assessment.year, there, assessment.evidence)
        dialog.read = lambda typed: shell.evidence(path, typed, names)
        if (take_in := shell.take_in) is not None:
            dialog.take_in = lambda typed: take_in(assessment, path, typed, names)
        wish = await self.app.push_screen_wait(dialog)
        if wish is not None:
            await self.change(lambda: wish.grant(self.session))

    def _provable(self) -> tuple[str, ...]:
        subject = self.subject
        if subject.question:
            names: tuple[str, ...] = (subject.question,)
        else:
            line = self.session.ruleset.indicator(subject.line)
            if line is not None and self.session.assessment.excused(line.id):
                return (line.id,)
            gate = next((gate for gate in self.session.ruleset.gates if gate.id == subject.line), None)
            part = line or gate
            names = self.session.questions(part) if part is not None else ()
        return tuple(name for name in names if (one := self._asked(name)) is not None and one.evidence is not None)

    def _asked(self, name: str) -> Fact | Ledger | None:
        book = self.session.rulebook
        return book.facts.get(name) or book.ledgers.get(name)

    @work
    async def action_reference(self) -> None:
        """Enter leading and baseline value, or choose a published row."""
        from gfassess.tui.dialogs.reference import ReferenceDialog  # noqa: PLC0415 - only when it is asked for

        found = self._indicator()
        if found is None:
            return
        name = found[1].scale.reference
        if name is None:
            self.say(_("The scale of this indicator is fixed by the rule, or stands in the rows."))
            return
        there = self.session.assessment.references.get(name)
        entry = await self.app.push_screen_wait(ReferenceDialog(self.session.rulebook, *found, there))
        if entry is not None:
            empty = entry == EnteredReference()
            await self.change(lambda: self.session.reference(name, None if empty else entry))

    def action_why(self) -> None:
        """Explain the indicator, gate or question."""
        name = self.subject.line or self.subject.question
        self.post_message(Pane.Explain(name or "total"))
