"""The page of a cohort: reading it, what it gives, where one stands, and that invented figures say so."""

import dataclasses
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gfassess.model.assessment import Enterprise
from gfassess.model.base import Text
from gfassess.model.cohort import Cell, CohortFile, GateCount
from gfassess.model.peers import Disclosure, Peer, PeerFile, PeerList
from gfassess.model.sources import Source
from gfassess.peers import Registry
from gfassess.peers.blocks import written
from gfassess.peers.cohort import Subject, figure_of
from gfassess.store.cohort import dump_cohort
from gfassess.tui.app import GfassessApp
from gfassess.tui.panes.cohort import CohortPane
from tests.peers.sites import RULES
from tests.tui.conftest import Bench, Walk, go, screen, seen, settle

CARBON = Subject("reference", "carbon", "kgCO2/kWh", "lower")
PLOT = Subject("indicator", "plot_ratio", "", "higher")


def _cohort(folder: Path, *, illustrative: bool = False) -> str:
    """Write a cohort of the trade of the assessment and return its file."""
    cell = Cell(
        division="34",
        year=2024,
        figure=(
            figure_of(CARBON, [0.2 + place / 20 for place in range(12)], with_values=True),
            figure_of(PLOT, [place / 20 for place in range(12)]),
        ),
        gate=(GateCount(id="planned", passed=9, failed=2, unknown=1),),
    )
    cohort = CohortFile(
        id="c",
        title="同业[数据]",
        illustrative=illustrative,
        ruleset="tiny",
        version="1",
        rules=RULES,
        digits=3,
        cell=(cell,),
    )
    path = folder / "c.toml"
    path.write_text(dump_cohort(cohort), encoding="utf-8")
    return str(path)


def _start(bench: Bench) -> None:
    facts = {"land_area": 100.0, "floor_area": 80.0, "grid_factor": 0.4, "plan_made": True}
    enterprise = Enterprise(name="示范", division="34")
    bench.write(bench.saved.model_copy(update={"facts": facts, "enterprise": enterprise}))


async def _read(pilot: Pilot[None], path: str) -> None:
    field = pilot.app.screen.query_one("#cohort", Input)
    field.focus()
    field.value = path
    await pilot.press("enter")
    await settle(pilot)


@pytest.mark.parametrize("size", [(80, 24), (132, 43)])
async def test_a_cohort_scores_what_has_no_reference(bench: Bench, walk: Walk, size: tuple[int, int]) -> None:
    """Reading it gives points at once, changes no answer, and shows places; an empty field takes it away again."""
    _start(bench)
    before = bench.path.read_text(encoding="utf-8")
    async with walk("cohort", size=size) as pilot:
        session = screen(pilot).session
        assert "A cohort holds" in seen(pilot)
        line = session.scorecard.score("carbon")
        assert line is not None
        assert line.state == "without_reference"
        await _read(pilot, _cohort(bench.path.parent))
        line = session.scorecard.score("carbon")
        assert line is not None
        assert line.reference is not None
        assert (line.state, line.reference.kind) == ("scored", "cohort")
        shown = seen(pilot)
        assert "同业[数据]" in shown
        assert "division 34, 2024" in shown
        assert "◆" in shown
        assert "ILLUSTRATIVE" not in shown
        await go(pilot, "results")
        await go(pilot, "cohort")
        assert "◆" in seen(pilot)
        await _read(pilot, "")
        assert session.cohort is None
        line = session.scorecard.score("carbon")
        assert line is not None
        assert line.state == "without_reference"
    assert bench.path.read_text(encoding="utf-8") == before


