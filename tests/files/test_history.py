"""Former versions: each content once, not too many, and none that was changed comes back as it was not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gfassess.errors import GfassessError
from gfassess.files.history import content, find_version, keep_version, versions
from gfassess.files.places import companions

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what cannot lie beside the file out of the user's folder."""
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path / "state"))


def write(path: Path, text: str, at: datetime, *, always: bool = False) -> None:
    """Replace the content as the program does."""
    keep_version(path, at, always=always)
    path.write_text(text, encoding="utf-8")


def test_at_most_one_a_minute(tmp_path: Path) -> None:
    """What stood there before a burst of answers is kept, not every answer; what is forced is kept at any time."""
    path = tmp_path / "a.toml"
    for second in range(0, 120, 10):
        write(path, str(second), NOON + timedelta(seconds=second))
    assert [content(version) for version in versions(path)] == [b"60", b"0"]
    write(path, "forced", NOON + timedelta(seconds=121), always=True)
    assert content(versions(path)[0]) == b"110"


def test_each_content_once(tmp_path: Path) -> None:
    """Going back and forth between two states keeps two."""
    path = tmp_path / "a.toml"
    for hour in range(6):
        write(path, "one" if hour % 2 else "two", NOON + timedelta(hours=hour))
    assert sorted(content(version) for version in versions(path)) == [b"one", b"two"]


def test_few_are_kept(tmp_path: Path) -> None:
    """The newest ten, and the last one of each of twenty days."""
    path = tmp_path / "a.toml"
    for day in range(30):
        for hour in range(3):
            write(path, f"{day} {hour}", NOON + timedelta(days=day, hours=hour))
    found = [content(version).decode() for version in versions(path)]
    assert found[:3] == ["29 1", "29 0", "28 2"]
    assert len(found) <= 30
    assert len({version.at.date() for version in versions(path)}) == 20


def test_where_the_folder_takes_nothing(tmp_path: Path) -> None:
    """They go to the folder of the program."""
    path = tmp_path / "a.toml"
    companions(path, "history")[0].write_text("", encoding="utf-8")
    write(path, "one", NOON)
    write(path, "two", NOON)
    (version,) = versions(path)
    assert version.path.parent == companions(path, "history")[1]


def test_found_by_its_beginning(tmp_path: Path) -> None:
    """Four characters are enough; what was changed since is refused."""
    path = tmp_path / "a.toml"
    write(path, "one", NOON)
    write(path, "two", NOON)
    version = find_version(path, versions(path)[0].id[:4].upper())
    assert content(version) == b"one"
    for wrong in ("", "123", "zzzz", "../x"):
        with pytest.raises(GfassessError, match="no such version"):
            find_version(path, wrong)
    version.path.write_text("other", encoding="utf-8")
    with pytest.raises(GfassessError, match="was changed since"):
        content(version)


def test_a_link_in_its_place_leads_nowhere(tmp_path: Path) -> None:
    """A folder of versions that came along as a link is neither read nor written."""
    path, other = tmp_path / "a.toml", tmp_path / "other"
    other.mkdir()
    companions(path, "history")[0].symlink_to(other)
    write(path, "one", NOON)
    write(path, "two", NOON)
    assert list(other.iterdir()) == []
    assert len(versions(path)) == 1
