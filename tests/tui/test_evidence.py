"""The library of documents: what is there, what lacks one, and what the keys do with them."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from gfassess.files import ElsewhereError
from gfassess.model.assessment import Assessment, Evidence
from gfassess.model.documents import Seen
from gfassess.tui.app import GfassessApp
from gfassess.tui.panes.evidence import EvidencePane
from tests.tui.conftest import Bench, Walk, go, screen, seen, settle


def _proof(file: str, *answers: str, **more: object) -> Evidence:
    return Evidence.model_validate({"file": file, "for": answers, **more})


@pytest.fixture
def library(bench: Bench) -> Bench:
    """Return an assessment with two documents; one answer lacks one."""
    proofs = (
        _proof("[deed].pdf", "land_area", pages="1-3", covers_from=date(2025, 1, 1), covers_to=date(2025, 6, 30)),
        _proof("old.pdf", "energy_use", owner="李工"),
    )
    facts = {"land_area": 900.0, "plan_made": True, "floor_area": 100.0}
    bench.write(bench.saved.model_copy(update={"facts": facts, "evidence": proofs}))
    return bench


@pytest.mark.parametrize("size", [(80, 24), (132, 43)])
async def test_the_library_says_what_is_there(library: Bench, size: tuple[int, int]) -> None:
    """Documents by who keeps them, with their state; answers without one; months without one."""
    found = (Seen("there", size=2_500_000), Seen("missing", "there is no such [file]"))
    app = GfassessApp(lambda: dataclasses.replace(library.shell(), look=lambda _answers, _path: found))
    async with app.run_test(size=size) as pilot:
        await go(pilot, "evidence")
        text = seen(pilot)
        for wanted in (
            "2 documents; 1 missing or changed",
            "administration (1)",
            "李工 (1)",
            "there is no such [file]",
        ):
            assert wanted in text
        assert "proves nothing: what it is for has no answer" in " ".join(text.replace("│", " ").split())
        assert "2.5 MB" in text
        await pilot.press("end")
        await settle(pilot)
        text = seen(pilot)
        assert "######......" in text
        assert "not covered: 2025-07-01 to 2025-12-31" in text


@pytest.mark.usefixtures("library")
async def test_the_mark_begins_at_the_first_document(walk: Walk) -> None:
    """Who opens the library can use the keys of a document at once."""
    async with walk("evidence") as pilot:
        await settle(pilot)
        pane = screen(pilot).query_one(EvidencePane)
        assert pane.lines.chosen == "document:0"


async def test_a_document_is_edited_and_emptied(library: Bench, walk: Walk) -> None:
    """Enter on a document asks what is known of it; what is emptied is gone, ^z brings it back."""
    async with walk("evidence") as pilot:
        pane = pilot.app.screen.query_one(EvidencePane)
        assert pane.lines.mark("document:0")
        await pilot.press("enter")
        await settle(pilot)
        pilot.app.screen.query_one("#pages", Input).value = ""
        pilot.app.screen.query_one("#covers_to", Input).value = "2025-13-01"
        await pilot.press("ctrl+s")
        assert "not a day of the calendar" in seen(pilot)
        pilot.app.screen.query_one("#covers_to", Input).value = ""
        pilot.app.screen.query_one("#owner", Input).value = "finance"
        await pilot.press("ctrl+s")
        await settle(pilot)
        first = library.saved.evidence[0]
        assert (first.pages, first.covers_to, first.owner) == ("", None, "finance")
        assert first.covers_from == date(2025, 1, 1)
        await pilot.press("ctrl+z")
        await settle(pilot)
    assert library.saved.evidence[0].pages == "1-3"


async def test_a_document_is_detached_and_comes_back(library: Bench, walk: Walk) -> None:
    """Delete takes a document out and says how it comes back."""
    async with walk("evidence") as pilot:
        pilot.app.screen.query_one(EvidencePane).lines.mark("document:0")
        await pilot.press("delete")
        await settle(pilot)
        assert [one.file for one in library.saved.evidence] == ["old.pdf"]
        assert "Detached: [deed].pdf" in seen(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
    assert [one.file for one in library.saved.evidence] == ["[deed].pdf", "old.pdf"]


async def test_an_answer_without_a_document_gets_one(library: Bench, walk: Walk) -> None:
    """Enter on an answer asks for a document; g goes to its question."""
    async with walk("evidence") as pilot:
        pane = pilot.app.screen.query_one(EvidencePane)
        assert pane.reveal("plan_made")
        await pilot.press("enter")
        await settle(pilot)
        assert "The plan" in seen(pilot)
        pilot.app.screen.query_one("#file", Input).value = "deed.pdf"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [one.answers for one in library.saved.evidence][-1] == ("plan_made",)
        assert "Answers without a document in date: 0 of 2" in " ".join(seen(pilot).split())
        pilot.app.screen.query_one(EvidencePane).lines.mark("document:0")
        await pilot.press("g")
        await settle(pilot)
        assert screen(pilot).section == "ground"
        assert screen(pilot).subject.question == "land_area"


async def test_one_more_answer_and_new_content(library: Bench, walk: Walk) -> None:
    """One key lets a document prove one more answer, another takes over what the file holds now."""
    library.write(library.saved.model_copy(update={"evidence": (_proof("deed.pdf", "land_area", sha256="1" * 64),)}))
    async with walk("evidence") as pilot:
        pilot.app.screen.query_one(EvidencePane).lines.mark("document:0")
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert library.saved.evidence[0].answers == ("land_area", "plan_made")
        await pilot.press("u")
        await settle(pilot)
    assert library.saved.evidence[0].sha256 == "0" * 64


async def test_a_document_from_elsewhere_is_copied_in_when_asked(bench: Bench) -> None:
    """The first ^s says that it lies elsewhere, the second copies it; another path is asked about anew."""
    taken: list[str] = []

    def read(_path: Path, typed: str, _names: tuple[str, ...]) -> Evidence:
        message = "this file lies outside the folder of the assessment"
        raise ElsewhereError.of(message, file=typed)

    def take_in(_answers: Assessment, _path: Path, typed: str, names: tuple[str, ...]) -> Evidence:
        taken.append(typed)
        return _proof("evidence/deed.pdf", *names)

    app = GfassessApp(lambda: dataclasses.replace(bench.shell(), evidence=read, take_in=take_in))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "ground", "land_area")
        await pilot.press("escape", "e")
        await settle(pilot)
        for path in ("/other/deed.pdf", "/home/deed.pdf"):
            pilot.app.screen.query_one("#file", Input).value = path
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert "^s once more copies it" in seen(pilot)
            assert taken == []
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert taken == ["/home/deed.pdf"]
    assert [one.file for one in bench.saved.evidence] == ["evidence/deed.pdf"]


async def test_what_does_not_apply_is_proved_by_its_own_document(library: Bench, walk: Walk) -> None:
    """A line that the user says does not apply stands among the answers, and Enter attaches to it."""
    library.write(library.saved.model_copy(update={"not_applicable": {"practice": "none"}}))
    async with walk("evidence") as pilot:
        assert pilot.app.screen.query_one(EvidencePane).reveal("practice")
        await pilot.press("enter")
        await settle(pilot)
        pilot.app.screen.query_one("#file", Input).value = "deed.pdf"
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert library.saved.evidence[-1].answers == ("practice",)
