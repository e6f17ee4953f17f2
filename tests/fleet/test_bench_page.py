"""The fleet bench: what a run found is judged and written down as it was found."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bench.fleet import engines, page
from bench.fleet.generate import generate
from bench.fleet.goals import goals
from bench.fleet.percentile import look_up
from bench.fleet.runner import LARGE, Findings, Measured, Run, run_engine
from gfassess.fleet.results import scores_folder, standing_file

_DAY: Final = date(2026, 1, 2)


def _measured(key: str, seconds: dict[int, float], peak: int = 2**29) -> Measured:
    runs = {size: [Run(each, peak)] for size, each in seconds.items()}
    return Measured(key, key, [1.0], [0.5], runs)


def _findings() -> Findings:
    """Return a run in which gfassess took 1.4 times as long as Polars by hand, and thrice reading and writing."""
    found = (
        _measured(engines.OURS, {100_000: 1.4, 1_000_000: 14.0, LARGE: 139.0}),
        _measured(engines.BY_HAND, {1_000_000: 10.0}),
        _measured(engines.FLOOR, {1_000_000: 14.0 / 3}),
        _measured(engines.ZEN, {10_000: 30.0}),
    )
    return Findings({one.key: one for one in found}, (), ("rival_openfisca: openfisca_core is not installed",))


def test_goals_are_judged_by_what_was_measured() -> None:
    """A goal is met, missed, or not measured; of an engine that did fewer, the time of each counts."""
    found = {goal.what["en"].partition(",")[0] + str(goal.limit): goal for goal in goals(_findings())}
    by_limit = [(goal.limit, goal.measured and round(goal.measured, 2), goal.met) for goal in found.values()]
    assert by_limit[:2] == [(1.5, 1.4, True), (2.5, 3.0, False)]
    assert [met for _, measured, met in by_limit if measured is None] == [None, None, None]
    assert (200.0, 214.29, True) in by_limit
    assert (1.0, 0.99, True) in by_limit
    assert (1.0, 0.5, True) in by_limit


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tables_show_every_run(language: str) -> None:
    """Both languages show the same figures, and say what was left out."""
    text = page.text_of(_findings(), _DAY, language)
    assert "2026-01-02" in text
    assert "| 1,000,000 | 14 | 71,429 | 1 | 512 | 1 |" in text
    assert "| 10,000 | 30 | 333 |  | 512 | 1 |" in text
    assert "openfisca_core is not installed" in text


def test_a_run_replaces_the_tables_of_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What people wrote on the page stays; what a run wrote goes when the next one is written."""
    place = tmp_path / "performance.md"
    place.write_text(f"before\n{page.BEGIN}\nold figures\n{page.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(page, "PAGES", {"en": place})
    page.write(_findings(), _DAY)
    page.write(_findings(), _DAY)
    text = place.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old figures" not in text
    assert text.count(page.BEGIN) == text.count(page.END) == text.count("| 1,000,000 | 14 |") == 1


@pytest.mark.parametrize("name", page.PAGES.values(), ids=lambda path: path.name)
def test_pages_have_a_place_for_the_tables(name: Path) -> None:
    """Each page has the two marks once, in order."""
    text = name.read_text("utf-8")
    assert text.count(page.BEGIN) == text.count(page.END) == 1
    assert text.index(page.BEGIN) < text.index(page.END)


def test_an_engine_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    """It is warmed up, timed, and its scores are counted; what it wrote is kept where it is wanted."""
    generate(600, tmp_path / "packed")
    found = Measured(engines.BY_HAND)
    run_engine(engines.BY_HAND, found, {600: tmp_path / "packed"}, 600, tmp_path, keep=tmp_path / "kept")
    assert len(found.starts) == len(found.first) == len(found.runs[600]) == 1
    assert found.runs[600][0].seconds > 0
    assert sorted(scores_folder(tmp_path / "kept").glob("*.parquet"))
    looks = look_up(standing_file(tmp_path / "kept"))
    assert [look.scope for look in looks] == ["division_region", "division", "all"]
    assert all(1 <= look.sites <= 600 for look in looks)
