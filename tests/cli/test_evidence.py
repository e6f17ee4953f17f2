"""`gfassess evidence`: what is there, what lacks a document, and one more of them."""

import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from gfassess import store
from gfassess.cli import progress
from tests.cli.papers import Papers


def test_all_is_there(papers: Papers) -> None:
    """With every document as it was attached the exit code is 0, and who keeps each is said."""
    own = papers.write({"deed.pdf": "area", "plan.pdf": "plan"}, {"plan.pdf": 'owner = "Li"\npages = "1-3"'})
    ran = papers.run("evidence", own)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2 documents\n  administration (1)\n    + deed.pdf  as attached; 8 B\n      for: Area\n")
    assert "  Li (1)\n    + plan.pdf  as attached; 8 B\n      for: Plan\n      pages 1-3\n" in ran.out
    assert "Answers without a document in date: 0 of 2" in ran.out


def test_missing_changed_and_refused_documents(papers: Papers) -> None:
    """Each is named with the reason, and the exit code says so; a link, a folder and a path out are never followed."""
    own = papers.write(dict.fromkeys(("gone.pdf", "new.pdf", "link.pdf", "dir.pdf"), "area"))
    Path("gone.pdf").unlink()
    Path("new.pdf").write_text("other")
    Path("../elsewhere.pdf").write_text("link.pdf")
    Path("link.pdf").unlink()
    Path("link.pdf").symlink_to(Path("../elsewhere.pdf").absolute())
    Path("dir.pdf").unlink()
    Path("dir.pdf").mkdir()
    with Path(own).open("a", encoding="utf-8") as file:
        file.write('[[evidence]]\nfile = "../elsewhere.pdf"\nfor = ["area"]\n')
    ran = papers.run("evidence", own)
    assert ran.code == 1
    for line in (
        "x gone.pdf  missing",
        "x new.pdf  content changed",
        "x link.pdf  not readable",
        "follows a link out of the folder",
        "this is a folder",
        "x ../elsewhere.pdf  not readable",
        "leads out of the folder",
    ):
        assert line in ran.out
    assert ran.err == "5 documents are missing or changed\n"


def test_months_holes_and_what_has_run_out(papers: Papers) -> None:
    """Months of the reporting year, what is covered twice and not at all, what is no longer valid on a day."""
    own = papers.write(
        {"a.pdf": "area", "b.pdf": "area", "c.pdf": "plan", "d.pdf": "level"},
        {
            "a.pdf": "covers_from = 2025-01-01\ncovers_to = 2025-06-30",
            "b.pdf": "covers_from = 2025-06-16\ncovers_to = 2025-10-15",
            "c.pdf": "expires = 2026-03-31",
        },
    )
    ran = papers.run("evidence", own, "--on", "2026年4月15日")
    assert "Area  #####+###~..\n" in ran.out
    assert "not covered: 2025-10-16 to 2025-12-31; covered twice: 2025-06-16 to" in ran.out
    assert "d.pdf: proves nothing: what it is for has no answer" in ran.out
    assert "No longer valid on 2026-04-15: 1\n  c.pdf: valid until 2026-03-31\n" in ran.out
    assert "No longer valid on 2026-03-31: 0\n" in papers.run("evidence", own, "--on", "2026-03-31").out
    found = json.loads(papers.run("evidence", own, "--json", "--on", "2026-04-15").out)
    assert found["expired"] == [{"on": "2026-04-15", "name": "", "files": ["c.pdf"]}]
    area = next(one for one in found["answers"] if one["id"] == "area")
    assert (area["documents"], area["months"][5], area["covered_twice"]) == (
        ["a.pdf", "b.pdf"],
        "twice",
        [["2025-06-16", "2025-06-30"]],
    )
    assert [one["found"].get("idle") for one in found["documents"]] == [None, None, None, "unanswered"]


def test_dates_of_the_schemes_are_the_filing_dates(papers: Papers) -> None:
    """Without a day the next dates of the schemes are looked at, each with its name."""
    ran = papers.run("evidence", papers.write({"a.pdf": "area"}))
    assert "(National: Form due): 0" in " ".join(ran.out.split())
    assert "(National: Recommendations due): 0" in " ".join(ran.out.split())


def test_answers_without_a_document(papers: Papers) -> None:
    """They are listed by the office that knows, with the document that is wanted."""
    ran = papers.run("evidence", papers.write({"a.pdf": "area"}))
    assert (
        "Answers without a document in date: 1 of 2\n  administration (1)\n    Plan\n      wanted: The plan" in ran.out
    )


