"""The page of export: where it is written, what it refuses, what it asks."""

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from gfassess.errors import GfassessError
from gfassess.model.assessment import Evidence
from gfassess.model.documents import Seen
from gfassess.session import Session
from gfassess.tui.app import GfassessApp
from gfassess.tui.widgets.pick import Pick
from tests.tui.conftest import Bench, Walk, go, seen, settle


def _said(pilot: Pilot[None]) -> str:
    """Return what the page says about the last export."""
    return str(pilot.app.screen.query_one("#written", Static).content)


def _target(bench: Bench) -> Path:
    return bench.path.with_suffix(".export.toml")


async def test_export_writes_beside_the_assessment(bench: Bench, walk: Walk) -> None:
    """Enter writes under the suggested name and says the whole path."""
    async with walk("export", size=(132, 43)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert f"Written: {_target(bench)}" in _said(pilot)
    assert _target(bench).read_text(encoding="utf-8") == "exported"


async def test_export_says_what_it_holds_and_what_is_odd(bench: Bench, walk: Walk) -> None:
    """Counts, total and open warnings are shown before anything is written; the name stands as it is written."""
    facts = {"land_area": 10.0, "convicted": True}
    bench.write(bench.saved.model_copy(update={"facts": facts, "illustrative": True}))
    async with walk("export", size=(132, 43)) as pilot:
        text = seen(pilot)
    for wanted in ("示范[铝材]\\{厂}", "2 answers, 0 ledger rows", "blocked by a gate", "illustrative"):
        assert wanted in text
    assert "gate failed: Law-abiding" in text
    assert "Site area: 10 is unusual and has no reason yet" in text
    assert "questions are not answered" in text


async def test_the_assessment_itself_is_never_overwritten(bench: Bench, walk: Walk) -> None:
    """The file that is being edited is refused as target, also under another spelling of its path."""
    before = bench.path.read_text(encoding="utf-8")
    async with walk("export") as pilot:
        for name in (bench.path, bench.path.parent / "x" / ".." / bench.path.name):
            pilot.app.screen.query_one("#target", Input).value = str(name)
            await pilot.press("enter")
            await settle(pilot)
            assert "This is the assessment itself" in seen(pilot)
    assert bench.path.read_text(encoding="utf-8") == before


async def test_another_file_is_replaced_only_when_asked(bench: Bench, walk: Walk) -> None:
    """A file that is there stays after Enter and Escape; ^s replaces it."""
    _target(bench).write_text("older", encoding="utf-8")
    async with walk("export") as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert "Replace this file?" in seen(pilot)
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert _target(bench).read_text(encoding="utf-8") == "older"
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert _target(bench).read_text(encoding="utf-8") == "exported"


def _refuse(_session: Session, path: Path) -> NoReturn:
    message = "the folder [of] this file does not exist"
    raise GfassessError.of(message, file=str(path))


def _break(_session: Session, _path: Path) -> NoReturn:
    raise OSError(28, "no space left")


@pytest.mark.parametrize(
    ("export", "words"), [(_refuse, "the folder [of] this file"), (_break, "not written: no space left")]
)
async def test_what_stops_an_export_is_said(bench: Bench, export: Callable[[Session, Path], Path], words: str) -> None:
    """A missing folder, a full disk: one sentence on the page, nothing written, the page goes on working."""
    app = GfassessApp(lambda: dataclasses.replace(bench.shell(), export=export))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await go(pilot, "export")
        await pilot.press("enter")
        await settle(pilot)
        assert words in _said(pilot)
    assert not _target(bench).exists()


async def test_an_empty_path_is_refused(walk: Walk) -> None:
    """Without a path nothing is tried."""
    async with walk("export") as pilot:
        pilot.app.screen.query_one("#target", Input).value = "  "
        await pilot.press("enter")
        await settle(pilot)
        assert "Write a path" in seen(pilot)


async def test_lost_documents_are_named_before_anything_is_handed_on(bench: Bench, walk: Walk) -> None:
    """Documents that are missing or changed stand on the page, and beside the total on the page of results."""
    proof = Evidence.model_validate({"file": "deed.pdf", "for": ("land_area",)})
    bench.write(bench.saved.model_copy(update={"evidence": (proof,)}))
    gone = (Seen("missing", "there is no such file"),)
    app = GfassessApp(lambda: dataclasses.replace(bench.shell(), look=lambda _answers, _path: gone))
    async with app.run_test(size=(100, 40)) as pilot:
        await go(pilot, "export")
        text = seen(pilot)
        assert "1 of 1 document is missing or changed" in text
        assert "deed.pdf: there is no such file" in text
        assert "1 document: names, no hashes" in text
        assert "nothing is open" not in text
        await go(pilot, "results")
        assert "with evidence 0: 1 of 1 document is missing or changed" in seen(pilot)
    bench.write(bench.saved.model_copy(update={"evidence": ()}))
    async with walk("export", size=(100, 40)) as pilot:
        assert "no documents" in seen(pilot)
        pilot.app.screen.query_one("#target", Input).value = "out.toml"
        await settle(pilot)
        assert f"= {Path.cwd() / 'out.toml'}" in seen(pilot)


@pytest.mark.parametrize("typed", ["~nosuchuser/x.toml", "x" * 300, "loop.toml"])
async def test_a_path_that_leads_nowhere_is_refused(
    walk: Walk, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written and nothing breaks: the page says that the path cannot be followed."""
    monkeypatch.chdir(tmp_path)
    os.symlink("loop.toml", "loop.toml")  # noqa: PTH211 - pathlib is refused in coroutines
    async with walk("export") as pilot:
        pilot.app.screen.query_one("#target", Input).value = typed
        await pilot.press("enter")
        await settle(pilot)
        assert "cannot be followed" in _said(pilot)


async def test_a_report_is_written_in_the_kind_and_language_that_were_chosen(bench: Bench, walk: Walk) -> None:
    """Choosing a kind of report suggests its name, asks for the language, and Enter writes it there."""
    async with walk("export", size=(100, 40)) as pilot:
        kind, tongue = pilot.app.screen.query(Pick)
        assert [pick.display for pick in (kind, tongue)] == [True, False]
        kind._set("docx")
        await settle(pilot)
        assert pilot.app.screen.query_one("#target", Input).value == str(bench.path.with_suffix(".docx"))
        assert "statement of truth" in seen(pilot)
        assert [pick.display for pick in (kind, tongue)] == [True, True]
        tongue._set("both")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert f"Written: {bench.path.with_suffix('.docx')}" in _said(pilot)
        kind._set("toml")
        await settle(pilot)
        assert pilot.app.screen.query_one("#target", Input).value == str(_target(bench))
    assert bench.path.with_suffix(".docx").read_text(encoding="utf-8") == "report docx both"


async def test_the_kind_is_chosen_with_the_keyboard(walk: Walk) -> None:
    """The field of the kind stands right before the path and opens its list on Enter."""
    async with walk("export") as pilot:
        await pilot.press("shift+tab")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        for wanted in ("Word document", "Excel workbook", "page for the browser", "plain text"):
            assert wanted in seen(pilot)