async def test_cohorts_read_before_are_offered(bench: Bench, walk: Walk) -> None:
    """The latest stands in the field and all of them in the list as long as none is in use; nothing is read unasked."""
    _start(bench)
    other = bench.path.parent / "other.toml"
    bench.cohorts = (Path(_cohort(bench.path.parent)), other)
    async with walk("cohort", size=(132, 43)) as pilot:
        field, pane = pilot.app.screen.query_one("#cohort", Input), pilot.app.screen.query_one(CohortPane)
        assert field.value == str(bench.cohorts[0])
        assert screen(pilot).session.cohort is None
        assert other.name in seen(pilot)
        pane.lines.focus()
        assert pane.lines.mark(f"file:{other}")
        assert pane.marked == ""
        await pilot.press("enter")
        await settle(pilot)
        assert "no such file" in seen(pilot)
        assert field.value == str(other)
        assert pane.lines.mark(f"file:{bench.cohorts[0]}")
        pane.lines.focus()
        await pilot.press("enter")
        await settle(pilot)
        assert screen(pilot).session.cohort is not None
        assert field.value == str(bench.cohorts[0])


async def test_what_stands_there_is_explained(bench: Bench, walk: Walk) -> None:
    """Enter on a strip leads to its explanation, which names the cohort; gates stand below the strips."""
    _start(bench)
    async with walk("cohort", size=(132, 43)) as pilot:
        await _read(pilot, _cohort(bench.path.parent))
        shown = seen(pilot)
        assert "percentile 62 among 12 sites" in shown
        assert "9 passed, 2 failed, 1 not answered" in shown
        pane = pilot.app.screen.query_one(CohortPane)
        assert pane.lines.mark("carbon")
        await pilot.press("enter")
        await settle(pilot)
        assert "cohort of peers" in seen(pilot)


async def test_an_invented_cohort_says_so_on_every_page(bench: Bench, walk: Walk) -> None:
    """In its own page, and in the head of every other."""
    _start(bench)
    async with walk("cohort", size=(132, 43)) as pilot:
        await _read(pilot, _cohort(bench.path.parent, illustrative=True))
        assert "ILLUSTRATIVE" in seen(pilot)
        for section in ("results", "gates", "ground"):
            await go(pilot, section)
            assert "illustrative cohort" in seen(pilot)


async def test_a_broken_cohort_leaves_the_one_in_use(bench: Bench, walk: Walk) -> None:
    """What is wrong is said below the field; what was there stays."""
    _start(bench)
    async with walk("cohort") as pilot:
        await _read(pilot, _cohort(bench.path.parent))
        used = screen(pilot).session.cohort
        assert used is not None
        broken = bench.path.parent / "broken.toml"
        broken.write_text("format = 1\n", encoding="utf-8")
        await _read(pilot, str(broken))
        assert "is missing" in seen(pilot)
        await _read(pilot, "nowhere.toml")
        assert "no such file" in seen(pilot)
        assert screen(pilot).session.cohort is used


async def test_figures_that_firms_published_stand_there_too(bench: Bench) -> None:
    """Without any cohort, each with the firms of the own trade; Enter explains the own figure."""
    _start(bench)
    names = [f"虚构{firm}厂" for firm in range(5)]
    rows = written(Peer._fields, [Peer(None, name, division="34") for name in names])
    listed = PeerList(batch=1, year=2017, category="factory", document="D", rows=rows)
    figures = tuple(
        Disclosure(
            peer=name,
            of="carbon",
            value=0.5 + firm / 10,
            unit="kgCO2/kWh",
            year=2020,
            scope="site",
            source=Source(document="虚构报告"),
        )
        for firm, name in enumerate(names)
    )
    registry = Registry((PeerFile(title=Text(zh="名单", en="List"), list=(listed,), disclosure=figures),))
    app = GfassessApp(lambda: dataclasses.replace(bench.shell(), peers=lambda: registry))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "cohort")
        shown = seen(pilot)
        assert "A cohort holds" in shown
        assert "Published by listed firms of your trade" in shown
        assert "percentile 100 among 5 sites" in " ".join(shown.split())
        pane = pilot.app.screen.query_one(CohortPane)
        assert pane.lines.mark("published-carbon")
        assert pane.marked == "carbon"


async def test_ascii_strips(bench: Bench, walk: Walk) -> None:
    """Terminals whose font has no box characters get plain ones."""
    _start(bench)
    async with walk("cohort", ascii_only=True) as pilot:
        await _read(pilot, _cohort(bench.path.parent))
        assert "@" in seen(pilot)
        assert "◆" not in seen(pilot)
