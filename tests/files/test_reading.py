"""Whatever a path leads to, reading it ends soon: with the content, or with one sentence."""

import hashlib
import os
import socket
from pathlib import Path

import pytest

from gfassess.errors import GfassessError
from gfassess.files import inside, read_bytes, read_text, sha256_of, user_path

UNIX = pytest.mark.skipif(os.name == "nt", reason="pipes and devices have no path there")


def refusal(path: Path, limit: int = 1000) -> str:
    """Return what reading a path is refused with."""
    with pytest.raises(GfassessError) as caught:
        read_text(path, limit)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    return str(problem)


def test_text_is_read(tmp_path: Path) -> None:
    """UTF-8 comes back as it is, without the byte order mark of Windows."""
    path = tmp_path / "绿色工厂.toml"
    path.write_bytes(b"\xef\xbb\xbf" + "绿色工厂\n".encode())
    assert read_text(path) == "绿色工厂\n"


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there, and one below something that is no folder."""
    assert "there is no such file" in refusal(tmp_path / "none.toml")
    (tmp_path / "file").write_text("x")
    assert "not a folder" in refusal(tmp_path / "file" / "none.toml")


def test_folder(tmp_path: Path) -> None:
    """A folder is no file."""
    assert "this is a folder" in refusal(tmp_path)


@UNIX
def test_pipe_does_not_block(tmp_path: Path) -> None:
    """Nobody writes into the pipe: reading it would wait for ever."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "pipe or a device" in refusal(path)


@UNIX
def test_device_and_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device has no end, a socket is no file."""
    assert "pipe or a device" in refusal(Path("/dev/zero"))
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert "pipe or a device" in refusal(tmp_path / "s")


def test_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    """The size is looked at before the content."""
    path = tmp_path / "large.toml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    assert "larger than 20 MB" in refusal(path, 20_000_000)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs a file whose size says nothing")
def test_size_is_no_promise() -> None:
    """A file that says it is empty and is not is read only up to the limit."""
    with pytest.raises(GfassessError, match="larger than"):
        read_bytes(Path("/proc/self/maps"), 100)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        ("remark = 绿色\n".encode("gb18030"), 1, "GB18030"),
        (b"ok = 1\nremark = \xe9\n", 2, "save it again with the encoding UTF-8"),
        ("remark = 1\n".encode("utf-16"), 1, "UTF-16"),
    ],
    ids=["gb18030", "latin-1", "utf-16"],
)
def test_other_encodings_say_what_to_do(tmp_path: Path, data: bytes, line: int, words: str) -> None:
    """Old programs save Chinese in another encoding; the sentence names the line, the encoding and the way out."""
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    assert words in refusal(path)
    assert f"line {line} is not UTF-8" in refusal(path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    """A file of somebody else is named as such."""
    path = tmp_path / "a.toml"
    path.write_text("x")
    path.chmod(0)
    assert "no permission" in refusal(path)


def test_null_byte_in_a_path() -> None:
    """Such a path is refused in words, like any other."""
    with pytest.raises(GfassessError, match="cannot be read"):
        read_text(Path("a\0b"))


def test_hash_is_that_of_the_content(tmp_path: Path) -> None:
    """The hash of a large file is worked out piece by piece."""
    path = tmp_path / "a.pdf"
    data = b"0123456789abcdef" * 200_000
    path.write_bytes(data)
    assert sha256_of(path) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ["a.pdf", "evidence/a.pdf", "evidence\\a.pdf", "./a.pdf", "证明 文件.pdf"])
def test_paths_inside_are_followed(tmp_path: Path, name: str) -> None:
    """Both kinds of slash lead to the same file."""
    assert inside(tmp_path, name) == tmp_path.resolve() / name.replace("\\", "/")


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../a", "x/../../a", "..\\a", "C:\\a", "C:a", "\\\\host\\share\\a", "\\a", "", " ", "a\0b", "a\nb"],
)
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    """On every system, whatever system the path was written on."""
    with pytest.raises(GfassessError):
        inside(tmp_path, name)


@UNIX
def test_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    """A link within the folder is followed, one out of it is not, nor one in a circle."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret").write_text("x")
    (folder / "real").write_text("x")
    (folder / "near").symlink_to("real")
    (folder / "out").symlink_to("../secret")
    (folder / "deep").symlink_to(tmp_path)
    assert inside(folder, "near") == folder.resolve() / "real"
    for name in ("out", "deep/secret"):
        with pytest.raises(GfassessError, match="link out of the folder"):
            inside(folder, name)


@pytest.mark.parametrize("typed", ["~nosuchuser/x.toml", "x" * 300, "loop.toml", "a\0b"])
def test_paths_that_lead_nowhere(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown home, a name too long, links in a circle, a null: one kind of error, whatever the system raises."""
    monkeypatch.chdir(tmp_path)
    Path("loop.toml").symlink_to("loop.toml")
    with pytest.raises(GfassessError, match="cannot be followed"):
        user_path(typed)


def test_paths_that_users_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home folder is filled in; what is not there yet is fine, and so is a file whose name begins with ~."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert user_path("~/new/a.toml") == tmp_path / "new" / "a.toml"
    Path("~draft.toml").write_text("", encoding="utf-8")
    assert user_path("~draft.toml") == Path("~draft.toml")
