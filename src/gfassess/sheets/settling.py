"""Three versions become one: what the sheets began from, what the file holds now, what they say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gfassess.merge.pairing import kind_of
from gfassess.model.assessment import Assessment, LedgerRow
from gfassess.sheets.edits import Content, Edit, Key, Reply, equal, standing

Prefer = Literal["file", "sheet", ""]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Versions that were changed differently."""

    key: Key
    base: Content
    now: Content
    """What the file holds."""
    edits: tuple[Edit, ...]
    """What sheets say: one, or several that disagree."""
    decided: Prefer = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is taken over and what is not."""

    clear: tuple[Edit, ...]
    """What nobody else changed."""
    conflicts: tuple[Conflict, ...]
    already: int
    """Edits that say what the file holds."""

    @property
    def taken(self) -> tuple[Edit, ...]:
        """What is taken over, also what was decided for the sheet."""
        return (*self.clear, *(conflict.edits[0] for conflict in self.conflicts if conflict.decided == "sheet"))

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The conflicts that nobody decided."""
        return tuple(conflict for conflict in self.conflicts if not conflict.decided)


def settle(assessment: Assessment, replies: Sequence[Reply], prefer: Prefer = "") -> Settled:
    """Return what becomes of all edits; of what was changed differently `prefer` says which counts.

    Where sheets disagree with each other it can only be the file.
    """
    edits = [edit for reply in replies for edit in reply.edits]
    clear, conflicts, already = [], [], 0
    for group in _groups(edits):
        first, now = group[0], standing(assessment, group[0].key)
        differ = any(edit.key != first.key or not equal(edit.value, first.value) for edit in group)
        if not differ and equal(first.value, now):
            already += 1
        elif not differ and equal(first.base, now):
            clear.append(first)
        else:
            decided: Prefer = "" if differ and prefer == "sheet" else prefer
            conflicts.append(Conflict(first.key, first.base, now, _distinct(group), decided))
    return Settled(tuple(clear), tuple(conflicts), already)


def _groups(edits: Iterable[Edit]) -> list[list[Edit]]:
    """Return the edits that are about the same: one key, a row with its cells, or rows that several sheets add."""
    groups: dict[Key, list[Edit]] = {}
    for edit in edits:
        if edit.key.part != "new":
            groups.setdefault(edit.key, []).append(edit)
    for key in [key for key in groups if key.part == "row"]:
        cells = [other for other in groups if replace(other, part="row", column="") == key and other.part == "cell"]
        groups[key] += [edit for other in cells for edit in groups.pop(other)]
    return [*groups.values(), *_added(edit for edit in edits if edit.key.part == "new")]


def _added(edits: Iterable[Edit]) -> list[list[Edit]]:
    """Return new rows, those of different sheets together that are about the same thing."""
    groups: list[list[Edit]] = []
    for edit in edits:
        alike = [group for group in groups if edit.file not in {one.file for one in group} and _alike(group[0], edit)]
        alike.sort(key=lambda group: not equal(group[0].value, edit.value))
        if alike:
            alike[0].append(replace(edit, key=alike[0][0].key))
        else:
            groups.append([replace(edit, key=replace(edit.key, row=len(groups)))])
    return groups


def _alike(one: Edit, other: Edit) -> bool:
    return one.key.name == other.key.name and (
        equal(one.value, other.value) or (bool(_kind(one.value)) and _kind(one.value) == _kind(other.value))
    )


def _kind(value: Content) -> object:
    return kind_of(_row(value))


def _row(value: Content) -> LedgerRow:
    return dict(value) if isinstance(value, dict) else {}


def _distinct(group: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits of a group that say something of their own."""
    found: list[Edit] = []
    for edit in group:
        if not any(one.key == edit.key and equal(one.value, edit.value) for one in found):
            found.append(edit)
    return tuple(found)
