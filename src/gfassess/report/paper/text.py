"""A paper as plain text: for terminals, mail and whatever reads no other file; at most 100 cells wide."""

from collections.abc import Iterator
from typing import Final

from gfassess.model.scorecard import Interval
from gfassess.report import figures
from gfassess.report.columns import cells, pad, pad_left, widest, wrapped
from gfassess.report.paper.blocks import (
    Bars,
    Block,
    Bullets,
    Column,
    Entries,
    Entry,
    KeyValues,
    Pair,
    Paper,
    Paragraph,
    SignatureBox,
    Table,
)
from gfassess.report.paper.both import COLONS, Tongue, Words, spoken
from gfassess.report.paper.walk import Numbered, sections

_WIDTH: Final = 100
_BAR: Final = 30
_SIGNS: Final = ("█", "▓", "░")
_GAP: Final = 2
_LEAST: Final = 8
"""Cells of the narrowest column that is shrunk."""
_LEAD: Final = 30
"""Cells of the widest name beside a value."""
_BLANK: Final = "_" * 24


def render(paper: Paper, tongue: Tongue) -> bytes:
    """Return the file, UTF-8 with a line end at its end."""
    return ("\n".join(_Writer(tongue).paper(paper)).rstrip() + "\n").encode()


class _Writer:
    """Writes the parts of a paper as lines, in one language or both."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def paper(self, paper: Paper) -> Iterator[str]:
        cover = paper.cover
        yield from self._lines(cover.title)
        yield from self._lines(cover.subtitle)
        for mark in cover.marks:
            yield from self._lines(mark)
        yield ""
        yield from self._pairs(cover.rows)
        for found in sections(paper):
            yield from self._heading(found)
            for block in found.section.blocks:
                yield ""
                yield from self._block(block)
        yield from ("", "-" * _WIDTH)
        yield from self._lines(paper.footer)

    def _heading(self, found: Numbered) -> Iterator[str]:
        title = f"{found.number}  {self._line(found.section.heading)}"
        yield from ("", "")
        yield title
        yield ("=" if found.depth == 1 else "-") * min(cells(title), _WIDTH)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from self._lines(block.text)
            case Bullets():
                for item in block.items:
                    yield from _hanging("- ", self._texts(item), _WIDTH)
            case KeyValues():
                yield from self._pairs(block.rows)
            case Table():
                yield from self._table(block)
            case Bars():
                yield from self._bars(block)
            case Entries():
                for entry in block.entries:
                    yield from self._entry(entry)
                    yield ""
            case SignatureBox():
                yield from self._lines(block.statement)
                for place in block.places:
                    yield ""
                    yield f"{self._line(place)}{COLONS[self._tongue]}{_BLANK}"

    def _texts(self, words: Words) -> list[str]:
        """Return the lines that a text has by itself, one language below the other."""
        return [line for _language, text in spoken(words, self._tongue) for line in text.split("\n")]

    def _line(self, words: Words) -> str:
        return " / ".join(" ".join(text.split()) for _language, text in spoken(words, self._tongue))

    def _lines(self, words: Words, indent: str = "") -> Iterator[str]:
        for text in self._texts(words):
            yield from wrapped(text, _WIDTH, indent)

    def _pairs(self, rows: tuple[Pair, ...], indent: str = "") -> Iterator[str]:
        named = [(self._line(row.name), row) for row in rows]
        room = min(widest(name for name, _row in named), _LEAD) + _GAP
        for name, row in named:
            texts = self._texts(row.value.text) if row.value.text else [_BLANK]
            lead = f"{indent}{name}"
            if cells(name) > room - _GAP:
                yield from wrapped(name, _WIDTH, indent)
                lead = indent
            yield from _hanging(pad(lead, len(indent) + room), texts, _WIDTH)

    def _table(self, table: Table, indent: str = "") -> Iterator[str]:
        if table.title:
            yield from self._lines(table.title, indent)
        if not table.rows:
            yield from self._lines(table.empty or "-", indent)
        else:
            yield from (f"{indent}{line}".rstrip() for line in self._grid(table, _WIDTH - len(indent)))
        if table.note:
            yield from self._lines(table.note, indent)

    def _grid(self, table: Table, width: int) -> Iterator[str]:
        heads = [self._texts(column.title) for column in table.columns]
        rows = [[self._texts(cell.text) for cell in row.cells] for row in table.rows]
        body = [row for row in rows if len(row) == len(heads)]
        room = _widths([max(widest(part) for part in each) for each in zip(heads, *body, strict=True)], width)
        yield from _beside(heads, table.columns, room)
        yield "  ".join("-" * each for each in room)
        for row in rows:
            if len(row) < len(heads):
                yield from (line for text in row[0] for line in wrapped(text, width))
            else:
                yield from _beside(row, table.columns, room)

    def _bars(self, block: Bars) -> Iterator[str]:
        room = widest(self._line(bar.title) for bar in block.rows) + _GAP
        for bar in block.rows:
            ends = figures.ends(Interval(bar.low, bar.high, bar.proved), bar.whole, _BAR)
            steps = (ends[0], ends[1] - ends[0], ends[2] - ends[1])
            drawn = "".join(sign * count for sign, count in zip(_SIGNS, steps, strict=True))
            yield f"{pad(self._line(bar.title), room)}|{drawn}{' ' * (_BAR - ends[2])}|"
            yield from wrapped(self._line(bar.text), _WIDTH, " " * room)
        if block.legend:
            yield "   ".join(f"{sign} {self._line(words)}" for sign, words in zip(_SIGNS, block.legend, strict=True))

    def _entry(self, entry: Entry) -> Iterator[str]:
        parts = (self._line(entry.title), self._line(entry.figure.text), self._line(entry.state.text))
        yield from _hanging("* ", ["  ".join(filter(None, parts))], _WIDTH)
        yield from self._pairs(entry.rows, "  ")
        if entry.table is not None:
            yield from self._table(entry.table, "  ")


def _beside(row: list[list[str]], columns: tuple[Column, ...], room: list[int]) -> Iterator[str]:
    """Go through the lines of a row of a table, each cell broken into its column."""
    broken = [
        [line for text in texts for piece in wrapped(text, each) for line in _chopped(piece, each)]
        for texts, each in zip(row, room, strict=True)
    ]
    for place in range(max(map(len, broken))):
        line = [cell[place] if place < len(cell) else "" for cell in broken]
        placed = (
            pad_left(text, each) if column.align == "right" else pad(text, each)
            for text, column, each in zip(line, columns, room, strict=True)
        )
        yield (" " * _GAP).join(placed).rstrip()


def _chopped(text: str, width: int) -> Iterator[str]:
    """Go through the pieces of a word that is wider than its column."""
    while cells(text) > width:
        end = max(1, next(place for place in range(len(text)) if cells(text[: place + 1]) > width))
        yield text[:end]
        text = text[end:]
    yield text


def _widths(wanted: list[int], width: int) -> list[int]:
    """Return widths of columns that fit side by side; the widest give way first."""
    room = [max(each, 1) for each in wanted]
    while sum(room) + _GAP * (len(room) - 1) > width and max(room) > _LEAST:
        room[room.index(max(room))] -= 1
    return room


def _hanging(lead: str, texts: list[str], width: int) -> Iterator[str]:
    """Go through the lines of texts that stand beside a lead."""
    room = cells(lead)
    for text in texts:
        for line in wrapped(text, width - room):
            yield f"{lead}{line}".rstrip()
            lead = " " * room
