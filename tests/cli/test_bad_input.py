"""What cannot be read ends in one clear message, in both languages, with nothing written."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from gfassess.cli.walk import Walk
from gfassess.errors import GfassessError
from tests.cli.conftest import Run

Write = Callable[[str, str], str]

VERBS = [["score"], ["why"], ["check"], ["verify"], ["compare"], ["export", "-o", "out.toml"]]


def _blocks(text: str) -> str:
    return dedent(text).lstrip("\n")


@pytest.fixture(autouse=True)
def _nothing_is_written() -> Iterator[None]:
    """Hold every test to the files that it made itself."""
    yield
    assert not Path("out.toml").exists()
    assert not list(Path().rglob("*.tmp"))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize(
    ("lang", "said"), [("en", "none.toml: there is no such file\n"), ("zh", "none.toml: 没有此文件\n")]
)
def test_missing_file(gfassess: Run, verb: list[str], lang: str, said: str) -> None:
    """Every command says the same of a file that is not there, and nothing else."""
    ran = gfassess(*verb, "none.toml", lang=lang)
    assert ran.code == 1
    # For `check` the problems are the result, for the others they are words beside it.
    assert (ran.out if verb == ["check"] else ran.err).startswith(said)
    assert (ran.err if verb == ["check"] else ran.out).count("none.toml") == (verb == ["check"])


CASES: dict[str, tuple[str, str]] = {
    "folder": ("folder.toml: this is a folder, not a file\n", "folder.toml: 这是文件夹，不是文件\n"),
    "too_large": (
        "large.toml: this file is larger than 5 MB\n    is it really the file you meant?\n",
        "large.toml: 此文件超过 5 MB\n",
    ),
    "not_utf8": (
        (
            "ansi.toml: line 2 is not UTF-8 text\n"
            '    it was probably saved as "ANSI" (GB18030, GBK); save it again with the encoding UTF-8\n'
        ),
        "ansi.toml: 第 2 行不是 UTF-8 文本\n",
    ),
}


def _make(case: str) -> str:
    match case:
        case "folder":
            Path("folder.toml").mkdir()
            return "folder.toml"
        case "too_large":
            with Path("large.toml").open("wb") as stream:
                stream.truncate(100_000_000)
            return "large.toml"
        case _:
            Path("ansi.toml").write_bytes('ruleset = "five"\nremark = "绿色工厂"\n'.encode("gb18030"))
            return "ansi.toml"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_unreadable_file(gfassess: Run, case: str, lang: str) -> None:
    """A folder, 100 MB and text of another encoding are refused with what to do about it."""
    ran = gfassess("score", _make(case), lang=lang)
    said = CASES[case][0 if lang == "en" else 1]
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == said if lang == "en" else ran.err.startswith(said)


def test_every_mistake_at_once(gfassess: Run, write: Write) -> None:
    """All mistakes of a file come together, each with its line."""
    file = write(
        "a.toml",
        """
        ruleset = "five"
        year = "2024"

        [facts]
        land_area = [1]
        """,
    )
    ran = gfassess("score", file)
    assert (ran.code, ran.out) == (1, "")
    assert [line.split(":")[1] for line in ran.err.splitlines() if line.startswith("a.toml")] == ["3", "6"]


def test_syntax_with_caret(gfassess: Run, write: Write) -> None:
    """A slip of TOML is shown in its line, with a caret below it."""
    file = write("a.toml", 'ruleset = "five"\nyear = = 2024\n')
    ran = gfassess("score", file)
    assert (ran.code, ran.out) == (1, "")
    assert "a.toml:2" in ran.err
    assert "    year = = 2024\n           ^\n" in ran.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            """
            a.toml:1: format: this file has format 2, written by a newer gfassess; this one reads up to 1
                install a newer gfassess; the file was not changed
            """,
        ),
        (
            "zh",
            """
            a.toml:1: format: 此文件为第 2 版格式，由更新版本的 gfassess 写出；本版只能读到第 1 版
                请安装更新版本的 gfassess；文件未作改动
            """,
        ),
    ],
)
def test_newer_format(gfassess: Run, write: Write, lang: str, said: str) -> None:
    """A file of a later version is not guessed at."""
    file = write("a.toml", 'format = 2\nruleset = "five"\nyear = 2024\nnew = "thing"\n')
    ran = gfassess("score", file, lang=lang)
    assert (ran.code, ran.out, ran.err) == (1, "", _blocks(said))


def test_unknown_ruleset(gfassess: Run, write: Write, chongqing: str) -> None:
    """An unknown rule set is named with those that exist, whether the file or the command line asks for it."""
    file = write("a.toml", 'ruleset = "fife"\nyear = 2024\n')
    said = 'there is no rule set "fife"'
    asked = gfassess("score", chongqing, "--ruleset", "fife")
    for ran, place in ((gfassess("score", file), "a.toml:1: ruleset: "), (asked, "")):
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"{place}{said}")
        assert 'did you mean "five"?' in ran.err


def test_cyclic_rules(gfassess: Run, small: str, chongqing: str) -> None:
    """Rules that run in a circle are refused before anything is scored with them."""
    facts = Path(small, "facts", "all.toml")
    text = facts.read_text("utf-8").replace('id = "area"\n', 'id = "area"\ndefault = "area * 2"\n')
    facts.write_text(text, "utf-8")
    ran = gfassess("score", chongqing, "--criteria", small, "--ruleset", "small")
    assert (ran.code, ran.out) == (1, "")
    assert "facts/all.toml" in ran.err
    assert "Traceback" not in ran.err


def test_no_folder_of_rules(gfassess: Run, chongqing: str) -> None:
    """A folder that is not there is named."""
    ran = gfassess("--criteria", "nowhere", "score", chongqing)
    assert (ran.code, ran.out, ran.err) == (1, "", "nowhere: this criteria folder does not exist\n")


def test_wrong_usage(gfassess: Run) -> None:
    """What cannot be understood is a usage message and exit code 2."""
    for arguments in (["score"], ["frobnicate"], ["score", "a.toml", "--lnag"], ["rules"], ["completion", "ksh"]):
        ran = gfassess(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("usage: gfassess")


def test_unknown_id_to_explain(gfassess: Run, chongqing: str) -> None:
    """A misspelt id is answered with the nearest one."""
    ran = gfassess("why", chongqing, "plot_ration")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == 'there is nothing called "plot_ration" to explain\n    did you mean "plot_ratio"?\n'


def test_no_traceback_for_odd_content(gfassess: Run, write: Write) -> None:
    """Deep nesting, huge numbers and empty files are mistakes of the file, never of the program."""
    texts = (
        "",
        "a = " + "[" * 5000,
        f"ruleset = 'five'\nyear = {'9' * 5000}\n",
        "\0",
        "year = nan\nruleset = 'five'\n",
    )
    for number, text in enumerate(texts):
        ran = gfassess("score", write(f"odd{number}.toml", text))
        assert (ran.code, ran.out) == (1, "")
        assert ran.err
        assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", ["~nosuchuser/x.toml", "x" * 300 + ".toml", "loop.toml"])
def test_paths_that_lead_nowhere(gfassess: Run, chongqing: str, name: str) -> None:
    """Every command that takes a path says so in one sentence, never with a traceback."""
    Path("loop.toml").symlink_to("loop.toml")
    for arguments in (
        ["score", name],
        ["check", name],
        ["verify", name],
        ["new", name],
        ["export", chongqing, "-o", name],
        ["score", chongqing, "--criteria", name],
        ["score", chongqing, "--last-year", name],
        ["rules", "check", name],
    ):
        ran = gfassess(*arguments)
        assert (ran.code, ran.out) == (1, "")
        assert "the path cannot be followed" in ran.err


def test_document_by_a_path_that_leads_nowhere(small: str) -> None:
    """The same for a document that is attached on the screens."""
    walk = Walk(Namespace(criteria=small, ascii=False))
    for typed in ("~nosuchuser/x.pdf", "x" * 300):
        with pytest.raises(GfassessError, match="cannot be followed"):
            walk.evidence(Path("own.toml"), typed, ("land",))
