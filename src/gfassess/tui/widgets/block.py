"""An indicator or gate with the questions it rests on."""

from collections.abc import Sequence
from typing import TypeAlias

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from gfassess.explain import gate_words, missing_words
from gfassess.model.scorecard import GateResult, Score
from gfassess.tui.desk import Desk
from gfassess.tui.figures import reach, spread
from gfassess.tui.signs import gate_sign, state_sign
from gfassess.tui.widgets.prose import Prose, wrap
from gfassess.tui.widgets.question import Question
from gfassess.tui.widgets.remarks import note_words
from gfassess.tui.widgets.scale import scale_text
from gfassess.tui.widgets.state import state_text
from gfassess.words import _

Asked: TypeAlias = Widget
"""A question or a ledger: has an id and can `show` itself."""


class Head(Static, can_focus=True):
    """The figures of an indicator or gate; focus here, and its keys work."""

    def __init__(self, name: str) -> None:
        """Stand for the indicator or gate of this id."""
        super().__init__("", id=f"head-{name}", classes="head", markup=False)
        self.of = name


class Block(Vertical):
    """Head, questions, and what is used of other questions."""

    def __init__(self, desk: Desk, name: str) -> None:
        """Show the indicator or gate of this id."""
        super().__init__(id=f"block-{name}", classes="block")
        self.desk = desk
        self.of = name
        self._asked: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Build the head; questions are mounted when it is known which count."""
        yield Head(self.of)
        yield Prose(classes="also")

    @property
    def head(self) -> Head:
        """The figures."""
        return self.query_one(Head)

    async def ask(self, names: Sequence[str], also: Sequence[str]) -> None:
        """Show exactly these questions, and name those that are asked elsewhere."""
        wanted = tuple(names)
        if wanted != self._asked:
            self._asked = wanted
            await self._mount(wanted)
        titles = missing_words(self.desk.session.rulebook, also)
        self.query_one(".also", Prose).write(_("also uses: {names}").format(names=titles) if also else "")

    async def _mount(self, wanted: tuple[str, ...]) -> None:
        there = {getattr(widget, "of", ""): widget for widget in self.children if widget.has_class("question")}
        for name, widget in there.items():
            if name not in wanted:
                await widget.remove()
        before: Widget = self.head
        for name in wanted:
            found = there.get(name)
            if found is None:
                found = self._make(name)
                await self.mount(found, after=before)
            before = found

    def _make(self, name: str) -> Asked:
        book = self.desk.session.rulebook
        if name in book.ledgers:
            from gfassess.tui.widgets.ledger import LedgerView  # noqa: PLC0415 - tables only where there is one

            return LedgerView(self.desk, book.ledgers[name])
        return Question(self.desk, book.facts[name])

    def show_score(self, score: Score, width: int) -> None:
        """Show the result of the indicator in lines of this width."""
        sign = state_sign(score.state)
        title = Content.assemble(f"{sign} ", Content.styled(str(score.indicator.title), "bold"))
        lines = [spread(title, Content.styled(reach(score), "bold"), width)]
        lines.append(wrap(state_text(self.desk.session.rulebook, score), width))
        if score.state != "not_applicable":
            lines.append(scale_text(self.desk.session, score, width))
        if note := note_words(self.desk.session, self.of):
            lines.append(wrap(Content.styled(note, "dim"), width))
        self.head.update(Content("\n").join(line for line in lines if line.plain))

    def show_gate(self, result: GateResult, width: int) -> None:
        """Show the result of the gate in lines of this width."""
        style = {"pass": "$text-success", "fail": "$text-error", "unknown": "$text-warning"}[result.state]
        title = Content.assemble(
            Content.styled(gate_sign(result.state), style), " ", Content.styled(str(result.gate.title), "bold")
        )
        lines = [spread(title, Content.styled(gate_words(result.state), style), width)]
        if result.gate.help is not None:
            lines.append(wrap(Content.styled(str(result.gate.help), "dim"), width))
        self.head.update(Content("\n").join(lines))
