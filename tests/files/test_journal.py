"""The journal: what was written is there, torn lines are left out, and what the file lacks is known."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gfassess.files.journal import Journal, read_lines
from gfassess.files.places import companions

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what cannot lie beside the file out of the user's folder."""
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path / "state"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file in a folder of its own."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "a.toml").write_text("", encoding="utf-8")
    return folder / "a.toml"


def change(journal: Journal, file: str) -> None:
    """Write a change after which the file has a hash."""
    journal.change(NOON, "王工", file, "", f"remark = '{file}'")


def held(path: Path, file: str) -> list[str]:
    """Return after which hashes the changes are that the file lacks."""
    return [line.file for line in Journal(path).held(file)]


def test_what_was_written_is_read(path: Path) -> None:
    """A change is there for the next one who opens the file, until it is said to be saved."""
    journal = Journal(path)
    change(journal, "one")
    (line,) = Journal(path).held("none")
    assert (line.by, line.at, line.now) == ("王工", NOON, "remark = 'one'")
    journal.saved(NOON)
    assert held(path, "none") == []
    assert companions(path, "journal")[0].name == ".a.toml.journal"


def test_a_crash_between_file_and_mark(path: Path) -> None:
    """Where the file was replaced and nobody could say so any more, its hash says it; older sessions stay open."""
    change(Journal(path), "old")
    journal = Journal(path)
    for name in ("one", "two", "three"):
        change(journal, name)
    assert held(path, "none") == ["old", "one", "two", "three"]
    assert held(path, "two") == ["old", "three"]


def test_what_only_the_hash_settled_stays_settled(path: Path) -> None:
    """Once the file goes on, its old hash says nothing any more: the journal has noted before that all was in it."""
    change(Journal(path), "one")
    journal = Journal(path)
    assert journal.held("one") == ()
    change(journal, "two")
    assert held(path, "two") == []
    assert held(path, "one") == ["two"]


def test_decided_is_not_offered_again(path: Path) -> None:
    """Taken over or left out: neither comes back; what was left out can still be looked up."""
    change(Journal(path), "one")
    change(Journal(path), "two")
    journal = Journal(path)
    journal.decide(NOON, journal.held("none")[:1], left=True)
    assert [line.file for line in Journal(path).left] == ["one"]
    journal.decide(NOON, journal.held("none"), left=False)
    assert held(path, "none") == []


@pytest.mark.parametrize("torn", [b"x", b"\n0123456789abcdef {}", b"\xff\x00\xfe", b"0" * 5000])
def test_a_torn_line_is_left_out(path: Path, torn: bytes) -> None:
    """What could not be finished is counted; what is written behind it is whole."""
    change(Journal(path), "one")
    with companions(path, "journal")[0].open("ab") as stream:
        stream.write(torn)
    journal = Journal(path)
    assert journal.torn == 1
    change(journal, "two")
    assert held(path, "none") == ["one", "two"]


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**6), st.binary(max_size=30))
def test_no_damage_is_taken_for_a_line(place: int, dirt: bytes) -> None:
    """Whatever is written over a line, it is read as it was or not at all."""
    from gfassess.files.journal import _written
    from gfassess.model.journal import JournalChange

    line = JournalChange(n=1, first=1, at=NOON, file="", was="", now="remark = 'x'")
    data = _written(line)
    at = place % len(data)
    found = [one for one in read_lines(data[:at] + dirt + data[at + len(dirt) :]) if one is not None]
    assert found in ([], [line])


def test_where_the_folder_takes_nothing(path: Path) -> None:
    """The journal goes to the folder of the program, for its owner only, and is found there."""
    companions(path, "journal")[0].mkdir()
    journal = Journal(path)
    change(journal, "one")
    own = companions(path, "journal")[1]
    assert own.is_file()
    if os.name != "nt":
        assert own.parent.stat().st_mode & 0o077 == 0
    assert held(path, "none") == ["one"]


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_a_link_is_not_written_through(path: Path, tmp_path: Path) -> None:
    """A journal that came along as a link writes nowhere else."""
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    companions(path, "journal")[0].symlink_to(victim)
    change(Journal(path), "one")
    assert victim.read_text("utf-8") == "mine"
    assert held(path, "none") == ["one"]


def test_nowhere_to_write_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither place takes it, the reason is raised, and nothing counts as kept."""
    (path.parent / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("GFASSESS_STATE", str(path.parent / "file"))
    companions(path, "journal")[0].mkdir()
    journal = Journal(path)
    with pytest.raises(OSError, match="irectory"):
        change(journal, "one")
    assert journal.changes == ()


def test_a_long_journal_becomes_short(path: Path) -> None:
    """Once the file is safe a long journal keeps only what is open or was left out."""
    change(Journal(path), "open")
    journal = Journal(path)
    for _turn in range(40):
        journal.change(NOON, "", "x", "", "remark = '" + "长" * 20_000 + "'")
    place = companions(path, "journal")[0]
    assert place.stat().st_size > 2_000_000
    assert len(Journal(path).held("none")) == 41
    journal.saved(NOON)
    assert place.stat().st_size < 1000
    assert held(path, "none") == ["open"]
    change(journal, "next")
    assert held(path, "none") == ["open", "next"]
