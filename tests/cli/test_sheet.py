"""Ask-sheets on the command line: out to the offices, in again, and what is said about it."""

import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run

FILE = """
    ruleset = "small"
    year = 2024
    [enterprise]
    name = "甲厂"
    [facts]
    area = 1000
"""


@pytest.fixture
def file(small: str, write: Callable[[str, str], str]) -> tuple[str, ...]:
    """Return an assessment under the small rules, as arguments."""
    return (write("a.toml", FILE), "--criteria", small)


def _set(book: str, values: dict[str, object], target: str = "") -> str:
    """Type answers into a workbook and save it; return its name."""
    opened = openpyxl.load_workbook(book)
    for page in opened.worksheets:
        marks = {cell.value: cell.column for cell in page[1]}
        for cell in page["A"]:
            if cell.value in values and "value" in marks:
                page.cell(cell.row, marks["value"]).value = values[cell.value]
    opened.save(target or book)
    return target or book


def test_one_workbook_for_each_office(gfassess: Run, file: tuple[str, ...]) -> None:
    """Each office gets its own workbook beside the assessment, and nothing is said that is not about them."""
    ran = gfassess("sheet", "out", *file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "a-administration.xlsx: administration (2 questions, 0 tables)",
        "a-energy-office.xlsx: energy office (1 question, 1 table)",
    ]
    assert sorted(path.name for path in Path().glob("*.xlsx")) == ["a-administration.xlsx", "a-energy-office.xlsx"]


def test_one_office_one_file_one_folder(gfassess: Run, file: tuple[str, ...]) -> None:
    """-o names one workbook for all offices, or a folder for one each; --department picks offices."""
    assert gfassess("sheet", "out", *file, "-o", "all.xlsx").code == 0
    assert len(openpyxl.load_workbook("all.xlsx").sheetnames) == 4
    Path("to").mkdir()
    assert gfassess("sheet", "out", *file, "--department", "energy", "-o", "to").code == 0
    assert [path.name for path in Path("to").iterdir()] == ["a-energy-office.xlsx"]


