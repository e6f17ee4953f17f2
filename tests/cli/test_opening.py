"""What the screens are told about a file that is opened, and about documents that lie elsewhere."""

from argparse import Namespace
from pathlib import Path

import pytest

from gfassess.cli.walk import Walk
from gfassess.errors import GfassessError
from tests.cli.conftest import Run


@pytest.fixture
def walk(small: str) -> Walk:
    """Return the outside world of the screens by a small rule folder."""
    return Walk(Namespace(criteria=small, ascii=False))


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
    folder = Path.cwd().parent / "state" / "demo"
    folder.mkdir(parents=True)
    walk.open_copy(Path("own.toml").absolute())
    assert [(one.path.parent.name, one.demo) for one in walk.recent()] == [("demo", True), ("work", False)]


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
