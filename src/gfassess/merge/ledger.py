"""The rows of a ledger with the reasons for their unusual values, which the file keeps apart by row number."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from gfassess.merge.entries import Key
from gfassess.merge.pairing import Row, same, whole_of
from gfassess.model.assessment import LedgerRow

_CELL: Final = re.compile(r"(?P<ledger>.+)\[(?P<row>[1-9]\d*)\]\.(?P<column>.+)\Z", re.DOTALL | re.ASCII)


class Line(NamedTuple):
    """One row and the reasons in it, by column."""

    row: LedgerRow
    explained: Mapping[str, str]

    def equals(self, other: "Line | None") -> bool:
        """Tell whether another line says the same."""
        return other is not None and self.explained == other.explained and self.key == other.key

    @property
    def key(self) -> Row:
        """The row as one that can be looked up."""
        return whole_of(self.row)


Lines = tuple[Line, ...]


def gathered(found: Mapping[Key, Any]) -> dict[Key, Any]:
    """Return entries in which each reason for a cell stands with its row; one of a row that is not there stays."""
    reasons: dict[tuple[str, int], dict[str, str]] = {}
    kept: dict[Key, Any] = {}
    for key, value in found.items():
        cell = _CELL.match(key[1]) if key[0] == "explained" else None
        rows = found.get(("ledgers", cell["ledger"]), ()) if cell is not None else ()
        if cell is not None and len(cell["row"]) < len(str(len(rows))) + 1 and int(cell["row"]) <= len(rows):
            reasons.setdefault((cell["ledger"], int(cell["row"])), {})[cell["column"]] = value
        else:
            kept[key] = value
    for key, value in kept.items():
        if key[0] == "ledgers":
            kept[key] = tuple(Line(row, reasons.get((key[1], place), {})) for place, row in enumerate(value, start=1))
    return kept


def spread(found: Mapping[Key, Any]) -> dict[Key, Any]:
    """Return entries as an assessment has them: rows, and the reasons by their numbers."""
    kept: dict[Key, Any] = {}
    for key, value in found.items():
        if key[0] != "ledgers":
            kept[key] = value
            continue
        kept[key] = tuple(line.row for line in value)
        for place, line in enumerate(value, start=1):
            kept |= {("explained", f"{key[1]}[{place}].{column}"): text for column, text in line.explained.items()}
    return kept


def equal(one: Any, other: Any) -> bool:  # noqa: ANN401 - values of any entry
    """Tell whether two values of an entry are the same."""
    if _lines(one) and _lines(other):
        return len(one) == len(other) and all(a.equals(b) for a, b in zip(one, other, strict=True))
    return same(one, other)


def _lines(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(line, Line) for line in value)


def place_of(line: Line, lines: Sequence[Line]) -> int | None:
    """Return where a line stands among others; None where it does not."""
    return next((place for place, other in enumerate(lines) if line.equals(other)), None)
