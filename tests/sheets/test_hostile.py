"""Workbooks that are no sheets, were tampered with, or are meant to do harm."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from gfassess.errors import GfassessError
from gfassess.sheets import grid
from gfassess.sheets.base import check_owner, pieces, read_base
from gfassess.sheets.grid import read_sheet
from gfassess.sheets.marks import HIDDEN
from tests.sheets.rules import Opened, answers, filled, office, replies, sheet

BEFORE = answers(facts={"area": 5.0}, enterprise={"name": "甲厂"}, site={"name": "east"})


def _refused(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "s.xlsx"
    path.write_bytes(data)
    with pytest.raises(GfassessError) as caught:
        read_sheet(path)
    assert caught.value.problems[0].file.endswith("s.xlsx")
    return caught.value.problems[0].message


def _swapped(part: str, old: bytes, new: bytes) -> bytes:
    """Return a sheet with something else in one of its parts."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(sheet(BEFORE))) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            out.writestr(name, data.replace(old, new) if part in name else data)
    return target.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04" + b"\0" * 200])
def test_no_workbook(tmp_path: Path, data: bytes) -> None:
    """Anything else is refused in words."""
    assert _refused(tmp_path, data)


def test_another_workbook(tmp_path: Path) -> None:
    """A workbook that gfassess did not write is told from one of its own."""
    stream = BytesIO()
    openpyxl.Workbook().save(stream)
    assert "hidden page is missing" in _refused(tmp_path, stream.getvalue())


def test_a_changed_hidden_page(tmp_path: Path) -> None:
    """A base that was tampered with would make conflicts look like edits."""

    def tamper(opened: Opened) -> None:
        cell = opened.book[HIDDEN]["A2"]
        cell.value = str(cell.value).replace("5.0", "6.0")

    assert "was changed" in _refused(tmp_path, filled(sheet(BEFORE), tamper))


def test_no_page_with_ids(tmp_path: Path) -> None:
    """Without any id there is nothing to read."""

    def wipe(opened: Opened) -> None:
        opened.facts["A1"].value = opened.ledger["A1"].value = None

    assert "no page" in _refused(tmp_path, filled(sheet(BEFORE), wipe))


@pytest.mark.parametrize("declared", [b"<!DOCTYPE x>", b'<!DOCTYPE x [<!ENTITY a "b">]>'])
def test_declarations(tmp_path: Path, declared: bytes) -> None:
    """Entities that unfold are refused before they are read."""
    start = b"<worksheet"
    assert _refused(tmp_path, _swapped("sheet2.xml", start, declared + start))


def test_rows_far_below(tmp_path: Path) -> None:
    """A row number beyond all pages does not keep the reader busy."""
    assert _refused(tmp_path, _swapped("sheet2.xml", b'<row r="8"', b'<row r="99999999999"'))


def test_broken_parts(tmp_path: Path) -> None:
    """XML that breaks off and styles that are not there are told."""
    assert _refused(tmp_path, _swapped("sheet2.xml", b"</row>", b""))


@pytest.mark.parametrize("number", [b"1e400", b"-1e400"])
def test_a_number_that_is_none(tmp_path: Path, number: bytes) -> None:
    """A figure beyond all figures is none."""
    path = tmp_path / "s.xlsx"
    path.write_bytes(_swapped("worksheets/", b"<v>5</v>", b"<v>" + number + b"</v>"))
    (reply,) = replies(tmp_path, BEFORE, path.read_bytes())
    assert reply.edits == []
    assert "infinite or not a number" in reply.problems[0].message


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page has a limit."""
    monkeypatch.setattr(grid, "MOST_ROWS", 5)
    assert "more than 5 rows" in _refused(tmp_path, sheet(BEFORE))


def test_a_bomb(tmp_path: Path) -> None:
    """What unfolds to more than memory has is refused by what it says of itself."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/workbook.xml", "<workbook/>")
        with out.open("xl/sharedStrings.xml", "w") as part:
            for _piece in range(110):
                part.write(b" " * 1_000_000)
    assert "unfolds" in _refused(tmp_path, target.getvalue())


@pytest.mark.parametrize("text", ["", "x", "[[", "{}", '{"format": 1}', '{"format": 9}', "[" * 100_000, "NaN", "null"])
def test_a_base_that_is_none(text: str) -> None:
    """Whatever a hidden page holds under a right fingerprint, it is a record or it is refused."""
    from gfassess.sheets.base import _fingerprint

    with pytest.raises(GfassessError):
        read_base("s.xlsx", [f"gfassess-sheet {_fingerprint(text)}", f"|{text}|"])


def test_long_answers_in_pieces() -> None:
    """A base longer than a cell comes back whole."""
    from gfassess.sheets.base import base_of

    before = answers(facts={"remark": "长 _x0041_ " * 20_000})
    base = base_of(before, office())
    cells = pieces(base)
    assert len(cells) > 5
    assert all(len(cell) < 32_767 for cell in cells)
    assert read_base("s.xlsx", cells) == base


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"year": 2024}, False),
        ({"enterprise": {"name": "乙厂"}}, False),
        ({"enterprise": {"name": ""}}, True),
        ({"site": {"name": "west"}}, False),
    ],
)
def test_whose_sheet_it_is(changes: dict[str, object], *, fits: bool) -> None:
    """A sheet of another year, site or enterprise is not read into this file."""
    from gfassess.sheets.base import base_of

    parts = {"facts": {"area": 5.0}, "enterprise": {"name": "甲厂"}, "site": {"name": "east"}, **changes}
    base = base_of(BEFORE, office())
    if fits:
        check_owner("s.xlsx", base, answers(**parts))
    else:
        with pytest.raises(GfassessError, match="was made for"):
            check_owner("s.xlsx", base, answers(**parts))
