"""A paper as one page for the browser: nothing is loaded, no script runs, and it prints on A4."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from gfassess.report.paper import drawing
from gfassess.report.paper.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Entries,
    Entry,
    KeyValues,
    Pair,
    Paper,
    Paragraph,
    Row,
    SignatureBox,
    Step,
    Strip,
    Table,
)
from gfassess.report.paper.both import COLONS, Tongue, Words, joined, spoken
from gfassess.report.paper.elements import el, written
from gfassess.report.paper.style import sheet
from gfassess.report.paper.walk import Numbered, sections

_LANGUAGES: Final = {"zh": "zh-CN", "en": "en", "both": "zh-CN"}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_UNIT: Final = 2.1
"""Least width of a column of weight 1, in em; a table that has less room is scrolled."""
_MOST: Final = 66.0
"""Least width that any table asks for, in em."""
_SHORT: Final = 12
"""Characters of words that still stand well in a column of figures."""
_LINE: Final = 1.7
"""Height of a line to write on by hand, in em."""


def render(paper: Paper, tongue: Tongue) -> bytes:
    """Return the page, UTF-8."""
    return written(_Writer(paper, tongue).page())


class _Writer:
    """Builds the parts of a page, in one language or both."""

    def __init__(self, paper: Paper, tongue: Tongue) -> None:
        self._paper = paper
        self._tongue = tongue

    def page(self) -> Element:
        paper = self._paper
        title = f"{self._plain(paper.cover.title)} - {self._plain(paper.header)}"
        head = el(
            "head",
            el("meta", charset="utf-8"),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            el("title", title),
            el("style", sheet(), self._margins()),
        )
        body = el(
            "body",
            el("a", self._inline(paper.labels.skip), class_="skip", href="#report"),
            drawing.patterns(),
            self._cover(),
            self._contents(),
            el("main", [self._section(found) for found in sections(paper)], id="report", tabindex="-1"),
            el("footer", el("p", self._texts(paper.footer))),
        )
        return el("html", head, body, lang=_LANGUAGES[self._tongue])

    # Texts -----------------------------------------------------------------------------------------------------------

    def _plain(self, words: Words) -> str:
        return " ".join(joined(words, self._tongue).split())

    def _inline(self, words: Words) -> list[Element | str]:
        """Return a text in a line; the second language is marked as what it is."""
        first, *rest = spoken(words, self._tongue)
        return [first[1], *(el("span", f" {text}", lang=_LANGUAGES[name or "zh"]) for name, text in rest)]

    def _texts(self, words: Words) -> list[Element | str]:
        """Return a text with its line ends, the second language below the first."""
        first, *rest = spoken(words, self._tongue)
        lines = [*_broken(first[1])]
        for name, text in rest:
            lines.append(el("span", list(_broken(text)), class_="second", lang=_LANGUAGES[name or "zh"]))
        return lines

    def _paragraph(self, words: Words, class_: str = "") -> Element:
        """Return running text, two languages side by side."""
        parts = spoken(words, self._tongue)
        if len(parts) == 1:
            return el("p", list(_broken(parts[0][1])), class_=class_)
        both = [el("p", list(_broken(text)), lang=_LANGUAGES[name or "zh"]) for name, text in parts]
        return el("div", both, class_=f"two {class_}".rstrip())

    # The page --------------------------------------------------------------------------------------------------------

    def _margins(self) -> str:
        """Return what stands in the margins of every printed page."""
        header, footer = _quoted(self._plain(self._paper.header)), _quoted(self._plain(self._paper.footer))
        return f"@page{{@top-left{{content:{header}}}@bottom-left{{content:{footer}}}}}"

    def _cover(self) -> Element:
        cover = self._paper.cover
        return el(
            "header",
            el("h1", self._texts(cover.title)),
            el("p", self._texts(cover.subtitle), class_="subtitle"),
            [el("p", self._texts(mark), class_="mark") for mark in cover.marks],
            self._form(cover.rows),
        )

    def _contents(self) -> Element:
        top = el("ol")
        for found in sections(self._paper):
            link = el("a", el("span", found.number, class_="number"), self._inline(found.section.heading))
            link.set("href", f"#{found.section.id}")
            if found.depth == 1:
                top.append(el("li", link))
                continue
            inside = top[-1].find("ol")
            if inside is None:
                inside = el("ol")
                top[-1].append(inside)
            inside.append(el("li", link))
        label = self._plain(self._paper.labels.contents)
        return el("nav", el("h2", self._inline(self._paper.labels.contents)), top, aria_label=label)

    def _section(self, found: Numbered) -> Element:
        section = found.section
        number = el("span", found.number, class_="number")
        heading = el(f"h{found.depth + 1}", number, self._texts(section.heading), id=f"{section.id}-heading")
        return el(
            "section",
            heading,
            [self._block(block) for block in section.blocks],
            id=section.id,
            class_="new" if section.new_page else "",
            aria_labelledby=f"{section.id}-heading",
        )

    def _block(self, block: Block) -> Element:
        match block:
            case Paragraph():
                return self._paragraph(block.text, "" if block.manner == "plain" else block.manner)
            case Bullets():
                return el("ul", [el("li", self._texts(item)) for item in block.items])
            case KeyValues():
                return self._form(block.rows)
            case Table():
                return self._table(block)
            case Bars():
                return self._bars(block)
            case Entries():
                return self._entries(block)
            case SignatureBox():
                places = [el("div", self._inline(place)) for place in block.places]
                return el("div", self._paragraph(block.statement), places, class_="sign-box")

    def _form(self, rows: tuple[Pair, ...]) -> Element:
        shown = [el("tr", el("th", self._texts(row.name), scope="row"), self._value("td", row)) for row in rows]
        return el("table", el("tbody", shown), class_="form")

    def _value(self, tag: str, row: Pair) -> Element:
        if row.value.text:
            return el(tag, self._texts(row.value.text), class_=row.value.tone)
        room = el("span", class_="blank", role="img", aria_label=self._plain(self._paper.labels.blank))
        room.set("style", f"height:{row.lines * _LINE:.1f}em")
        return el(tag, room)

    def _table(self, table: Table) -> Element:
        note = [self._paragraph(table.note, "note")] if table.note else []
        if not table.rows:
            title = [el("h4", self._texts(table.title))] if table.title else []
            return el("div", title, self._paragraph(table.empty or "-"), note)
        heads = [el("th", self._texts(column.title), scope="col", class_=_side(column)) for column in table.columns]
        whole = sum(column.weight for column in table.columns)
        grid = el(
            "table",
            el("caption", self._texts(table.title)) if table.title else None,
            el("colgroup", [el("col", style=f"width:{column.weight / whole:.2%}") for column in table.columns]),
            el("thead", el("tr", heads)),
            el("tbody", [self._row(table, row) for row in table.rows]),
            class_="grid",
            style=f"min-width:{min(whole * _UNIT, _MOST):.1f}em",
        )
        label = self._plain(table.title or table.columns[0].title)
        return el("div", el("div", grid, class_="scroll", tabindex="0", role="region", aria_label=label), note)

    def _row(self, table: Table, row: Row) -> Element:
        if row.heads:
            return el("tr", el("th", self._texts(row.cells[0].text), scope="colgroup", colspan=str(len(table.columns))))
        return el(
            "tr",
            [
                el("td", self._cell(cell), class_=f"{_side(column, cell)} {cell.tone}".strip())
                for column, cell in zip(table.columns, row.cells, strict=True)
            ],
        )

    def _cell(self, cell: Cell) -> list[Element | str]:
        shown = self._texts(cell.text)
        return [el("a", shown, href=f"#{cell.to}")] if cell.to else shown

    def _bars(self, block: Bars) -> Element:
        rows = [
            el(
                "div",
                el("span", self._inline(one.title)),
                drawing.bar(one, self._plain(one.text)),
                self._aside(one.text),
            )
            for one in block.rows
        ]
        key = [el("li", drawing.bar_key(place), self._inline(words)) for place, words in enumerate(block.legend)]
        return el("div", el("div", rows, class_="bars"), el("ul", key, class_="key") if key else None)

    def _aside(self, words: Words) -> Element:
        return el("span", self._texts(words), class_="note")

    # Entries ---------------------------------------------------------------------------------------------------------

    def _entries(self, block: Entries) -> Element:
        key = [el("li", drawing.strip_key(kind), self._inline(words)) for kind, words in block.key]
        small = not any(entry.steps or entry.table for entry in block.entries)
        entries = el("div", [self._entry(entry) for entry in block.entries], class_="small" if small else "")
        return el("div", el("ul", key, class_="key") if key else None, entries)

    def _entry(self, entry: Entry) -> Element:
        figure = el("span", self._inline(entry.figure.text), class_="figure")
        if entry.state.text:
            figure.append(el("span", self._inline(entry.state.text), class_=f"state {entry.state.tone}".rstrip()))
        facts = [el("div", el("dt", self._inline(row.name)), self._value("dd", row)) for row in entry.rows]
        return el(
            "article",
            el("div", el("h4", self._texts(entry.title)), figure, class_="top"),
            self._strip(entry.strip) if entry.strip is not None else None,
            el("dl", facts, class_="facts"),
            self._table(entry.table) if entry.table is not None else None,
            self._explained(entry.steps) if entry.steps else None,
            class_="entry",
            id=entry.id,
        )

    def _strip(self, shown: Strip) -> Element:
        marks = tuple(self._plain(mark.text) for mark in shown.marks)
        return drawing.strip(shown, self._plain(shown.text), self._plain(shown.own), marks)

    def _explained(self, steps: tuple[Step, ...]) -> Element:
        return el("details", el("summary", self._inline(self._paper.labels.why)), self._steps(steps, "steps"))

    def _steps(self, steps: tuple[Step, ...], class_: str = "") -> Element:
        return el("ul", [self._step(step) for step in steps], class_=class_)

    def _step(self, step: Step) -> Element:
        value: list[Element | str] = [COLONS[self._tongue], el("b", self._inline(step.value))] if step.value else []
        small = [el("small", self._texts(words)) for words in (step.detail, step.source) if words]
        return el("li", self._inline(step.title), value, small, self._steps(step.children) if step.children else None)


def _side(column: Column, cell: Cell | None = None) -> str:
    """Return the class of the side that a cell is set to; long words among figures begin at the left as all words."""
    long = cell is not None and cell.number is None and len(joined(cell.text, "zh")) > _SHORT
    return "" if column.align == "left" or long else column.align


def _quoted(text: str) -> str:
    """Return a text as a string of CSS, in which whatever is not a letter or figure is written by its number."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'


def _broken(text: str) -> Iterator[Element | str]:
    """Go through a text with elements in the place of its line ends."""
    for place, line in enumerate(text.split("\n")):
        if place:
            yield el("br")
        yield line
