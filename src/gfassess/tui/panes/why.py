"""Why: the tree from a total or indicator down to the ledger row and the clause."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from gfassess.explain import Node, UnknownIdError, why
from gfassess.tui.desk import Desk
from gfassess.tui.panes.pane import Pane
from gfassess.tui.places import place_of
from gfassess.tui.signs import signs
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import Draw, Entry, Lines, headline, paragraph
from gfassess.words import _

_TOTAL = "total"
_OPEN_DEPTH = 2
"""Levels that are open at first."""
_MANY = 12
"""A group of more parts than this is closed at first."""
_NAMED = frozenset({"criterion", "indicator", "gate", "fact", "ledger", "parameter", "missing"})
"""Kinds of nodes whose id may have an explanation of its own."""


class WhyPane(Pane):
    """The explanation of one figure; Enter goes down into a name, Escape back to where one came from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace", "back", show=False),
        Binding("right,plus", "unfold(True)", show=False),
        Binding("left,minus", "unfold(False)", show=False),
        Binding("space", "turn", show=False),
        Binding("g", "answer", show=False),
    ]

    by_ruleset = True

    def __init__(self, desk: Desk, name: str = "") -> None:
        """Explain what has this id, or what was explained last."""
        super().__init__(desk)
        if name and name not in desk.trail:
            desk.trail = [name]
        if not desk.trail:
            desk.trail = [_TOTAL]
        self.lines = Lines("why")
        self._turned: dict[str, bool] = {}
        self.opened: dict[str, Node] = {}

    def compose(self) -> ComposeResult:
        """Build the path, the tree and what can be done with its marked line."""
        yield Static("", id="trail", markup=False)
        yield self.lines
        yield Static("", id="here", markup=False)

    def on_mount(self) -> None:
        """Fill the tree."""
        self.show()

    @property
    def marked(self) -> str:
        """The id of what the mark stands on."""
        node = self.opened.get(self.lines.chosen)
        return node.id if node is not None else self.desk.trail[-1]

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of this section."""
        return (
            Key("Enter", _("open"), "pane('choose')"),
            Key("Esc", _("back"), "pane('back')"),
            Key("g", _("go to the question"), "pane('answer')"),
        )

    def show(self) -> None:
        """Bring the figures up to date."""
        root = self._explain(self.desk.trail[-1])
        self.opened = dict(self._walk(root, "0", 0))
        self.lines.fill(Entry(self._line(path, node), path) for path, node in self.opened.items())
        names = [self._explain(name).title for name in self.desk.trail]
        self.query_one("#trail", Static).update(_("Why: {trail}").format(trail=" > ".join(names)))

    def reveal(self, name: str) -> bool:
        """Stand in the tree."""
        self.lines.focus()
        return not name or name == self.desk.trail[-1]

    def action_choose(self) -> None:
        """Open what the mark stands on."""
        self.lines.action_select()

    def action_back(self) -> None:
        """Go back up, in the end to where the question why was asked."""
        if len(self.desk.trail) > 1:
            self._enter(self.desk.trail[:-1])
        else:
            self.post_message(self.Open(*self.desk.asked_from))

    def action_unfold(self, wanted: bool) -> None:  # noqa: FBT001 - actions take plain arguments
        """Show or hide what is below the mark."""
        path = self.lines.chosen
        node = self.opened.get(path)
        if node is None:
            return
        if node.children and self._is_open(path, node) != wanted:
            self._turned[path] = wanted
            self.show()
        elif not wanted and "." in path:
            self.lines.mark(path.rpartition(".")[0])

    def action_turn(self) -> None:
        """Show or hide what is below the mark, whichever it was not."""
        path = self.lines.chosen
        if (node := self.opened.get(path)) is not None:
            self.action_unfold(not self._is_open(path, node))

    def action_answer(self) -> None:
        """Go to the question behind the marked line."""
        place = place_of(self.session, self.marked) or place_of(self.session, self.desk.trail[-1])
        if place is not None:
            self.post_message(self.Open(*place))

    @on(OptionList.OptionSelected, "#why")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        node = self.opened[event.option.id or "0"]
        if self._leads_on(node):
            self._enter([*self.desk.trail, node.id])
        else:
            self.action_turn()

    @on(OptionList.OptionHighlighted, "#why")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        node = self.opened.get(event.option.id or "")
        if node is None:
            return
        parts = [node.id]
        if self._leads_on(node):
            parts.append(_("Enter: explain"))
        elif node.children:
            parts.append(_("Enter: fold"))
        if place_of(self.session, node.id) is not None:
            parts.append(_("g: question"))
        self.query_one("#here", Static).update(f" {signs().apart} ".join(parts))

    def _enter(self, trail: list[str]) -> None:
        below = self.desk.trail[-1]
        self.desk.trail = trail
        self._turned.clear()
        self.lines.mark("0")
        self.show()
        self.lines.mark(next((path for path, node in self.opened.items() if node.id == below), "0"))

    def _explain(self, name: str) -> Node:
        session = self.session
        try:
            return why(session.rulebook, session.assessment, session.scorecard, name)
        except UnknownIdError:
            return Node("note", name, _("There is nothing called {name}.").format(name=name))

    def _leads_on(self, node: Node) -> bool:
        """Tell whether a node has an explanation of its own, other than the one that is shown."""
        if node.kind not in _NAMED or node.id in self.desk.trail:
            return False
        return self._explain(node.id).kind != "note"

    def _is_open(self, path: str, node: Node) -> bool:
        usual = path.count(".") < _OPEN_DEPTH and len(node.children) <= _MANY
        return self._turned.get(path, usual or path == "0")

    def _walk(self, node: Node, path: str, depth: int) -> Iterator[tuple[str, Node]]:
        yield path, node
        if node.children and self._is_open(path, node):
            for index, child in enumerate(node.children):
                yield from self._walk(child, f"{path}.{index}", depth + 1)

    def _line(self, path: str, node: Node) -> Draw:
        indent = 2 * path.count(".")
        opened = self._is_open(path, node)
        sign = (signs().down if opened else signs().side) if node.children else " "
        title = Content.styled(node.title, "bold" if path == "0" or node.kind in {"indicator", "criterion"} else "")
        if node.kind == "missing":
            title = Content.styled(f"{signs().unknown} {node.title}", "$text-warning")

        def draw(width: int) -> Content:
            room = width - indent - 2
            lines = [headline(title, Content.styled(node.value, "bold"), room)]
            if node.detail:
                lines.append(paragraph(node.detail, room))
            if node.source:
                lines.append(paragraph(_("Source: {source}").format(source=node.source), room, style="dim"))
            rest = Content("\n").join(lines).split("\n")
            first, others = rest[0], rest[1:]
            head = Content.assemble(" " * indent, sign, " ", first)
            return Content("\n").join([head, *(line.pad_left(indent + 2) for line in others)])

        return draw
