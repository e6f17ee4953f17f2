"""Lists as authorities publish them: any order of columns, any spelling, any encoding; all names are invented."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from gfassess.errors import GfassessError
from gfassess.lists import sheets
from gfassess.lists.reading import Found, Given, read_list
from gfassess.lists.sheets import rows_of
from gfassess.model.peers import Peer

HEAD = ["批次", "序号", "地区", "工厂名称", "行业", "第三方评价机构"]
ROWS = [
    HEAD,
    ["1", "1", "北京", "虚构甲制造有限公司", "电子", "虚构评价中心"],
    ["1", "2", "湖南", "虚构乙（株洲）有限公司", "机械", "虚构评价中心"],
]
Table = list[list[str]]


def read(path: Path, given: Given | None = None) -> Found:
    """Return what a list holds."""
    return read_list(path.name, rows_of(path), given or Given())


def peers(found: Found) -> list[Peer]:
    """Return the enterprises."""
    return [peer for rows in found.peers.values() for _line, peer in rows]


def names(found: Found) -> list[str]:
    """Return only the names."""
    return [peer.name for peer in peers(found)]


def said(found: Found) -> str:
    """Return everything that was told about rows."""
    return "\n".join(map(str, found.problems))


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a table as CSV."""

    def write(rows: Table, encoding: str = "utf-8", sign: str = ",") -> Path:
        stream = io.StringIO()
        csv.writer(stream, delimiter=sign).writerows(rows)
        path = tmp_path / "list.csv"
        path.write_bytes(stream.getvalue().encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a table as a workbook, with merged ranges."""

    def write(rows: list[list[object]], merged: tuple[str, ...] = ()) -> Path:
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        for row in rows:
            page.append(row)
        for cells in merged:
            page.merge_cells(cells)
        path = tmp_path / "list.xlsx"
        book.save(path)
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_encodings_and_signs(table: Callable[..., Path], encoding: str, sign: str) -> None:
    """The encodings that Excel and WPS save are all read, with comma, tab or semicolon."""
    found = read(table(ROWS, encoding, sign))
    assert peers(found) == [
        Peer(1, "虚构甲制造有限公司", province="北京", sector="电子", evaluator="虚构评价中心"),
        Peer(2, "虚构乙（株洲）有限公司", province="湖南", sector="机械", evaluator="虚构评价中心"),
    ]
    assert list(found.peers) == [(1, "factory")]
    assert found.problems == []


def test_columns_in_any_order_and_spelling(table: Callable[..., Path]) -> None:
    """Heads are known by many names, with blanks and brackets in them; what is not known is named."""
    rows = [
        [
            "备 注",
            "评价机构",
            "企业名称",
            "省（区、市）",
            "所在市",
            "联系人",
            "批次",
            "序 号",
            "名单类别",
            "产品名称",
            "型号",
        ],
        [
            "说明",
            "某机构",
            "虚构丙有限公司",
            "广东省",
            "佛山",
            "张三",
            "第十一批",
            "５",
            "绿色设计产品",
            "电暖气",
            "GR-H",
        ],
    ]
    found = read(table(rows))
    assert peers(found) == [
        Peer(
            5, "虚构丙有限公司", province="广东", city="佛山", evaluator="某机构", product="电暖气（GR-H）", note="说明"
        )
    ]
    assert list(found.peers) == [(11, "product")]
    assert found.unused == ("联系人",)


def test_titles_above_say_batch_kind_and_year(table: Callable[..., Path]) -> None:
    """Titles above the line of heads are read for what no column says."""
    rows = [
        ["附件1"],
        [],
        ["2021年度绿色工业园区名单（第六批）"],
        ["序号", "地区", "园区名称"],
        ["1", "江苏", "虚构园区"],
    ]
    found = read(table(rows))
    assert list(found.peers) == [(6, "park")]
    assert found.years == {(6, "park"): 2021}
    assert names(found) == ["虚构园区"]


def test_heads_on_two_lines_and_merged_cells(workbook: Callable[..., Path]) -> None:
    """A merged head above two heads, a merged region beside several firms, titles over the whole width."""
    path = workbook(
        [
            ["第七批绿色工厂名单", None, None, None],
            ["序号", "企业信息", None, "第三方评价机构"],
            [None, "地区", "企业名称", None],
            [1, "浙江", "虚构一厂", "甲"],
            [2, None, "虚构二厂", "乙"],
            [3.0, "宁波市", "虚构三厂", "丙"],
        ],
        ("A1:D1", "B2:C2", "A2:A3", "D2:D3", "B4:B5"),
    )
    found = read(path)
    assert [(peer.no, peer.province, peer.city, peer.evaluator) for peer in peers(found)] == [
        (1, "浙江", "", "甲"),
        (2, "浙江", "", "乙"),
        (3, "浙江", "宁波", "丙"),
    ]


def test_the_lower_line_of_heads_may_come_second(workbook: Callable[..., Path]) -> None:
    """The names stand on the first line, the parts of the place on the second."""
    path = workbook(
        [
            ["批次", "序号", "工厂名称", "所在地区", None],
            [None, None, None, "省份", "城市"],
            [2, 1, "虚构一厂", "河南省", "洛阳市"],
        ]
    )
    (peer,) = peers(read(path))
    assert (peer.province, peer.city) == ("河南", "洛阳市")


def test_sections_and_repeated_heads(table: Callable[..., Path]) -> None:
    """Lists that print a province above its firms and the heads on every page lose nothing and gain nothing."""
    rows = [
        ["第三批绿色工厂名单", "", ""],
        ["序号", "工厂名称", "评价机构"],
        ["北京市（2家）", "", ""],
        ["1", "虚构一厂", "甲"],
        ["", "", ""],
        ["序号", "工厂名称", "评价机构"],
        ["2", "虚构二厂", "甲"],
        ["深圳（1家）", "", ""],
        ["3", "虚构三厂", "甲"],
    ]
    found = read(table(rows))
    assert [(peer.name, peer.province, peer.city) for peer in peers(found)] == [
        ("虚构一厂", "北京", ""),
        ("虚构二厂", "北京", ""),
        ("虚构三厂", "广东", "深圳"),
    ]
    assert found.problems == []


def test_a_lonely_name_is_no_section(table: Callable[..., Path]) -> None:
    """A row that has only the name of a firm, which begins with a province, is a firm."""
    rows = [["第三批绿色工厂名单", ""], ["序号", "工厂名称"], ["", "湖南虚构厂"], ["", "北京虚构工厂"]]
    assert names(read(table(rows))) == ["湖南虚构厂", "北京虚构工厂"]


def test_full_width_and_invisible_characters(table: Callable[..., Path]) -> None:
    """Full-width digits and blanks are read; blanks inside names go, Chinese brackets stay, marks vanish."""
    rows = [HEAD, ["１", "２", "湖　南", "虚构　甲（株洲）\u200b有限 公司\ufeff", "", "Ａ Ｂ 机构"]]
    (peer,) = peers(read(table(rows)))
    assert (peer.no, peer.name, peer.province, peer.evaluator) == (2, "虚构甲（株洲）有限公司", "湖南", "A B 机构")


def test_rows_that_cannot_be_read_are_told_and_the_rest_is_kept(table: Callable[..., Path]) -> None:
    """Each problem names its line and why; a region or number that is none costs only itself."""
    rows = [
        *ROWS,
        ["1", "3", "湖南", "", "", ""],
        ["一百", "4", "湖南", "虚构丁厂", "", ""],
        ["1", "五", "湖南", "虚构戊厂", "", ""],
        ["1", "6", "火星", "虚构己厂", "", ""],
        ["1", "2", "湖南", "虚构庚厂", "", ""],
        ["1", "8", "湖南", "虚构甲制造有限公司", "", ""],
        ["1", "9", "湖南", "=VLOOKUP(A1,B:B,1)", "", ""],
    ]
    found = read(table(rows))
    assert names(found) == ["虚构甲制造有限公司", "虚构乙（株洲）有限公司", "虚构戊厂", "虚构己厂", "虚构庚厂"]
    text = said(found)
    for words in (
        "list.csv:4: no name of an enterprise",
        'list.csv:5: "一百" is no batch',
        'list.csv:6: "五" is no running number',
        'list.csv:7: "火星" is no province',
        "list.csv:8: number 2 stands in line 3 already",
        "list.csv:9: 虚构甲制造有限公司 stands in line 2 already",
        "list.csv:10: a formula without its result",
    ):
        assert words in text
    assert [problem.line for problem in found.problems if problem.severity == "error"] == [4, 5, 9, 10]
    kept = {peer.name: peer for peer in peers(found)}
    assert kept["虚构己厂"].note == "地区：火星"
    assert kept["虚构庚厂"].no is None


def test_a_batch_named_by_its_year(table: Callable[..., Path]) -> None:
    """A year in place of a batch is the batch of that year where there is one only; otherwise the way out is told."""
    rows = [HEAD, ["2021", "1", "北京", "虚构甲厂", "", ""], ["2018", "1", "北京", "虚构乙厂", "", ""]]
    found = read(table(rows), Given(batches={2021: 6}))
    assert list(found.peers) == [(6, "factory")]
    assert "2018 is a year, and its batch is not known" in said(found)


def test_what_the_list_does_not_say_is_asked_for(table: Callable[..., Path]) -> None:
    """Neither batch nor kind is guessed."""
    found = read(table([["序号", "企业名称"], ["1", "虚构甲厂"]]))
    assert found.wants == {"batch", "category"}
    assert found.peers == {}
    given = Given(batch=8, category="supply_chain", province="四川")
    assert peers(read(table([["序号", "企业名称"], ["1", "虚构甲厂"]]), given)) == [
        Peer(1, "虚构甲厂", province="四川")
    ]


def test_a_page_saved_as_xls(tmp_path: Path) -> None:
    """The tables of a page are read in its encoding, with cells that span rows and columns and tags left open."""
    page = """<html><head><meta charset="gb2312"><title>x</title></head><body><table>
    <tr><td colspan=4>第六批绿色工厂公示名单</td></tr>
    <tr><th>序号<th>地区<th>工厂名称<th>评价机构</tr>
    <tr><td>1</td><td rowspan="2">安徽</td><td>虚构&amp;甲<br>厂</td><td>甲</td></tr>
    <tr><td>2</td><td>虚构乙厂</td><td>乙</td></tr></table><script>var a = "<tr><td>3</td>";</script></body></html>"""
    path = tmp_path / "list.xls"
    path.write_bytes(page.encode("gb18030"))
    found = read(path)
    assert [(peer.no, peer.province, peer.name) for peer in peers(found)] == [
        (1, "安徽", "虚构&甲厂"),
        (2, "安徽", "虚构乙厂"),
    ]


def test_formulas_count_by_their_saved_result(tmp_path: Path, workbook: Callable[..., Path]) -> None:
    """A formula that was calculated is its result; one that never was is told."""
    path = workbook([[*HEAD], [1, 1, "北京", "虚构甲厂", None, None], [1, "=A2+1", "北京", "虚构乙厂", None, None]])
    assert "list.xlsx:3: a formula without its result: =A2+1" in said(read(path))
    calculated = tmp_path / "calculated.xlsx"
    with ZipFile(path) as old, ZipFile(calculated, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v ?/?>(</v>)?", b"</f><v>2</v>", old.read(name)))
    assert [peer.no for peer in peers(read(calculated))] == [1, 2]


def test_two_hundred_columns(table: Callable[..., Path]) -> None:
    """Columns that say nothing are left out, wherever the known ones stand."""
    wide = [[*(f"列{number}" for number in range(195)), *HEAD[:4]], [*([""] * 195), "3", "1", "北京", "虚构甲厂"]]
    found = read(table(wide))
    assert names(found) == ["虚构甲厂"]
    assert len(found.unused) == 195


def test_a_million_rows_are_refused(table: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A table with more rows than all lists together is no list; it is not read to its end."""
    monkeypatch.setattr(sheets, "MOST_ROWS", 50)
    rows = [HEAD, *(["1", str(number), "北京", f"虚构{number}厂", "", ""] for number in range(100))]
    with pytest.raises(GfassessError, match="more than 50 rows") as caught:
        read(table(rows))
    assert "split it" in str(caught.value)


def test_empty_rows_do_not_count(workbook: Callable[..., Path]) -> None:
    """Rows that a workbook keeps below its table for their looks are not rows of the list."""
    path = workbook([[*HEAD], [1, 1, "北京", "虚构甲厂", None, None], *([None] * 6 for _row in range(300))])
    assert names(read(path)) == ["虚构甲厂"]


def _bomb(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("xl/sharedStrings.xml", b"0" * 101_000_000)


def _entity(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>')


def _document(path: Path) -> None:
    with ZipFile(path, "w") as parts:
        parts.writestr("word/document.xml", "<document/>")


def _empty_workbook(path: Path) -> None:
    with ZipFile(path, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)), "old binary workbook"),
        (lambda path: path.write_bytes(b"%PDF-1.7"), "PDF"),
        (lambda path: path.write_bytes(b"PK\x03\x04 torn"), "damaged"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xff\xff"), "no text in UTF-8, UTF-16 or GB18030"),
        (lambda path: path.write_bytes("\ufeff甲".encode("utf-16-le")[:-1]), "no text in UTF-8"),
        (lambda path: path.write_text(""), "empty"),
        (lambda path: path.write_text("甲,乙\n丙,丁\n", "utf-8"), "no line of column names"),
        (lambda path: path.write_text('批次,企业名称\n1,"' + "x" * 200_000, "utf-8"), "cannot be read as comma"),
        (lambda path: path.mkdir(), "folder"),
        (_bomb, "unfolds to more"),
        (_entity, "declarations"),
        (_document, "no workbook"),
        (_empty_workbook, "damaged"),
    ],
)
def test_what_is_no_list_is_named(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    """Each kind of file that is no list gets a message of its own, whatever it is called."""
    path = tmp_path / "list.csv"
    make(path)
    with pytest.raises(GfassessError, match=words):
        read(path)


def test_a_sheet_is_chosen_by_name(tmp_path: Path, workbook: Callable[..., Path]) -> None:
    """Without a name it is the first sheet in sight; a wrong name is told with the right ones."""
    path = workbook([["别的"]])
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("名单")
    page.append(HEAD)
    page.append([1, 1, "北京", "虚构甲厂"])
    book.save(path)
    assert names(read_list("x", rows_of(path, "名单"), Given())) == ["虚构甲厂"]
    with pytest.raises(GfassessError, match='no sheet "名单2"; sheets are Sheet, 名单'):
        read_list("x", rows_of(path, "名单2"), Given())
    other = tmp_path / "a.csv"
    other.write_text("x")
    with pytest.raises(GfassessError, match="only a workbook"):
        list(rows_of(other, "名单"))
