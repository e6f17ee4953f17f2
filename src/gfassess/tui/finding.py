"""Finding questions, indicators and gates by words of their title in either language, by id, or by their help."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gfassess.model.base import Text
from gfassess.session import Session
from gfassess.tui.places import places
from gfassess.tui.ranking import plain, ranked
from gfassess.words import _


@dataclass(frozen=True, slots=True)
class Found:
    """Something that has a place on the screens."""

    section: str
    id: str
    title: str
    kind: str
    """What it is, in words."""
    near: str
    """What is searched first: titles in both languages and the id."""
    far: str
    """What is searched then: help and evidence."""


def everything(session: Session) -> tuple[Found, ...]:
    """Return all that can be found, in the order of the walk, each once."""
    seen: dict[str, Found] = {}
    for section, name in places(session):
        if name not in seen:
            seen[name] = _found(session, section, name)
    return tuple(seen.values())


def find(all_: Iterable[Found], wanted: str) -> list[Found]:
    """Return what holds every word: titles that are it or begin so, then titles and ids, then help."""
    return ranked(all_, wanted, lambda one: (one.near, one.far))


def _found(session: Session, section: str, name: str) -> Found:
    book, ruleset = session.rulebook, session.ruleset
    for head in ruleset.heads:
        if head.id == name:
            return _of(section, name, head.title, _("criterion"), (head.note,))
    if (line := ruleset.indicator(name)) is not None:
        return _of(section, name, line.title, _("indicator"), (line.help, line.note), str(line.source))
    gate = next((one for one in ruleset.gates if one.id == name), None)
    if gate is not None:
        return _of(section, name, gate.title, _("gate"), (gate.help, gate.note), str(gate.source))
    if name in book.ledgers:
        ledger = book.ledgers[name]
        columns = (column.title for column in ledger.columns)
        totals = (total.title for total in ledger.total)
        return _of(section, name, ledger.title, _("ledger"), (ledger.help, ledger.evidence, *columns, *totals))
    fact = book.facts[name]
    options = (option.title for option in fact.options)
    return _of(section, name, fact.title, _("question"), (fact.help, fact.evidence, *options))


def _of(section: str, name: str, title: Text, kind: str, more: Iterable[Text | None], source: str = "") -> Found:
    near = "\n".join((plain(title.zh), plain(title.en), name))
    far = "\n".join(_both(more))
    return Found(section, name, str(title), kind, near, f"{far}\n{plain(source)}")


def _both(texts: Iterable[Text | None]) -> Iterator[str]:
    for text in texts:
        if text is not None:
            yield plain(text.zh)
            yield plain(text.en)
