"""The blocks of a paper as paragraphs and tables of Word, in one language or both."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from gfassess.report.columns import widest
from gfassess.report.paper.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Entries,
    Entry,
    KeyValues,
    Mark,
    Pair,
    Paragraph,
    Row,
    SignatureBox,
    Table,
    Tone,
)
from gfassess.report.paper.both import COLONS, Both, Tongue, Words, joined, spoken
from gfassess.report.paper.docx_drawing import SIGNS_OF, Named, bars, legend, strip
from gfassess.report.paper.docx_fitting import shared, two_to_a_line
from gfassess.report.paper.docx_styles import (
    BODY,
    BULLET,
    CAPTION,
    CELL,
    FILL,
    HEAD,
    NOTE,
    PLAIN,
    SECOND,
    TABLE,
    WARNING,
)
from gfassess.report.paper.docx_xml import (
    Element,
    Look,
    cell,
    kept_together,
    kept_with_next,
    paragraph,
    row,
    run,
    table,
    thin,
)

_TONES: Final[dict[Tone, Look | None]] = {
    "": None,
    "good": Look(color="1B6B3A"),
    "bad": Look(bold=True, color="9C2A1F"),
    "open": Look(color="7A5200"),
}
_MANNERS: Final = {"plain": BODY, "note": NOTE, "mark": WARNING}
_SHORT: Final = 30
"""Cells of a value that shares its line of a table with another."""
_WORDS: Final = 16
"""Cells of a text that is more than a figure with its unit."""
_SIGN: Final = 90
"""Width of a Latin letter of a table, in twentieths of a point; a Chinese one takes two."""
_TOWER: Final = 4
"""Lines of the highest cell that is no tower."""
_MOST: Final = 60
_MARGIN: Final = 4
"""Letters: what counts of the longest text, and the room beside a text."""
_PADDING: Final = 85
"""Room at the sides of a cell, as the styles of tables say."""
_LINE: Final = 400
"""Height of a line to write on by hand, in twentieths of a point."""


class Blocks:
    """Writes blocks into the width of a page."""

    def __init__(self, tongue: Tongue, style: Named, width: int) -> None:
        """Take the language, the ids of the styles, and the width in twentieths of a point."""
        self._tongue = tongue
        self._style = style
        self.width = width

    # Texts -----------------------------------------------------------------------------------------------------------

    def runs(self, words: Words, look: Look | None = None, between: str = " / ") -> list[Element]:
        """Return a text as runs of one paragraph."""
        (_name, first), *rest = spoken(words, self._tongue)
        second = Look(self._style(SECOND))
        return [run(first, look), *(run(f"{between}{text}", second) for _language, text in rest)]

    def texts(
        self, style: str, words: Words, *, align: Column | None = None, look: Look | None = None
    ) -> list[Element]:
        """Return a text as paragraphs, the second language below the first."""
        side = "left" if align is None else align.align
        (_name, first), *rest = spoken(words, self._tongue)
        found = [paragraph(self._style(style), run(first, look), align=side)]
        second = Look(self._style(SECOND))
        return found + [paragraph(self._style(style), run(text, second), align=side) for _language, text in rest]

    def beside(self, style: str, words: Words) -> Iterator[Element]:
        """Go through running text: with both languages, they stand side by side."""
        if isinstance(words, str) or self._tongue != "both":
            for _name, text in spoken(words, self._tongue):
                yield from (paragraph(self._style(style), run(line)) for line in text.split("\n") if line.strip())
            return
        half = self.width // 2
        sides = (cell((paragraph(self._style(style), run(text)),), half) for text in words)
        yield table("", (half, half), (row(sides),), head=False)

    # Blocks ----------------------------------------------------------------------------------------------------------

    def block(self, block: Block, heading: Callable[[Words], Element]) -> Iterator[Element]:
        """Go through what a block becomes; `heading` makes the headings of entries."""
        match block:
            case Paragraph():
                yield from self.beside(_MANNERS[block.manner], block.text)
            case Bullets():
                yield from (paragraph(self._style(BULLET), *self.runs(item)) for item in block.items)
            case KeyValues():
                yield self.pairs(block.rows)
            case Table():
                yield from self._table(block)
            case Bars():
                yield from self._bars(block)
            case Entries():
                yield from self._entries(block, heading)
            case SignatureBox():
                yield self._signatures(block)

    def pairs(self, rows: Iterable[Pair], *, paired: bool = False) -> Element:
        """Return names with values as a form; `paired` puts two short ones on a line."""
        name, value = round(self.width * 0.22), round(self.width * 0.28)
        widths = (name, value, name, self.width - 2 * name - value)
        lines = two_to_a_line(rows, self._is_short) if paired else ((pair,) for pair in rows)
        found = table(self._style(PLAIN), widths, (self._line(pairs, widths) for pairs in lines), head=False)
        if paired:
            kept_together(found)
        return found

    def _line(self, pairs: tuple[Pair, ...], widths: tuple[int, ...]) -> Element:
        if len(pairs) > 1:
            cells = (part for pair, at in zip(pairs, (0, 2), strict=True) for part in self._pair(pair, widths, at, 1))
            return row(cells)
        (pair,) = pairs
        height = 0 if pair.value.text else _LINE * pair.lines
        return row(self._pair(pair, widths, 0, 3), height=height)

    def _pair(self, pair: Pair, widths: tuple[int, ...], at: int, span: int) -> Iterator[Element]:
        yield cell(self.texts(CELL, pair.name), widths[at], fill=FILL)
        words, look = pair.value.text, _TONES[pair.value.tone]
        if span > 1 and isinstance(words, Both) and self._tongue == "both":
            spans = ((words.zh, widths[1], 1), (words.en, sum(widths[2:]), 2))
            for text, width, each in spans:
                yield cell((paragraph(self._style(CELL), run(text, look)),), width, span=each)
            return
        yield cell(self.texts(CELL, words, look=look), sum(widths[at + 1 : at + 1 + span]), span=span)

    def _is_short(self, pair: Pair) -> bool:
        lines = joined(pair.value.text, self._tongue, "\n").split("\n")
        name = widest(joined(pair.name, self._tongue, "\n").split("\n"))
        return bool(pair.value.text) and len(lines) == 1 and widest(lines) <= _SHORT and name <= _SHORT

    def _table(self, found: Table) -> Iterator[Element]:
        if found.title:
            yield paragraph(self._style(CAPTION), *self.runs(found.title))
        if found.rows:
            yield self._grid(found)
        else:
            yield from self.beside(NOTE, found.empty or "-")
        if found.note:
            yield from self.beside(NOTE, found.note)

    def _grid(self, found: Table) -> Element:
        widths = self._widths(found)
        columns = tuple(zip(found.columns, widths, strict=True))
        head = row((cell(self.texts(HEAD, one.title, align=_CENTRE), width) for one, width in columns), head=True)
        rows = (self._row(each, columns) for each in found.rows)
        return table(self._style(TABLE), widths, (head, *rows))

    def _widths(self, found: Table) -> tuple[int, ...]:
        """Return the widths of columns: by weight, and half by what they hold where a cell would become a tower."""
        weights = [column.weight for column in found.columns]
        widths = shared(weights, self.width)
        rows = [row.cells for row in found.rows if not row.heads]
        wanted = [max((self._wide(row[place]) for row in rows), default=1) for place in range(len(weights))]
        if all(want * _SIGN <= _TOWER * width for want, width in zip(wanted, widths, strict=True)):
            return widths
        heads = (self._wide(Cell(column.title)) for column in found.columns)
        held = [max(min(want, _MOST), head) + _MARGIN for want, head in zip(wanted, heads, strict=True)]
        parts = zip(weights, held, strict=True)
        return shared([weight / sum(weights) + want / sum(held) for weight, want in parts], self.width)

    def _wide(self, one: Cell) -> int:
        return widest(joined(one.text, self._tongue, "\n").split("\n"))

    def _row(self, found: Row, columns: tuple[tuple[Column, int], ...]) -> Element:
        if found.heads:
            return self._headline(found.cells[0].text, [width for _column, width in columns])
        return row(self._cell(one, column, width) for one, (column, width) in zip(found.cells, columns, strict=True))

    def _headline(self, words: Words, widths: Sequence[int]) -> Element:
        """Return a heading over rows, as wide as the table."""
        runs = self.runs(words, Look(bold=True))
        return row((cell((paragraph(self._style(CELL), *runs),), sum(widths), span=len(widths), fill=FILL),))

    def _cell(self, one: Cell, column: Column, width: int) -> Element:
        # Words in a column of figures read badly from the right.
        side = column._replace(align="left") if one.number is None and self._wide(one) > _WORDS else column
        return cell(self.texts(CELL, one.text, align=side, look=_TONES[one.tone]), width)

    def _bars(self, block: Bars) -> Iterator[Element]:
        rows = [(self.texts(CELL, bar.title), bar, self.texts(CELL, bar.text)) for bar in block.rows]
        yield bars(rows, self.width, self._style)
        words = [joined(one, self._tongue) for one in block.legend]
        yield paragraph(self._style(NOTE), *legend(words))

    def _entries(self, block: Entries, heading: Callable[[Words], Element]) -> Iterator[Element]:
        if any(entry.strip is not None for entry in block.entries) and block.key:
            key = "    ".join(f"{SIGNS_OF[kind]} {joined(words, self._tongue)}" for kind, words in block.key)
            yield paragraph(self._style(NOTE), run(key))
        if block.entries and all(entry.brief for entry in block.entries):
            yield self._abreast(block)
            return
        for entry in block.entries:
            yield heading(entry.title)
            yield from self._entry(entry)
            yield paragraph(self._style(NOTE))

    def _abreast(self, block: Entries) -> Element:
        """Return entries of a strip and few values as one table: what they say, and below it the strip."""
        names = [pair.name for pair in block.entries[0].rows]
        own = next((words for kind, words in block.key if kind == "own"), block.figure)
        widths = shared([4, 4, *(5 + 2 * place for place in range(len(names)))], self.width)
        heads = zip(("", own, *names), widths, strict=True)
        lines = [row((cell(self.texts(HEAD, words, align=_CENTRE), width) for words, width in heads), head=True)]
        group: Words = ""
        for entry in block.entries:
            if entry.group != group:
                group = entry.group
                lines.append(kept_with_next(self._headline(group, widths)))
            lines += self._brief(entry, widths)
        return table(self._style(TABLE), widths, lines)

    def _brief(self, entry: Entry, widths: tuple[int, ...]) -> Iterator[Element]:
        """Go through the rows of one entry of such a table."""
        given = self.texts(CELL, entry.figure.text, look=_TONES[entry.figure.tone])
        if entry.strip is not None:
            given += [paragraph(self._style(CELL), run(words)) for words in self._marks(entry.strip.marks)]
        told = [self.texts(CELL, pair.value.text, look=_TONES[pair.value.tone]) for pair in entry.rows]
        texts = zip((self.texts(CELL, entry.title), given, *told), widths, strict=True)
        said = row(cell(each, width) for each, width in texts)
        if entry.strip is None:
            yield said
            return
        yield kept_with_next(said)
        drawn = strip(entry.strip, sum(widths) - 2 * _PADDING, self._style)
        yield row((cell((drawn, thin()), sum(widths), span=len(widths)),))

    def _marks(self, marks: Iterable[Mark]) -> Iterator[str]:
        """Go through the marks of a strip that say their figures."""
        for mark in marks:
            if mark.kind in {"own", "baseline", "leading"}:
                yield f"{SIGNS_OF[mark.kind]} {joined(mark.text, self._tongue)}"

    def _entry(self, entry: Entry) -> Iterator[Element]:
        own = entry.strip.own if entry.strip is not None else ""
        parts = [part for part in (entry.figure, entry.state) if part.text and part.text != own]
        if parts:
            between = [run("    ")]
            runs = [each for part in parts for each in (*self.runs(part.text, _TONES[part.tone]), *between)]
            yield paragraph(self._style(NOTE), *runs[:-1], keep_next=True)
        if entry.strip is not None:
            yield strip(entry.strip, self.width, self._style)
            said = [Mark(entry.strip.low, "own", entry.strip.own), *entry.strip.marks]
            yield paragraph(self._style(NOTE), run("    ".join(self._marks(said))), keep_next=True)
        if entry.rows:
            yield self.pairs(entry.rows, paired=True)
        if entry.table is not None:
            if entry.rows:
                yield paragraph(self._style(NOTE))
            yield from self._table(entry.table)

    def _signatures(self, block: SignatureBox) -> Element:
        found = list(self.beside(BODY, block.statement))
        if self._tongue == "both":
            found = self.texts(BODY, block.statement)
        for place in block.places:
            found += [
                paragraph(self._style(BODY)),
                paragraph(self._style(BODY), *self.runs(place), run(COLONS[self._tongue])),
            ]
        found.append(paragraph(self._style(BODY)))
        return table(self._style(PLAIN), (self.width,), (row((cell(found, self.width),)),), head=False)


_CENTRE: Final = Column("", "", "center")
