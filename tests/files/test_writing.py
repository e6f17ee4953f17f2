"""A file is replaced as a whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from gfassess.errors import GfassessError
from gfassess.files import write_atomic

UNIX = pytest.mark.skipif(os.name == "nt", reason="modes and links of Unix")


def names(folder: Path) -> list[str]:
    """Return what lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_new_and_replaced(tmp_path: Path) -> None:
    """A text arrives with the line ends that it has, bytes as they are, and no draft stays."""
    path = tmp_path / ("绿" * 60 + ".toml")
    write_atomic(path, "一\n")
    write_atomic(path, "二\n")
    assert path.read_bytes() == "二\n".encode()
    write_atomic(path, b"\xff\x00")
    assert path.read_bytes() == b"\xff\x00"
    assert names(tmp_path) == [path.name]


@UNIX
def test_mode_stays(tmp_path: Path) -> None:
    """A file that only its owner may read stays so."""
    path = tmp_path / "a.toml"
    path.write_text("old")
    path.chmod(0o600)
    write_atomic(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@UNIX
def test_link_stays_a_link(tmp_path: Path) -> None:
    """What a link points to is replaced, not the link."""
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "a.toml", tmp_path / "a.toml"
    real.write_text("old")
    link.symlink_to(real)
    write_atomic(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """A full disk: the old file is whole, no draft is left, the reason is said."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "a.toml"
    path.write_text("old")
    monkeypatch.setattr(os, call, full) if call == "fsync" else monkeypatch.setattr(Path, call, full)
    with pytest.raises(GfassessError, match="No space left"):
        write_atomic(path, "new")
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.toml"]


def test_interruption_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C in the middle goes on as such, after cleaning up."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a.toml", "new")
    assert names(tmp_path) == []


def test_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a missing folder, a text that is no text, a folder that may not be written to."""
    with pytest.raises(GfassessError, match="this is a folder"):
        write_atomic(tmp_path, "x")
    with pytest.raises(GfassessError, match="folder of this file does not exist"):
        write_atomic(tmp_path / "none" / "a.toml", "x")
    with pytest.raises(GfassessError, match="cannot be written"):
        write_atomic(tmp_path / "a.toml", "\ud800")

    def deny(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", deny)  # the superuser may write everywhere, so a real folder proves nothing
    with pytest.raises(GfassessError, match="no permission"):
        write_atomic(tmp_path / "a.toml", "x")
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_read_only_folder(tmp_path: Path) -> None:
    """The file stays as it was."""
    path = tmp_path / "a.toml"
    path.write_text("old")
    tmp_path.chmod(0o500)
    with pytest.raises(GfassessError, match="no permission"):
        write_atomic(path, "new")
    tmp_path.chmod(0o700)
    assert path.read_text() == "old"
