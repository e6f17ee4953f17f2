"""Folders that the program knows, and the files it remembers."""

from pathlib import Path

import pytest

from gfassess.errors import GfassessError
from gfassess.files import builtin_criteria, builtin_example, builtin_examples, recent, remember, state_folder


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Remember in a folder of the test."""
    folder = tmp_path / "state"
    monkeypatch.setenv("GFASSESS_STATE", str(folder))
    return folder


def test_shipped_content_is_found() -> None:
    """Criteria and examples are there in a checkout as in an installed package."""
    assert (builtin_criteria() / "rulesets").is_dir()
    for path in builtin_examples():
        assert builtin_example(path.stem) == builtin_example(path.name) == path
    with pytest.raises(GfassessError, match="no example of this name"):
        builtin_example("../pyproject")


def test_recent_files_newest_first(tmp_path: Path) -> None:
    """A file stands once; one that is gone is not shown, and comes back with its file."""
    one, two = tmp_path / "一.toml", tmp_path / "two.toml"
    for path in (one, two, one):
        path.write_text("")
        remember(path)
    assert recent() == (one.resolve(), two.resolve())
    one.unlink()
    assert recent() == (two.resolve(),)
    one.write_text("")
    assert recent() == (one.resolve(), two.resolve())


def test_cohorts_are_remembered_apart(tmp_path: Path) -> None:
    """A cohort is never offered as an assessment, nor the other way round."""
    factory, cohort = tmp_path / "factory.toml", tmp_path / "cohort.toml"
    for path in (factory, cohort):
        path.write_text("")
    remember(factory)
    remember(cohort, "cohort")
    assert recent() == (factory.resolve(),)
    assert recent("cohort") == (cohort.resolve(),)


def test_only_the_last_are_kept(tmp_path: Path) -> None:
    """The list does not grow for ever."""
    for number in range(25):
        path = tmp_path / f"{number}.toml"
        path.write_text("")
        remember(path)
    assert [path.stem for path in recent()] == [str(number) for number in range(24, 4, -1)]


def test_failures_are_silent(state: Path, tmp_path: Path) -> None:
    """No list, a damaged list, no folder to write to: nothing is remembered, nothing breaks."""
    assert recent() == ()
    state.mkdir()
    (state / "recent.txt").write_bytes(b"\xff\xfe\0a\0\n")
    assert recent() == ()
    (state / "recent.txt").unlink()
    (state / "recent.txt").mkdir()
    remember(tmp_path / "a.toml")
    assert recent() == ()


def test_state_folder_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the override the folder is the one that the system has for such things."""
    monkeypatch.delenv("GFASSESS_STATE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder() == tmp_path / "gfassess"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert state_folder() == tmp_path / "local" / "gfassess"
    monkeypatch.setattr("sys.platform", "darwin")
    assert state_folder().parts[-3:] == ("Library", "Application Support", "gfassess")
