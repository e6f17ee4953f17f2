"""What another rule set asks beside the one in use: what is missing for it, and what becomes of each line."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static

from gfassess.model.rules import Gate
from gfassess.plan.crosswalk import Crossing, Crosswalk, crosswalk, mark_of
from gfassess.report.crosswalk import (
    change_notes,
    counts_words,
    excused_words,
    mark_words,
    office_words,
    points_words,
    question_title,
    readiness_words,
    sections,
    shared_words,
    unreferenced_words,
)
from gfassess.session import Session
from gfassess.tui.choices import Choice
from gfassess.tui.desk import Desk
from gfassess.tui.dialogs.confirm import ConfirmDialog
from gfassess.tui.panes.pane import Pane
from gfassess.tui.places import place_of
from gfassess.tui.signs import signs
from gfassess.tui.widgets.change import Change
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import Entry, Lines, headline, paragraph, said
from gfassess.tui.widgets.pick import Pick
from gfassess.words import _

_QUESTION: Final = "question:"
_LINE: Final = "line:"
_GATE: Final = "gate:"
_READ: Final = "read:"
"""Begin the name of an entry: what it leads to, or that it leads nowhere."""


class CrosswalkPane(Pane):
    """The rule set in use beside another one; Enter goes to what is missing, under the rule set that asks for it."""

    def __init__(self, desk: Desk) -> None:
        """Compare with the newest of the other rule sets."""
        super().__init__(desk)
        self.lines = Lines("crosswalk")
        self._other = ""

    def compose(self) -> ComposeResult:
        """Build the choice of the other rule set and the list."""
        with Horizontal(id="towards"):
            yield Static(_("Beside:"), markup=False)
            yield Pick((), _("Which other rule set?"), clears=False)
        yield self.lines

    def on_mount(self) -> None:
        """Fill the list."""
        self.show()

    @property
    def marked(self) -> str:
        """The id of the question, line or gate that the mark stands on."""
        kind, _colon, name = self.lines.chosen.partition(":")
        return name if f"{kind}:" != _READ else ""

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of this section."""
        return (Key("Enter", _("go to the question"), "pane('choose')"),)

    def show(self) -> None:
        """Bring everything up to date; the rule set in use is never compared with itself."""
        others = [rules for name, rules in self.session.rulebook.rulesets.items() if name != self.session.ruleset.id]
        if self._other not in {rules.id for rules in others}:
            self._other = max(others, key=lambda rules: (rules.in_force, rules.weighted)).id if others else ""
        pick = self.query_one(Pick)
        pick.choices = tuple(Choice(rules.id, f"{rules.title} {rules.version}") for rules in others)
        pick.write(self._other or None)
        self.lines.fill(self._entries())

    def reveal(self, name: str) -> bool:
        """Stand in the list."""
        self.lines.focus()
        return not name or any(self.lines.mark(f"{kind}{name}") for kind in (_QUESTION, _LINE, _GATE))

    def action_choose(self) -> None:
        """Go to what the mark stands on."""
        self.lines.action_select()

    @on(Pick.Changed)
    def _picked(self, event: Pick.Changed) -> None:
        event.stop()
        self._other = event.value or ""
        self.show()
        self.lines.action_first()

    @on(OptionList.OptionSelected, "#crosswalk")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = self.marked
        if not name:
            return
        place = place_of(self.session, name)
        if place is not None:
            self.post_message(self.Open(*place))
        else:
            self._switch(name)

    @work
    async def _switch(self, name: str) -> None:
        """Ask whether the other rule set shall score from now on, and go there to what was chosen."""
        book, other = self.session.rulebook, self._other
        place = place_of(Session(book, self.session.assessment, ruleset=other), name)
        sentence = _("Only {title} has this. Score with it from now on? All answers stay; Enterprise leads back.")
        title = str(book.rulesets[other].title)
        dialog = ConfirmDialog(_("Switch the rule set"), sentence.format(title=title), _("switch"))
        taken = await self.app.push_screen_wait(dialog)
        if taken and place is not None:
            self.post_message(Change(lambda session: session.use_ruleset(other)))
            self.post_message(self.Open(*place))

    def _entries(self) -> Iterator[Entry]:
        if not self._other:
            yield said(_("There is no other rule set in these rules."), name=_READ)
            return
        session = self.session
        found = crosswalk(session.rulebook, session.ruleset.id, self._other, session.assessment)
        yield from self._readiness(found)
        for number, (title, lines) in enumerate(sections(found)):
            yield _heading(title, counts_words(lines), f"{_READ}{number}")
            yield from (_crossings(found, line) for line in lines)

    def _readiness(self, found: Crosswalk) -> Iterator[Entry]:
        ready = found.readiness
        if ready is None:
            return
        yield said(readiness_words(ready), style="bold", name=f"{_READ}ready")
        if ready.answered:
            yield said(shared_words(ready), style="dim")
        for text in filter(None, (unreferenced_words(found), excused_words(found))):
            yield said(text)
        for office, names in ready.departments.items():
            yield said(office_words(office, names), style="underline")
            for name in names:
                title = question_title(self.session.rulebook, name)
                yield said(f"{signs().unknown} {title}", indent=2, name=f"{_QUESTION}{name}")


def _heading(title: str, right: str, name: str) -> Entry:
    return Entry(
        lambda width: Content.assemble("\n", headline(Content.styled(title, "bold underline"), Content(right), width)),
        name,
    )


def _crossings(found: Crosswalk, lines: Sequence[Crossing]) -> Entry:
    """Return one line of the other rule set with all that it comes from."""
    first = lines[0]
    it = first.new if first.new is not None else first.old
    mark = mark_words(mark_of(lines))
    tail = _("{first}; {second}").format(first=mark, second=points) if (points := points_words(first)) else mark
    notes = tuple(change_notes(found, lines))

    def draw(width: int) -> Content:
        head = headline(Content(str(it.title) if it is not None else ""), Content.styled(tail, "dim"), width)
        below = (paragraph(note, width, indent=2, style="dim") for note in notes)
        return Content("\n").join([head, *below])

    return Entry(draw, f"{_GATE if isinstance(it, Gate) else _LINE}{it.id}" if it is not None else _READ)
