"""`gfassess peers`: import, apply, check, and what compare makes of it. All names are invented."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAD = ["批次", "序号", "地区", "工厂名称", "第三方评价机构"]
LIST = [
    HEAD,
    ["7", "1", "重庆", "虚构重庆铝业制造厂", "虚构评价中心"],
    ["7", "2", "大连市", "虚构机床制造厂", "另一评价中心"],
    ["7", "3", "火星", "虚构火星制造厂", "虚构评价中心"],
    ["7", "4", "湖南", "", ""],
]
NOTICE = ("--year", "7=2022", "--document", "7=某号", "--published", "2023-03-23")


@pytest.fixture
def listed() -> str:
    """Write a list and return its name."""
    return _csv("list.csv", LIST)


def _csv(name: str, rows: list[list[str]]) -> str:
    with Path(name).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return name


def own() -> Path:
    """Return the file of the user's own registry."""
    return Path("../state/peers/lists.toml")


def test_a_list_becomes_part_of_the_own_registry(gfassess: Run, listed: str, chongqing: str) -> None:
    """Rows are imported, those that cannot be read are told with their lines, and compare finds the firms."""
    ran = gfassess("peers", "import", listed, *NOTICE)
    assert ran.code == 1
    assert "batch 7 (2022), green factory, 某号: 3 enterprises, 3 of them new" in ran.out
    assert "list.csv:5: no name of an enterprise" in ran.err
    assert 'warning: list.csv:4: "火星" is no province' in ran.err
    assert "1 row was left out" in ran.err
    assert "虚构重庆铝业制造厂" in gfassess("compare", chongqing, "--province", "重庆").out
    for query in (
        ("--search", "重庆铝业"),
        ("--search", "xgcqly"),
        ("--search", "虚构 铝"),
        ("--evaluator", "虚构评价", "--year", "2022", "--province", "重庆市"),
    ):
        assert "虚构重庆铝业制造厂" in gfassess("compare", chongqing, *query).out
    assert "辽宁大连" in gfassess("compare", chongqing, "--province", "大连").out
    assert gfassess("compare", chongqing, "--search", "没有这样的名字").code == 0


def test_importing_again_changes_nothing(gfassess: Run, listed: str) -> None:
    """The same list gives the same bytes, also when the notice is not named again."""
    gfassess("peers", "import", listed, *NOTICE)
    before = own().read_bytes()
    ran = gfassess("peers", "import", listed)
    assert "nothing changed" in ran.err
    assert own().read_bytes() == before


def test_what_is_missing_is_asked_for(gfassess: Run, listed: str) -> None:
    """Year and notice of a batch that nobody knows, the kind of a list that says none: named with the option."""
    ran = gfassess("peers", "import", listed)
    assert ran.code == 1
    assert "say it with --year 7=2022" in ran.err
    assert "say it with --document 7=" in ran.err
    assert not own().exists()
    bare = _csv("bare.csv", [["序号", "企业名称"], ["1", "虚构厂"]])
    ran = gfassess("peers", "import", bare)
    assert ran.code == 2
    assert "--batch 7" in ran.err
    assert "--category factory|product|park|supply_chain" in ran.err
    ran = gfassess("peers", "import", bare, "--batch", "7", "--category", "park", *NOTICE)
    assert (ran.code, "green industrial park" in ran.out) == (0, True)


@pytest.mark.parametrize(
    "typed", [("--year", "7=22"), ("--published", "2023/3/23"), ("--batch", "七"), ("--category", "x")]
)
def test_wrong_options(gfassess: Run, listed: str, typed: tuple[str, str]) -> None:
    """An option that cannot be is wrong usage."""
    assert gfassess("peers", "import", listed, *typed).code == 2


def test_a_named_file_keeps_what_it_had(gfassess: Run, listed: str, write: Callable[[str, str], str]) -> None:
    """A file written by hand keeps its lists and first comment; what stood there is kept beside it."""
    text = """\
        # 我们自己的名单
        province = "湖南"
        title = { zh = "名单", en = "List" }   # hand-made
        [[list]]
        batch = 1
        year = 2017
        category = "factory"
        document = "D"
        rows = '''
        no,name,city
        1,虚构旧厂,株洲
        '''
        """
    name = write("mine.toml", text)
    before = Path(name).read_text("utf-8")
    gfassess("peers", "import", listed, *NOTICE, "-o", name)
    after = Path(name).read_text("utf-8")
    assert after.startswith("# 我们自己的名单\n")
    assert "1,虚构旧厂,株洲" in after
    assert "虚构机床制造厂" in after
    assert Path("mine.toml~").read_text("utf-8") == before


def test_a_broken_file_is_never_replaced(gfassess: Run, listed: str, write: Callable[[str, str], str]) -> None:
    """A file with mistakes is told with its line and stays as it is."""
    name = write("mine.toml", "title = 3\n")
    ran = gfassess("peers", "import", listed, *NOTICE, "-o", name)
    assert (ran.code, Path(name).read_text("utf-8")) == (1, "title = 3\n")
    assert "mine.toml:1: title" in ran.err


