"""The report in a Word template of the user: his pages, styles and header stay, and what is no template is refused."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Cm, Length, RGBColor

from gfassess.errors import GfassessError
from gfassess.report.paper.blocks import Cell, KeyValues, Pair, Paper, Section
from gfassess.report.paper.docx import render
from gfassess.report.paper.render import Template
from gfassess.report.paper.render import render as render_as
from tests.report.office import opened, parts, word_text
from tests.report.papers import machinery


def template(*paragraphs: str, header: str = "") -> Template:
    """Return a template of a user: its own heading, margin, header and pages."""
    made: Any = docx.Document()
    made.styles["Heading 1"].font.color.rgb = RGBColor(200, 0, 0)
    made.sections[0].left_margin = Cm(5)
    made.sections[0].header.paragraphs[0].text = header
    for text in paragraphs:
        made.add_paragraph(text)
    saved = BytesIO()
    made.save(saved)
    return Template("own.docx", saved.getvalue())


def _cm(length: Length | None) -> int:
    return round((length or 0) / Cm(1))


def repacked(data: bytes, **changes: bytes) -> bytes:
    """Return an archive with parts put in."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, part in {**parts(data), **changes}.items():
            archive.writestr(name, part)
    return target.getvalue()


def test_a_template_with_a_mark_keeps_its_own_pages() -> None:
    """The report stands where the mark was, between the pages of the user, in his styles, under his header."""
    own = template("my cover", "{{report}}", "my end", header="group {{name}} {{year}} {{nothing}}")
    document = opened(render(machinery(), "en", own))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "my cover"
    assert texts[-1] == "my end"
    assert "{{report}}" not in texts
    assert "Contents" not in texts
    heading = next(one for one in document.paragraphs if one.text == "Basic information")
    assert heading.style is not None
    assert heading.style.font.color.rgb == RGBColor(200, 0, 0)
    name = machinery().cover.rows[0].value.text
    for section in document.sections:
        assert section.header.paragraphs[0].text == f"group {name} 2025 {{{{nothing}}}}"
        assert 5 in {_cm(section.left_margin), _cm(section.top_margin), _cm(section.bottom_margin)}


def test_a_template_without_a_mark_gets_the_whole_report_behind_its_own_pages() -> None:
    """Cover and contents come along, without numbers that its headings do not have."""
    document = opened(render(machinery(), "en", template("my cover", header="group")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "my cover"
    assert "Contents" in texts
    assert "Basic information\t" in texts
    first, cover, *_others = document.sections
    assert first.header.paragraphs[0].text == "group"
    assert _cm(first.left_margin) == _cm(cover.left_margin) == 5


def test_marks_in_texts_of_a_user_are_no_marks() -> None:
    """Only the template is searched: a note that looks like a mark stays what it is."""
    text = "{{name}} {{report}} {{title}}"
    section = Section("s", "S", (KeyValues("k", (Pair("note", "Note", Cell(text)),)),))
    made: Paper = machinery()._replace(sections=(section,))
    assert text in word_text(render(made, "en", template("{{report}}")))


def test_a_mark_may_lie_across_runs() -> None:
    """Word parts a line into pieces as it likes."""
    made: Any = docx.Document()
    line = made.add_paragraph()
    for piece in ("year {", "{ye", "ar}", "} end"):
        line.add_run(piece)
    saved = BytesIO()
    made.save(saved)
    assert (
        opened(render(machinery(), "en", Template("own.docx", saved.getvalue()))).paragraphs[0].text == "year 2025 end"
    )


def test_what_is_no_template_is_refused_with_a_way_out() -> None:
    """A text, a workbook, macros, a template in Word's own format, and what unfolds to gigabytes."""
    whole = template("x").data
    dotx = repacked(
        whole,
        **{"[Content_Types].xml": parts(whole)["[Content_Types].xml"].replace(b"document.main", b"template.main")},
    )
    broken = repacked(whole, **{"word/document.xml": b"<w:document"})
    for data in (b"", b"no archive", repacked(whole, **{"word/vbaProject.bin": b"x"}), dotx, broken):
        with pytest.raises(GfassessError) as caught:
            render(machinery(), "en", Template("own.docx", data))
        assert caught.value.problems[0].file == "own.docx"
        assert ".docx" in caught.value.problems[0].hint


def test_only_word_has_templates() -> None:
    """A template for a page is a mistake that is named, not passed over."""
    with pytest.raises(GfassessError, match="own"):
        render_as(machinery(), "html", "en", template("x"))


def test_a_template_that_unfolds_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is read."""
    monkeypatch.setattr("gfassess.report.paper.docx_template._MOST_UNFOLDED", 1000)
    with pytest.raises(GfassessError, match="unfolds"):
        render(machinery(), "en", template("x"))


def test_a_template_without_styles_gets_ours() -> None:
    """The barest document that Word opens is enough."""
    whole = parts(template().data)
    bare = {name: part for name, part in whole.items() if name in {"[Content_Types].xml", "_rels/.rels"}}
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    bare["word/document.xml"] = f"<w:document {space}><w:body><w:p/></w:body></w:document>".encode()
    bare["_rels/.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        b' Target="word/document.xml"/></Relationships>'
    )
    saved = BytesIO()
    with ZipFile(saved, "w") as archive:
        for name, part in bare.items():
            archive.writestr(name, part)
    document = opened(render(machinery(), "en", Template("own.docx", saved.getvalue())))
    assert "Basic information" in [one.text for one in document.paragraphs]
