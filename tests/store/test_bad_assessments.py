"""One broken assessment per mistake: the message must hold the words of the first line and name the marked line."""

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from gfassess.errors import GfassessError, Problem
from gfassess.files import builtin_criteria, read_text
from gfassess.model.rulebook import Rulebook
from gfassess.rules import load as load_rules
from gfassess.store import check, parse

FOLDER: Final = Path(__file__).resolve().parents[1] / "bad_files" / "assessments"
FILES: Final = sorted(FOLDER.glob("*.toml"))


@cache
def _rules() -> Rulebook:
    return load_rules(builtin_criteria())


def _found(text: str) -> list[Problem]:
    try:
        loaded = parse(text, "bad.toml")
    except GfassessError as error:
        return list(error.problems)
    return [*loaded.problems, *check(loaded.assessment, _rules(), "bad.toml", text)]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_mistake_is_named_with_its_line(path: Path) -> None:
    """Each broken file gives exactly one problem, in the words wanted, at the line marked as the wrong one."""
    text = read_text(path)
    wanted = text.split("\n")[0].removeprefix("# ")
    marked = [number for number, line in enumerate(text.split("\n"), 1) if line.endswith("# <- here")]
    problems = _found(text)
    assert len(problems) == 1, "\n".join(map(str, problems))
    assert wanted in str(problems[0])
    assert problems[0].file == "bad.toml"
    assert problems[0].line == (marked[0] if marked else None)
    assert "\x1b" not in str(problems[0])
    assert "\x07" not in str(problems[0])


def test_all_mistakes_come_at_once() -> None:
    """A file with several mistakes is refused once, with all of them in the order of the lines."""
    with pytest.raises(GfassessError) as caught:
        parse('ruleset = 5\nyear = "x"\nevidence = 1\n[facts]\na = [1]\n', "f.toml")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 5]
