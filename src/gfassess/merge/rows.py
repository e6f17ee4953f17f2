"""Three-way merge of the rows of one ledger; whatever copies did differently to one row is a conflict of that row."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gfassess.merge.ledger import Line, Lines
from gfassess.merge.pairing import kind_of, pair, same
from gfassess.model.assessment import Value

_Cell = tuple[bool, str]
"""Whether it is the reason beside a cell, and the column."""


class Clash(NamedTuple):
    """What copies did differently to a row."""

    stands: Line | None
    """What stands in the ledger until somebody decides; None where no row does."""
    versions: Mapping[int, Line | None]
    """What the row is in each copy that changed it, by the number of the copy; None where it was deleted."""


def merge_rows(base: Lines, copies: Sequence[Lines]) -> tuple[Lines, tuple[Clash, ...]]:
    """Return the rows that come of a ledger and its copies.

    Rows keep the order of the base, or of the first copy that moved them; new ones follow, copy by copy.
    """
    pairs = [pair([line.row for line in base], [line.row for line in copy]) for copy in copies]
    clashes: list[Clash] = []
    kept: dict[int, Line] = {}
    for place, line in enumerate(base):
        fates = [copy[found[place]] if place in found else None for copy, found in zip(copies, pairs, strict=True)]
        line_now = _row(line, fates, clashes)
        if line_now is not None:
            kept[place] = line_now
    return (*(kept[place] for place in _order(kept, pairs)), *_added(copies, pairs, clashes)), tuple(clashes)


def _row(base: Line, fates: Sequence[Line | None], clashes: list[Clash]) -> Line | None:
    """Return what becomes of a row; a conflict is added to `clashes`."""
    changed = {number: fate for number, fate in enumerate(fates) if not base.equals(fate)}
    if not changed:
        return base
    if None not in changed.values():
        return _cells(base, {number: line for number, line in changed.items() if line is not None}, clashes)
    if any(line is not None for line in changed.values()):
        clashes.append(Clash(base, changed))
        return base
    return None


def _cells(base: Line, changed: Mapping[int, Line], clashes: list[Clash]) -> Line:
    """Return a row with what was changed in one of its cells only; the rest is a conflict."""
    was = _taken_apart(base)
    now = {number: _taken_apart(line) for number, line in changed.items()}
    cells = dict.fromkeys([*was, *(cell for line in now.values() for cell in line)])
    edits = {
        cell: edits
        for cell in cells
        if (
            edits := {number: line.get(cell) for number, line in now.items() if not same(line.get(cell), was.get(cell))}
        )
    }
    clashing = {cell for cell, values in edits.items() if not _agree(list(values.values()))}
    # A row of which one copy changed what it is about, and another something else, is no mixture of both.
    about = {number for cell in edits if isinstance(was.get(cell), str) and not cell[0] for number in edits[cell]}
    if about and not all(_agree([line.get(cell) for line in now.values()]) for cell in edits):
        clashing = set(edits)
    common = was | {cell: next(iter(values.values())) for cell, values in edits.items() if cell not in clashing}
    stands = _put_together(common)
    if clashing:
        versions = {
            number: _put_together(common | {cell: line.get(cell) for cell in clashing}) for number, line in now.items()
        }
        own = {number: line for number, line in versions.items() if not line.equals(stands)}
        clashes.append(Clash(stands, own))
    return stands


def _agree(values: Sequence[Value | None]) -> bool:
    return all(same(values[0], value) for value in values)


def _order(kept: Mapping[int, Line], pairs: Sequence[Mapping[int, int]]) -> Sequence[int]:
    """Return the places of the rows of the base that are left, in the order of the first copy that moved any."""
    places = sorted(kept)
    for found in pairs:
        there = [place for place in places if place in found]
        moved = sorted(there, key=found.__getitem__)
        if moved != there:
            new = iter(moved)
            return [next(new) if place in found else place for place in places]
    return places


def _added(copies: Sequence[Lines], pairs: Sequence[Mapping[int, int]], clashes: list[Clash]) -> list[Line]:
    """Return the new rows; those that several copies have alike once, those about the same thing as conflicts."""
    slots: list[dict[int, Line]] = []
    for number, (copy, found) in enumerate(zip(copies, pairs, strict=True)):
        old = set(found.values())
        own = [line for place, line in enumerate(copy) if place not in old]
        own = [line for line in own if not _joins(slots, number, line, whole=True)]
        for line in own:
            if not _joins(slots, number, line, whole=False):
                slots.append({number: line})
    added = []
    for slot in slots:
        first = next(iter(slot.values()))
        if all(first.equals(line) for line in slot.values()):
            added.append(first)
        else:
            clashes.append(Clash(None, slot))
    return added


def _joins(slots: Sequence[dict[int, Line]], number: int, line: Line, *, whole: bool) -> bool:
    """Put a new row to that of another copy which is the same, or about the same; tell whether there is one."""
    for slot in slots:
        other = next(iter(slot.values()))
        alike = any(line.equals(one) for one in slot.values())
        about = not whole and kind_of(line.row) and kind_of(line.row) == kind_of(other.row)
        if number not in slot and (alike or about):
            slot[number] = line
            return True
    return False


def _taken_apart(line: Line) -> dict[_Cell, Value | None]:
    cells: dict[_Cell, Value | None] = {(False, name): value for name, value in line.row.items()}
    return cells | {(True, name): text for name, text in line.explained.items()}


def _put_together(cells: Mapping[_Cell, Value | None]) -> Line:
    row = {name: value for (reason, name), value in cells.items() if not reason and value is not None}
    return Line(row, {name: str(text) for (reason, name), text in cells.items() if reason and text is not None})
