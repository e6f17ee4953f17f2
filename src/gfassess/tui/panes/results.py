"""Where the factory stands: the total, the criteria, the gates, and where points are open or lost."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from gfassess.explain import alone_words, gate_words, reading_words, verdict_words
from gfassess.model.scorecard import GateResult, GateState, Interval, Score
from gfassess.report.calendar import next_words
from gfassess.report.columns import widest
from gfassess.report.text import lost_words
from gfassess.session import due_dates
from gfassess.tui.desk import Desk
from gfassess.tui.figures import cut, interval, reach, short, spread
from gfassess.tui.panes.pane import Pane
from gfassess.tui.panes.standing import Group, groups, heading_of, score_sign, state_line
from gfassess.tui.signs import gate_sign, signs
from gfassess.tui.widgets.bars import bar, legend
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import Draw, Entry, Lines, headline, paragraph, said
from gfassess.words import _, ngettext

_TOTAL = "total"
_GATES = "gates"
_ABOUT = "about-"
_ROOM = 26
"""Cells of a criterion's title beside its bar, at most."""
_NOTE = 2
"""Lines of the note that stand beside the total."""
_SINGLE = 3
"""Open gates are listed one by one up to so many."""


class ResultsPane(Pane):
    """The scorecard as one list: what stands highest is what to do next."""

    def __init__(self, desk: Desk) -> None:
        """Show the scorecard of the assessment on the desk."""
        super().__init__(desk)
        desk.look_again()
        self.lines = Lines("results")

    def compose(self) -> ComposeResult:
        """Build the list."""
        yield self.lines

    def on_mount(self) -> None:
        """Fill the list."""
        self.show()

    @property
    def marked(self) -> str:
        """The indicator or gate that the mark stands on."""
        return self.lines.chosen

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of this section."""
        return (Key("Enter", _("why"), "pane('choose')"),)

    def show(self) -> None:
        """Bring the figures up to date."""
        self.lines.fill(self._entries())

    def reveal(self, name: str) -> bool:
        """Stand in the list, on an indicator or gate where one is named."""
        self.lines.focus()
        return self.lines.mark(name) if name else True

    def action_choose(self) -> None:
        """Explain what the mark stands on."""
        self.lines.action_select()

    @on(OptionList.OptionSelected, "#results")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = event.option.id or _TOTAL
        if name == _GATES:
            self.post_message(self.Open(_GATES, self._first_open_gate()))
        else:
            self.post_message(self.Explain(_TOTAL if name.startswith(_ABOUT) else name))

    def _first_open_gate(self) -> str:
        return next((one.gate.id for one in self.session.scorecard.gates if one.state == "unknown"), "")

    def _entries(self) -> Iterator[Entry]:
        if self.session.assessment.illustrative:
            yield said(_("Illustrative data: these figures are invented."), style="bold $text-warning")
        weighted = self.session.ruleset.weighted
        yield from self._bars() if weighted else self._alone()
        yield from self._stand()
        yield from self._gates()
        for group, scores in groups(self.session.scorecard).items():
            if scores:
                yield _heading(heading_of(group, weighted=weighted), _group_words(group, scores, weighted=weighted))
                yield from map(self._score, scores)
        yield from self._about()

    def _bars(self) -> Iterator[Entry]:
        card = self.session.scorecard
        found = [(_("Total"), card.total, card.ruleset.points, _TOTAL)]
        found += [(str(head.criterion.title), head.total, head.points, head.criterion.id) for head in card.criteria]
        rows = [(title, total, points, name) for title, total, points, name in found if total is not None]
        figures = [f"{interval(total)} / {short(points)}" for _title, total, points, _id in rows]
        titles, right = min(widest(row[0] for row in rows), _ROOM), widest(figures)
        for (title, total, points, name), figure in zip(rows, figures, strict=True):
            style = "bold" if name == _TOTAL else ""
            yield Entry(_bar_line(title, total, points, (titles, right), Content.styled(figure, style)), name)
        yield Entry(legend)

    def _alone(self) -> Iterator[Entry]:
        """Say why there is no total."""
        yield said(alone_words(), name=_TOTAL)

    def _lost(self) -> Iterator[Entry]:
        """Say how many documents are not there, beside the points that they were to prove."""
        if words := lost_words(len(self.desk.lost), len(self.session.assessment.evidence)):
            total = self.session.scorecard.total
            points = "" if total is None else f" {short(total.evidenced)}"
            proved = _("with evidence") + points
            said_so = _("{title}: {value}").format(title=proved, value=words)
            yield said(f"! {said_so}", style="bold $text-warning")

    def _stand(self) -> Iterator[Entry]:
        card = self.session.scorecard
        yield from self._lost()
        sign = signs().no if card.verdict == "blocked" else signs().yes if card.verdict == "complete" else ""
        style = {"blocked": "bold $text-error", "complete": "bold $text-success"}.get(card.verdict, "bold")
        yield said(f"{sign} {verdict_words(card.verdict)}".strip(), style=style)
        yield said(_("A self-assessment. There is no national pass mark."), style="dim")
        today = self.desk.shell.now().date()
        if words := next_words(due_dates(self.session.rulebook.schemes, today), today):
            yield said(words, style="dim")
        yield from self._whose()
        if len({(total.low, total.high) for total in card.readings.values()}) > 1:
            readings = [f"{reading_words(name)} {interval(total)}" for name, total in card.readings.items()]
            text = _("Lines that do not apply, by reading: {readings}").format(readings=_("; ").join(readings))
            yield said(text, style="dim")

    def _whose(self) -> Iterator[Entry]:
        """Say whose weights the total rests on."""
        rules = self.session.ruleset
        if (note := rules.weights_note or rules.note) is not None:
            more = _("the whole note stands at the end")
            text = _("{first}; {second}").format(first=note, second=more) if note is not rules.note else str(note)
            yield Entry(lambda width: paragraph(text, width, style="dim", most=_NOTE))

    def _gates(self) -> Iterator[Entry]:
        gates = self.session.scorecard.gates
        states: tuple[GateState, ...] = ("fail", "unknown", "pass")
        by = {state: [one for one in gates if one.state == state] for state in states}
        counts = [f"{gate_sign(state)} {len(found)} {gate_words(state)}" for state, found in by.items() if found]
        yield _heading(_("Gates"), "  ".join(counts))
        yield from map(_gate, by["fail"])
        if len(by["unknown"]) <= _SINGLE:
            yield from map(_gate, by["unknown"])
        else:
            text = _("{count} gates are not answered: answer them").format(count=len(by["unknown"]))
            yield Entry(lambda width: paragraph(f"{signs().unknown} {text}", width), _GATES)

    def _score(self, score: Score) -> Entry:
        book = self.session.rulebook

        def draw(width: int) -> Content:
            title = Content(f"{score_sign(score)} {score.indicator.title}")
            first = headline(title, Content(reach(score)), width)
            second = paragraph(state_line(book, score), width, indent=2, style="dim", most=2)
            return Content.assemble(first, "\n", second)

        return Entry(draw, score.indicator.id)

    def _about(self) -> Iterator[Entry]:
        ruleset = self.session.ruleset
        title = _("About this total") if ruleset.weighted else _("About this rule set")
        yield _heading(title, f"{ruleset.id} {ruleset.version}")
        if self.session.assessment.remark:
            yield said(self.session.assessment.remark, name=f"{_ABOUT}remark")
        if ruleset.note is not None:
            yield said(str(ruleset.note), name=f"{_ABOUT}note")
        marks = [scheme for scheme in self.session.rulebook.schemes if scheme.levels and ruleset.weighted]
        if marks:
            yield _heading(_("Local pass marks"), _("local, not national"))
        for scheme in marks:
            levels = _("; ").join(f"{level.title} {short(level.points)}" for level in scheme.levels)
            text = _("{authority}: {scheme}: {levels}. {note} ({source})").format(
                authority=scheme.authority,
                scheme=scheme.title,
                levels=levels,
                note=scheme.note or "",
                source=scheme.source,
            )
            yield said(text, name=f"{_ABOUT}{scheme.id}")


def _group_words(group: Group, scores: list[Score], *, weighted: bool) -> str:
    lines = ngettext("{count} line", "{count} lines", len(scores)).format(count=len(scores))
    points = sum(score.high - score.low if group == "open" else score.points - score.high for score in scores)
    if not weighted or group in {"full", "not_applicable"}:
        return lines
    return _("{lines}, {points} points").format(lines=lines, points=short(points))


def _heading(title: str, right: str) -> Entry:
    return Entry(
        lambda width: Content.assemble("\n", headline(Content.styled(title, "bold underline"), Content(right), width))
    )


def _gate(result: GateResult) -> Entry:
    style = "$text-error" if result.state == "fail" else ""
    left = Content.styled(f"{gate_sign(result.state)} {result.gate.title}", style)
    right = Content(gate_words(result.state))
    return Entry(lambda width: headline(left, right, width), result.gate.id)


def _bar_line(title: str, total: Interval, points: float, widths: tuple[int, int], figure: Content) -> Draw:
    def draw(width: int) -> Content:
        room = width - widths[0] - widths[1] - 2
        left = cut(Content(title), widths[0])
        start = Content.assemble(left.pad_right(widths[0] - left.cell_length), " ", bar(total, points, room))
        return spread(start, figure, width)

    return draw
