"""A paper as Markdown: tables as GitHub and most editors read them; no text of a user becomes markup or a link."""

import re
from collections.abc import Iterator
from typing import Final

from gfassess.report.paper.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
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
from gfassess.report.paper.walk import sections

# Signs of markup wherever they stand; a colon and a point only where an address could be read.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&$]|:(?=/)|\.(?=[A-Za-z]))")
_AT_START: Final = re.compile(r"^(\d{0,9})([#+=.)-])")
_PLAIN: Final = r"\1\\\2"
_JOINER: Final = "\N{WORD JOINER}"
"""Behind an @, where no backslash keeps readers from making a mail address or a mention of it."""
_ALIGN: Final = {"left": ":--", "right": "--:", "center": ":-:"}
_BLANK: Final = r"\_" * 12


def render(paper: Paper, tongue: Tongue) -> bytes:
    """Return the file, UTF-8."""
    return ("\n".join(_Writer(tongue).paper(paper)).rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """Return one line of text that stands in Markdown for itself, inside a line or a cell."""
    return _MARKUP.sub(r"\\\1", text.strip()).replace("@", f"@{_JOINER}")


def escaped_line(text: str) -> str:
    """Return the same for a text that begins a line: no heading, no list, no rule."""
    return _AT_START.sub(_PLAIN, escaped(text))


class _Writer:
    """Writes the parts of a paper as lines, in one language or both."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def paper(self, paper: Paper) -> Iterator[str]:
        cover = paper.cover
        yield f"# {self._line(cover.title)}"
        yield from ("", self._line(cover.subtitle))
        for mark in cover.marks:
            yield from ("", f"**{self._line(mark)}**")
        yield ""
        yield from self._pairs(cover.rows)
        for found in sections(paper):
            yield from ("", f"{'#' * (found.depth + 1)} {found.number} {self._line(found.section.heading)}")
            for block in found.section.blocks:
                yield ""
                yield from self._block(block)
        yield from ("", "---", "")
        yield from self._paragraphs(paper.footer)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from self._paragraphs(block.text)
            case Bullets():
                yield from (f"- {_AT_START.sub(_PLAIN, self._cell(item))}" for item in block.items)
            case KeyValues():
                yield from self._pairs(block.rows)
            case Table():
                yield from self._table(block)
            case Bars():
                yield from (
                    f"- {self._line(bar.title)}{COLONS[self._tongue]}{self._line(bar.text)}" for bar in block.rows
                )
            case Entries():
                for entry in block.entries:
                    yield from self._entry(entry)
            case SignatureBox():
                yield from self._paragraphs(block.statement)
                for place in block.places:
                    yield from ("", f"{self._line(place)}{COLONS[self._tongue]}{_BLANK}")

    def _line(self, words: Words) -> str:
        return " / ".join(escaped(" ".join(text.split())) for _language, text in spoken(words, self._tongue))

    def _cell(self, words: Words) -> str:
        lines = (line for _language, text in spoken(words, self._tongue) for line in text.split("\n"))
        return "<br>".join(escaped(line) for line in lines)

    def _paragraphs(self, words: Words) -> Iterator[str]:
        lines = [line for _language, text in spoken(words, self._tongue) for line in text.split("\n") if line.strip()]
        for place, line in enumerate(lines):
            yield from ("",) if place else ()
            yield escaped_line(line)

    def _pairs(self, rows: tuple[Pair, ...]) -> Iterator[str]:
        yield from ("|  |  |", "| :-- | :-- |")
        for row in rows:
            yield f"| {self._cell(row.name)} | {self._value(row.value)} |"

    def _value(self, cell: Cell) -> str:
        return self._cell(cell.text) if cell.text else _BLANK

    def _table(self, table: Table) -> Iterator[str]:
        if table.title:
            yield from (f"**{self._line(table.title)}**", "")
        if table.rows:
            yield f"| {' | '.join(self._cell(column.title) for column in table.columns)} |"
            yield f"| {' | '.join(_ALIGN[column.align] for column in table.columns)} |"
            for row in table.rows:
                cells = [self._cell(cell.text) for cell in row.cells]
                yield f"| {' | '.join(cells + [''] * (len(table.columns) - len(cells)))} |"
        else:
            yield self._line(table.empty or "-")
        if table.note:
            yield ""
            yield from self._paragraphs(table.note)

    def _entry(self, entry: Entry) -> Iterator[str]:
        parts = (self._line(words) for words in (entry.title, entry.figure.text, entry.state.text))
        yield from ("", f"**{'  '.join(filter(None, parts))}**", "")
        yield from self._pairs(entry.rows)
        if entry.table is not None:
            yield ""
            yield from self._table(entry.table)
