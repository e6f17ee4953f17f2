"""The styles of a Word report: fonts and sizes as Chinese offices use them, numbered headings, one style for tables.

A style that a user's own template already has is left as it is.
"""

from copy import deepcopy
from typing import Final, NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart
from docx.styles.style import BaseStyle, ParagraphStyle

from gfassess.report.paper.docx_xml import Element, el

LATIN: Final = "Times New Roman"
SONG: Final = "宋体"
HEI: Final = "黑体"
FANG: Final = "仿宋"
INK: Final = "1F3B2D"
LINES: Final = "8FA398"
FILL: Final = "E8EFEA"
GREY: Final = "595959"
MARK: Final = "9C2A1F"


class Look(NamedTuple):
    """What a paragraph style says."""

    font: str
    size: float
    """Points."""
    bold: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1.0
    """Line spacing in lines."""
    height: float = 0
    """Points of each line instead, whatever the letters are."""
    color: str = ""
    keep_next: bool = False


TITLE: Final = "Title"
SUBTITLE: Final = "Subtitle"
BODY: Final = "Body Text"
BULLET: Final = "List Bullet"
CAPTION: Final = "Caption"
CONTENTS: Final = "TOC Heading"
CELL: Final = "Report Cell"
HEAD: Final = "Report Head"
COVER: Final = "Report Cover"
NOTE: Final = "Report Note"
WARNING: Final = "Report Mark"
HEADER: Final = "Header"
FOOTER: Final = "Footer"
SIGNS: Final = "Report Strip"
SECOND: Final = "Report Second Language"
TABLE: Final = "Report Table"
PLAIN: Final = "Report Grid"
HEADINGS: Final = ("Heading 1", "Heading 2", "Heading 3")
ENTRIES: Final = ("toc 1", "toc 2")

WIDTH: Final = 9354
"""Room between the margins of an upright page, in twentieths of a point."""
NUMBER: Final = 1700
"""Room for the number of the page at the right of the footer."""
_LOOKS: Final = {
    TITLE: Look(HEI, 26, align="center", before=150, after=16),
    SUBTITLE: Look(HEI, 16, align="center", after=30),
    BODY: Look(FANG, 12, after=6, line=1.4),
    BULLET: Look(FANG, 12, after=3, line=1.2),
    CAPTION: Look(HEI, 10.5, before=10, after=4, keep_next=True),
    CONTENTS: Look(HEI, 16, align="center", before=6, after=14),
    CELL: Look(SONG, 9),
    HEAD: Look(HEI, 9, align="center"),
    COVER: Look(FANG, 14, before=6, after=2),
    NOTE: Look(SONG, 9, before=3, after=6, color=GREY),
    WARNING: Look(HEI, 11, align="center", before=4, after=4, color=MARK),
    SIGNS: Look(SONG, 9, align="center"),
    HEADER: Look(SONG, 9, align="center", color=GREY),
    FOOTER: Look(SONG, 8, color=GREY),
    HEADINGS[0]: Look(HEI, 16, before=18, after=10, keep_next=True),
    HEADINGS[1]: Look(HEI, 14, before=14, after=8, keep_next=True),
    HEADINGS[2]: Look(HEI, 12, before=12, after=6, keep_next=True),
    # As many lines as there are provinces have to go on one page.
    ENTRIES[0]: Look(HEI, 12, before=6, height=16),
    ENTRIES[1]: Look(SONG, 10.5, height=13.5),
}


def dress(document: Document, *, own: bool) -> bool:
    """Give a document the styles that it lacks; `own` is one that is not a user's, where all of them are ours.

    Returns whether the headings are numbered by us: those of a template are as its styles say.
    """
    numbered = own or not any(_has(document, name) for name in HEADINGS)
    if own:
        _normal(document)
    for name, look in _LOOKS.items():
        if own or not _has(document, name):
            _paragraph_style(document, name, look)
    if numbered:
        _number(document)
    if not _has(document, SECOND):
        second = document.styles.add_style(SECOND, WD_STYLE_TYPE.CHARACTER)
        second.element.get_or_add_rPr().append(el("color", val=GREY))
    for name, head in ((TABLE, True), (PLAIN, False)):
        if not _has(document, name):
            document.styles.element.append(_table_style(name, head=head))
    return numbered


def identify(document: Document, name: str) -> str:
    """Return the id of a style."""
    return str(document.styles[name].style_id)


def _has(document: Document, name: str) -> bool:
    return name in document.styles


def _normal(document: Document) -> None:
    """Set the fonts that all styles start from; those of the theme would win over names."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        _fonts(defaults, SONG)
        defaults.append(el("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    normal = document.styles["Normal"].element.get_or_add_rPr()
    _fonts(normal, SONG)
    _size(normal, 10.5)


def _fonts(properties: Element, eastern: str) -> None:
    """Set the fonts of a style by name, Chinese and Latin apart."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, el("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=eastern, cs=LATIN))


