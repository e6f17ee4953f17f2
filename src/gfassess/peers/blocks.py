"""Comma-separated values inside a TOML file: a thousand rows are read in the time of a hundred tables.

Rows of lists and of changes; each block is read once (in one language), so nobody changes what it gave. Slips name the
line inside the block; whoever has the file makes problems of them.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import StringIO
from typing import Final, NamedTuple, cast

from gfassess.errors import did_you_mean, printable
from gfassess.model.peers import ChangeRow, DivisionConfidence, Peer
from gfassess.words import Language, _, language, ngettext

_DIVISION: Final = re.compile(r"\d\d\Z", re.ASCII)
_LONGEST_NUMBER: Final = 9


class Slip(NamedTuple):
    """What is wrong in one line of a block."""

    line: int
    """From 1, the line of column names."""
    message: str
    hint: str = ""


class Read(NamedTuple):
    """The rows of a block in the order of the columns asked for, with their lines."""

    rows: list[list[str]]
    lines: list[int]
    slips: list[Slip]


def read_peers(text: str) -> tuple[list[Peer], Read]:
    """Return the enterprises of a block; a row with a slip is left out."""
    return _peers(text, language())


@lru_cache(maxsize=256)
def _peers(text: str, _language: Language) -> tuple[list[Peer], Read]:
    found = read(text, Peer._fields)
    peers, slips = [], found.slips
    for place, row in enumerate(found.rows):
        no = row[0]
        if no and not (len(no) <= _LONGEST_NUMBER and no.isascii() and no.isdigit()):
            message = _('"{typed}" is no running number').format(typed=printable(no))
            slips.append(Slip(found.lines[place], message))
        elif not row[1]:
            slips.append(Slip(found.lines[place], _("the name is empty")))
        else:
            peers.append(Peer(int(no) if no else None, *cast("list[DivisionConfidence]", row[1:])))
    return peers, found


def check_peers(found: Read) -> Iterator[Slip]:
    """Find what reading lets pass: divisions and confidences that are none."""
    division, sure = Peer._fields.index("division"), Peer._fields.index("division_confidence")
    for row, line in zip(found.rows, found.lines, strict=True):
        if row[division] and not _DIVISION.match(row[division]):
            hint = _('like "36"')
            yield Slip(line, _("a division of GB/T 4754 has two digits"), hint)
        if row[sure] not in {"", "H", "M", "L"}:
            message = _('"{value}" is not possible here; possible are {known}')
            yield Slip(line, message.format(value=printable(row[sure]), known="H, M, L"))


def read_changes(text: str) -> tuple[list[ChangeRow], Read]:
    """Return the renamings and removals of a block; a row with a slip is left out."""
    return _changes(text, language())


@lru_cache(maxsize=256)
def _changes(text: str, _language: Language) -> tuple[list[ChangeRow], Read]:
    found = read(text, ChangeRow._fields)
    changes = []
    for row, line in zip(found.rows, found.lines, strict=True):
        kind, name, new_name, *rest = row
        if kind not in {"renamed", "removed"}:
            message = _('"{value}" is not possible here; possible are {known}')
            found.slips.append(Slip(line, message.format(value=printable(kind), known="renamed, removed")))
        elif not name or (kind == "renamed") != bool(new_name):
            found.slips.append(Slip(line, _("a renaming needs both names, a removal only the one on the list")))
        else:
            changes.append(ChangeRow("renamed" if kind == "renamed" else "removed", name, new_name, *rest))
    return changes, found


def read(text: str, fields: Sequence[str]) -> Read:
    """Return the cells of a block in the order of `fields`; a column that it lacks is empty."""
    found = Read([], [], [])
    reader = csv.reader(text.split("\n"))
    try:
        header = next((row for row in reader if row), [])
        found.slips.extend(Slip(reader.line_num, *slip) for slip in _header(header, fields))
        if found.slips or not header:
            return found
        width = len(header)
        order = [header.index(name) if name in header else width for name in fields]
        for row in reader:
            if len(row) == width:
                row.append("")
                found.rows.append([row[place] for place in order])
                found.lines.append(reader.line_num)
            elif row:
                found.slips.append(_ragged(reader.line_num, len(row), width))
    except csv.Error:
        found.slips.append(Slip(reader.line_num, _("this line cannot be read as comma-separated values")))
    return found


def written(fields: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a block with the columns that some row fills, one row a line."""
    cells = [["" if value is None else _plain(str(value)) for value in row] for row in rows]
    kept = [place for place, name in enumerate(fields) if name == "name" or any(row[place] for row in cells)]
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([fields[place] for place in kept])
    writer.writerows([row[place] for place in kept] for row in cells)
    return stream.getvalue()


def _plain(text: str) -> str:
    """Return a cell on one line that can stand in a literal text of TOML, between three apostrophes."""
    return " ".join(text.split()).replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def _header(header: Sequence[str], fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in header:
        if name not in fields:
            message = _('there is no column "{name}"; columns are {known}')
            yield message.format(name=printable(name), known=", ".join(fields)), did_you_mean(name, fields)
    if twice := next((name for name in header if header.count(name) > 1), None):
        yield _('the column "{name}" is there twice').format(name=printable(twice)), ""
    if header and "name" not in header:
        yield _('the column "name" is missing'), ""


def _ragged(line: int, count: int, width: int) -> Slip:
    message = ngettext(
        "{count} cell, but the line of column names has {width}",
        "{count} cells, but the line of column names has {width}",
        count,
    )
    hint = _('a cell that holds a comma stands in quotation marks: "a, b"')
    return Slip(line, message.format(count=count, width=width), hint)
