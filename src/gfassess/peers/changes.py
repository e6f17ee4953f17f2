"""What later notices did to firms on a list: new names, and firms moved out. Nothing is forgotten."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from gfassess.model.peers import Category, PeerChange
from gfassess.peers.blocks import read_changes


class Event(NamedTuple):
    """One change of one firm."""

    document: str
    published: date | None
    new_name: str
    """Empty: the notice moves the firm out."""
    initials: str = ""
    """Of the new name."""


class Later(NamedTuple):
    """What all later notices together say of a row of a list."""

    events: tuple[Event, ...] = ()
    """Oldest first."""

    @property
    def name(self) -> str:
        """The latest name; empty where it was never renamed."""
        return next(reversed(self.names), "")

    @property
    def names(self) -> tuple[str, ...]:
        """All names that notices gave it, oldest first."""
        return tuple(event.new_name for event in self.events if event.new_name)

    @property
    def removed(self) -> Event | None:
        """The notice that moved the firm out; None while it is listed."""
        return next((event for event in self.events if not event.new_name), None)

    def after(self, listed: date | None) -> "Later":
        """Return what concerns a list of a day: a firm that was moved out may be listed anew later."""
        if listed is None:
            return self
        return Later(tuple(event for event in self.events if event.published is None or event.published > listed))


def later_notices(changes: Iterable[PeerChange]) -> Mapping[tuple[Category, str], Later]:
    """Return what later notices say, by category and the name of the row on its list.

    Notices count in the order of their dates; a name that an earlier one gave means the same firm.
    """
    found: dict[tuple[Category, str], Later] = {}
    origin: dict[tuple[Category, str], list[str]] = {}
    for change in sorted(changes, key=lambda one: one.published or date.min):
        rows, _read = read_changes(change.rows)
        for row in rows:
            event = Event(change.document, change.published, row.new_name, row.initials)
            names = [row.name, *origin.get((change.category, row.name), ())]
            for name in dict.fromkeys(names):
                known = found.get((change.category, name), Later())
                if event not in known.events:
                    found[change.category, name] = Later((*known.events, event))
            if row.new_name:
                origin.setdefault((change.category, row.new_name), []).extend(names)
    return found
