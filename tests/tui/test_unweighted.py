"""The screens under a rule set whose weights are not published: each line by itself, nothing added up."""

import re

import pytest

from gfassess.model.rulebook import Rulebook
from gfassess.rules import load
from gfassess.scoring import score
from gfassess.tui.basis import basis_of
from gfassess.tui.panes.standing import groups
from tests.tui import rules
from tests.tui.conftest import Bench, Walk, screen, seen, settle

PARTLY = {"convicted": False, "land_area": 20000.0, "floor_area": 24800.0, "land_saving": "partly", "functions": 5.0}
NOTE = 'note = { zh = "权重未公布。", en = "The form publishes no weights." }\n'
WORTH = re.compile(r"\b[Pp]oints?\b|\bTotal\b|\d / \d")


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """Return the small rules without their points."""
    folder = rules.write(tmp_path_factory.mktemp("criteria"))
    for path in (folder / "rulesets" / "tiny").glob("*.toml"):
        text = re.sub(r"^points = .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text.replace('not_applicable = "redistribute"\n', f"weighted = false\n{NOTE}"), "utf-8")
    return load(folder)


@pytest.fixture(autouse=True)
def _answered(bench: Bench) -> None:
    bench.write(bench.saved.model_copy(update={"facts": PARTLY}))


@pytest.mark.parametrize("section", ["enterprise", "ground", "power", "results", "why", "export"])
@pytest.mark.parametrize("size", [(80, 24), (132, 43)])
async def test_no_screen_speaks_of_points(walk: Walk, section: str, size: tuple[int, int]) -> None:
    """Where there are no points, no screen names any, nor a total, nor what could be reached."""
    async with walk(section, size=size) as pilot:
        assert not WORTH.search(seen(pilot))


async def test_results_list_lines_by_their_share(bench: Bench, walk: Walk) -> None:
    """The page says why there is no total; open lines come first, then the lowest share."""
    found = groups(score(bench.rulebook, bench.saved))
    assert [one.indicator.id for one in found["open"]] == ["practice", "renewable_share", "carbon"]
    assert [one.indicator.id for one in found["lost"]] == ["layout", "platform", "plot_ratio"]
    async with walk("results", size=(100, 60)) as pilot:
        text = seen(pilot)
    for wanted in ("not published, so there is no total", "The form publishes no weights.", "3 of 6 lines scored"):
        assert wanted in text
    assert re.search(r"Plot ratio +62 %", text)


async def test_an_indicator_shows_its_share_and_scale(walk: Walk) -> None:
    """Steps, levels and the figure of the head are shares; an open line has none."""
    async with walk("power", size=(100, 60)) as pilot:
        text = seen(pilot)
        assert re.search(r"Platform +50 %", text)
        assert ">=4: 50 %   >=8: 100 %" in text
        assert re.search(r"Renewable share\s*\n", text)
        session = screen(pilot).session
        said = [
            f"{part.label} {part.text}"
            for name in ("ground", "layout")
            for part in (basis_of(session, name) or ("", []))[1]
        ]
        assert "Indicators Plot ratio; Layout; Practice" in said
        assert "Scale None: 0 %; Partly: 50 %; Everywhere: 100 %" in said


async def test_export_says_that_there_is_no_total(walk: Walk) -> None:
    """The page of export says what the result is, and why nothing is added up."""
    async with walk("export", size=(100, 40)) as pilot:
        await settle(pilot)
        text = " ".join(seen(pilot).split())
    assert "the result: each line by itself" in text
    assert "The form publishes no weights." in text