def test_without_the_dictionary_of_pinyin(gfassess: Run, listed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import works without first letters and says how to get them; with it, importing again adds them."""
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pypinyin", None)
        ran = gfassess("peers", "import", listed, *NOTICE)
    assert 'pip install "gfassess[pinyin]"' in ran.err
    assert "initials" not in own().read_text("utf-8")
    assert gfassess("peers", "import", listed, "-o", str(own()), *NOTICE).out.endswith("0 of them new, 3 filled up\n")
    assert "xgjczzc" in own().read_text("utf-8")


def test_a_notice_is_applied(gfassess: Run, listed: str, chongqing: str) -> None:
    """Renamed and removed firms are shown as such with the notice; unknown ones are told; twice is once."""
    gfassess("peers", "import", listed, *NOTICE)
    rows = [
        ["绿色工厂更名名单", "", ""],
        ["序号", "旧名称", "新名称"],
        ["1", "虚构机床制造厂", "虚构精密机床制造厂"],
        ["2", "虚构机床制造一厂", "虚构别的厂"],
        ["移出绿色工厂名单", "", ""],
        ["序号", "工厂名称", ""],
        ["1", "虚构重庆铝业制造厂", ""],
    ]
    notice = _csv("notice.csv", rows)
    assert gfassess("peers", "apply", notice).code == 2
    ran = gfassess("peers", "apply", notice, "--document", "新号", "--published", "2024-01-05")
    assert ran.code == 1
    assert "新号: 1 renamed, 1 moved out, 2 of them new" in ran.out
    assert "notice.csv:4: 虚构机床制造一厂 is on no list at hand" in ran.err
    assert "虚构机床制造厂" in ran.err
    out = gfassess("compare", chongqing, "--search", "虚构机床").out
    assert "虚构精密机床制造厂" in out
    assert "formerly 虚构机床制造厂 (renamed by 新号)" in " ".join(out.split())
    out = gfassess("compare", chongqing, "--province", "重庆").out
    assert "moved out of the list by 新号" in " ".join(out.split())
    assert "None of these listings proves a gate" in out
    before = own().read_bytes()
    assert "nothing changed" in gfassess("peers", "apply", notice, "--document", "新号").err
    assert own().read_bytes() == before


def test_lists_of_a_file_or_folder_for_one_comparison(gfassess: Run, listed: str, chongqing: str) -> None:
    """`--peers` looks into a file or folder beside the own lists; where there is none, that is told."""
    folder = Path("lists")
    folder.mkdir()
    gfassess("peers", "import", listed, *NOTICE, "-o", "lists/a.toml")
    for place in ("lists", "lists/a.toml"):
        assert "虚构重庆铝业制造厂" in gfassess("compare", chongqing, "--peers", place, "--province", "重庆").out
    assert gfassess("compare", chongqing, "--peers", "nowhere.toml").code == 1


def test_check_names_rows_and_figures(gfassess: Run, write: Callable[[str, str], str]) -> None:
    """Mistakes in rows and in published figures come with file and line; what ships has none."""
    assert gfassess("peers", "check").code == 0
    text = """\
        title = { zh = "名单", en = "List" }
        [[list]]
        batch = 1
        year = 2017
        category = "factory"
        document = "D"
        rows = '''
        no,name
        1,虚构甲厂
        x,虚构乙厂
        '''
        [[disclosure]]
        peer = "虚构甲厂"
        of = "energy_per_output_value"
        value = 0.5
        unit = "tce/10^4 CNY"
        year = 2022
        scope = "site"
        source = { document = "虚构报告" }
        parts = [0.1, 0.2]
        """
    ran = gfassess("peers", "check", write("bad.toml", text))
    assert ran.code == 1
    assert 'bad.toml:10: list[1].rows: "x" is no running number' in ran.out
    assert "bad.toml:20: disclosure[1].parts: the parts add up to 0.3, not to 0.5" in ran.out


def test_figures_are_shown_with_year_scope_and_source(
    gfassess: Run, write: Callable[[str, str], str], chongqing: str
) -> None:
    """A published figure stands under its firm; that of a group says that it is none of the site."""
    text = """\
        title = { zh = "名单", en = "List" }
        [[list]]
        batch = 1
        year = 2017
        category = "factory"
        document = "D"
        rows = '''
        name
        虚构甲厂
        '''
        [[disclosure]]
        peer = "虚构甲厂"
        of = "energy_per_output_value"
        value = 0.5
        unit = "tce/10^4 CNY"
        year = 2022
        scope = "group"
        source = { document = "虚构报告" }
        """
    out = gfassess("compare", chongqing, "--peers", write("a.toml", text), "--search", "虚构甲").out
    assert "0.5 tce/10^4 CNY in 2022, the whole group, not a single site; 虚构报告" in " ".join(out.split())
    assert "no figure published" not in out
