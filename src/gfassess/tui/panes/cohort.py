"""Where the factory stands, question by question: among the sites of a cohort, and of firms that published figures."""

from collections.abc import Iterator
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from gfassess.errors import GfassessError
from gfassess.files import user_path
from gfassess.model.cohort import CohortFile
from gfassess.peers import Query, Registry, find
from gfassess.peers.cohort_pairs import pairs_for
from gfassess.peers.published import published
from gfassess.peers.standing import GateStanding, Placement, Standing, placed
from gfassess.report.standing import (
    figure_words,
    groups,
    method_words,
    note_words,
    own_words,
    pairs_words,
    place_words,
    published_title,
    published_words,
    references_of,
    sites_words,
    title_of,
)
from gfassess.report.strips import DRAWN, PLAIN, Strip, legend, strip_lines
from gfassess.tui.desk import Desk
from gfassess.tui.panes.pane import Pane
from gfassess.tui.signs import gate_sign
from gfassess.tui.widgets.change import Change
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import Entry, Lines, headline, paragraph, said
from gfassess.words import _

_READ = "read:"
"""Begins the name of an entry that is only read."""
_FILE = "file:"
"""Begins the name of a file that is offered."""
_FIRMS = "published-"
"""Begins the name of a figure beside those that listed firms published; an id holds no hyphen."""


