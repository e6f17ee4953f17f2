"""A criteria folder is checked whole: one broken file per mistake, each with the words its message must hold."""

import gettext
import re
import shutil
from pathlib import Path

import pytest

from gfassess import rules, words
from gfassess.errors import GfassessError, Problem

GOOD = Path(__file__).parent / "good"
BROKEN = sorted((Path(__file__).parents[1] / "bad_files" / "rules").glob("*.toml"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CRITERIA = Path(__file__).parents[2] / "criteria"


def directive(text: str, name: str) -> str:
    """Return what a broken file says about itself in its first lines."""
    return next(line.split(": ", 1)[1] for line in text.splitlines() if line.startswith(f"# {name}: "))


def test_the_good_folder_has_no_problem() -> None:
    """The folder that the broken files start from is right, so that each breaks in one place only."""
    _, problems = rules.check_folder(GOOD)
    assert [str(problem) for problem in problems] == []


def test_the_shipped_criteria_have_no_problem() -> None:
    """What ships passes its own checks."""
    _, problems = rules.check_folder(CRITERIA)
    assert [str(problem) for problem in problems] == []


def check_broken(broken: Path, folder: Path) -> tuple[Problem, ...]:
    """Return what a check says of the good folder with one broken file in it."""
    text = broken.read_text("utf-8")
    (folder / directive(text, "replaces")).write_text(text, "utf-8")
    return tuple(rules.check_folder(folder)[1])


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_each_mistake_is_told(broken: Path, criteria: Path) -> None:
    """The message names file, key and line, and holds the words that help."""
    text = broken.read_text("utf-8")
    said = "\n".join(map(str, check_broken(broken, criteria)))
    for part in directive(text, "says").split(" | "):
        assert part in said
    line = directive(text, "line")
    if line != "-":
        assert f"{directive(text, 'replaces')}:{line}: " in said


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_each_mistake_is_told_in_chinese(broken: Path, criteria: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same problems are found at the same places, and each is said in Chinese."""
    english = check_broken(broken, criteria)
    untranslated: set[str] = set()
    catalogue = words._catalogue("zh")

    class Recording(gettext.NullTranslations):
        """The Chinese catalogue; notes what it lacks, which the tests of the catalogue tell."""

        def gettext(self, message: str) -> str:
            """Return the translation of a message."""
            if catalogue.gettext(message) == message:
                untranslated.add(message)
            return catalogue.gettext(message)

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            """Return the translation of a message that counts."""
            return catalogue.ngettext(msgid1, msgid2, n)

    monkeypatch.setattr(words, "_catalogue", lambda _name: Recording())
    words.use("zh")
    chinese = check_broken(broken, criteria)
    assert [(one.file, one.key, one.line) for one in chinese] == [(one.file, one.key, one.line) for one in english]
    assert english
    if not untranslated:
        for ours, theirs in zip(chinese, english, strict=True):
            assert ours.message != theirs.message
            assert CHINESE.search(ours.message)


def test_all_problems_come_together(tmp_path: Path) -> None:
    """Several mistakes in several files are told in one go."""
    folder = tmp_path / "criteria"
    shutil.copytree(GOOD, folder)
    for name in ("points", "unknown_table"):
        text = next(path for path in BROKEN if path.stem == name).read_text("utf-8")
        (folder / directive(text, "replaces")).write_text(text, "utf-8")
    _, problems = rules.check_folder(folder)
    assert len(problems.errors) >= 2
    told = {str(folder / name) for name in ("rulesets/small/c.toml", "facts/all.toml")}
    assert {problem.file for problem in problems.errors} >= told


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """No folder, no rule book, one clear message."""
    with pytest.raises(GfassessError, match="does not exist"):
        rules.load(tmp_path / "nothing")


def test_an_unknown_ruleset_names_the_nearest() -> None:
    """Asking for a rule set that is not there says which is meant."""
    with pytest.raises(GfassessError, match='did you mean "small"'):
        rules.load(GOOD, rules.Want(rulesets=frozenset({"smal"})))