def test_chinese_names_for_chinese_offices(gfassess: Run, file: tuple[str, ...]) -> None:
    """The workbook is called like the office in the language in use."""
    gfassess("sheet", "out", *file, "--department", "energy", lang="zh")
    assert Path("a-能源管理部门.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--department", "enrgy"), 'did you mean "energy"?'),
        (("--ruleset", "smal"), 'did you mean "small"?'),
        (("-o", "out.xls"), "ends in .xlsx"),
        (("-o", "none/out.xlsx"), "folder of this file does not exist"),
    ],
)
def test_what_cannot_be_asked(gfassess: Run, file: tuple[str, ...], arguments: tuple[str, ...], said: str) -> None:
    """An unknown office or rule set, and a name that is none, write nothing and name the way out."""
    ran = gfassess("sheet", "out", *file, *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert list(Path().glob("*.xls*")) == []


def test_filled_sheets_are_never_written_over(gfassess: Run, file: tuple[str, ...]) -> None:
    """A sheet that is there may hold answers: it stays, and so do all others, unless --force is said."""
    gfassess("sheet", "out", *file, "--department", "energy")
    Path("a-energy-office.xlsx").write_bytes(b"mine")
    ran = gfassess("sheet", "out", *file)
    assert ran.code == 1
    assert "is there already" in ran.err
    assert Path("a-energy-office.xlsx").read_bytes() == b"mine"
    assert not Path("a-administration.xlsx").exists()
    assert gfassess("sheet", "out", *file, "--force").code == 0


def test_untouched_sheets_leave_the_file_alone(gfassess: Run, file: tuple[str, ...]) -> None:
    """Not a byte of the file changes, comments included."""
    before = Path("a.toml").read_bytes()
    gfassess("sheet", "out", *file, "-o", "all.xlsx")
    ran = gfassess("sheet", "in", *file, "all.xlsx")
    assert (ran.code, ran.out, ran.err) == (0, "Unchanged: 3\n", "")
    assert Path("a.toml").read_bytes() == before


def test_answers_are_taken_over(gfassess: Run, file: tuple[str, ...]) -> None:
    """The summary says what changed from what to what and where it stands; the file has it."""
    gfassess("sheet", "out", *file, "-o", "all.xlsx")
    _set("all.xlsx", {"area": "１５，０００", "plan": "是", "level": "Full"})
    dry = gfassess("sheet", "in", *file, "all.xlsx", "--dry-run")
    assert "nothing was written" in dry.err
    assert "plan" not in Path("a.toml").read_text("utf-8")
    ran = gfassess("sheet", "in", *file, "all.xlsx")
    assert ran.code == 0
    assert ran.out == dry.out
    assert ran.out.splitlines()[:3] == [
        "Taken over: 3",
        "  Area: 1,000 m2 -> 15,000 m2",
        "      all.xlsx administration!C6",
    ]
    assert ran.err == "written: a.toml\n"
    text = Path("a.toml").read_text("utf-8")
    assert "area = 15000\n" in text
    assert "plan = true\n" in text


def test_a_conflict_is_told_and_decided(gfassess: Run, file: tuple[str, ...]) -> None:
    """Both answers and the one before are told; the rest is taken over; --prefer decides."""
    gfassess("sheet", "out", *file, "-o", "all.xlsx")
    _set("all.xlsx", {"area": 3000, "plan": "yes"})
    path = Path("a.toml")
    path.write_text(path.read_text("utf-8").replace("1000", "2000"), "utf-8")
    ran = gfassess("sheet", "in", *file, "all.xlsx")
    assert ran.code == 1
    for line in (
        "when the sheet was made: 1,000 m2",
        "in the file now: 2,000 m2",
        "all.xlsx administration!C6: 3,000 m2",
    ):
        assert line in ran.out
    assert "--prefer" in ran.err
    assert "area = 2000\nplan = true\n" in path.read_text("utf-8")
    assert gfassess("sheet", "in", *file, "all.xlsx", "--prefer", "file").code == 0
    assert "area = 2000\n" in path.read_text("utf-8")
    ran = gfassess("sheet", "in", *file, "all.xlsx", "--prefer", "sheet")
    assert (ran.code, "the sheet counts" in ran.out) == (0, True)
    assert "area = 3000\n" in path.read_text("utf-8")


def test_changed_rows_are_told(gfassess: Run, file: tuple[str, ...]) -> None:
    """New, changed, deleted and doubtful rows of a ledger are each said with their cells."""
    path = Path("a.toml")
    rows = '[[ledgers.use]]\ncarrier = "coal"\namount = 5\n[[ledgers.use]]\ncarrier = "coal"\namount = 6\n'
    path.write_text(path.read_text("utf-8") + rows, "utf-8")
    gfassess("sheet", "out", *file, "-o", "all.xlsx")
    opened = openpyxl.load_workbook("all.xlsx")
    page = next(page for page in opened if str(page["A1"].value).startswith("gfassess:ledger"))
    page["B8"].value = page["C8"].value = None
    page["C9"].value = 7
    page["B12"].value, page["C12"].value = "Coal", 9
    opened.save("all.xlsx")
    ran = gfassess("sheet", "in", *file, "all.xlsx")
    assert (ran.code, ran.out.count("all.xlsx")) == (0, 3)
    for line in (
        "Energy use: row 1: Coal; 5 kg -> row deleted",
        "Energy use, row 2: Amount: 6 kg -> 7 kg",
        "new: Coal; 9 kg",
    ):
        assert line in ran.out
    assert path.read_text("utf-8").count("carrier") == 2


def test_what_is_not_readable_is_named_and_the_rest_taken(gfassess: Run, file: tuple[str, ...]) -> None:
    """One bad cell does not hold the other answers back, and one bad workbook not the other workbooks."""
    gfassess("sheet", "out", *file, "-o", "all.xlsx")
    _set("all.xlsx", {"area": "约1200", "level": "full"})
    Path("other.xlsx").write_bytes(b"PKnothing")
    ran = gfassess("sheet", "in", *file, "all.xlsx", "other.xlsx")
    assert ran.code == 1
    assert 'all.xlsx: administration!C6: Area: "约1200" does not begin with a number' in ran.out
    assert "other.xlsx: this workbook is damaged" in ran.err
    assert 'level = "full"' in Path("a.toml").read_text("utf-8")


def test_a_doubtful_figure_is_taken_with_a_warning(gfassess: Run, file: tuple[str, ...]) -> None:
    """A figure hard to believe is the office's answer all the same; who takes it over is warned."""
    gfassess("sheet", "out", *file, "-o", "all.xlsx")
    _set("all.xlsx", {"area": 50})
    ran = gfassess("sheet", "in", *file, "all.xlsx")
    assert ran.code == 0
    assert "warning: area: Area: 50" in ran.err
    assert "area = 50\n" in Path("a.toml").read_text("utf-8")


def test_sheets_of_another_factory(gfassess: Run, file: tuple[str, ...]) -> None:
    """Who has thirty files cannot mix up their sheets."""
    gfassess("sheet", "out", *file, "-o", "all.xlsx")
    path = Path("a.toml")
    path.write_text(path.read_text("utf-8").replace("甲厂", "乙厂"), "utf-8")
    ran = gfassess("sheet", "in", *file, _set("all.xlsx", {"area": 3000}))
    assert (ran.code, "甲厂" in ran.err, "乙厂" in ran.err) == (1, True, True)
    assert "1000" in path.read_text("utf-8")


def test_an_export_loses_its_stamp_and_says_so(gfassess: Run, file: tuple[str, ...]) -> None:
    """Changed answers are no longer what was stamped."""
    gfassess("export", *file, "-o", "b.toml")
    gfassess("sheet", "out", "b.toml", *file[1:], "-o", "all.xlsx")
    ran = gfassess("sheet", "in", "b.toml", *file[1:], _set("all.xlsx", {"area": 3000}))
    assert "result and stamp are gone" in ran.err
    assert "[stamp]" not in Path("b.toml").read_text("utf-8")


@pytest.mark.parametrize("action", [("out",), ("in", "all.xlsx")])
def test_without_the_package(
    gfassess: Run, file: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, action: tuple[str, ...]
) -> None:
    """Where openpyxl is not installed the way to it is told."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ran = gfassess("sheet", action[0], *file, *action[1:])
    assert ran.code == 1
    assert 'pip install "gfassess[office]"' in ran.err


def test_every_example_makes_the_round(gfassess: Run, machinery: str) -> None:
    """The whole content, all rule sets at once, in both languages: out and in again changes nothing."""
    path = Path("m.toml")
    path.write_bytes(Path(machinery).read_bytes())
    every = [part for name in ("five", "gbt36132-2025", "miit-form-2025") for part in ("--ruleset", name)]
    for lang in ("zh", "en"):
        assert gfassess("sheet", "out", "m.toml", *every, "-o", f"{lang}.xlsx", lang=lang).code == 0
    ran = gfassess("sheet", "in", "m.toml", "zh.xlsx", "en.xlsx")
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert path.read_bytes() == Path(machinery).read_bytes()
