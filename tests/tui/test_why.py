"""The page why: from points down to the answers, and back."""

from textual.pilot import Pilot

from gfassess.tui.panes.why import WhyPane
from gfassess.tui.screens.work import WorkScreen
from gfassess.tui.widgets.lines import Lines
from tests.tui.conftest import Bench, Walk, seen, settle

ROWS = (
    {"carrier": "electricity", "amount": 20000.0, "renewable": True},
    {"carrier": "diesel", "amount": 1000.0},
)


def _answered(bench: Bench) -> None:
    facts = {"land_area": 20000.0, "floor_area": 10000.0, "convicted": True}
    notes = {"floor_area": "measured [twice] " + "at some length " * 20 + "END"}
    bench.write(bench.saved.model_copy(update={"facts": facts, "ledgers": {"energy_use": ROWS}, "notes": notes}))


async def _explain(pilot: Pilot[None], name: str) -> Lines:
    screen = pilot.app.screen
    assert isinstance(screen, WorkScreen)
    await screen.explain(name)
    await settle(pilot)
    return screen.query_one("#why", Lines)


def _all(pilot: Pilot[None]) -> str:
    """Return the whole tree, whatever part of it is in sight."""
    lines = pilot.app.screen.query_one("#why", Lines)
    return "\n".join(str(option.prompt) for option in lines.options)


async def test_an_indicator_shows_figures_formula_and_clause(bench: Bench, walk: Walk) -> None:
    """Points, value, formula with figures, scale and source stand there without a further key."""
    _answered(bench)
    async with walk(size=(110, 50)) as pilot:
        await _explain(pilot, "plot_ratio")
        text = seen(pilot)
    for wanted in ("2.50 / 10.00", "0.50", "10,000", "20,000", "Source: T 1 3 (standard)", "0 -> 2"):
        assert wanted in text


async def test_nothing_is_cut_off_in_a_small_terminal(bench: Bench, walk: Walk) -> None:
    """Long details are wrapped in full, each line inside the list; no Chinese or bracket is lost."""
    _answered(bench)
    async with walk() as pilot:
        lines = await _explain(pilot, "floor_area")
        text = " ".join(_all(pilot).split())
        assert "measured [twice] at some length" in text
        assert text.rstrip().endswith("END")
        for option in lines.options:
            assert all(line.cell_length <= lines.room for line in option.prompt.split("\n"))  # type: ignore[union-attr]


async def test_down_to_the_ledger_row_and_back(bench: Bench, walk: Walk) -> None:
    """Enter goes from an indicator to the total of the ledger with its rows; Escape comes back up, then leaves."""
    _answered(bench)
    async with walk("results", size=(110, 50)) as pilot:
        lines = await _explain(pilot, "renewable_share")
        paths = {node.id: path for path, node in pilot.app.screen.query_one(WhyPane).opened.items()}
        lines.mark(paths["energy_tce"])
        await pilot.press("enter")
        await settle(pilot)
        text = seen(pilot)
        assert "Why: Renewable share > Energy consumption" in text
        assert "Electricity" in text
        assert "3.91" in text  # 20000 kWh x 0.1229 + 1000 kg x 1.4571, in tce
        await pilot.press("escape")
        await settle(pilot)
        assert "> Energy consumption" not in seen(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WorkScreen)
        assert pilot.app.screen.section == "results"


async def test_left_folds_and_right_unfolds(bench: Bench, walk: Walk) -> None:
    """What is below a line can be hidden and shown again; left on a line without parts goes to the line above it."""
    _answered(bench)
    async with walk(size=(110, 50)) as pilot:
        lines = await _explain(pilot, "renewable_share")
        whole = lines.option_count
        await pilot.press("left")
        assert lines.option_count == 1
        await pilot.press("right")
        assert lines.option_count == whole
        await pilot.press("down", "left")
        assert lines.chosen == "0"


async def test_g_goes_to_the_question(walk: Walk) -> None:
    """From a missing answer one key leads to its question."""
    async with walk() as pilot:
        await _explain(pilot, "plot_ratio")
        await pilot.press("g")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WorkScreen)
        assert pilot.app.screen.section == "ground"


async def test_the_explanation_follows_changes_and_language(bench: Bench, walk: Walk) -> None:
    """An answer changes the figures in place, the language key the words; what is explained stays."""
    _answered(bench)
    async with walk(size=(110, 50)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, WorkScreen)
        await _explain(pilot, "plot_ratio")
        assert "2.50 / 10.00" in seen(pilot)
        await screen.change(lambda: screen.desk.session.answer("floor_area", 40000.0))
        await settle(pilot)
        assert "10.00 / 10.00" in seen(pilot)
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert "容积率" in seen(pilot)


async def test_a_gate_is_explained_too(bench: Bench, walk: Walk) -> None:
    """Why works for a gate: its state, formula and clause."""
    _answered(bench)
    async with walk(size=(110, 50)) as pilot:
        await _explain(pilot, "law_abiding")
        text = seen(pilot)
    assert "failed" in text
    assert "T 1 1" in text
