"""Another rule set beside the one in use: what is missing for it, and switching without losing an answer."""

import dataclasses
from datetime import date

import pytest
from textual.widgets import OptionList

from gfassess.model.facts import FactFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion
from gfassess.tui.dialogs.confirm import ConfirmDialog
from gfassess.tui.panes.crosswalk import CrosswalkPane
from gfassess.tui.widgets.pick import Pick
from tests.tui.conftest import Bench, Walk, go, screen, seen, settle

ROOF = {
    "id": "roof_area",
    "kind": "number",
    "unit": "m2",
    "title": {"zh": "屋面面积", "en": "Roof [area]"},
    "department": "energy",
}
HEAD = {
    "id": "roof",
    "title": {"zh": "屋面", "en": "Roofs"},
    "points": 10,
    "basis": "project",
    "indicator": [
        {
            "id": "roof_share",
            "title": {"zh": "屋面占比", "en": "Roof share"},
            "points": 10,
            "formula": "roof_area / land_area",
            "scale": {"leading": 1, "baseline": 0},
            "source": {"document": "T 1"},
            "basis": "standard",
        }
    ],
}


@pytest.fixture
def two(bench: Bench, rulebook: Rulebook) -> Bench:
    """Return an assessment whose rules hold a second rule set: one criterion less, one more, asking a new fact."""
    theme = FactFile.model_validate({"id": "roofs", "title": HEAD["title"], "fact": [ROOF]})
    tiny = rulebook.rulesets["tiny"]
    changes = {
        "id": "other",
        "title": tiny.title.model_copy(update={"en": "Other rules"}),
        "in_force": date(2025, 1, 1),
        "heads": (Criterion.model_validate(HEAD), tiny.heads[0]),
    }
    rulesets = {"tiny": tiny, "other": tiny.model_copy(update=changes)}
    bench.rulebook = dataclasses.replace(rulebook, themes=(*rulebook.themes, theme), rulesets=rulesets)
    bench.write(bench.saved.model_copy(update={"facts": {"land_area": 1000.0, "convicted": False}}))
    return bench


async def test_a_single_rule_set_has_no_crosswalk(walk: Walk) -> None:
    """Where there is nothing to compare with, the list of sections does not offer it."""
    async with walk("results") as pilot:
        names = [option.id for option in pilot.app.screen.query_one("#nav", OptionList).options]
    assert "crosswalk" not in names


async def test_what_is_missing_stands_first(two: Bench, walk: Walk) -> None:
    """The share that is there, the missing questions by office, then the lines with their marks."""
    async with walk("crosswalk", size=(80, 40)) as pilot:
        text = seen(pilot)
    assert two.saved.ruleset == "tiny"
    assert "You have" in text
    assert "energy office (1)" in text
    assert "? Roof [area]" in text
    assert text.index("Roof [area]") < text.index("Roof share")
    assert "added; points 10" in text


async def test_a_small_terminal_shows_all(two: Bench, walk: Walk) -> None:
    """At 80x24 the list scrolls to its end, where the withdrawn lines stand."""
    async with walk("crosswalk") as pilot:
        await pilot.press("end")
        await settle(pilot)
        text = seen(pilot)
        assert max(map(len, text.split("\n"))) <= 80
    assert "withdrawn" in text
    assert two.rulebook.rulesets["tiny"].heads[1].indicator[-1].title.en in text


async def test_a_missing_question_is_one_key_away(two: Bench, walk: Walk) -> None:
    """Enter asks before the rule set is switched; then it leads to the question, and every answer is still there."""
    async with walk("crosswalk", size=(100, 40)) as pilot:
        pane = pilot.app.screen.query_one(CrosswalkPane)
        assert pane.reveal("roof_area")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert two.saved.ruleset == "tiny"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert (screen(pilot).section, screen(pilot).subject.question) == ("roof", "roof_area")
        assert two.saved.ruleset == "other"
        assert two.saved.facts == {"land_area": 1000.0, "convicted": False}
        await pilot.press("5", "0", "0", "enter")
        await settle(pilot)
        assert two.saved.facts["roof_area"] == 500
        await pilot.press("escape", "ctrl+z", "ctrl+z")
        await settle(pilot)
        assert two.saved.ruleset == "tiny"


async def test_saying_no_changes_nothing(two: Bench, walk: Walk) -> None:
    """Escape stays where one was, under the rule set that was in use."""
    async with walk("crosswalk", size=(100, 40)) as pilot:
        pilot.app.screen.query_one(CrosswalkPane).reveal("roof_area")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert screen(pilot).section == "crosswalk"
    assert two.saved.ruleset == "tiny"


async def test_what_both_ask_needs_no_switch(two: Bench, walk: Walk) -> None:
    """A missing question that the rule set in use asks too opens at once."""
    async with walk("crosswalk", size=(100, 40)) as pilot:
        pilot.app.screen.query_one(CrosswalkPane).reveal("floor_area")
        await pilot.press("enter")
        await settle(pilot)
        assert (screen(pilot).section, screen(pilot).subject.question) == ("ground", "floor_area")
    assert two.saved.ruleset == "tiny"


async def test_the_sections_follow_the_rule_set(two: Bench, walk: Walk) -> None:
    """Switched on the page of the enterprise, the list names the criteria of the new rule set; undo brings all back."""
    async with walk("enterprise") as pilot:
        nav = pilot.app.screen.query_one("#nav", OptionList)
        before = [option.id for option in nav.options]
        pick = pilot.app.screen.query_one("#e-ruleset Pick", Pick)
        pick.post_message(Pick.Changed(pick, "other"))
        await settle(pilot)
        assert [option.id for option in nav.options][2:4] == ["roof", "ground"]
        await go(pilot, "roof")
        await pilot.press("escape", "ctrl+z")
        await settle(pilot)
        assert [option.id for option in nav.options] == before
        assert screen(pilot).section == "results"
        await pilot.press("ctrl+y")
        await settle(pilot)
    assert two.saved.ruleset == "other"


async def test_after_switching_the_other_way_is_compared(two: Bench, walk: Walk) -> None:
    """The rule set in use is never compared with itself."""
    two.write(two.saved.model_copy(update={"ruleset": "other"}))
    async with walk("crosswalk") as pilot:
        assert pilot.app.screen.query_one(CrosswalkPane).query_one(Pick).value == "tiny"


async def test_keys_of_sections_stay_where_they_are(two: Bench, walk: Walk) -> None:
    """Each key opens its section whatever others there are; those without a key are in the palette with all others."""
    keys = {"f2": "enterprise", "f3": "gates", "f4": two.rulebook.rulesets["tiny"].heads[0].id}
    keys |= {"f9": "results", "f10": "evidence", "f11": "peers", "f12": "export"}
    async with walk("enterprise") as pilot:
        for key, section in keys.items():
            await pilot.press(key)
            await settle(pilot)
            assert screen(pilot).section == section
        await pilot.press("f8")
        await settle(pilot)
        assert screen(pilot).section == "export"
        nav = pilot.app.screen.query_one("#nav", OptionList)
        commands = {command.title: command for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert sum(title.startswith("Section: ") for title in commands) == len(nav.options)
    names = [title.removeprefix("Section: ") for title in commands if title.startswith("Section: ")]
    assert names.index("Standing") == names.index("Peers") + 1
    assert [command.help for title, command in commands.items() if title == "Section: Results"] == ["F9"]
