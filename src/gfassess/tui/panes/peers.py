"""Who is listed near the factory and in its trade, and what a listing proves."""

from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import DataTable, Input, Static

from gfassess.errors import GfassessError, Problem
from gfassess.explain import gate_words
from gfassess.peers import Comparison, Listed, Query, Registry, compare, find
from gfassess.report.peers import (
    category_words,
    covered_words,
    figure_words,
    later_words,
    uncovered,
    uncovered_words,
)
from gfassess.tui.choices import Choice
from gfassess.tui.desk import Desk
from gfassess.tui.panes.listing import PeerTable
from gfassess.tui.panes.narrowing import NAMES, choices, division_title, query_of, scopes, start_with, titles
from gfassess.tui.panes.pane import Pane
from gfassess.tui.signs import gate_sign, signs
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import Entry, Lines, paragraph, said
from gfassess.tui.widgets.options import Options
from gfassess.tui.widgets.pick import Pick
from gfassess.words import _, ngettext

_GATES: Final = "gates"
_LABELS: Final = {"H": lambda: _("fairly sure"), "M": lambda: _("likely"), "L": lambda: _("unsure")}


class PeersPane(Pane):
    """Listed enterprises: a choice of who, the list, and the marked one in full with what its listing proves."""

    def __init__(self, desk: Desk) -> None:
        """Show the registry beside the assessment."""
        super().__init__(desk)
        self._mistakes: tuple[Problem, ...] = ()
        try:
            self._listed = desk.shell.peers()
        except GfassessError as error:
            # A file of peers that cannot be read stops no assessment.
            self._listed, self._mistakes = Registry(), error.problems
        self.table = PeerTable()
        self._wanted = start_with(self._listed, self.session.assessment.enterprise)
        self._found = self._compare()

    def compose(self) -> ComposeResult:
        """Build the choice, the list and the foot."""
        words = {"city": _("my city"), "province": _("my province"), "trade": _("my trade"), "all": _("all")}
        yield Options([Choice(name, text) for name, text in words.items()], beside=True)
        yield Field(placeholder=_("name, or its first letters in pinyin"), id="who", compact=True)
        with Container(id="narrowing"):
            for name, title in titles().items():
                yield Pick(choices(self._listed, self.session.rulebook, name), title, fallback=title, classes=name)
        yield Static("", id="count", markup=False)
        yield self.table
        yield Lines("peer")

    def on_mount(self) -> None:
        """Fill the list."""
        self._show_choice()
        self._refill()

    def on_resize(self, event: events.Resize) -> None:
        """Give the names the room there is."""
        event.stop()
        self._refill()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of this section."""
        return (Key("Tab", _("choice, list, details"), "focus_next"),)

    def show(self) -> None:
        """Bring the gates up to date."""
        self._found = self._compare()
        self._show_peer(self.table.marked)

    def reveal(self, name: str) -> bool:
        """Stand in the list."""
        self.table.focus()
        return not name

    @on(Options.Changed)
    def _scope(self, event: Options.Changed) -> None:
        event.stop()
        scope = scopes(self.session.assessment.enterprise).get(event.value or "", {})
        typed = {"search": self._wanted.get("search", "")}
        self._narrow({**scope, **typed})
        if event.value not in {None, "all"} and not scope:
            words = _("The assessment does not say it: see Enterprise. Everything is listed.")
            self.query_one("#count", Static).update(words)

    @on(Input.Changed, "#who")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value.strip() != self._wanted.get("search", ""):
            self._narrow({**self._wanted, "search": event.value.strip()})

    @on(Input.Submitted, "#who")
    def _into_the_list(self, event: Input.Submitted) -> None:
        event.stop()
        self.table.focus()

    @on(Pick.Changed)
    def _picked(self, event: Pick.Changed) -> None:
        event.stop()
        name = next(name for name in NAMES if event.pick.has_class(name))
        self._narrow({**self._wanted, name: event.value or ""})

    @on(DataTable.RowHighlighted)
    def _marked(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._show_peer(self.table.marked)

    @on(Lines.OptionSelected, "#peer")
    def _chosen(self, event: Lines.OptionSelected) -> None:
        event.stop()
        if any(result.gate.id == event.option.id for result in self._found.proved):
            self.post_message(self.Open(_GATES, event.option.id or ""))

    def _narrow(self, wanted: dict[str, str]) -> None:
        self._wanted = {name: value for name, value in wanted.items() if value}
        self._found = self._compare()
        self._show_choice()
        self._refill()
        # Whoever was read before, the details begin with who is marked now.
        self.query_one("#peer", Lines).action_first()

    def _compare(self) -> Comparison:
        own = self.session.assessment.enterprise
        card = self.session.scorecard
        return compare(self._listed, query_of(self._wanted), card, city=own.city, division=own.division)

    def _show_choice(self) -> None:
        ready = scopes(self.session.assessment.enterprise)
        chosen = {name: value for name, value in self._wanted.items() if name != "search"}
        fits = (name for name, wanted in ready.items() if wanted == chosen and (wanted or name == "all"))
        self.query_one(Options).write(next(fits, None))
        for name in NAMES:
            self.query_one(f"Pick.{name}", Pick).write(self._wanted.get(name))

    def _refill(self) -> None:
        if not self.content_size.width:
            return
        self.table.fill(self._found.peers, self.content_size.width)
        count = len(self._found.peers)
        text = ngettext("{count} of {all} entry", "{count} of {all} entries", self._found.registered)
        words = text.format(count=count, all=self._found.registered)
        covered = _("registry: {covered}").format(covered=covered_words(self._listed))
        second = self._elsewhere() or _("The lists publish no figures.")
        self.query_one("#count", Static).update(f"{words}  {signs().apart}  {covered}\n{second}")
        self._show_peer(self.table.marked)

    def _elsewhere(self) -> str:
        """Return how many whom the choice leaves out have what was typed, where nobody in it has; else nothing."""
        typed = self._wanted.get("search", "")
        count = 0 if self._found.peers or not typed else len(find(self._listed, Query(search=typed)))
        text = ngettext("Nobody in this choice, but {count} in all", "Nobody in this choice, but {count} in all", count)
        return text.format(count=count) if count else ""

    def _show_peer(self, one: Listed | None) -> None:
        entries = [] if one is None else [self._details(one)]
        self.query_one("#peer", Lines).fill(
            [*self._unread(), *self._coverage(), *entries, *self._proof(), *self._notes()]
        )

    def _unread(self) -> list[Entry]:
        return [
            said(str(problem), style="$text-error", name=f"mistake-{at}") for at, problem in enumerate(self._mistakes)
        ]

    def _coverage(self) -> list[Entry]:
        place = uncovered(self._listed, self.session.assessment.enterprise)
        return [said(uncovered_words(place), style="$text-warning", name="coverage")] if place else []

    def _proof(self) -> list[Entry]:
        proved, left = self._found.proved, self._found.not_passed
        if not proved:
            return [said(_("None of these listings proves a gate of this rule set."), name="proof")]
        text = ngettext(
            "A factory listed in {year} had passed {count} gate of this rule set. Not yet passed here: {left}.",
            "A factory listed in {year} had passed {count} gates of this rule set. Not yet passed here: {left}.",
            len(proved),
        ).format(year=max(self._found.years), count=len(proved), left=len(left) or _("none"))
        lines = [said(text, name="proof")]
        for result in left:
            since = _("lists since {year}").format(year=result.gate.proved_by_listing_since)
            words = _("{title} ({state}; {since})")
            words = words.format(title=result.gate.title, state=gate_words(result.state), since=since)
            lines.append(said(f"{gate_sign(result.state)} {words}", indent=2, name=result.gate.id))
        return lines

    def _notes(self) -> list[Entry]:
        notes = dict.fromkeys(str(file.note) for file in self._listed.files if file.note)
        return [said(note, style="dim", name=f"note-{at}") for at, note in enumerate(notes)]

    def _details(self, one: Listed) -> Entry:
        name, text = one.entry.name, _("; ").join(part for part in self._facts(one) if part)
        return Entry(lambda width: Content.assemble(Content.styled(name, "bold"), "\n", paragraph(text, width)), "peer")

    def _facts(self, one: Listed) -> tuple[str, ...]:
        peer = one.peer
        words = (
            _("list of {year}, batch {batch}, no. {no}") if peer.no is not None else _("list of {year}, batch {batch}")
        )
        division = ""
        if peer.division:
            title = division_title(self.session.rulebook, peer.division)
            sure = _LABELS[peer.division_confidence]() if peer.division_confidence else "-"
            division = _("division {title}, inferred ({sure})").format(title=title, sure=sure)
        return (
            *later_words(one.entry),
            category_words(one.list_.category),
            peer.product,
            words.format(year=one.list_.year, batch=one.list_.batch, no=peer.no),
            f"{peer.province}{peer.city}{peer.district}",
            _("same city") if one.same_city else "",
            division,
            _("same trade") if one.same_division else "",
            _("trade in the list: {trade}").format(trade=peer.sector) if peer.sector else "",
            _("evaluated by {name}").format(name=peer.evaluator) if peer.evaluator else "",
            one.list_.document,
            peer.note,
            *(figure_words(figure, self._found) for figure in self._listed.figures(one.entry)),
        )
