"""Texts in lists: wrapped and cut by the cells that they take."""

import pytest
from textual.content import Content

from gfassess.tui.signs import signs
from gfassess.tui.widgets.lines import paragraph


@pytest.mark.parametrize("text", ["单位产品综合能耗" * 20, "specific energy consumption " * 20])
@pytest.mark.parametrize("width", [20, 33, 60])
def test_a_cut_paragraph_stays_in_its_width(text: str, width: int) -> None:
    """With a limit of lines no line takes more cells than there are, and the cut is marked."""
    lines = paragraph(text, width, indent=2, most=2).plain.split("\n")
    assert len(lines) == 2
    assert all(Content(line).cell_length <= width for line in lines)
    assert lines[-1].endswith(signs().more)
