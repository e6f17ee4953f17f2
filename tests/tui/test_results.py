"""The page of results: what counts is in words and signs, what to do next stands first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess import words
from gfassess.model.assessment import Assessment
from gfassess.model.scorecard import Interval
from gfassess.scoring import score
from gfassess.tui import signs
from gfassess.tui.panes.standing import group_of, groups
from gfassess.tui.screens.work import WorkScreen
from gfassess.tui.widgets.bars import bar
from gfassess.tui.widgets.lines import Lines, paragraph
from tests.tui.conftest import Bench, Walk, seen, settle

PARTLY = {"convicted": False, "land_area": 20000.0, "floor_area": 10000.0, "land_saving": "fully", "functions": 5.0}


def _answered(bench: Bench, **facts: object) -> Assessment:
    found = bench.saved.model_copy(update={"facts": {**PARTLY, **facts}})
    bench.write(found)
    return found


def test_what_to_do_next_stands_first(bench: Bench) -> None:
    """Open indicators come first, most open points first; then lost ones, most lost first; then those in full."""
    card = score(bench.rulebook, _answered(bench))
    found = groups(card)
    assert [one.indicator.id for one in found["open"]] == ["renewable_share", "carbon", "practice"]
    assert [one.indicator.id for one in found["lost"]] == ["plot_ratio", "platform"]
    assert [one.indicator.id for one in found["full"]] == ["layout"]
    assert all(group_of(one) == name for name, scores in found.items() for one in scores)


async def test_results_say_state_points_and_what_is_missing(bench: Bench, walk: Walk) -> None:
    """Total, criteria, gates and every indicator are there in words, with what is missing."""
    _answered(bench)
    async with walk("results", size=(100, 60)) as pilot:
        text = seen(pilot)
    for wanted in (
        "10.5-30.5 / 40",
        "Land use",
        "with evidence",
        "still open",
        "no national pass mark",
        "not answered",
    ):
        assert wanted in text
    assert "Renewable share" in text
    assert "unanswered, missing: Energy use" in text
    assert "without reference: 0.50 kgCO2/kWh; no leading and baseline" in text


async def test_failed_gates_stand_before_open_ones(bench: Bench, walk: Walk) -> None:
    """A failed gate is named first, with the verdict; open ones follow; the passed are counted."""
    _answered(bench, convicted=True)
    async with walk("results", size=(100, 40)) as pilot:
        text = seen(pilot)
    assert "blocked by a gate" in text
    assert text.index("failed  ? 1 not answered") < text.index("Law-abiding     ") < text.index("? Low-carbon plan")


async def test_enter_explains_and_escape_comes_back(bench: Bench, walk: Walk) -> None:
    """Enter on an indicator opens why; Escape leads back to the same line."""
    _answered(bench)
    async with walk("results") as pilot:
        lines = pilot.app.screen.query_one("#results", Lines)
        assert lines.chosen == "total"
        lines.mark("plot_ratio")
        await pilot.press("enter")
        await settle(pilot)
        assert "Why: Plot ratio" in seen(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen.query_one("#results", Lines).chosen == "plot_ratio"


async def test_other_readings_are_shown_where_they_differ(bench: Bench, walk: Walk) -> None:
    """Where a line does not apply the total under the other readings stands with it; otherwise it would be noise."""
    _answered(bench)
    async with walk("results", size=(100, 50)) as pilot:
        assert "by reading" not in seen(pilot)
    bench.write(bench.saved.model_copy(update={"not_applicable": {"platform": "no [platform]"}}))
    async with walk("results", size=(100, 60)) as pilot:
        text = seen(pilot)
    assert "by reading" in text
    assert "points are lost" in text
    assert "not applicable: no [platform]" in text


async def test_invented_figures_are_marked(bench: Bench, walk: Walk) -> None:
    """An illustrative assessment says so on the page itself, and its remark is shown as it is written."""
    bench.write(bench.saved.model_copy(update={"illustrative": True, "remark": "[b]made up[/b] \\[x"}))
    async with walk("results", size=(100, 50)) as pilot:
        text = seen(pilot)
    assert "these figures are invented" in text
    assert "[b]made up[/b] \\[x" in text


async def test_an_answer_changes_the_page(bench: Bench, walk: Walk) -> None:
    """A change brings bars and groups up to date at once; the mark stays on its line."""
    _answered(bench)
    async with walk("ground", "results", size=(100, 60)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, WorkScreen)
        assert "2 lines, 9.5 points" in seen(pilot)
        screen.query_one("#results", Lines).mark("plot_ratio")
        await screen.change(lambda: screen.desk.session.answer("functions", 8.0))
        await settle(pilot)
        assert "1 line, 7.5 points" in seen(pilot)
        assert screen.query_one("#results", Lines).chosen == "plot_ratio"


@given(
    parts=st.lists(st.floats(0, 20), min_size=3, max_size=3),
    width=st.integers(6, 120),
    plain=st.booleans(),
)
def test_a_bar_tells_its_parts_apart_without_colour(parts: list[float], width: int, plain: bool) -> None:  # noqa: FBT001
    """The bar has its width, its parts stand in order, and only a total that is reached fills it."""
    evidenced, low, high = sorted(parts)
    signs.use(signs.ASCII if plain else signs.BOX)
    try:
        text = bar(Interval(low, high, evidenced), 20, width).plain
        sign = signs.signs()
        inner = text[1:-1]
        assert len(text) == max(width, 6)
        assert len({sign.proved, sign.sure, sign.possible, sign.lost}) == 4
        assert inner == "".join(sorted(inner, key=(sign.proved + sign.sure + sign.possible + sign.lost).index))
        assert (sign.proved in inner) == (evidenced > 0)
        assert (sign.lost not in inner) == (high >= 20)
    finally:
        signs.use(signs.BOX)


@given(st.text(st.sampled_from("ab， 。指标（）1.%"), max_size=200), st.integers(12, 60))
def test_wrapped_texts_lose_nothing(text: str, width: int) -> None:
    """A paragraph on the screen holds every character of the text in order."""
    drawn = paragraph(text, width, indent=2).plain
    assert "".join(drawn.split()) == "".join(text.split())


async def test_the_page_speaks_both_languages(bench: Bench, walk: Walk) -> None:
    """The language key changes the page where it stands, content and program words alike."""
    _answered(bench)
    async with walk("results", size=(100, 50)) as pilot:
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert words.language() == "zh"
        assert "用地集约化" in seen(pilot)


@pytest.mark.parametrize("size", [(80, 24), (132, 43)])
async def test_no_line_is_wider_than_the_screen(bench: Bench, walk: Walk, size: tuple[int, int]) -> None:
    """Figures stand at the right margin of the list, none beyond it."""
    _answered(bench)
    async with walk("results", size=size) as pilot:
        lines = pilot.app.screen.query_one("#results", Lines)
        for option in lines.options:
            assert all(line.cell_length <= lines.room for line in option.prompt.split("\n"))  # type: ignore[union-attr]


def test_scores_are_not_touched_by_sorting(bench: Bench) -> None:
    """Grouping is a view: every indicator is in exactly one group."""
    card = score(bench.rulebook, _answered(bench))
    names = sorted(one.indicator.id for scores in groups(card).values() for one in scores)
    assert names == sorted(one.indicator.id for one in card.scores)


async def test_the_legend_is_whole_at_80_columns(walk: Walk) -> None:
    """What the parts of a bar mean is wrapped, never cut."""
    async with walk("results") as pilot:
        text = seen(pilot)
    for wanted in ("with evidence", "claimed", "still open", "blank: lost"):
        assert wanted in text