class CohortPane(Pane):
    """The file of the cohort, and below it strips with places; Enter on one explains the figure."""

    def __init__(self, desk: Desk) -> None:
        """Show the cohort that is in use, if one is."""
        super().__init__(desk)
        self.lines = Lines("standing")
        try:
            self._listed = desk.shell.peers()
        except GfassessError:  # the page of the lists says what is wrong with them
            self._listed = Registry()

    def compose(self) -> ComposeResult:
        """Build the field of the file and the list."""
        yield Static(_("Cohort file of peers; Enter reads it, an empty field leaves it:"), markup=False)
        yield Field(self._path(), id="cohort", compact=True)
        yield Static("", id="cohort-said", markup=False)
        yield self.lines

    def on_mount(self) -> None:
        """Fill the list."""
        self._say("")
        self.show()

    @property
    def marked(self) -> str:
        """The id of the indicator, criterion or gate that the mark stands on."""
        chosen = self.lines.chosen.removeprefix(_FIRMS)
        return "" if chosen.startswith((_READ, _FILE)) else chosen

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of this section."""
        return (
            Key("Tab", _("file, list"), "focus_next"),
            Key("Enter", _("read it; explain a figure"), "pane('choose')"),
        )

    def show(self) -> None:
        """Bring everything up to date."""
        self.lines.fill(self._entries())

    def reveal(self, name: str) -> bool:
        """Stand in the list, or in the field as long as there is no cohort."""
        (self.lines if self.session.cohort is not None else self.query_one("#cohort", Input)).focus()
        return not name or self.lines.mark(name)

    def action_choose(self) -> None:
        """Explain what the mark stands on."""
        self.lines.action_select()

    @on(Input.Submitted, "#cohort")
    def _read(self, event: Input.Submitted) -> None:
        event.stop()
        self._use(event.value.strip())

    def _use(self, text: str) -> None:
        """Compare with the cohort of a file, or with none."""
        read = self.desk.shell.cohort
        try:
            found = read(user_path(text)) if text and read is not None else None
        except GfassessError as error:
            self._say(str(error))
            return
        self.desk.cohort_path = text
        self._say("")
        self.post_message(Change(lambda session: session.use_cohort(found)))
        if found is not None:
            self.lines.focus()

    @on(OptionList.OptionSelected, "#standing")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        chosen = self.lines.chosen
        if chosen.startswith(_FILE):
            field = self.query_one("#cohort", Input)
            field.value = chosen.removeprefix(_FILE)
            self._use(field.value)
        elif self.marked:
            self.post_message(self.Explain(self.marked))

    def _path(self) -> str:
        """Return the file in use, or the first that is offered."""
        return self.desk.cohort_path or next(map(str, self._offered()), "")

    def _offered(self) -> Iterator[Path]:
        """Go through the cohorts at hand; the invented one only beside invented figures."""
        invented = self.desk.shell.invented_cohort
        if invented is not None and self.session.assessment.illustrative:
            yield invented
        yield from self.desk.shell.cohorts()

    def _say(self, text: str) -> None:
        line = self.query_one("#cohort-said", Static)
        line.update(Content.styled(text, "$text-error"))
        line.display = bool(text)

    def _entries(self) -> Iterator[Entry]:
        yield from self._sites()
        yield from self._firms()

    def _sites(self) -> Iterator[Entry]:
        """Go through what the cohort says."""
        cohort, assessment = self.session.cohort, self.session.assessment
        if cohort is None:
            yield said(_("A cohort holds figures of several sites without names."), name=f"{_READ}none")
            yield said(_("An association, a group or a bureau builds it; own figures stay on this machine."))
            for number, path in enumerate(self._offered()):
                if not number:
                    yield said(_("At hand; Enter reads one:"), style="bold underline")
                yield said(str(path), indent=2, name=f"{_FILE}{path}")
            return
        division, year = assessment.enterprise.division, assessment.year
        notes = list(note_words(cohort))
        heads, about = (notes[:2], notes[2:]) if cohort.illustrative else (notes[:1], notes[1:])
        for number, text in enumerate(heads):
            style = "bold $text-warning" if cohort.illustrative and not number else ""
            yield said(text, style=style, name=f"{_READ}{number}")
        for text in pairs_words(pairs_for(cohort, self.session.ruleset, division, year), division, year):
            yield said(text, style="$text-warning")
        found = placed(cohort, self.session.scorecard, division, year)
        if found is not None:
            yield from self._standings(cohort, found, about)

    def _standings(self, cohort: CohortFile, found: Placement, about: list[str]) -> Iterator[Entry]:
        """Go through whom one is compared with, the figures, the gates, and how places are worked out."""
        card = self.session.scorecard
        compared, *method = method_words(cohort, found)
        yield said(compared, name=f"{_READ}compared")
        signs = PLAIN if self.desk.shell.ascii else DRAWN
        yield said(legend(signs), style="dim", name=f"{_READ}legend")
        for title, standings in groups(found):
            yield said(title, style="bold underline", name=f"{_READ}{title}")
            yield from (self._standing(one, title_of(one, card)) for one in standings)
        for place, gate in enumerate(found.gates):
            if not place:
                yield said(_("Gates: points without them mean little"), style="bold underline", name=f"{_READ}gates")
            yield _gate(gate)
        yield said(_("How to read this"), style="bold underline", name=f"{_READ}about")
        yield from (said(text, name=f"{_READ}about-{place}") for place, text in enumerate([*method, *about]))

    def _firms(self) -> Iterator[Entry]:
        """Go through what listed firms of the own trade published."""
        own, card = self.session.assessment.enterprise, self.session.scorecard
        if not self._listed.published or not own.division:
            return
        trade = find(self._listed, Query(division=own.division), division=own.division)
        found = published(trade, self._listed, card, self.session.rulebook, self.session.assessment.year)
        texts = list(published_words(found))
        if texts:
            yield said(published_title(), style="bold underline", name=f"{_READ}published")
        for place, text in enumerate(texts):
            yield said(text, style="dim", name=f"{_READ}published-{place}")
        if found.own and self.session.cohort is None:  # otherwise it stands above
            signs = PLAIN if self.desk.shell.ascii else DRAWN
            yield said(legend(signs), style="dim", name=f"{_READ}legend")
        yield from (self._standing(one, title_of(one, card), _FIRMS) for one in found.own)

    def _standing(self, one: Standing, title: str, group: str = "") -> Entry:
        book = self.session.rulebook
        own, place, figures = own_words(book, one), place_words(one.place, one.figure.n), figure_words(book, one)
        strip = Strip(one.figure, one.low, one.high, *references_of(one))
        signs = PLAIN if self.desk.shell.ascii else DRAWN

        def draw(width: int) -> Content:
            room = max(width - 4, 10)
            return Content("\n").join(
                [
                    headline(Content(title), Content.styled(own, "bold"), width),
                    *(Content(f"  {line}") for line in strip_lines(strip, room, signs)),
                    paragraph(place, width, indent=2),
                    paragraph(figures, width, indent=2, style="dim"),
                ]
            )

        name = one.line.indicator.id if one.line is not None else one.subject.id or one.subject.kind
        return Entry(draw, group + name)


def _gate(gate: GateStanding) -> Entry:
    result = gate.own
    words = f"{gate_sign(result.state)} {sites_words(gate)}"
    return said(words, indent=2, name=result.gate.id)
