"""Help: light, in the user's language, and the same as the documentation."""

import argparse
import re

import pytest

from gfassess import words
from gfassess.cli import main
from gfassess.cli.exits import Exit
from gfassess.cli.parser import build, read
from gfassess.report.columns import cells
from tests.cli.conftest import ROOT, Run


def _verbs(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    actions = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    found: dict[str, argparse.ArgumentParser] = {}
    for action in actions:
        for name, inner in action.choices.items():
            found[name] = inner
            found |= {f"{name} {deeper}": each for deeper, each in _verbs(inner).items()}
    return found


VERBS = list(_verbs(build()))


@pytest.mark.parametrize("verb", ["", *VERBS])
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], verb: str, lang: str) -> None:
    """Help is printed on standard output, ends with code 0 and fits 80 columns."""
    assert main([*verb.split(), "--lang", lang, "--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith(f"usage: gfassess {verb}".rstrip() if lang == "en" else f"用法：gfassess {verb}".rstrip())
    assert [line for line in out.splitlines() if cells(line) > 80] == []


def test_chinese_help_has_no_english_left(capsys: pytest.CaptureFixture[str]) -> None:
    """The words of argparse itself are Chinese as well."""
    main(["--lang", "zh", "score", "--help"])
    out = capsys.readouterr().out
    for english in ("usage", "options", "positional", "show this help", "FILE"):
        assert english not in out


def test_chinese_usage_errors(capsys: pytest.CaptureFixture[str]) -> None:
    """So are its complaints."""
    assert main(["--lang=zh", "score"]) == 2
    err = capsys.readouterr().err
    assert "error" not in err
    assert "required" not in err


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_documented(verb: str) -> None:
    """docs/commands.md names every command and every option it has."""
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert f"gfassess {verb}" in page
    for action in _verbs(build())[verb]._actions:
        for option in action.option_strings:
            assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", page), option


def test_every_exit_code_is_documented() -> None:
    """docs/commands.md has every exit code in its table."""
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for code in Exit:
        assert f"| {code.value} |" in page


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is one line that a script can read."""
    assert main(["--version"]) == 0
    assert re.fullmatch(r"gfassess \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    "arguments", [["--criteria=", "rules", "show"], ["rules", "check", ""], ["rules", "test", " "]]
)
def test_an_empty_folder_is_wrong_usage(gfassess: Run, arguments: list[str]) -> None:
    """A variable of the shell that is not set never means the folder one is in."""
    ran = gfassess(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "the name of the folder is empty" in ran.err


@pytest.mark.parametrize("name", ["FACTORY.TOML", "Factory.Toml"])
def test_a_file_alone_is_opened_whatever_its_case(name: str) -> None:
    """Systems that know no case write the ending in capitals."""
    assert read([name]).verb == "open"
