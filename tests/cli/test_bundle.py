"""`gfassess bundle`: one archive that can be checked, the same bytes whenever the same is packed."""

import csv
import hashlib
import io
import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile

import pytest

from gfassess.errors import GfassessError
from gfassess.files import archive
from gfassess.files.archive import Packed, portable_names, write_archive
from tests.cli.papers import Papers

DAY = ("--on", "2026-02-03")


def _names(path: str) -> list[str]:
    with ZipFile(path) as found:
        assert found.testzip() is None
        return found.namelist()


def test_a_bundle_holds_together(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unpacked, the export verifies, the documents are unchanged, and the index has the checksum of every file."""
    own = papers.write({"papers/deed.pdf": "area", "规划.pdf": "plan"})
    assert papers.run("bundle", own, "-o", "out.zip", *DAY).code == 0
    assert _names("out.zip") == [
        f"own/{name}"
        for name in ("assessment.toml", "index.csv", "index.html", "papers/deed.pdf", "report.html", "规划.pdf")
    ]
    with ZipFile("out.zip") as found:
        assert all(info.compress_type == ZIP_STORED and info.date_time[0] == 1980 for info in found.infolist())
        found.extractall("unpacked")
    monkeypatch.setattr(papers, "_rules", str(Path("rules").absolute()))
    monkeypatch.chdir("unpacked/own")
    assert papers.run("verify", "assessment.toml").code == 0
    ran = papers.run("evidence", "assessment.toml")
    assert (ran.code, ran.out.count("as attached")) == (0, 2)
    rows = list(csv.reader(io.StringIO(Path("index.csv").read_text("utf-8-sig"))))
    listed = {row[0]: row[8] for row in rows[1:]}
    there = {path.relative_to(".").as_posix() for path in Path().rglob("*") if path.is_file()}
    assert set(listed) == there - {"index.csv", "index.html"}
    assert all(hashlib.sha256(Path(name).read_bytes()).hexdigest() == digest for name, digest in listed.items())


def test_the_same_input_is_the_same_bytes(papers: Papers) -> None:
    """Packed again, from files touched later, on another run: byte for byte the same."""
    own = papers.write({"a.pdf": "area"})
    papers.run("bundle", own, "-o", "one.zip", "--report", "md", "--report", "html", *DAY)
    os.utime("a.pdf", (1, 1))
    papers.run("bundle", own, "-o", "two.zip", "--report", "md", "--report", "html", *DAY)
    assert Path("one.zip").read_bytes() == Path("two.zip").read_bytes()
    assert "own/report.md" in _names("one.zip")


def test_lost_documents_stop_a_bundle(papers: Papers) -> None:
    """Missing and changed documents are named and nothing is written; --partial packs the rest and says so."""
    own = papers.write({"gone.pdf": "area", "new.pdf": "plan"})
    Path("gone.pdf").unlink()
    Path("new.pdf").write_text("other")
    ran = papers.run("bundle", own, "-o", "out.zip")
    assert (ran.code, Path("out.zip").exists()) == (1, False)
    assert "gone.pdf: missing: there is no such file" in ran.err
    assert "new.pdf: content changed: this file was changed after it was attached" in ran.err
    ran = papers.run("bundle", own, "-o", "out.zip", "--partial")
    assert ran.code == 0
    assert "2 of 2 documents are missing or changed" in ran.err
    assert [name for name in _names("out.zip") if name.endswith(".pdf")] == ["own/new.pdf"]
    with ZipFile("out.zip") as found:
        page = found.read("own/index.html").decode()
    assert "INCOMPLETE: 2 documents" in page
    assert "gone.pdf: missing" in page


def test_what_is_no_file_is_not_to_be_put_back(papers: Papers) -> None:
    """A folder in the place of a document has no content to take over: the way out is the file itself."""
    own = papers.write({"deed.pdf": "area"})
    Path("deed.pdf").unlink()
    Path("deed.pdf").mkdir()
    ran = papers.run("bundle", own, "-o", "out.zip")
    assert ran.code == 1
    assert "put the file itself in its place" in ran.err
    assert "--update" not in ran.err


def test_names_that_every_system_takes(papers: Papers) -> None:
    """What Windows takes in no name is replaced, in the assessment too; letters of both cases never collide."""
    own = papers.write(
        {"ab:c?.pdf": "area", "AB_c_.pdf": "area", "con.txt": "plan", "INDEX.html": "plan", "=1.csv": "plan"}
    )
    assert papers.run("bundle", own, "-o", "out.zip").code == 0
    with ZipFile("out.zip") as found:
        names = {name.removeprefix("own/") for name in found.namelist()}
        text = found.read("own/assessment.toml").decode()
        rows = list(csv.reader(io.StringIO(found.read("own/index.csv").decode("utf-8-sig"))))
    assert {"ab_c_.pdf", "AB_c_-2.pdf", "_con.txt", "INDEX-2.html", "_=1.csv"} < names
    assert 'file = "ab_c_.pdf"' in text
    assert {row[0]: row[9] for row in rows}["_con.txt"] == "con.txt"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


class _Links(HTMLParser):
    """Collects the tags of a page and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.targets += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_nothing_in_a_name_is_markup_or_a_way_out(papers: Papers) -> None:
    """The page of a bundle leads to its own files only, whatever they are called."""
    own = papers.write({"javascript:alert(1)": "area", "<img src=x onerror=y>.pdf": "plan", "a #%41?.pdf": "plan"})
    assert papers.run("bundle", own, "-o", "out.zip").code == 0
    links = _Links()
    with ZipFile("out.zip") as found:
        links.feed(found.read("own/index.html").decode())
        for target in links.targets:
            assert target.startswith("./")
            assert f"own/{unquote(target[2:])}" in found.namelist()
    assert not links.tags & {"img", "script", "iframe"}


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(28, "no space left")])
def test_a_stop_in_the_middle_leaves_nothing_half_written(
    papers: Papers, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    """The archive from before stays whole, and no draft is left."""
    own = papers.write({"a.pdf": "area"})
    Path("out.zip").write_text("before")
    there = set(Path().iterdir())

    def parts(_path: Path) -> Iterator[bytes]:
        yield b"half"
        raise stop

    monkeypatch.setattr(archive, "parts_of", parts)
    assert papers.run("bundle", own, "-o", "out.zip", "--force").code in {1, 130}
    assert Path("out.zip").read_text() == "before"
    assert set(Path().iterdir()) == there


def test_a_document_that_changes_while_it_is_packed_stops_the_bundle(tmp_path: Path) -> None:
    """What is packed is what was checked."""
    (tmp_path / "a.pdf").write_text("new")
    with pytest.raises(GfassessError, match="changed while it was packed"):
        write_archive(tmp_path / "out.zip", [Packed("a.pdf", tmp_path / "a.pdf", "0" * 64)])
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.pdf"]


def test_a_bundle_replaces_nothing_unasked(papers: Papers) -> None:
    """An archive that is there stays without --force, the assessment always."""
    own = papers.write({"a.pdf": "area"})
    Path("out.zip").write_text("before")
    assert papers.run("bundle", own, "-o", "out.zip").code == 1
    assert papers.run("bundle", own, "-o", own, "--force").code == 1
    assert Path("out.zip").read_text() == "before"


def test_portable_names_are_short_and_different() -> None:
    """Long names are cut before their ending, and cut names are still told apart."""
    names = portable_names(["绿" * 200 + "a.pdf", "绿" * 200 + "b.pdf", "..\\..\\up.pdf", "end. "])
    assert len(set(names.values())) == 4
    assert all(len(part.encode()) <= 210 for name in names.values() for part in name.split("/"))
    assert [name[-4:] for name in names.values()] == [".pdf", ".pdf", ".pdf", "end_"]
    assert names["..\\..\\up.pdf"] == "up.pdf"
