"""The report as a Word document: what a bureau expects of one, and a user's own template."""

from itertools import pairwise
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm

from gfassess.report.paper.blocks import (
    Block,
    Cell,
    Column,
    Entries,
    KeyValues,
    Pair,
    Paragraph,
    Row,
    Section,
    SignatureBox,
    Strip,
    Table,
)
from gfassess.report.paper.both import TONGUES, Both, Tongue, spoken
from gfassess.report.paper.docx import render
from gfassess.report.paper.docx_drawing import SIGNS_OF
from tests.report.office import opened, parts, word_text
from tests.report.papers import DAY, HOSTILE, hostile, machinery, printed, records, unfinished, unweighted

FIELDS = ("TOC ", "PAGEREF ", "PAGE", "NUMPAGES")


@pytest.mark.parametrize("made", [machinery, unfinished, unweighted])
def test_sections_are_headings_with_numbers_of_their_own(made: Any) -> None:
    """Headings have the styles that Word lists and numbers; lines with details of their own are the third level."""
    document = opened(printed(made, "docx", "en"))
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None]
    assert names.count("Heading 1") == len(made().sections)
    entries = [entry for block in records(made()) if isinstance(block, Entries) for entry in block.entries]
    assert names.count("Heading 3") == sum(not entry.brief for entry in entries)
    for depth in range(3):
        properties = document.styles[f"Heading {depth + 1}"].element.find(qn("w:pPr"))
        assert properties.find(f"{qn('w:numPr')}/{qn('w:ilvl')}").get(qn("w:val")) == str(depth)


def test_contents_list_every_section_and_are_brought_up_to_date() -> None:
    """A field lists the headings; until Word has worked it out, it shows them with their numbers."""
    document = opened(printed(machinery, "docx", "en"))
    shown = [line.text for line in document.paragraphs if line.style is not None and line.style.name == "toc 1"]
    assert len(shown) == len(machinery().sections)
    assert shown[0].startswith("1\N{EN SPACE}Basic information")
    assert document.settings.element.find(qn("w:updateFields")) is not None
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))}
    assert links <= marks
    assert links


def test_contents_with_every_province_are_one_page() -> None:
    """Eight parts, one of them with all provinces, leave no line for a second page, whatever fonts there are."""
    document: Any = opened(printed(machinery, "docx", "zh"))
    page = document.sections[0]
    title, part, province = (document.styles[name] for name in ("TOC Heading", "toc 1", "toc 2"))
    above = title.paragraph_format.space_before + title.paragraph_format.space_after + 1.5 * title.font.size
    first, second = (one.paragraph_format.space_before + one.paragraph_format.line_spacing for one in (part, province))
    assert above + 8 * first + 35 * second <= page.page_height - page.top_margin - page.bottom_margin


def test_tables_repeat_their_heads_and_break_no_row() -> None:
    """Tables, those of brief lines too, have a head that stands on every page; no row lies on two pages."""
    document = opened(printed(machinery, "docx", "both"))
    rows = list(document.element.body.iter(qn("w:tr")))
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    tables = sum(isinstance(one, Table) and bool(one.rows) for one in records(machinery()))
    brief = sum(isinstance(one, Entries) and all(entry.brief for entry in one.entries) for one in records(machinery()))
    assert len(heads) == tables + brief


def test_places_among_sites_are_one_table() -> None:
    """Lines with a strip and few words stand in one table, below the criterion that they belong to."""
    found = next(one for one in records(machinery()) if isinstance(one, Entries) and one.id == "places")
    document = opened(printed(machinery, "docx", "en"))
    (table,) = (one for one in document.tables if [cell.text for cell in one.rows[0].cells][1:2] == ["you"])
    titles = [row.cells[0].text for row in table.rows]
    for entry in found.entries:
        assert spoken(entry.title, "en")[0][1] in titles
    groups = list(dict.fromkeys(spoken(entry.group, "en")[0][1] for entry in found.entries if entry.group))
    assert groups
    heads = [row.cells[0].text for row in table.rows if len(row._tr.tc_lst) == 1]
    assert [title for title in heads if title.strip()] == groups


def test_grids_hold_what_their_rows_need() -> None:
    """The cells of every row fill the columns of their table, and no two tables touch, which Word would join."""
    for tongue in TONGUES:
        body = opened(printed(machinery, "docx", tongue)).element.body
        for table in body.iter(qn("w:tbl")):
            columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
            for row in table.findall(qn("w:tr")):
                spans = (cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.findall(qn("w:tc")))
                assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == columns
        tags = [each.tag for each in body]
        assert (qn("w:tbl"), qn("w:tbl")) not in set(pairwise(tags))


