"""A paper as a Word document that a bureau knows and a user can edit: cover, contents, styles, header and footer."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache, partial
from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn

from gfassess.report.paper.blocks import Paper, Section, Table
from gfassess.report.paper.both import Tongue, Words, joined, spoken
from gfassess.report.paper.docx_blocks import Blocks
from gfassess.report.paper.docx_styles import (
    CONTENTS,
    COVER,
    ENTRIES,
    FOOTER,
    HEADINGS,
    NOTE,
    NUMBER,
    SUBTITLE,
    TITLE,
    WARNING,
    WIDTH,
    dress,
    identify,
)
from gfassess.report.paper.docx_template import Place, fill, opened, place_of
from gfassess.report.paper.docx_xml import Element, bookmark, cell, el, field, paragraph, row, run, table, thin
from gfassess.report.paper.packing import day_of, packed
from gfassess.report.paper.render import Template
from gfassess.report.paper.walk import sections

_WIDE: Final = 24
"""Weight of the columns from which on a table wants the long side of the page."""
_LAYOUT: Final = "15"
"""Word lays the page out as it does since 2013; older ways open in compatibility mode."""
_FIRST_MARK: Final = 100_000
"""Beyond the numbers of bookmarks that a template has."""
_NUMBERS: Final = re.compile(r"\{(pages?)\}")
_A4: Final = (11906, 16838)
_MARGINS: Final = {"top": 1440, "right": 1276, "bottom": 1304, "left": 1276, "header": 794, "footer": 680, "gutter": 0}
"""In twentieths of a point."""


def render(paper: Paper, tongue: Tongue, template: Template | None = None) -> bytes:
    """Return the document; in a template of the user, its styles, page and header are kept.

    Raises GfassessError where the template is no Word document.
    """
    document = Document() if template is None else opened(template)
    numbered = dress(document, own=template is None)
    if template is None:
        _set_page(document)
        _head_and_foot(document, paper, tongue)
    place = place_of(document)
    writer = _Writer(document, paper, tongue, place, numbered=numbered)
    fill(document, paper, tongue)
    place.put(writer.apart(writer.document(whole=not place.marked)))
    _describe(document, paper, tongue, own=template is None)
    saved = BytesIO()
    document.save(saved)
    return packed(saved.getvalue(), day_of(paper))


class _Writer:
    """Writes a paper into a document."""

    def __init__(self, document: DocumentObject, paper: Paper, tongue: Tongue, place: Place, *, numbered: bool) -> None:
        self._numbered = numbered
        self._paper = paper
        self._tongue = tongue
        self._place = place
        # Looked up once: python-docx searches the styles anew each time.
        self._style = cache(partial(identify, document))
        self._blocks = Blocks(tongue, self._style, place.width)
        self._marked = _FIRST_MARK

    def apart(self, elements: Iterable[Element]) -> Iterator[Element]:
        """Go through the body with a line between two tables, which Word would join into one."""
        before = ""
        for element in elements:
            if before == element.tag == qn("w:tbl"):
                yield paragraph(self._style(NOTE))
            yield element
            before = element.tag

    def document(self, *, whole: bool) -> Iterator[Element]:
        """Go through the body; a template with a mark brings its own cover and contents."""
        if whole:
            if self._place.follows:
                yield self._place.broken()
            yield from self._cover()
            yield self._place.broken(bare=True)
            yield from self._contents()
        aside = False  # whether the page before lies on its side
        for place, section in enumerate(self._paper.sections):
            wide = _is_wide(section)
            if wide != aside and (aside or place or whole):
                yield self._place.broken(landscape=aside)
            self._blocks.width = self._place.long if wide else self._place.width
            # A turned page is a new one already.
            fresh = wide == aside and (wide or section.new_page or (whole and not place))
            yield from self._section(section, 1, new_page=fresh)
            aside = wide
        if aside:
            yield self._place.broken(landscape=True)

    def _cover(self) -> Iterator[Element]:
        cover = self._paper.cover
        # One paragraph each: the room above a title is not to come twice.
        for style, words in ((TITLE, cover.title), (SUBTITLE, cover.subtitle)):
            yield paragraph(self._style(style), *self._blocks.runs(words, between="\n"), align="center")
        for mark in cover.marks:
            yield paragraph(self._style(WARNING), *self._blocks.runs(mark, between="\n"), align="center")
        yield paragraph(self._style(COVER))
        name, value = round(self._place.width * 0.3), round(self._place.width * 0.55)
        lines = (
            row(
                (
                    _underlined(self._blocks.texts(COVER, pair.name), name, line=False),
                    _underlined(self._blocks.texts(COVER, pair.value.text), value, line=True),
                )
            )
            for pair in cover.rows
        )
        found = table("", (name, value), lines, head=False)
        found[0].insert(1, el("jc", val="center"))
        yield found

    def _contents(self) -> Iterator[Element]:
        """Go through the contents: a field that Word brings up to date, filled with what it will show."""
        yield paragraph(self._style(CONTENTS), *self._blocks.runs(self._paper.labels.contents))
        listed = [found for found in sections(self._paper) if found.depth <= len(ENTRIES)]
        for place, found in enumerate(listed):
            runs = [
                run(f"{found.number}\N{EN SPACE}" if self._numbered else ""),
                run(joined(found.section.heading, self._tongue)),
                el("r", el("tab")),
                *field(f"PAGEREF {_mark_name(found.section)} \\h"),
            ]
            line = [el("hyperlink", *runs, anchor=_mark_name(found.section), history=1)]
            if not place:
                begin, code, separate, *_end = field('TOC \\o "1-2" \\h \\z \\u')
                line = [begin, code, separate, *line]
            yield paragraph(self._style(ENTRIES[found.depth - 1]), *line)
        # A line of its own would be a page of its own where the contents fill theirs.
        end = thin()
        end.append(el("r", el("fldChar", fldCharType="end")))
        yield end

    def _section(self, section: Section, depth: int, *, new_page: bool = False) -> Iterator[Element]:
        self._marked += 1
        runs = bookmark(self._marked, _mark_name(section), self._blocks.runs(section.heading))
        yield paragraph(self._style(HEADINGS[min(depth, len(HEADINGS)) - 1]), *runs, new_page=new_page)
        for block in section.blocks:
            found = list(self._blocks.block(block, self._entry_heading))
            yield from found
            if found and found[-1].tag == qn("w:tbl"):
                yield paragraph(self._style(NOTE))
        for part in section.sections:
            yield from self._section(part, depth + 1)

    def _entry_heading(self, title: Words) -> Element:
        return paragraph(self._style(HEADINGS[-1]), *self._blocks.runs(title))


def _is_wide(section: Section) -> bool:
    """Tell whether any table of a section wants the long side of the page."""
    tables = (block for block in section.blocks if isinstance(block, Table) and block.rows)
    return any(sum(column.weight for column in one.columns) > _WIDE for one in tables) or any(
        map(_is_wide, section.sections)
    )


def _underlined(texts: list[Element], width: int, *, line: bool) -> Element:
    """Return a cell of the cover, with a line below it where the value stands."""
    properties = el("tcPr", el("tcW", w=width, type="dxa"))
    if line:
        properties.append(el("tcBorders", el("bottom", val="single", sz=6, space=0, color="595959")))
    properties.append(el("vAlign", val="center"))
    return el("tc", properties, *texts)


def _mark_name(section: Section) -> str:
    """Return the name of the bookmark of a section; those of contents begin like this, 40 characters are the most."""
    return f"_Toc_{section.id.replace('-', '_')}"[:40]


def _set_page(document: DocumentObject) -> None:
    """Set A4 with the margins of an office paper."""
    properties = document.element.body.sectPr
    for tag in ("w:pgSz", "w:pgMar", "w:cols", "w:docGrid"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    properties.extend((el("pgSz", w=_A4[0], h=_A4[1]), el("pgMar", **_MARGINS)))


def _head_and_foot(document: DocumentObject, paper: Paper, tongue: Tongue) -> None:
    """Set name and year over every page, and below it what the report is and the number of the page."""
    (section,) = document.sections
    (_language, section.header.paragraphs[0].text), *_second = spoken(paper.header, tongue)
    # One language is enough for a line: names do not differ, and two leave no room for the number of the page.
    (_name, said), *_other = spoken(paper.footer, tongue)
    style, (below,) = identify(document, FOOTER), section.footer.paragraphs
    number = paragraph(style, *_page_number(spoken(paper.labels.page, tongue)[0][1]), align="right")
    cells = (cell((paragraph(style, run(said)),), WIDTH - NUMBER), cell((number,), NUMBER))
    # In cells a long text breaks beside the number, not before it.
    below._p.addprevious(table("", (WIDTH - NUMBER, NUMBER), (row(cells),), head=False))  # noqa: SLF001 - no other way
    below._p.getparent().replace(below._p, thin())  # noqa: SLF001 - as above


def _page_number(words: str) -> Iterator[Element]:
    """Go through the runs of the number of a page in words."""
    for place, part in enumerate(_NUMBERS.split(words)):
        if place % 2:
            yield from field({"page": "PAGE", "pages": "NUMPAGES"}[part], [run("1")])
        else:
            yield run(part)


def _describe(document: DocumentObject, paper: Paper, tongue: Tongue, *, own: bool) -> None:
    """Set title and dates of the file; ask Word to bring the contents up to date."""
    settings = document.settings.element
    if settings.find(qn("w:updateFields")) is None:
        settings.insert_element_before(el("updateFields", val="true"), *_AFTER_UPDATE)
    core = document.core_properties
    core.title = joined(paper.cover.title, tongue)
    if own:
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), _LAYOUT)
        day = datetime.combine(day_of(paper), datetime.min.time())
        core.author = core.last_modified_by = core.comments = ""
        core.subject = joined(paper.header, tongue)[:255]
        core.created = core.modified = day
        core.revision = 1
        for name, found in list(document.part.package.rels.items()):
            if found.reltype.endswith("/thumbnail"):
                del document.part.package.rels[name]


_AFTER_UPDATE: Final = ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids")
