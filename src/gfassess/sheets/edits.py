"""What a filled sheet would change: each edit with what it began from and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from gfassess.errors import Problem
from gfassess.model.assessment import Assessment, LedgerRow, Value
from gfassess.sheets.base import Plain
from gfassess.sheets.values import same

Part = Literal["fact", "note", "cell", "row", "gone", "new"]


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What an edit is about."""

    part: Part
    """A fact; a note; a cell of a row; a whole row; a row that the file has no more; a row that nobody had."""
    name: str
    """Id of the fact or ledger."""
    row: int = 0
    """Place of the row in the ledger of the file, from 0; of a row that it has not, one of its own."""
    column: str = ""


Content = Value | LedgerRow | Mapping[str, Plain] | None
"""What stands at a key: an answer, a whole row, or nothing."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that somebody made on a sheet."""

    key: Key
    base: Content
    """What stood there when the sheet was made."""
    value: Content
    file: str
    place: str
    """`Energy!C12`."""


@dataclass(slots=True)
class Reply:
    """What one sheet says."""

    file: str
    edits: list[Edit] = field(default_factory=list)
    unchanged: int = 0
    """Answers and rows that are as they were."""
    problems: list[Problem] = field(default_factory=list)
    """Cells that cannot be understood, and as warnings what is odd."""


def equal(one: Content, other: Content) -> bool:
    """Tell whether the same stands at a key."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(same(one.get(name), other.get(name)) for name in one.keys() | other.keys())
    if isinstance(one, Mapping) or isinstance(other, Mapping):
        return False
    return same(one, other)


def standing(assessment: Assessment, key: Key) -> Content:
    """Return what stands at a key in the file."""
    rows = assessment.ledgers.get(key.name, ())
    match key.part:
        case "fact":
            return assessment.facts.get(key.name)
        case "note":
            return assessment.notes.get(key.name)
        case "cell":
            return rows[key.row].get(key.column)
        case "row":
            return rows[key.row]
        case "gone" | "new":
            return None