def _size(properties: Element, points: float) -> None:
    for tag in ("w:sz", "w:szCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    properties.extend((el("sz", val=round(points * 2)), el("szCs", val=round(points * 2))))


def _paragraph_style(document: Document, name: str, look: Look) -> None:
    style = document.styles[name] if _has(document, name) else _added(document, name)
    if isinstance(style, ParagraphStyle) and name not in HEADINGS:
        style.base_style = document.styles["Normal"] if _has(document, "Normal") else None
    element = style.element
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    element.extend((_layout(document, name, look), _letters(look)))


def _layout(document: Document, name: str, look: Look) -> Element:
    """Return what a style says of whole paragraphs, in the order that the format wants."""
    found = el("pPr")
    if look.keep_next:
        found.extend((el("keepNext"), el("keepLines")))
    if name == WARNING:
        sides = (el(side, val="single", sz=8, space=6, color=MARK) for side in ("top", "left", "bottom", "right"))
        found.append(el("pBdr", *sides))
    if name == HEADER:
        found.append(el("pBdr", el("bottom", val="single", sz=4, space=4, color=LINES)))
    if name in ENTRIES:
        found.append(el("tabs", el("tab", val="right", leader="dot", pos=WIDTH)))
    if name == BULLET:
        found.append(el("numPr", el("numId", val=_bullets(document))))
    before, after, line = (round(value) for value in (look.before * 20, look.after * 20, look.line * 240))
    height, rule = (round(look.height * 20), "exact") if look.height else (line, "auto")
    found.append(el("spacing", before=before, after=after, line=height, lineRule=rule))
    if name == ENTRIES[1]:
        found.append(el("ind", left=320))
    found.append(el("jc", val=look.align))
    if name in HEADINGS:
        found.append(el("outlineLvl", val=HEADINGS.index(name)))
    return found


def _letters(look: Look) -> Element:
    found = el("rPr")
    _fonts(found, look.font)
    if look.bold:
        found.append(el("b"))
    if look.color:
        found.append(el("color", val=look.color))
    _size(found, look.size)
    return found


def _added(document: Document, name: str) -> BaseStyle:
    """Return a new paragraph style; those of Word itself are known to it under their names."""
    builtin = not name.startswith("Report")
    style: BaseStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    style.hidden = False
    style.quick_style = not builtin
    return style


def _bullets(document: Document) -> int:
    """Return the number of a list with dashes, made for this document."""
    level = (el("start", val=1), el("numFmt", val="bullet"), el("lvlText", val="—"), el("lvlJc", val="left"))
    indent = el("pPr", el("ind", left=480, hanging=480))
    letters = el("rPr", el("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=SONG))
    return _list(document, el("lvl", *level, indent, letters, ilvl=0), kind="singleLevel")


def _number(document: Document) -> None:
    """Give the headings numbers: 1, 1.1, 1.1.1."""
    levels = []
    for depth, name in enumerate(HEADINGS):
        level = (
            el("start", val=1),
            el("numFmt", val="decimal"),
            el("pStyle", val=identify(document, name)),
            el("suff", val="space"),
            el("lvlText", val=".".join(f"%{each + 1}" for each in range(depth + 1)) + "\N{EN SPACE}"),
            el("lvlJc", val="left"),
            el("pPr", el("ind", left=0, firstLine=0)),
        )
        levels.append(el("lvl", *level, ilvl=depth))
    number = _list(document, *levels, kind="multilevel")
    for depth, name in enumerate(HEADINGS):
        properties = document.styles[name].element.find(qn("w:pPr"))
        keep = properties.find(qn("w:keepLines"))
        keep.addnext(el("numPr", el("ilvl", val=depth), el("numId", val=number)))


def _list(document: Document, *levels: Element, kind: str) -> int:
    """Add a list to the document and return its number."""
    lists = _lists(document)
    taken = [int(one.get(qn("w:abstractNumId"))) for one in lists.findall(qn("w:abstractNum"))]
    pattern = max(taken, default=-1) + 1
    abstract = el("abstractNum", el("multiLevelType", val=kind), *levels, abstractNumId=pattern)
    first = lists.find(qn("w:num"))
    if first is None:
        lists.append(abstract)
    else:
        first.addprevious(abstract)
    return int(lists.add_num(pattern).numId)


def _lists(document: Document) -> Element:
    """Return the part that holds the lists of a document; a template without lists gets one."""
    part = document.part
    if not any(found.reltype == RELATIONSHIP_TYPE.NUMBERING for found in part.rels.values()):
        name = PackURI("/word/numbering.xml")
        made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, el("numbering"), part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    lists: Element = part.numbering_part.element
    return lists


def _table_style(name: str, *, head: bool) -> Element:
    """Return a table style: thin lines, and where it has a head a tinted one."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINES}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    first = f"""<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>
      <w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/><w:vAlign w:val="center"/></w:tcPr></w:tblStylePr>"""
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    )
    return deepcopy(
        parse_xml(
            f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{name.replace(" ", "")}">
      <w:name w:val="{name}"/><w:uiPriority w:val="59"/><w:qFormat/>
      <w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>
      {first if head else ""}</w:style>"""
        )
    )
