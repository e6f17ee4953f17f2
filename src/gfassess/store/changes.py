"""What differs between two states of an assessment, entry by entry, and one laid over another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gfassess.errors import GfassessError
from gfassess.files import parse_toml
from gfassess.model.assessment import Assessment
from gfassess.model.journal import JournalChange
from gfassess.store.dump import plain, text_of, whole
from gfassess.store.load import parse

Key = tuple[str, str]
"""Part of the file and name in it: `("facts", id)`, `("evidence", file)`, and for a key at its top `("", "year")`."""

Entries = dict[Key, Any]

_DOCUMENTS: Final = "evidence"
_MARKS: Final = "answered"
"""Who said something and when: it comes and goes with what was said."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer of the journal that the file lacks."""

    key: Key
    value: Any
    """None where it was taken away."""
    there: Any
    """What the file holds; None where it holds nothing."""
    at: datetime
    by: str
    conflict: bool
    """The file holds something else than what was changed: somebody else changed it too."""


def entries(data: Mapping[str, Any]) -> Entries:
    """Return the entries of an assessment as plain data; the documents of one file are one entry."""
    found: Entries = {}
    for name, value in data.items():
        if isinstance(value, Mapping):
            found |= {(name, key): one for key, one in value.items()}
        elif name == _DOCUMENTS and isinstance(value, list | tuple) and value:
            for one in value:
                file = str(one.get("file", "")) if isinstance(one, Mapping) else ""
                found.setdefault((name, file), []).append(one)
        else:
            found["", name] = value
    return found


def assembled(found: Entries) -> dict[str, Any]:
    """Return the plain data that has these entries."""
    data: dict[str, Any] = {}
    for (part, name), value in found.items():
        if not part:
            data[name] = value
        elif part == _DOCUMENTS:
            data.setdefault(part, []).extend(value)
        else:
            data.setdefault(part, {})[name] = value
    return data


def difference(old: Assessment, new: Assessment, also: Iterable[Key] = ()) -> tuple[Entries, Entries]:
    """Return the entries that differ, as they were and as they are; one that is missing is nowhere in its half.

    Those in `also` are returned even where they do not differ.
    """
    was, now, wanted = entries(plain(old)), entries(plain(new)), set(also)
    keys = [key for key in {**was, **now} if key in wanted or not same(was.get(key), now.get(key))]
    return {key: was[key] for key in keys if key in was}, {key: now[key] for key in keys if key in now}


def laid_over(assessment: Assessment, changes: Mapping[Key, Any]) -> Assessment:
    """Return an assessment with entries set, or with None taken away; raise GfassessError where that gives none."""
    found = entries(plain(assessment)) | dict(changes)
    return parse(text_of(assembled({key: value for key, value in found.items() if value is not None}))).assessment


def offers(
    held: Sequence[JournalChange], assessment: Assessment, all_changes: Iterable[JournalChange] = ()
) -> tuple[Offer, ...]:
    """Return what the changes that are held have and an assessment lacks, the last change of each entry.

    An entry that was changed again later, by one of `all_changes` that reached the file, is settled by that.
    """
    numbers = {change.n for change in held}
    settled: dict[Key, int] = {}
    for change in all_changes:
        if change.n not in numbers:
            settled |= dict.fromkeys(_keys(change), change.n)
    first: Entries = {}
    last: dict[Key, tuple[Any, JournalChange]] = {}
    for change in held:
        was, now = read_entries(change.was), read_entries(change.now)
        for key in {**was, **now}:
            if settled.get(key, 0) < change.n:
                first.setdefault(key, was.get(key))
                last[key] = (now.get(key), change)
    there = entries(plain(assessment))
    return tuple(
        Offer(key, value, there.get(key), change.at, change.by, not same(there.get(key), first[key]))
        for key, (value, change) in last.items()
        if not same(there.get(key), value) and key[0] != _MARKS
    )


def _keys(change: JournalChange) -> Entries:
    return {**read_entries(change.was), **read_entries(change.now)}


def read_entries(text: str) -> Entries:
    """Return the entries in a text of the journal; none where it cannot be read."""
    try:
        return entries(parse_toml(text))
    except GfassessError:
        return {}


def write_entries(found: Entries) -> str:
    """Return entries as the journal keeps them."""
    return text_of(assembled(found))


def same(one: object, other: object) -> bool:
    """Tell whether two entries say the same: 5 and 5.0 do, 1 and true do not."""
    return bool(_typed(whole(one)) == _typed(whole(other)))


def _typed(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    if isinstance(value, Mapping):
        return {key: _typed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_typed(one) for one in value]
    return (isinstance(value, bool), value)
