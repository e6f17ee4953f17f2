"""All documents of the assessment: what is there, what each proves, which answers have none."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from gfassess.errors import GfassessError
from gfassess.model.assessment import Evidence
from gfassess.report.calendar import due_title
from gfassess.report.evidence import (
    about_words,
    by_department,
    by_owner,
    counted_words,
    coverage_words,
    document_words,
    idle_words,
    lacking_words,
    months_legend,
    months_words,
    owner_words,
    size_words,
)
from gfassess.session import Due, Held, Proved, Survey, due_dates, survey
from gfassess.tui.choices import Choice
from gfassess.tui.desk import Desk
from gfassess.tui.dialogs.choose import ChooseDialog
from gfassess.tui.dialogs.evidence import DocumentDialog
from gfassess.tui.panes.pane import Pane
from gfassess.tui.places import place_of
from gfassess.tui.signs import signs
from gfassess.tui.widgets.change import Change
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import Entry, Lines, headline, paragraph, said
from gfassess.words import _

_DOCUMENT: Final = "document:"
_ANSWER: Final = "answer:"
_MONTHS: Final = "months:"
_READ: Final = "read:"
"""Begin the name of an entry: what it leads to, or that it leads nowhere."""


class EvidencePane(Pane):
    """The library: Enter edits a document or attaches one to an answer; g goes to the question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "question", show=False),
        Binding("a", "more", show=False),
        Binding("u", "renew", show=False),
        Binding("delete", "detach", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        """Look at the documents on disk."""
        super().__init__(desk)
        desk.look_again()
        self.lines = Lines("library")

    def compose(self) -> ComposeResult:
        """Build the list."""
        yield self.lines

    def on_mount(self) -> None:
        """Fill the list."""
        self.show()

    @property
    def marked(self) -> str:
        """The fact, ledger or indicator that the mark stands on."""
        kind, _colon, name = self.lines.chosen.partition(":")
        return name if f"{kind}:" in {_ANSWER, _MONTHS} else ""

    @property
    def _document(self) -> Evidence | None:
        """The document that the mark stands on."""
        kind, _colon, number = self.lines.chosen.partition(":")
        found = self.session.assessment.evidence
        return found[int(number)] if f"{kind}:" == _DOCUMENT and int(number) < len(found) else None

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of this section."""
        return (
            Key("Enter", _("edit or attach"), "pane('choose')"),
            Key("a", _("for one more answer"), "pane('more')"),
            Key("g", _("go to the question"), "pane('question')"),
            Key("Del", _("detach"), "pane('detach')"),
            Key("u", _("take new content"), "pane('renew')"),
        )

    def show(self) -> None:
        """Bring everything up to date."""
        self.lines.fill(self._entries())

    def reveal(self, name: str) -> bool:
        """Stand in the list, at an answer where one is named, else where the mark was or at the first document."""
        self.lines.focus()
        if name:
            return any(self.lines.mark(f"{kind}{name}") for kind in (_ANSWER, _MONTHS))
        if self._document is None and not self.marked:
            self.lines.mark(next((one.name for one in self._entries() if one.name.startswith(_DOCUMENT)), ""))
        return True

    # What the keys do ------------------------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Do what Enter does."""
        self.lines.action_select()

    @on(OptionList.OptionSelected, "#library")
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._document is not None:
            self._edit(self._document)
        elif self.marked:
            await self.run_action("screen.evidence")

    @work
    async def _edit(self, proof: Evidence) -> None:
        """Ask what is known of a document."""
        title = _("Document: {file}").format(file=proof.file)
        wish = await self.app.push_screen_wait(DocumentDialog(title, self.session.assessment.year, proof))
        if wish is not None:
            self.post_message(Change(wish.grant))

    @work
    async def action_more(self) -> None:
        """Let the marked document prove one more answer."""
        proof = self._document
        if proof is None:
            self._say(_("Mark a document first."))
            return
        answers = [one for one in self._survey().answers if one.name not in proof.answers]
        choices = [Choice(one.name, str(one.title), str(one.wanted or "")) for one in answers]
        title = _("What else does it prove? {file}").format(file=proof.file)
        name = await self.app.push_screen_wait(ChooseDialog(title, choices))
        if name is not None:
            more = proof.model_copy(update={"answers": (*proof.answers, name)})
            self.post_message(Change(lambda session: session.revise(proof.file, more)))

    def action_question(self) -> None:
        """Go to the question of the mark, for a document to the first that it proves."""
        proof = self._document
        names = (self.marked,) if proof is None else proof.answers
        places = (place_of(self.session, name) for name in names)
        place = next((one for one in places if one is not None), None)
        if place is not None:
            self.post_message(self.Open(*place))
        else:
            self._say(_("The rule set in use does not ask for this."))

    def action_renew(self) -> None:
        """Take over what a changed document holds now."""
        proof = self._document
        if proof is None:
            self._say(_("Mark a document first."))
            return
        try:
            now = self.desk.shell.evidence(self.desk.path, proof.file, proof.answers)
        except GfassessError as error:
            self._say(str(error))
            return
        self.desk.look_again()
        renewed = proof.model_copy(update={"sha256": now.sha256, "size": now.size})
        words = _("Its content of today counts from now on: {file}").format(file=proof.file)
        self.post_message(Change(lambda session: session.revise(proof.file, renewed), said=words))

    def action_detach(self) -> None:
        """Take the marked document out of the assessment; the file stays where it is."""
        proof = self._document
        if proof is not None:
            words = _("Detached: {file}. The file stays; ^z brings it back.").format(file=proof.file)
            self.post_message(Change(lambda session: session.detach(proof.file), said=words))

    def _say(self, text: str) -> None:
        say = getattr(self.screen, "say", None)
        if callable(say):
            say(text)

    # What is shown ---------------------------------------------------------------------------------------------------

    def _survey(self) -> Survey:
        return survey(self.session.rulebook, self.session.assessment, self.desk.seen)

    def _entries(self) -> Iterator[Entry]:
        found = self._survey()
        yield said(counted_words(found), style="bold", name=f"{_READ}count")
        numbers = {id(held): number for number, held in enumerate(found.documents)}
        titles = {one.name: str(one.title) for one in found.answers}
        for owner, documents in by_owner(found.documents).items():
            yield said(
                _("{office} ({count})").format(office=owner_words(owner), count=len(documents)), style="underline"
            )
            yield from (_document_entry(held, numbers[id(held)], titles) for held in documents)
        yield from self._lacking(found)
        yield from self._months(found)
        today = self.desk.shell.now().date()
        for due in due_dates(self.session.rulebook.schemes, today):
            yield from _expired(found, due)

    def _lacking(self, found: Survey) -> Iterator[Entry]:
        yield _heading(lacking_words(found), f"{_READ}lacking")
        for department, answers in by_department(found.lacking).items():
            office = owner_words(department) if department else _("lines that do not apply")
            yield said(_("{office} ({count})").format(office=office, count=len(answers)), style="underline")
            yield from map(_answer_entry, answers)

    def _months(self, found: Survey) -> Iterator[Entry]:
        stated = [one for one in found.answers if one.coverage.stated]
        if stated:
            title = _("Months of {year} that documents cover").format(year=self.session.assessment.year)
            yield _heading(title, f"{_READ}months")
            yield said(months_legend(), style="dim")
        yield from map(_months_entry, stated)


def _heading(text: str, name: str) -> Entry:
    return Entry(lambda width: Content.assemble("\n", paragraph(text, width, style="bold")), name)


def _document_entry(held: Held, number: int, titles: dict[str, str]) -> Entry:
    lost = held.seen.lost
    sign = signs().no if lost else signs().unknown if held.idle else signs().yes
    style = "$text-error" if lost else "$text-warning" if held.idle else ""
    known = (about_words(held.proof), size_words(held.seen.size))
    names = _(", ").join(titles.get(name, name) for name in held.proof.answers)
    below = [
        held.seen.reason if lost else "",
        idle_words(held),
        _("for: {titles}").format(titles=names) if names else _("for nothing"),
        _("; ").join(filter(None, known)),
    ]

    def draw(width: int) -> Content:
        left = Content.styled(f"{sign} {held.proof.file}", style)
        right = Content.styled(document_words(held.seen.state), style if lost else "dim")
        lines = [paragraph(text, width, indent=2, style="dim", most=2) for text in below if text]
        return Content("\n").join([headline(left, right, width), *lines])

    return Entry(draw, f"{_DOCUMENT}{number}")


def _answer_entry(one: Proved) -> Entry:
    def draw(width: int) -> Content:
        title = paragraph(f"{signs().unknown} {one.title}", width)
        if one.wanted is None:
            return title
        return Content.assemble(title, "\n", paragraph(str(one.wanted), width, indent=2, style="dim", most=2))

    return Entry(draw, f"{_ANSWER}{one.name}")


def _months_entry(one: Proved) -> Entry:
    words = coverage_words(one.coverage)

    def draw(width: int) -> Content:
        head = headline(Content(str(one.title)), Content(months_words(one.coverage)), width)
        return Content.assemble(head, "\n", paragraph(words, width, indent=2, style="dim")) if words else head

    return Entry(draw, f"{_MONTHS}{one.name}")


def _expired(found: Survey, due: Due) -> Iterator[Entry]:
    expired = found.expired(due.day)
    when = _("{day} ({name})").format(day=due.day.isoformat(), name=due_title(due))
    text = _("No longer valid on {day}: {count}").format(day=when, count=len(expired))
    yield _heading(text, f"{_READ}{due.day}:{due.scheme.id}:{due.date.title.en}")
    for held in expired:
        yield said(_("{title}: {value}").format(title=held.proof.file, value=about_words(held.proof)), indent=2)
