"""The one message by which fields report what was entered."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from gfassess.session import Session


@dataclass
class Change(Message):
    """Something was entered: `act` tells it to the session; after `done` the next question may come."""

    act: Callable[[Session], object] | None
    """None where the user is done with a field that did not change."""
    done: Widget | None = None
    said: str = ""
    """What the screen says once it is done."""
