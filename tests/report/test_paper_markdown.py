"""Markdown: what users write stays text, whatever it looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gfassess.report.paper.both import TONGUES, Tongue
from gfassess.report.paper.markdown import escaped, escaped_line
from gfassess.report.paper.render import render
from tests.report.papers import HOSTILE, hostile

_READER = MarkdownIt("gfm-like", {"linkify": True, "html": True})
_KNOWN = {"text", "softbreak", "strong_open", "strong_close", "html_inline"}


@pytest.mark.parametrize("tongue", TONGUES)
def test_no_text_becomes_markup_or_a_link(tongue: Tongue) -> None:
    """A reader that makes links of all it can finds none, no image, no code, no tag but line ends in cells."""
    tokens = _READER.parse(render(hostile(), "md", tongue).decode())
    inner = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inner} <= _KNOWN
    assert {child.content for child in inner if child.type == "html_inline"} <= {"<br>"}
    assert {token.type for token in tokens}.isdisjoint({"fence", "code_block", "html_block", "blockquote_open"})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read_as_they_were_written(text: str) -> None:
    """Escaped, each line of them comes out of the reader as it went in."""
    for line in text.split("\n"):
        assert _read(escaped_line(line)) == line.strip()


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=60))
def test_any_text_stands_for_itself(text: str) -> None:
    """Whatever letters, signs and spaces a text has, it is read back the same, at the start of a line and in it."""
    wanted = " ".join(text.split())
    assert _read(f"x{escaped(wanted)}x") == f"x{wanted}x"
    assert _read(escaped_line(wanted)) == wanted


def _read(source: str) -> str:
    """Return the text of one paragraph; markup of any kind fails."""
    tokens = _READER.parse(source)
    if not tokens:
        return ""
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text"}
    return "".join(child.content for child in children).replace("\N{WORD JOINER}", "")
