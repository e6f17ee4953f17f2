"""Elements of a Word document, put together from the smallest parts: runs, paragraphs, fields, table cells."""

from collections.abc import Iterable
from typing import Final, NamedTuple, TypeAlias

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from gfassess.report.paper.blocks import Align

Element: TypeAlias = BaseOxmlElement
_JUSTIFIED: Final = {"left": "left", "right": "right", "center": "center"}


class Look(NamedTuple):
    """How a run differs from its paragraph."""

    style: str = ""
    """Id of a character style."""
    bold: bool = False
    color: str = ""


def el(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return an element of WordprocessingML with attributes of the same namespace."""
    found = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        found.set(qn(f"w:{name.rstrip('_')}"), str(value))
    found.extend(children)
    return found


def run(text: str, look: Look | None = None) -> Element:
    """Return a run; line ends of the text are line ends in the document."""
    found = el("r")
    if look is not None:
        found.append(_look(look))
    for place, line in enumerate(text.split("\n")):
        if place:
            found.append(el("br"))
        found.append(_text("t", line))
    return found


def _look(look: Look) -> Element:
    properties = el("rPr")
    if look.style:
        properties.append(el("rStyle", val=look.style))
    if look.bold:
        properties.append(el("b"))
    if look.color:
        properties.append(el("color", val=look.color))
    return properties


def _text(tag: str, text: str) -> Element:
    found = el(tag)
    found.text = text
    found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return found


def field(code: str, shown: Iterable[Element] = ()) -> Iterable[Element]:
    """Return the runs of a field and what it shows until it is worked out."""
    yield el("r", el("fldChar", fldCharType="begin"))
    yield el("r", _text("instrText", f" {code} "))
    yield el("r", el("fldChar", fldCharType="separate"))
    yield from shown
    yield el("r", el("fldChar", fldCharType="end"))


def paragraph(
    style: str, *runs: Element, align: Align = "left", new_page: bool = False, keep_next: bool = False
) -> Element:
    """Return a paragraph in a style, known by its id."""
    properties = el("pPr", el("pStyle", val=style))
    if keep_next:
        properties.append(el("keepNext"))
    if new_page:
        properties.append(el("pageBreakBefore"))
    if align != "left":
        properties.append(el("jc", val=_JUSTIFIED[align]))
    return el("p", properties, *runs)


def cell(paragraphs: Iterable[Element], width: int, *, span: int = 1, fill: str = "") -> Element:
    """Return a cell of a table, its width in twentieths of a point."""
    properties = el("tcPr", el("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(el("gridSpan", val=span))
    if fill:
        properties.append(el("shd", val="clear", color="auto", fill=fill))
    return el("tc", properties, *paragraphs)


def row(cells: Iterable[Element], *, head: bool = False, height: int = 0) -> Element:
    """Return a row that no page breaks; a head stands again on every page."""
    properties = el("trPr", el("cantSplit"))
    if height:
        properties.append(el("trHeight", val=height, hRule="atLeast"))
    if head:
        properties.append(el("tblHeader"))
    return el("tr", properties, *cells)


def table(style: str, widths: Iterable[int], rows: Iterable[Element], *, head: bool = True) -> Element:
    """Return a table with fixed columns, in a table style known by its id."""
    room = tuple(widths)
    properties = el(
        "tblPr",
        *((el("tblStyle", val=style),) if style else ()),
        el("tblW", w=sum(room), type="dxa"),
        el("tblLayout", type="fixed"),
        el("tblLook", val="0420" if head else "0400", firstRow=int(head), noHBand=1, noVBand=1),
    )
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=width) for width in room)), *rows)


def kept_together(found: Element) -> None:
    """Keep the rows of a table on one page."""
    for each in found.findall(qn("w:tr"))[:-1]:
        kept_with_next(each)


def kept_with_next(found: Element) -> Element:
    """Keep a row on the page of the one after it."""
    for style in found.iter(qn("w:pStyle")):
        style.addnext(el("keepNext"))
    return found


def thin(*properties: Element) -> Element:
    """Return a paragraph of no height that can be seen, as one has to end a cell or a section."""
    return el("p", el("pPr", el("spacing", before=0, after=0, line=20, lineRule="exact"), *properties))


def bookmark(number: int, name: str, runs: Iterable[Element]) -> Iterable[Element]:
    """Return runs inside a bookmark that fields can refer to."""
    yield el("bookmarkStart", id=number, name=name)
    yield from runs
    yield el("bookmarkEnd", id=number)
