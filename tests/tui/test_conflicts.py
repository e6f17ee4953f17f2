"""What merged files said differently is decided on the screens; who answered stands beside the answers."""

import dataclasses
from datetime import UTC, datetime

import pytest

from gfassess.merge import Copy, merge
from gfassess.model.assessment import Assessment, Mark
from gfassess.tui.app import GfassessApp
from gfassess.tui.dialogs.choose import ChooseDialog
from gfassess.tui.dialogs.help import HelpDialog
from gfassess.tui.dialogs.texts import TextDialog
from gfassess.tui.panes.conflicts import ConflictsPane
from tests.tui.conftest import Bench, Walk, go, screen, seen, settle, type_text

EARLY = Mark(by="王[工]", at=datetime(2026, 5, 1, 10, 30, tzinfo=UTC))
LATE = Mark(by="李工", at=datetime(2026, 5, 2, 8, 0, tzinfo=UTC))
DIESEL = {"carrier": "diesel", "amount": 5.0}


@pytest.fixture
def merged(bench: Bench) -> Assessment:
    """Return an assessment with two conflicts, a fact and a row that both copies added, on disk."""

    def made(area: float, amount: float, mark: Mark) -> Assessment:
        changes = {
            "facts": {"land_area": area},
            "ledgers": {"energy_use": ({**DIESEL, "amount": amount},)},
            "answered": {"land_area": mark},
        }
        return bench.saved.model_copy(update=changes)

    copies = [Copy("A", "a[1].toml", made(1000.0, 5.0, EARLY)), Copy("B", "b.toml", made(2000.0, 6.0, LATE))]
    whole = merge(bench.saved, copies).assessment
    bench.write(whole)
    return whole


async def test_conflicts_come_first(merged: Assessment, walk: Walk) -> None:
    """A file with open conflicts opens on them: title, values with units, author and time, whatever they hold."""
    assert len(merged.conflicts) == 2
    async with walk() as pilot:
        await settle(pilot)
        assert isinstance(screen(pilot).pane, ConflictsPane)
        text = seen(pilot)
    assert "Conflicts: 2" in text
    assert "A a[1].toml: 1,000 m2 (王[工] 2026-05-01 10:30)" in text
    assert "B b.toml: 2,000 m2" in text


async def test_a_letter_decides(bench: Bench, merged: Assessment, walk: Walk) -> None:
    """The version of a file takes its place with its author, at once on disk; ^z takes the decision back."""
    async with walk() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        saved = bench.saved
        assert (saved.facts["land_area"], saved.answered["land_area"], len(saved.conflicts)) == (1000.0, EARLY, 1)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert bench.saved == merged


@pytest.mark.usefixtures("merged")
async def test_newest_keep_and_all_rows(bench: Bench, walk: Walk) -> None:
    """The answer given last, all rows that were added; what was decided leaves the list, and then the section goes."""
    async with walk() as pilot:
        await settle(pilot)
        await pilot.press("l")
        await settle(pilot)
        assert bench.saved.facts["land_area"] == 2000.0
        await pilot.press("l")
        await settle(pilot)
        assert "It is not known which version is the newest." in seen(pilot)
        await pilot.press("plus")
        await settle(pilot)
        assert [row["amount"] for row in bench.saved.ledgers["energy_use"]] == [5.0, 6.0]
        assert bench.saved.conflicts == ()
        text = seen(pilot)
        assert "Nothing is in conflict" in text
        assert "Conflicts:" not in text
        await pilot.press("n")
        assert not isinstance(screen(pilot).pane, ConflictsPane)


@pytest.mark.usefixtures("merged")
async def test_keeping_what_stands(bench: Bench, walk: Walk) -> None:
    """What all began from can be the answer, too."""
    async with walk() as pilot:
        await settle(pilot)
        await pilot.press("k")
        await settle(pilot)
    assert "land_area" not in bench.saved.facts
    assert len(bench.saved.conflicts) == 1


@pytest.mark.usefixtures("merged")
async def test_enter_lists_the_versions(bench: Bench, walk: Walk) -> None:
    """Whoever knows no letters chooses from a list; leaving it decides nothing."""
    async with walk() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ChooseDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert len(bench.saved.conflicts) == 2
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
    assert bench.saved.facts["land_area"] == 2000.0


async def test_a_row_changed_since_is_told(bench: Bench, walk: Walk) -> None:
    """A version whose row is not there any more takes no other row's place."""
    base = bench.saved.model_copy(update={"ledgers": {"energy_use": (DIESEL,)}})
    copies = [
        Copy(side, side, base.model_copy(update={"ledgers": {"energy_use": ({**DIESEL, "amount": amount},)}}))
        for side, amount in (("A", 6.0), ("B", 7.0))
    ]
    whole = merge(base, copies).assessment
    bench.write(whole.model_copy(update={"ledgers": {"energy_use": ({**DIESEL, "amount": 8.0},)}}))
    async with walk() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert "was changed or deleted since" in seen(pilot)
    assert len(bench.saved.conflicts) == 1


async def test_who_answered_stands_beside_the_title(bench: Bench, walk: Walk) -> None:
    """The day in the line of the question, the minute under F1; an unanswered question has no author."""
    bench.write(bench.saved.model_copy(update={"facts": {"land_area": 1000.0}, "answered": {"land_area": EARLY}}))
    async with walk() as pilot:
        await go(pilot, "ground", "land_area")
        await settle(pilot)
        assert "王[工] 2026-05-01" in seen(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HelpDialog)
        assert "王[工] 2026-05-01 10:30" in seen(pilot)
        assert "Last changed" in seen(pilot)


async def test_the_name_of_the_user_can_be_set(bench: Bench, walk: Walk) -> None:
    """Whoever shares a login says who works; the name stands there to be changed."""
    async with walk("ground") as pilot:
        chosen: list[str] = []
        app = pilot.app
        assert isinstance(app, GfassessApp)
        app.shell = dataclasses.replace(app.shell, author=lambda: "wang", choose_author=chosen.append)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert "Your name" in titles
        app.action_author()
        await settle(pilot)
        assert isinstance(app.screen, TextDialog)
        assert "wang" in seen(pilot)
        await type_text(pilot, "2")
        await pilot.press("enter")
        await settle(pilot)
        assert chosen == ["wang2"]
        assert "Answers are kept under the name: wang" in seen(pilot)
    assert bench.saved.facts == {}
