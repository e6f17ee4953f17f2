"""Copying in: never over another file, nothing half copied."""

from pathlib import Path

import pytest

from gfassess.errors import GfassessError
from gfassess.files import replacing, take_copy


def test_a_copy_never_replaces_another_file(tmp_path: Path) -> None:
    """A file of the same name stays and the copy takes the next one; the same content is copied once."""
    source, folder = tmp_path / "账单.pdf", tmp_path / "in" / "deep"
    source.write_bytes(b"new")
    folder.mkdir(parents=True)
    (folder / "账单.pdf").write_bytes(b"old")
    said: list[int] = []
    assert take_copy(source, folder, said.append) == folder / "账单-2.pdf"
    assert take_copy(source, folder) == folder / "账单-2.pdf"
    assert said == [3]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"账单.pdf": b"old", "账单-2.pdf": b"new"}


def test_a_copy_makes_its_folder(tmp_path: Path) -> None:
    """The folder need not be there; one that cannot be made is told."""
    source = tmp_path / "a.pdf"
    source.write_bytes(b"x")
    assert take_copy(source, tmp_path / "one" / "two").read_bytes() == b"x"
    with pytest.raises(GfassessError, match="cannot be made"):
        take_copy(source, source / "below")


def test_what_cannot_be_read_leaves_no_copy(tmp_path: Path) -> None:
    """A source that is not there is told, and nothing lies in the folder."""
    (tmp_path / "in").mkdir()
    with pytest.raises(GfassessError, match="no such file"):
        take_copy(tmp_path / "missing.pdf", tmp_path / "in")
    assert list((tmp_path / "in").iterdir()) == []


def test_a_new_file_is_never_written_over(tmp_path: Path) -> None:
    """What appears in the meantime in the place of a new file stays, and no draft is left."""
    path = tmp_path / "a.pdf"

    def write() -> None:
        with replacing(path, new=True) as stream:
            stream.write(b"mine")
            path.write_bytes(b"theirs")

    with pytest.raises(GfassessError, match="there already"):
        write()
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]