def test_pages_are_a4_and_wide_tables_lie_on_their_side() -> None:
    """Raw data and evidence have room; name and year stand over every page but the cover, page numbers below it."""
    document = opened(printed(machinery, "docx", "en"))
    sizes = [(section.page_width or 0, section.page_height or 0) for section in document.sections]
    assert {(round(min(size) / Cm(1)), round(max(size) / Cm(1))) for size in sizes} == {(21, 30)}
    assert {width > height for width, height in sizes} == {True, False}
    cover, *others = document.sections
    assert cover.header.is_linked_to_previous
    for section in others:
        assert not section.header.is_linked_to_previous
        assert "2025" in section.header.paragraphs[0].text
        assert "PAGE" in section.footer._element.xml


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_number_of_the_page_stands_at_the_right_of_the_footer(tongue: Tongue) -> None:
    """Page and count have room of their own, however long the text; the footer is in one language."""
    document = opened(printed(machinery, "docx", tongue))
    (table,) = document.sections[-1].footer.tables
    words, number = table.rows[0].cells
    assert words.text == spoken(machinery().footer, tongue)[0][1]
    page = spoken(machinery().labels.page, tongue)[0][1]
    assert number.text == page.format(page=1, pages=1)
    codes = [(code.text or "").strip() for code in number._tc.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_headings_are_black() -> None:
    """An office paper has its headings in the colour of its text."""
    document = opened(printed(machinery, "docx", "zh"))
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        assert document.styles[name].element.find(f"{qn('w:rPr')}/{qn('w:color')}") is None


def test_no_page_is_empty_between_wide_parts() -> None:
    """Parts that lie on their side follow each other without an upright page in between."""
    wide = Table("t", tuple(Column(str(place), "x", weight=9) for place in range(3)), (Row((Cell("1"),) * 3),))
    blocks: tuple[Block, ...] = (wide, wide, Paragraph("x"))
    parts = tuple(Section(f"s{place}", "part", (block,)) for place, block in enumerate(blocks))
    document = opened(render(machinery()._replace(sections=parts), "en"))
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]
    assert turned == [False, False, True, False]
    headings = [line for line in document.paragraphs if line.text == "part"]
    assert [bool(line.paragraph_format.page_break_before) for line in headings] == [False, True, False]


def test_every_style_names_a_chinese_and_a_latin_font() -> None:
    """Fonts are named for both scripts, and no font of a theme wins over them."""
    document = opened(printed(machinery, "docx", "zh"))
    body = document.element.body
    used = {style.get(qn("w:val")) for style in body.iter(qn("w:pStyle"))}
    for style in document.styles:
        if style.style_id in used:
            fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            assert fonts.get(qn("w:eastAsia")) in {"宋体", "黑体", "仿宋"}
            assert fonts.get(qn("w:ascii")) == "Times New Roman"
            assert fonts.get(qn("w:eastAsiaTheme")) is None
            used.remove(style.style_id)
    assert not used


def test_both_languages_stand_side_by_side() -> None:
    """Clause and finding in Chinese have a cell, and beside it the English one."""
    words = Both("示例：条款", "example: clause")
    section = Section("s", "S", (KeyValues("k", (Pair("source", "Clause", Cell(words)),)),))
    document = opened(render(machinery()._replace(sections=(section,)), "both"))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert any(row[1] == words.zh and row[-1] == words.en for row in rows)


def test_the_statement_has_places_for_signature_and_seal() -> None:
    """Each place stands on a line of its own, ready for a pen."""
    (box,) = (one for one in records(machinery()) if isinstance(one, SignatureBox))
    lines = [line.strip() for line in word_text(printed(machinery, "docx", "en")).split("\n")]
    for place in box.places:
        assert f"{spoken(place, 'en')[0][1]}:" in lines


def test_strips_show_the_own_figure_and_the_better_end_at_the_right() -> None:
    """A strip is a row of cells: the leading value is the last sign of two, whichever direction is better."""
    strips = [one for one in records(machinery()) if isinstance(one, Strip)]
    document = opened(printed(machinery, "docx", "en"))
    drawn = ["".join(row.itertext()) for row in document.element.body.iter(qn("w:tr")) if len(row) > 40]
    drawn = [line for line in drawn if set(line) <= set(SIGNS_OF.values()) and line]
    assert len(drawn) == len(strips)
    assert all(SIGNS_OF["own"] in line for line in drawn)
    pairs = [line for line in drawn if SIGNS_OF["baseline"] in line and SIGNS_OF["leading"] in line]
    assert pairs
    assert all(line.index(SIGNS_OF["baseline"]) < line.index(SIGNS_OF["leading"]) for line in pairs)


@pytest.mark.parametrize("tongue", TONGUES)
def test_no_text_of_a_user_becomes_a_field_or_a_link(tongue: Tongue) -> None:
    """Fields are our own few; nothing leads out of the file, nothing is embedded, and every text stands as it is."""
    data = printed(hostile, "docx", tongue)
    for name, part in parts(data).items():
        if name.endswith(".rels"):
            assert b"External" not in part
        assert not name.endswith((".bin", ".vml"))
    body = opened(data).element.body
    codes = [(code.text or "").strip() for code in body.iter(qn("w:instrText"))]
    assert all(code.startswith(FIELDS) for code in codes)
    assert not list(body.iter(qn("w:altChunk"), qn("w:object"), qn("w:fldSimple")))
    shown = word_text(data)
    for text in HOSTILE[:15]:
        assert text in shown


def test_properties_of_the_file_are_those_of_the_report() -> None:
    """Its dates are the day on the cover, not those of a clock, and no program's name stands as its author."""
    core = opened(printed(machinery, "docx", "en")).core_properties
    assert core.title == "Green factory self-assessment report"
    assert core.author == ""
    assert core.created is not None
    assert core.created == core.modified
    assert core.created.date() == DAY


def test_a_long_finding_gets_room() -> None:
    """A column of long texts takes room from those that hold little; short ones keep the widths of their kind."""
    columns = (Column("a", "A", weight=5), Column("b", "B"))
    short = Table("t", columns, (Row((Cell("x"), Cell("y"))),))
    long = Table("u", columns, (Row((Cell("x"), Cell("words " * 30))),))
    section = Section("s", "S", (short, long))
    document = opened(render(machinery()._replace(sections=(section,)), "en"))
    first, second = (
        [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        for table in document.tables
        if len(table.columns) == 2 and table.style is not None and table.style.name == "Report Table"
    )
    assert first[0] > 4 * first[1]
    assert second[1] > 2 * first[1]
    assert sum(first) == pytest.approx(sum(second), abs=2)
