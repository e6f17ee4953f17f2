"""A user's own Word template: where the report stands in it, and the marks on its cover and in its header."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from gfassess.errors import GfassessError
from gfassess.report.paper.blocks import Paper
from gfassess.report.paper.both import Tongue, joined
from gfassess.report.paper.docx_xml import Element, el, thin
from gfassess.report.paper.render import Template
from gfassess.words import _

_MARK: Final = "{{report}}"
_FIELD: Final = re.compile(r"\{\{([a-z]+)\}\}")
_MOST_PARTS: Final = 2000
_MOST_UNFOLDED: Final = 200_000_000
"""Bytes of all parts together."""
_LEAST: Final = 3000
"""Width of a page that still takes a table, in twentieths of a point."""
_MACROS: Final = "vbaProject.bin"


def opened(template: Template) -> DocumentObject:
    """Return a template; raise GfassessError where it is no Word document or unfolds to too much."""
    hint, data, file = _("save it as .docx in Word or WPS"), template.data, template.file
    try:
        with ZipFile(BytesIO(data)) as parts:
            infos = parts.infolist()
        if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_UNFOLDED:
            raise GfassessError.of(_("this template unfolds to more than is read here"), file=file)
        if any(info.filename.endswith(_MACROS) for info in infos):
            raise GfassessError.of(_("this template holds macros, which a report must not have"), file=file, hint=hint)
        return Document(BytesIO(data))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        # A ValueError: the file of another program, or a template in Word's own sense; a SyntaxError is one of its XML.
        raise GfassessError.of(_("this template is no Word document"), file=file, hint=hint) from error


class Place:
    """Where the report goes, and the page that it finds there."""

    def __init__(self, before: Element, page: Element, *, marked: bool) -> None:
        """Take the element that it stands before, and the properties of the section that this is in."""
        self._before = before
        self._page = page
        self._as_found = deepcopy(page)
        self.marked = marked
        """Whether a mark in the template says so."""
        self.follows = not marked and before.getprevious() is not None
        """Whether pages of the template stand before it."""
        size, margins = page.find(qn("w:pgSz")), page.find(qn("w:pgMar"))
        self.width = max(_number(size, "w", 11906) - _sides(margins, "left", "right"), _LEAST)
        self.long = max(_number(size, "h", 16838) - _sides(margins, "top", "bottom"), _LEAST)

    def put(self, elements: Iterable[Element]) -> None:
        """Put the report there; the mark goes."""
        for element in elements:
            self._before.addprevious(element)
        if self.marked:
            self._before.getparent().remove(self._before)

    def broken(self, *, landscape: bool = False, bare: bool = False) -> Element:
        """Return the paragraph that ends a section of pages; a `bare` one has neither header nor footer."""
        page = deepcopy(self._as_found)
        if bare:
            for tag in ("w:headerReference", "w:footerReference"):
                for reference in page.findall(qn(tag)):
                    page.remove(reference)
        if landscape:
            _turn(page)
        # What follows stands on a page of its own.
        for each in (self._page, self._as_found):
            for old in each.findall(qn("w:type")):
                each.remove(old)
        return thin(page)


def place_of(document: DocumentObject) -> Place:
    """Return where the report goes: at the mark, or at the end."""
    body = document.element.body
    for found in body.iterchildren(qn("w:p")):
        if Paragraph(found, document).text.strip() == _MARK:
            return Place(found, _page_of(found), marked=True)
    page = body.get_or_add_sectPr()
    return Place(page, page, marked=False)


def _page_of(found: Element) -> Element:
    """Return the properties of the section that an element of the body is in: they stand at its end."""
    for after in (found, *found.itersiblings()):
        inside = f"{qn('w:pPr')}/{qn('w:sectPr')}"
        page: Element | None = after if after.tag == qn("w:sectPr") else after.find(inside)
        if page is not None:
            return page
    return el("sectPr")


def _turn(page: Element) -> None:
    """Turn a page on its long side, its margins with it."""
    size, margins = page.find(qn("w:pgSz")), page.find(qn("w:pgMar"))
    if size is None:
        return
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")
    if margins is not None:
        top, right, bottom, left = (margins.get(qn(f"w:{side}"), "1440") for side in ("top", "right", "bottom", "left"))
        for side, value in (("top", left), ("right", top), ("bottom", right), ("left", bottom)):
            margins.set(qn(f"w:{side}"), value)


def _number(element: Element | None, name: str, default: int) -> int:
    text = "" if element is None else element.get(qn(f"w:{name}"), "")
    return int(text) if text.isdecimal() else default


def _sides(margins: Element | None, first: str, second: str) -> int:
    return _number(margins, first, 1440) + _number(margins, second, 1440)


def fill(document: DocumentObject, paper: Paper, tongue: Tongue) -> None:
    """Put name, year and the like where a template asks for them, as {{name}}, on its pages, in header and footer."""
    known = {pair.id: joined(pair.value.text, tongue) for pair in paper.cover.rows}
    known["title"] = joined(paper.cover.title, tongue)
    for part in _parts(document):
        for found in part.iter(qn("w:p")):
            texts = [text for text in found.iter(qn("w:t")) if text.text]
            before = "".join(text.text for text in texts)
            after = _FIELD.sub(lambda match: known.get(match[1], match[0]), before)
            if after != before:
                # Word parts a line into pieces as it likes: the mark may lie across them.
                texts[0].text = after
                for text in texts[1:]:
                    text.text = ""


def _parts(document: DocumentObject) -> Iterator[Element]:
    yield document.element.body
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield part._element  # noqa: SLF001 - python-docx has no way through the tables of a header
