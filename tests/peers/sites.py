"""Sites of cohorts for tests: numbers with no factory behind them."""

from collections.abc import Iterable, Mapping

from gfassess.model.cohort import BuilderLedger, Cell, Figure
from gfassess.peers.cohort import Sample, Subject
from gfassess.peers.cohort_build import Built, build

WATER = Subject("reference", "water", "m3/t", "lower")
TOTAL = Subject("total", "", "", "higher")
LAND = Subject("criterion", "land", "", "higher")
RULES = "a" * 64


def site(name: str, value: float, division: str = "34", year: int = 2025) -> Sample:
    """Return a site with one value and one passed gate."""
    return Sample(name, division, year, {WATER: value}, {"permit": "pass"})


def sites(values: Iterable[float], division: str = "34", prefix: str = "s") -> list[Sample]:
    """Return a site for each value, with names that go by its place."""
    return [site(f"{prefix}{place}", value, division) for place, value in enumerate(values)]


def ledger() -> BuilderLedger:
    """Return the ledger of a cohort that was never built."""
    return BuilderLedger(id="test", key="1" * 64)


def versions(*each: Iterable[Sample], with_values: bool = False) -> list[Built]:
    """Return one version of a cohort after the other."""
    kept, found = ledger(), []
    for samples in each:
        built = build(samples, kept, RULES, with_values=with_values)
        kept = built.ledger
        found.append(built)
    return found


def figures(built: Built, subject: Subject = WATER) -> Mapping[str, Figure]:
    """Return the published figures of a subject by division."""
    return {
        cell.division: figure for cell in built.cells if (figure := cell.find(subject.kind, subject.id)) is not None
    }


def cell_of(*given: Figure, division: str = "34", year: int = 2025) -> Cell:
    """Return a cell with figures."""
    return Cell(division=division, year=year, figure=given)
