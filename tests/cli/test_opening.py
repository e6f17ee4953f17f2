"""What the screens are told about a file that is opened, and about documents that lie elsewhere."""

from argparse import Namespace
from pathlib import Path

import pytest

from gfassess import store
from gfassess.cli.demo import EXAMPLE
from gfassess.cli.walk import Walk, scratch
from gfassess.errors import GfassessError
from gfassess.files import builtin_cohort, builtin_example
from tests.cli.conftest import Run


@pytest.fixture
def walk(small: str) -> Walk:
    """Return the outside world of the screens by a small rule folder."""
    return Walk(Namespace(criteria=small, ascii=False))


def test_a_cohort_that_was_read_is_remembered(walk: Walk, tmp_path: Path) -> None:
    """The invented one comes with the program and need not be; what is no cohort is not offered again."""
    shell = walk.shell(None)
    assert shell.cohort is not None
    shell.cohort(builtin_cohort())
    assert shell.cohorts() == ()
    own = tmp_path / "own.toml"
    own.write_bytes(builtin_cohort().read_bytes())
    shell.cohort(own)
    bad = tmp_path / "bad.toml"
    bad.write_text("format = 1\n", encoding="utf-8")
    with pytest.raises(GfassessError):
        shell.cohort(bad)
    assert shell.cohorts() == (own.resolve(),)
    assert walk.recent() == ()


def test_a_sound_file_opens_without_a_word(walk: Walk) -> None:
    """There is nothing to say about an assessment that was just begun."""
    assert walk.new_file(Path("own.toml"), 2024).notice == ""


def test_problems_are_counted_as_check_counts_them(walk: Walk, gfassess: Run, small: str) -> None:
    """One line says how many there are, and which command lists them."""
    walk.new_file(Path("own.toml"), 2024)
    with Path("own.toml").open("a", encoding="utf-8") as file:
        file.write('[facts]\nsomething = 1.0\n[[evidence]]\nfile = "deed.pdf"\nfor = ["land"]\n')
    ran = gfassess("--criteria", small, "check", "own.toml")
    assert "3 warnings" in ran.err
    assert walk.open_file(Path("own.toml")).notice == "3 warnings: gfassess check own.toml lists them."


def test_an_exported_file_is_announced(walk: Walk, gfassess: Run, small: str) -> None:
    """Who changes an export loses its stamp, and is told before."""
    walk.new_file(Path("own.toml"), 2024)
    gfassess("--criteria", small, "export", "own.toml", "-o", "out.toml")
    assert "result and stamp go when you change it" in walk.open_file(Path("out.toml")).notice


def test_a_copy_of_an_example_is_known_as_one(walk: Walk) -> None:
    """Recent files tell the demonstration from the own factory."""
    walk.new_file(Path("own.toml"), 2024)
    walk.open_copy(Path("own.toml").absolute())
    assert [(one.path.parent.name, one.demo) for one in walk.recent()] == [("own", True), ("work", False)]


@pytest.mark.parametrize("name", ["{outside}/deed.pdf", "../deed.pdf"])
def test_a_document_elsewhere_is_refused_with_the_way_out(walk: Walk, name: str) -> None:
    """The user is told into which folder to copy it."""
    Path("../deed.pdf").write_text("deed", encoding="utf-8")
    with pytest.raises(GfassessError) as caught:
        walk.evidence(Path("own.toml"), name.format(outside=Path.cwd().parent), ("land",))
    assert caught.value.problems[0].hint == f"copy it into {Path.cwd()} first"


def test_a_document_named_by_its_whole_path_is_taken(walk: Walk) -> None:
    """Inside the folder any spelling does."""
    Path("deed.pdf").write_text("deed", encoding="utf-8")
    for name in ("deed.pdf", str(Path("deed.pdf").absolute()), "../work/deed.pdf"):
        assert walk.evidence(Path("own.toml"), name, ("land",)).file == "deed.pdf"


def test_a_changed_copy_of_an_example_stays(walk: Walk) -> None:
    """An unchanged copy is opened again; one that somebody worked on is kept, and a new one is made."""
    walk.new_file(Path("own.toml"), 2024)
    example = Path("own.toml").absolute()
    first = walk.open_copy(example).path
    assert walk.open_copy(example).path == first
    with first.open("a", encoding="utf-8") as file:
        file.write("# my work\n")
    second = walk.open_copy(example).path
    assert (second.parent.name, second.name) == ("own-2", "own.toml")
    assert first.read_text(encoding="utf-8").endswith("# my work\n")
    assert second.read_bytes() == example.read_bytes()


def test_a_copy_brings_the_documents_along(machinery: str) -> None:
    """A demonstration shows no missing documents: they lie beside the copy as beside the example."""
    copy = scratch(Path(machinery))
    assessment = store.load(copy).assessment
    assert assessment.evidence
    assert list(store.check_evidence(assessment, copy.parent)) == []


def test_home_and_command_open_the_same_demonstration() -> None:
    """Both leave it among the recent files."""
    walk = Walk(Namespace(criteria=None, ascii=False))
    path = walk.demo().path
    assert walk.open_copy(builtin_example(EXAMPLE)).path == path
    assert [(one.path, one.demo) for one in walk.recent()] == [(path.resolve(), True)]


def test_a_copy_where_nothing_can_be_remembered(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration opens all the same, in a folder for what is temporary."""
    walk.new_file(Path("own.toml"), 2024)
    Path("file").write_text("", encoding="utf-8")
    monkeypatch.setenv("GFASSESS_STATE", str(Path("file").absolute()))
    assert walk.open_copy(Path("own.toml").absolute()).path.is_file()


def test_an_unknown_rule_set_is_named_where_it_stands(walk: Walk) -> None:
    """The screens name the line of the assessment that asks for it."""
    Path("nors.toml").write_text('year = 2024\nruleset = "nope"\n', encoding="utf-8")
    with pytest.raises(GfassessError, match=r'nors.toml:2: ruleset: there is no rule set "nope"'):
        walk.open_file(Path("nors.toml"))
