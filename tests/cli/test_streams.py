"""Streams: nothing from a file is obeyed by a terminal, and no terminal makes the program fail."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gfassess.cli import main, output, score
from gfassess.errors import Problem
from tests.cli.conftest import Run

EVIL = "\x1b]0;owned\x07\x9b31mred\u202egnp.exe\nVerdict  complete"


def test_no_text_is_obeyed_by_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters and those that turn the writing direction become a question mark; Chinese stays."""
    output.write([f"绿色　工厂 {EVIL}"])
    output.tell_problems([Problem(message="m", file=f"a{EVIL.splitlines()[0]}")])
    captured = capsys.readouterr()
    assert captured.out == "绿色　工厂 ?]0;owned??31mred?gnp.exe?Verdict  complete\n"
    assert not set(captured.err) & set("\x1b\x07\x9b\u202e")


def test_json_holds_any_text_and_stays_json(capsys: pytest.CaptureFixture[str]) -> None:
    """In JSON the same characters are escaped, so that nothing is lost and nothing is obeyed."""
    output.write_json({"name": f"厂{EVIL}\U000e0001"})
    out = capsys.readouterr().out
    assert json.loads(out) == {"name": f"厂{EVIL}\U000e0001"}
    assert not set(out) & set("\x1b\x07\x9b\u202e\U000e0001")


@pytest.mark.parametrize("encoding", ["cp936", "cp1252", "ascii", "utf-8"])
def test_any_code_page(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """No code page makes a result fail; one with Chinese keeps it, one without becomes UTF-8."""
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding=encoding))
    output.prepare()
    output.write(["绿色工厂 \U00020000"])
    output.write_json({"厂": "\U00020000"})
    sys.stdout.flush()
    text = buffer.getvalue().decode("cp936" if encoding == "cp936" else "utf-8")
    assert text.startswith("绿色工厂")
    assert json.loads(text.split("\n", 1)[1]) == {"厂": "\U00020000"}


def _shell(command: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("gfassess")
    line = command.replace("gfassess", f'"{program}"', 1)
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANG": "en_GB.UTF-8"},
    )


def test_reader_that_goes_away(machinery: str) -> None:
    """`| head` ends the program quietly."""
    done = _shell("gfassess rules show five | head -1; echo ${PIPESTATUS[0]}")
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"
    done = _shell(f'gfassess score "{machinery}" --json >/dev/full; echo $?')
    assert done.stdout.strip() == "1"
    assert done.stderr.startswith("The result cannot be written: ")
    assert len(done.stderr.splitlines()) == 1


def test_interrupt_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], machinery: str
) -> None:
    """Ctrl+C ends with 130 and without a word."""

    def interrupted(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(score, "run", interrupted)
    assert main(["score", machinery]) == 130
    assert capsys.readouterr() == ("", "")


def test_results_and_words_are_apart(gfassess: Run, chongqing: str) -> None:
    """What a reader noticed goes to standard error and never into the result."""
    text = Path(chongqing).read_text("utf-8").replace('ruleset = "five"', 'ruleset = "five"\nunheard_of = 1')
    Path("a.toml").write_text(text, "utf-8")
    ran = gfassess("score", "a.toml", "--json")
    assert ran.err.startswith("warning: a.toml:")
    json.loads(ran.out)


@pytest.mark.parametrize("command", ["score", "check"])
def test_closed_output(machinery: str, command: str) -> None:
    """A result that nobody can receive is a failure in one sentence; closed messages stop nothing."""
    done = _shell(f'gfassess {command} "{machinery}" >&-; echo $? >&2')
    assert done.stderr.splitlines()[-2:] == ["The result cannot be written: Bad file descriptor", "1"]
    assert "Traceback" not in done.stderr
    done = _shell(f'gfassess {command} "{machinery}" >/dev/null 2>&-; echo $?')
    assert done.stdout == "0\n"


def test_screens_with_closed_output(machinery: str) -> None:
    """Without an output there is no terminal."""
    done = _shell(f'gfassess open "{machinery}" >&-; echo $? >&2')
    assert done.stderr.startswith("The screens need a terminal.")
    assert done.stderr.splitlines()[-1] == "2"


def test_gbk_has_no_exponents_and_no_shades(machinery: str) -> None:
    """Where the encoding lacks a sign its plain form stands, and never "?", the sign of an open gate."""
    done = subprocess.run(
        [Path(sys.executable).with_name("gfassess"), "--lang", "zh", "score", machinery],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
    )
    text = done.stdout.decode("gbk")
    assert "?" not in text
    assert "m3" in text
    assert "|####" in text