def test_new_content_is_taken_over_only_when_asked(papers: Papers) -> None:
    """--update lists what changed, writes checksum and size, and leaves what is missing as it was."""
    own = papers.write({"a.pdf": "area", "b.pdf": "plan"})
    Path("a.pdf").write_text("new content")
    Path("b.pdf").unlink()
    before = Path(own).read_bytes()
    assert papers.run("evidence", own).code == 1
    assert Path(own).read_bytes() == before
    ran = papers.run("evidence", own, "--update")
    assert ran.code == 1
    assert "  a.pdf: - " in ran.err
    assert "1 document is missing or changed" in ran.err
    first, second = store.load(Path(own)).assessment.evidence
    assert (first.size, second.size) == (11, None)
    Path("b.pdf").write_text("b.pdf")
    assert papers.run("evidence", own).code == 0
    assert "no document has a new content" not in papers.run("evidence", own, "--update").err
    assert "no document has a new content" in papers.run("evidence", own, "--update").err


def test_a_document_beside_is_attached(papers: Papers) -> None:
    """One document for many answers; attached again it keeps what is not given anew."""
    own = papers.write({})
    Path("papers").mkdir()
    Path("papers/deed.pdf").write_text("deed")
    arguments = ["evidence", "add", own, "papers/deed.pdf"]
    assert papers.run(*arguments, "--for", "area", "--for", "plan", "--pages", "1-3", "--owner", "finance").code == 0
    assert papers.run(*arguments, "--for", "i", "--expires", "2030-01-02").code == 0
    (proof,) = store.load(Path(own)).assessment.evidence
    assert (proof.file, proof.answers, proof.size) == ("papers/deed.pdf", ("area", "plan", "i"), 4)
    assert (proof.pages, proof.owner, str(proof.expires)) == ("1-3", "finance", "2030-01-02")


def test_a_document_from_elsewhere_is_copied_in(papers: Papers) -> None:
    """It is copied beside the assessment, never over another file, and said where."""
    own = papers.write({"papers/deed.pdf": "area"})
    Path("../out").mkdir()
    Path("../out/deed.pdf").write_text("another deed")
    ran = papers.run("evidence", "add", own, "../out/deed.pdf", "--for", "plan")
    assert (ran.code, ran.err) == (0, "copied in: papers/deed-2.pdf\nwritten: own.toml\n")
    assert Path("papers/deed.pdf").read_text() == "papers/deed.pdf"
    ran = papers.run("evidence", "add", own, "../out/deed.pdf", "--for", "plan", "--to", "more/below")
    assert "copied in: more/below/deed.pdf" in ran.err
    assert papers.run("evidence", own).code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.pdf", "--for", "aera"), 'did you mean "area"?'),
        (("missing.pdf", "--for", "area"), "there is no such file"),
        (("../missing.pdf", "--for", "area"), "there is no such file"),
        (("..", "--for", "area"), "this is a folder, not a file"),
        (("../b.pdf", "--for", "area", "--to", ".."), "leads out of the folder"),
    ],
)
def test_what_cannot_be_attached_changes_nothing(papers: Papers, arguments: tuple[str, ...], words: str) -> None:
    """An unknown question, no such file, a folder, a copy to elsewhere: one sentence, and the assessment as it was."""
    own = papers.write({})
    Path("a.pdf").write_text("a")
    Path("../b.pdf").write_text("b")
    before = Path(own).read_bytes()
    ran = papers.run("evidence", "add", own, *arguments)
    assert ran.code == 1
    assert words in ran.err
    assert Path(own).read_bytes() == before


def test_a_day_that_is_none_is_wrong_usage(papers: Papers) -> None:
    """The 30th of February is refused before anything is read."""
    ran = papers.run("evidence", "check", "own.toml", "--on", "2026-02-30")
    assert ran.code == 2
    assert "not a day of the calendar" in ran.err


class Terminal(StringIO):
    """Stands for a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_large_files_tell_how_far_reading_is(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal one line counts and is gone in the end; elsewhere nothing is said."""
    own = papers.write({"a.pdf": "area"})
    monkeypatch.setattr(progress, "_LARGE", 1)
    assert papers.run("evidence", own).err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.progress() as told:
        told("a\x1b.pdf", 1, 2)
        told("a\x1b.pdf", 2, 2)
    assert terminal.getvalue().startswith("\r50 % of a?.pdf\r100 % of a?.pdf")
    assert terminal.getvalue().endswith(" \r")
