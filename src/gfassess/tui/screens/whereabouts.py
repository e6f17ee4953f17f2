"""Where the user is on a screen: which question, in which indicator, whatever comes and goes around it."""

from typing import NamedTuple

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from gfassess.session import Session
from gfassess.tui.desk import Desk
from gfassess.tui.holding import Holding
from gfassess.tui.panes.pane import Pane


class Subject(NamedTuple):
    """What the user is at: a question, and the indicator or gate around it."""

    question: str = ""
    line: str = ""


class Whereabouts(Holding, Screen[None]):
    """Knows what has the focus or had it last, and lets keys wait while that changes."""

    desk: Desk
    current: Widget | None = None
    """The question, head or field that had the focus last."""
    last = Subject()
    """What the user was at last, by id: widgets come and go with the answers."""

    @property
    def session(self) -> Session:
        """The session of the assessment."""
        return self.desk.session

    @property
    def pane(self) -> Pane:
        """The open section."""
        return self.query_one("#pane", Pane)

    @property
    def subject(self) -> Subject:
        """What the user is at, from the focus or from where it was last."""
        at = self.focused if self.focused is not None and self.pane in self.focused.ancestors else self.current
        found = _around(at) if at is not None and at.is_attached else self.last
        return found if found.question or found.line else self._marked()

    def _marked(self) -> Subject:
        """Return what is marked in a pane that is a list."""
        name = self.pane.marked
        book = self.session.rulebook
        return Subject(question=name) if name in book.facts or name in book.ledgers else Subject(line=name)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember where the user is."""
        if self.pane in event.widget.ancestors:
            self.current = event.widget
            self.last = _around(event.widget)
            self.call_after_refresh(self._bring, event.widget)

    def _bring(self, widget: Widget) -> None:
        """Scroll so that a question is seen as a whole, with the head of its block where both fit."""
        around = [one for one in widget.ancestors_with_self if isinstance(one, Widget)]
        if widget.has_class("head") and widget.is_attached:
            self.pane.scroll_to_widget(widget, top=True, animate=False)
        asked = next((one for one in around if one.has_class("question")), None)
        if asked is None or not asked.is_attached:
            return
        block = next((one for one in around if one.has_class("block")), asked)
        head = block.children[0] if block is not asked else asked
        if asked.virtual_region.bottom - head.virtual_region.y <= self.pane.size.height:
            self.pane.scroll_to_widget(head, animate=False)
        self.pane.scroll_to_widget(asked, animate=False)

    def stand(self, name: str) -> bool:
        """Stand at a question, indicator or gate without going into its field; tell whether it is shown."""
        target = self.pane.target(name)
        if target is None:
            return False
        self.set_focus(None)
        self.current, self.last = target, _around(target)
        self.call_after_refresh(self._bring, target)
        return True


def _around(widget: Widget) -> Subject:
    """Return the question and the indicator or gate in which a widget stands."""
    question = line = ""
    for one in widget.ancestors_with_self:
        if one.has_class("question") and not question:
            question = getattr(one, "of", "")
        if one.has_class("block"):
            line = getattr(one, "of", "")
    return Subject(question, line)
