"""Choices by the titles that a sheet shows, and the unit of a cell whose row chooses it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gfassess.errors import GfassessError, did_you_mean, printable
from gfassess.model.base import Text
from gfassess.model.facts import Option, Question
from gfassess.model.rulebook import Rulebook
from gfassess.words import _

_ID: Final = re.compile(r"\[(?P<id>[^\[\]]+)\]\s*\Z")
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers of a choice: each by its id with what a drop-down shows for it."""

    shown: Mapping[str, str]
    by_title: Mapping[str, frozenset[str]]
    """The ids that a title in either language may mean."""

    def read(self, text: str) -> str:
        """Return the id of what was chosen; raise GfassessError where the text names none, or several."""
        marked = _ID.search(text)
        if marked is not None and marked["id"] in self.shown:
            return marked["id"]
        found = self.by_title.get(_key(text), frozenset())
        if len(found) == 1:
            return next(iter(found))
        if found:
            message = _('"{text}" can mean more than one of the answers').format(text=printable(text))
            raise GfassessError.of(message, hint=", ".join(self.shown[name] for name in sorted(found)))
        message = _('"{text}" is not one of the answers').format(text=printable(text))
        hint = did_you_mean(text, self.shown.values()) or _("choose one from the list of the cell")
        raise GfassessError.of(message, hint=hint)


class Choosing:
    """The answers of every choice of a rule book, in the language in use; each choice is worked out once."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Look choices up in a rule book."""
        self.rulebook = rulebook
        self._known: dict[str | tuple[Option, ...], Choices] = {}

    def of(self, question: Question) -> Choices:
        """Return the answers that a choice allows."""
        key = question.table or question.options
        if key not in self._known:
            self._known[key] = _choices(dict(_titles(self.rulebook, question)))
        return self._known[key]


def _choices(titles: Mapping[str, Text]) -> Choices:
    counted: dict[str, int] = {}
    for title in titles.values():
        counted[str(title)] = counted.get(str(title), 0) + 1
    shown = {name: str(title) if counted[str(title)] == 1 else f"{title} [{name}]" for name, title in titles.items()}
    by_title: dict[str, frozenset[str]] = {}
    for name, title in titles.items():
        for words in {_key(title.zh), _key(title.en), _key(name)}:
            by_title[words] = by_title.get(words, frozenset()) | {name}
    return Choices(shown, by_title)


def _titles(rulebook: Rulebook, question: Question) -> Iterator[tuple[str, Text]]:
    table = rulebook.tables.get(question.table or "")
    for one in table.rows if table is not None else question.options:
        yield one.id, one.title


def _key(text: str) -> str:
    return _SPACES.sub("", text).casefold()
