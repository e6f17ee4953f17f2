"""The sheets that a workbook of a paper has: every table can be filtered, and like ones are put together."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from gfassess.report.paper.blocks import Align, Cell, Column, Entries, Entry, Labels, Pair, Paper, Row, Section, Table
from gfassess.report.paper.both import Tongue, Words, joined, spoken

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\s]+")
_LONGEST: Final = 31
"""Characters of the name of a sheet."""
_RESERVED: Final = "history"


class Sheet(NamedTuple):
    """A sheet with one table."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Words, ...]
    """What stands below it."""
    lead: int
    """How many columns say what a row is about."""


class _Found(NamedTuple):
    """A table as it stands in the paper."""

    table: Table
    part: Words
    """The heading that it stands under."""
    whole: Words
    """The heading of the section of the paper that this belongs to."""

    @property
    def shape(self) -> tuple[object, ...]:
        """Return what tables have in common that stand on one sheet; one with a title has a sheet of its own."""
        return self.table.title, *(column.id for column in self.table.columns)


class Sheets:
    """Makes the sheets of a paper and gives them names, none twice."""

    def __init__(self, tongue: Tongue, labels: Labels) -> None:
        """Take the language, and the words for what the paper says in another way."""
        self._tongue = tongue
        self._labels = labels
        self._taken: set[str] = {_RESERVED}

    def name(self, *wanted: str) -> str:
        """Return the first of these names that no sheet has yet, else the last with a number."""
        plain = [_FORBIDDEN.sub(" ", text) for text in wanted]
        numbered = (f"{_short(plain[-1], _LONGEST - 4)} {number}" for number in range(2, 1000))
        for text in (*(_short(text, _LONGEST) for text in plain), *numbered):
            if text.casefold() not in self._taken:
                self._taken.add(text.casefold())
                return text
        raise AssertionError(wanted)

    def of(self, paper: Paper) -> dict[str, tuple[Sheet, ...]]:
        """Return the sheets of each section of a paper, by its id."""
        return {section.id: tuple(self._sheets(section)) for section in paper.sections}

    def _sheets(self, section: Section) -> Iterator[Sheet]:
        groups: dict[tuple[object, ...], list[_Found]] = {}
        lines = _Lines(section, self._labels)
        for found in _tables(section, section.heading, lines):
            groups.setdefault(found.shape, []).append(found)
        for group in groups.values():
            yield self._merged(group)

    def _merged(self, group: list[_Found]) -> Sheet:
        """Return one sheet for tables of the same shape; where they are several, their headings are a column."""
        first, several = group[0], len(group) > 1
        rows = [
            (*((Cell(found.part),) if several else ()), *_padded(row, found.table))
            for found in group
            for row in found.table.rows
        ]
        part = (Column("part", self._labels.part, weight=4),) if several else ()
        heading = self._text(first.table.title or (first.whole if several else first.part))
        name = self.name(heading, f"{heading} - {self._text(first.table.columns[0].title)}")
        columns, body = self._with_units((*part, *first.table.columns), rows)
        notes = (found.table.note for found in group if found.table.note)
        return Sheet(name, columns, body, tuple(dict.fromkeys(notes)), len(part) + 1)

    def _text(self, words: Words) -> str:
        return spoken(words, self._tongue)[0][1]

    def _with_units(
        self, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]
    ) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
        """Return a table with a column for the unit of each row, where a row has but one and no head says it."""
        places = [place for place, _column in enumerate(columns) if any(row[place].unit for row in rows)]
        units = [{row[place].unit for place in places if row[place].unit} for row in rows]
        known = any(column.id == "unit" for column in columns)
        if not places or known or any(len(found) > 1 for found in units) or self._said(columns, places, units):
            return columns, tuple(rows)
        at = places[0] + 1
        head = (*columns[:at], Column("unit", self._labels.unit), *columns[at:])
        body = ((*row[:at], Cell(next(iter(found), "")), *row[at:]) for row, found in zip(rows, units, strict=True))
        return head, tuple(body)

    def _said(self, columns: tuple[Column, ...], places: list[int], units: list[set[Words]]) -> bool:
        """Tell whether the heads of all columns of figures say their unit."""
        words = {joined(unit, self._tongue) for found in units for unit in found}
        heads = [joined(columns[place].title, self._tongue) for place in places]
        return all(head.endswith(tuple(words)) for head in heads)


class _Lines:
    """The lines of a section as tables that all have the same columns."""

    def __init__(self, section: Section, labels: Labels) -> None:
        blocks = list(_entries(section))
        entries = [entry for block in blocks for entry in block.entries]
        pairs = [pair for entry in entries for pair in entry.rows]
        self._names = {pair.id: pair.name for pair in pairs}
        self._order = _in_order([pair.id for pair in entry.rows] for entry in entries)
        self._sides = {pair.id: _side([each for each in pairs if each.id == pair.id]) for pair in pairs}
        self._labels = labels
        own = (words for block in blocks for kind, words in block.key if kind == "own")
        figure = next((block.figure for block in blocks if block.figure), "") or next(own, "")
        self._own = figure if any(entry.figure not in [pair.value for pair in entry.rows] for entry in entries) else ""
        self._stated = any(entry.state.text for entry in entries)

    def table(self, block: Entries) -> Table:
        """Return a row for each line, a column for each value that any line of the section has."""
        columns = (
            Column("title", self._labels.item, weight=6),
            *(Column(name, self._names[name], self._sides[name]) for name in self._order),
            *((Column("own", self._own, "right"),) if self._own else ()),
            *((Column("state", self._labels.state),) if self._stated else ()),
        )
        return Table(block.id, columns, tuple(map(self._row, block.entries)))

    def _row(self, entry: Entry) -> Row:
        values = {pair.id: pair.value for pair in entry.rows}
        own = (entry.figure,) if self._own else ()
        state = (entry.state,) if self._stated else ()
        return Row((Cell(entry.title), *(values.get(name, Cell()) for name in self._order), *own, *state))


def _tables(section: Section, whole: Words, lines: _Lines) -> Iterator[_Found]:
    """Go through the tables of a section and of those inside it, its lines among them."""
    for block in section.blocks:
        if isinstance(block, Table) and block.rows:
            yield _Found(block, section.heading, whole)
        elif isinstance(block, Entries):
            yield _Found(lines.table(block), section.heading, whole)
            for entry in block.entries:
                if entry.table is not None:
                    yield _Found(entry.table, entry.title, whole)
    for part in section.sections:
        yield from _tables(part, whole, lines)


def _entries(section: Section) -> Iterator[Entries]:
    yield from (block for block in section.blocks if isinstance(block, Entries))
    for part in section.sections:
        yield from _entries(part)


def _short(text: str, most: int) -> str:
    """Return a name of at most `most` characters, without a piece of a word at its end."""
    cut = text[: most + 1].rpartition(" ")[0] if len(text) > most and " " in text[: most + 1] else text
    return cut[:most].strip("' -") or "_"


def _padded(row: Row, table: Table) -> tuple[Cell, ...]:
    return row.cells + (Cell(),) * (len(table.columns) - len(row.cells))


def _in_order(lists: Iterable[list[str]]) -> list[str]:
    """Return all names of several lists, each behind the one that it follows."""
    order: list[str] = []
    for names in lists:
        at = 0
        for name in names:
            if name in order:
                at = order.index(name) + 1
            else:
                order.insert(at, name)
                at += 1
    return order


def _side(pairs: list[Pair]) -> Align:
    return "right" if any(pair.value.number is not None for pair in pairs) else "left"
