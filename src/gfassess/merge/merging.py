"""Three-way merge of copies of one assessment, entry by entry.

What one copy changed is taken over; what several changed differently stays as it was in the base, and every version of
it stands in the file as a conflict until somebody decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gfassess.merge.entries import Key, assembled, entries, marked_as
from gfassess.merge.ledger import Line, equal, gathered, spread
from gfassess.merge.rows import Clash, merge_rows
from gfassess.model.assessment import Assessment, Conflict, EnteredReference, Evidence, Mark, Version


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the files that are merged."""

    side: str
    """`A`, `B`: how it is called when somebody decides for it."""
    file: str
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of it."""

    assessment: Assessment
    """With what is in conflict as it was in the base, and the conflicts beside it."""
    conflicts: tuple[Conflict, ...]
    """What this merge found in conflict."""
    changed: Mapping[str, tuple[Key, ...]]
    """What each copy has that the base has not, by its side."""


def merge(base: Assessment, copies: Sequence[Copy]) -> Merged:
    """Return what comes of a base and its copies; whether they belong together is for the caller to ask."""
    was = gathered(entries(base))
    now = {copy.side: gathered(entries(copy.assessment)) for copy in copies}
    names = dict.fromkeys(key for found in (was, *now.values()) for key in found)
    changed = {
        side: tuple(key for key in names if not equal(found.get(key), was.get(key))) for side, found in now.items()
    }
    merger = _Merger(base, copies, {side: frozenset(keys) for side, keys in changed.items()})
    found = {key: merger.entry(key, was.get(key), now) for key in names}
    conflicts = tuple(merger.conflicts)
    whole = assembled(base, spread({key: value for key, value in found.items() if value is not None}))
    every = _together(base.conflicts, [copy.assessment.conflicts for copy in copies])
    whole = whole.model_copy(
        update={
            "answered": merger.marks(),
            "conflicts": (*every, *(conflict for conflict in conflicts if conflict not in every)),
        }
    )
    return Merged(whole, conflicts, changed)


class _Merger:
    """Goes through the entries and collects what is in conflict."""

    def __init__(self, base: Assessment, copies: Sequence[Copy], changed: Mapping[str, frozenset[Key]]) -> None:
        self._base = base
        self._copies = copies
        self._changed = changed
        self.conflicts: list[Conflict] = []

    def entry(self, key: Key, was: Any, now: Mapping[str, Mapping[Key, Any]]) -> Any:  # noqa: ANN401 - of any entry
        """Return what becomes of an entry; None where it goes."""
        sides = [copy for copy in self._copies if key in self._changed[copy.side]]
        values = [now[copy.side].get(key) for copy in sides]
        if not values:
            return was
        if all(equal(values[0], value) for value in values):
            return values[0]
        if key[0] == "ledgers":
            return self._ledger(key, was or (), sides, [value or () for value in values])
        if key[0] == "evidence" and None not in values:
            return self._document(key, was, sides, values)
        self._clash(key, was, zip(sides, values, strict=True))
        return was

    def marks(self) -> dict[str, Mark]:
        """Return who changed what, the last one of several; of what is in conflict, as it was in the base."""
        was, now = self._base.answered, [copy.assessment.answered for copy in self._copies]
        told = {marked_as((one.part, one.name)) for one in self.conflicts if one.part != "ledgers"}
        found: dict[str, Mark] = {}
        for name in dict.fromkeys(name for marks in (was, *now) for name in marks):
            changed = [marks.get(name) for marks in now if marks.get(name) != was.get(name) and name not in told]
            given = [mark for mark in changed or [was.get(name)] if mark is not None]
            if given:
                found[name] = max(given, key=_age)
        return found

    def _ledger(self, key: Key, was: Any, sides: Sequence[Copy], values: Sequence[Any]) -> Any:  # noqa: ANN401 - lines
        lines, clashes = merge_rows(was, values)
        for clash in clashes:
            self._row(key, clash, sides)
        return lines or None

    def _row(self, key: Key, clash: Clash, sides: Sequence[Copy]) -> None:
        versions = tuple(
            self._version(sides[number], key).model_copy(update=_given(line)) for number, line in clash.versions.items()
        )
        conflict = Conflict(part=key[0], name=key[1], versions=versions)
        self.conflicts.append(conflict.model_copy(update=_given(clash.stands)))

    def _document(
        self, key: Key, was: Evidence | None, sides: Sequence[Copy], values: Sequence[Any]
    ) -> Evidence | None:
        """Return the record of a document: what it is for comes from all copies, the rest is one."""
        proves = _together(was.answers if was is not None else (), [value.answers for value in values])
        stands = was.model_copy(update={"answers": proves}) if was is not None else None
        records = [value.model_copy(update={"answers": proves}) for value in values]
        changed = [(copy, one) for copy, one in zip(sides, records, strict=True) if one != stands]
        if not changed or all(one == changed[0][1] for _copy, one in changed):
            return changed[0][1] if changed else stands
        self._clash(key, stands, changed)
        return stands

    def _clash(self, key: Key, was: Any, versions: Iterable[tuple[Copy, Any]]) -> None:  # noqa: ANN401 - of any entry
        told = tuple(self._version(copy, key, _plain(value)) for copy, value in versions)
        self.conflicts.append(Conflict(part=key[0], name=key[1], value=_plain(was), versions=told))

    def _version(self, copy: Copy, key: Key, value: Any = None) -> Version:  # noqa: ANN401 - of any entry
        mark = copy.assessment.answered.get(marked_as(key))
        return Version(side=copy.side, file=copy.file, value=value, answered=mark)


def _given(line: Line | None) -> dict[str, Any]:
    return {} if line is None else {"row": dict(line.row), "explained": dict(line.explained)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - of any entry
    """Return a value as the file has it."""
    if isinstance(value, EnteredReference | Evidence):
        data = value.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
        return {name: list(one) if isinstance(one, tuple) else one for name, one in data.items()}
    return value


def _together(before: Sequence[Any], after: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """Return what all kept, and what any added, in order."""
    kept = [one for one in before if all(one in copy for copy in after)]
    for copy in after:
        kept += [one for one in copy if one not in before and one not in kept]
    return tuple(kept)


def _age(mark: Mark) -> tuple[Any, str]:
    return mark.instant, mark.by
