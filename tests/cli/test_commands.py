"""The commands on whole files: what they print where, and what they tell the shell."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from gfassess.report.columns import cells
from tests.cli.conftest import ROOT, Run

Write = Callable[[str, str], str]

BLOCKED = """
    ruleset = "five"
    year = 2024
    [facts]
    ceased_operation = true
    """


def test_score_of_an_unfinished_assessment(gfassess: Run, chongqing: str) -> None:
    """The scorecard names the enterprise, every criterion and indicator, and says that there is no national mark."""
    ran = gfassess("score", chongqing, lang="zh")
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "重庆某汽车铝型材企业",
        "用地集约化",
        "原料无害化",
        "生产洁净化",
        "废物资源化",
        "能源低碳化",
        "容积率",
    ):
        assert words in ran.out
    assert "示例数据" not in ran.out
    assert re.search(r"7\.60 - 91\.60 / 100\.00", ran.out)


def test_score_fits_the_terminal(gfassess: Run, chongqing: str, machinery: str) -> None:
    """No line of the scorecard is wider than 80 cells, in either language."""
    for lang in ("en", "zh"):
        for file in (chongqing, machinery):
            lines = gfassess("score", file, lang=lang).out.splitlines()
            assert [line for line in lines if cells(line) > 80] == []


def test_units_are_in_the_words_of_the_user(gfassess: Run, machinery: str) -> None:
    """Units stand as people write them, never as rule files do."""
    for arguments in (("score", machinery), ("why", machinery, "energy_intensity"), ("rules", "show", "five")):
        shown = gfassess(*arguments, lang="zh").out
        assert "tce/万元" in shown
        assert "CNY" not in shown


def test_score_says_that_figures_are_invented(gfassess: Run, machinery: str) -> None:
    """An illustrative file is marked in the first line."""
    assert gfassess("score", machinery).out.startswith("ILLUSTRATIVE")


def test_score_in_plain_characters(gfassess: Run, machinery: str) -> None:
    """`--ascii` draws bars without any other character, before and after the verb."""
    for arguments in (["--ascii", "score", machinery], ["score", machinery, "--ascii"]):
        out = gfassess(*arguments).out
        assert "|##" in out
        assert not set("█▓░") & set(out)


def test_score_as_json(gfassess: Run, chongqing: str, machinery: str) -> None:
    """`--json` keeps to the published schema, and says the same as the text."""
    schema = json.loads((ROOT / "docs" / "schema" / "score.schema.json").read_text("utf-8"))
    for file in (chongqing, machinery):
        ran = gfassess("score", file, "--json")
        data = json.loads(ran.out)
        jsonschema.validate(data, schema)
        assert f"{data['total']['low']:.2f}" in gfassess("score", file).out


def test_blocked_is_an_exit_code_only_when_asked(gfassess: Run, write: Write) -> None:
    """A failed gate is a result; only `--fail-blocked` makes it a failure of the command."""
    file = write("a.toml", BLOCKED)
    assert gfassess("score", file).code == 0
    ran = gfassess("score", file, "--fail-blocked")
    assert ran.code == 3
    assert "blocked by a gate: Operating normally" in ran.out


def test_own_last_year_as_reference(gfassess: Run, write: Write) -> None:
    """Own figures of the year before count where there are no others, and only where they are asked for."""
    text = 'ruleset = "five"\nyear = {year}\n[facts]\nis_products_per = false\n'
    this, last = write("this.toml", text.format(year=2025)), write("last.toml", text.format(year=2024))
    assert gfassess("score", this, "--last-year", last).code == 0
    ran = gfassess("score", this, "--last-year", this)
    assert (ran.code, ran.out) == (1, "")
    assert "this is the assessment of 2025; the one of 2024 is needed" in ran.err


def test_why_goes_down_to_the_source(gfassess: Run, machinery: str) -> None:
    """The tree of an indicator holds ledger rows, the published coefficient with its standard, and the clause."""
    out = gfassess("why", machinery, "energy_intensity").out
    for words in ("row 1:", "[GB/T 2589-2020]", "GB/T 36132-2025", "sum of 4 rows"):
        assert words in out


def test_why_without_an_id_explains_the_total(gfassess: Run, machinery: str) -> None:
    """The total lists the criteria, and the other readings only where something does not apply."""
    out = gfassess("why", machinery).out
    assert "Low-carbon energy" in out
    assert "points are lost" not in out
    other = str(ROOT / "examples" / "electronics-illustrative.toml")
    assert "points are lost" in gfassess("why", other, "--ruleset", "five").out


def test_check_tells_warnings_from_problems(gfassess: Run, write: Write) -> None:
    """Warnings are printed and leave exit code 0; a wrong kind of answer is a problem."""
    odd = write("odd.toml", 'ruleset = "five"\nyear = 2024\n[facts]\nland_aera = 5.0\n')
    ran = gfassess("check", odd)
    assert ran.code == 0
    assert ran.out.startswith('warning: odd.toml:4: facts.land_aera: the rules know no "land_aera"')
    assert 'did you mean "land_area"?' in ran.out
    assert ran.err == "odd.toml: no problem, 1 warning\n"
    wrong = write("wrong.toml", 'ruleset = "five"\nyear = 2024\n[facts]\nland_area = "large"\n')
    ran = gfassess("check", wrong)
    assert ran.code == 1
    assert "wrong.toml:4: facts.land_area: a number is needed here" in ran.out
    assert ran.err == "wrong.toml: 1 problem\n"


def test_export_and_verify(gfassess: Run, machinery: str) -> None:
    """An export verifies; once an answer was changed, verify names it and the figures that follow."""
    assert gfassess("export", machinery, "-o", "out.toml").code == 0
    ran = gfassess("verify", "out.toml")
    assert (ran.code, ran.out) == (0, "")
    path = Path("out.toml")
    path.write_text(path.read_text("utf-8").replace("output_value = 52000", "output_value = 62000"), "utf-8")
    ran = gfassess("verify", "out.toml")
    assert ran.code == 1
    assert "out.toml: the answers were changed after export" in ran.out
    assert "energy_intensity" in ran.out


def test_verify_notes_what_changes_nothing(gfassess: Run, machinery: str) -> None:
    """Another version of the program with the same result, and documents that stayed at home, are notes: exit 0."""
    shutil.copy(machinery, "own.toml")
    with Path("own.toml").open("a", encoding="utf-8") as file:
        file.write('[[evidence]]\nfile = "deed.pdf"\nfor = ["land_area"]\n')
    assert gfassess("export", "own.toml", "-o", "out.toml").code == 0
    path = Path("out.toml")
    path.write_text(re.sub('program = ".*"', 'program = "0.0.1"', path.read_text("utf-8")), "utf-8")
    ran = gfassess("verify", "out.toml")
    assert (ran.code, ran.out) == (0, "")
    assert "out.toml: note: exported by version 0.0.1" in ran.err
    assert "deed.pdf: there is no such file" in ran.err
    assert "are as stamped" in ran.err


def test_lost_documents_are_counted_beside_the_total(gfassess: Run, write: Write) -> None:
    """A score says how many of the documents that it counts are not there; those that are there are not read."""
    proofs = "".join(f'[[evidence]]\nfile = "{name}.pdf"\nfor = ["land_area"]\nsha256 = "0"\n' for name in "ab")
    file = write("a.toml", f'ruleset = "five"\nyear = 2024\n{proofs}')
    write("a.pdf", "changed")
    assert "(1 of 2 documents are missing or changed)" in gfassess("score", file).out
    assert "1 of 2 documents are missing or changed" in gfassess("score", file, "--json").err
    assert "2 of 2 documents are missing or changed" in gfassess("export", file, "-o", "out.toml").err
    write("b.pdf", "there")
    assert "missing or changed" not in gfassess("score", file).out


def test_export_never_replaces_its_own_source(gfassess: Run, machinery: str) -> None:
    """Not even with `--force`, and not under another spelling."""
    shutil.copy(machinery, "own.toml")
    before = Path("own.toml").read_bytes()
    for name in ("own.toml", "../work/own.toml"):
        ran = gfassess("export", "own.toml", "-o", name, "--force")
        assert ran.code == 1
        assert "this is the assessment itself" in ran.err
    assert Path("own.toml").read_bytes() == before


def test_export_replaces_nothing(gfassess: Run, machinery: str, write: Write) -> None:
    """A file that is there stays, unless `--force` says otherwise."""
    write("out.toml", "precious\n")
    ran = gfassess("export", machinery, "-o", "out.toml")
    assert ran.code == 1
    assert Path("out.toml").read_text("utf-8") == "precious\n"
    assert gfassess("export", machinery, "-o", "out.toml", "--force").code == 0
    assert "[stamp]" in Path("out.toml").read_text("utf-8")


def test_export_to_standard_output(gfassess: Run, machinery: str) -> None:
    """`-o -` prints the file itself and nothing else."""
    ran = gfassess("export", machinery, "-o", "-")
    Path("piped.toml").write_text(ran.out, "utf-8")
    assert gfassess("verify", "piped.toml").code == 0


def test_peers_of_a_city_and_year(gfassess: Run, chongqing: str) -> None:
    """The 21 listed factories of Zhuzhou can be asked for, and the seven of 2021 among them."""
    ran = gfassess("compare", chongqing, "--city", "株洲", "--category", "factory")
    assert "Listed: 21 entries" in ran.out
    assert " ".join(ran.out.split()).count("listed, no figure published") == 21
    ran = gfassess("compare", chongqing, "--city", "株洲市", "--category", "factory", "--year", "2021")
    assert "Listed: 7 entries" in ran.out
    assert "株洲华锐精密工具股份有限公司" in ran.out


def test_a_listing_without_a_number_says_none(gfassess: Run, chongqing: str) -> None:
    """Where a list numbers nobody, only its batch is given."""
    shown = gfassess("compare", chongqing, "--category", "supply_chain", lang="zh").out
    assert "第 5 批  中车株洲电力机车有限公司" in shown


def test_peers_near_and_in_the_trade(gfassess: Run, chongqing: str) -> None:
    """Without a filter those of the own city and the own division are shown, and which gates a listing proves."""
    out = gfassess("compare", chongqing).out
    assert "In 重庆: 0 entries" in out
    assert "Elsewhere in your trade (division 36)" in out
    assert "not answered  Duties assigned" in out


def test_a_registry_of_one_province_is_not_read_as_none(gfassess: Run, chongqing: str) -> None:
    """What the registry covers is said, and that silence about another province says nothing."""
    out = gfassess("compare", chongqing).out
    assert "it covers 湖南 only" in out
    assert "The registry does not cover 重庆" in out


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--division", "abc", "two digits"),
        ("--province", "重庆", "known are 湖南"),
        ("--city", "株州", "长沙"),
        ("--year", "1999", "known are 2017"),
    ],
)
def test_what_the_registry_cannot_know_is_wrong_usage(
    gfassess: Run, chongqing: str, option: str, value: str, words: str
) -> None:
    """A filter that nothing can fit says what there is instead of an empty list."""
    ran = gfassess("compare", chongqing, option, value)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_division_that_does_not_exist(gfassess: Run, chongqing: str) -> None:
    """A new file and a comparison refuse it and name the divisions there are."""
    for arguments in (["new", "own.toml"], ["compare", chongqing]):
        ran = gfassess(*arguments, "--division", "99")
        assert (ran.code, ran.out) == (1, "")
        assert "from 13 to 43" in ran.err
    assert not Path("own.toml").exists()


def test_new_begins_a_file_once(gfassess: Run) -> None:
    """A new file can be scored; a second one of that name is refused and the first stays."""
    ran = gfassess("new", "own.toml", "--name", "某厂", "--division", "34", "--year", "2024")
    assert (ran.code, ran.err) == (0, "written: own.toml\n")
    text = Path("own.toml").read_text("utf-8")
    assert 'name = "某厂"' in text
    assert gfassess("score", "own.toml").code == 0
    assert gfassess("new", "own.toml").code == 1
    assert Path("own.toml").read_text("utf-8") == text


def test_new_with_an_impossible_year(gfassess: Run) -> None:
    """A year that no assessment can have makes no file."""
    assert gfassess("new", "own.toml", "--year", "202").code == 1
    assert not Path("own.toml").exists()


def test_demo_without_a_terminal(gfassess: Run) -> None:
    """Where there is no terminal the demo prints scorecard and peers."""
    ran = gfassess("demo", lang="zh")
    assert ran.code == 0
    assert "重庆某汽车铝型材企业" in ran.out
    assert "湖南吉利汽车部件有限公司" in ran.out


@pytest.mark.parametrize("arguments", [[], ["open", "a.toml"], ["a.toml"]], ids=["home", "open", "file"])
def test_screens_need_a_terminal(gfassess: Run, arguments: list[str]) -> None:
    """The screens say so where there is no terminal, instead of failing in one of their own ways."""
    ran = gfassess(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "The screens need a terminal. gfassess --help lists the commands that do not.\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh", "powershell"])
def test_completion(gfassess: Run, shell: str) -> None:
    """Every shell gets a script that knows the verbs."""
    ran = gfassess("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "score" in ran.out
    assert "verify" in ran.out
