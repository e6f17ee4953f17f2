"""By what scores are grouped: divisions and provinces as the sites name them.

A place that is written in several ways is one; of very many names only the most frequent have a group of their own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

import polars as pl

from gfassess.errors import Problem, Problems, printable
from gfassess.fleet.scored import Query, Scored
from gfassess.peers.regions import PROVINCES, read_region
from gfassess.words import _

OTHERS: Final = "*"
"""The group of names that are too rare to be shown by themselves."""
_MOST: Final = 60
"""Groups that are shown by themselves: twice as many as there are divisions or provinces."""
_READ: Final = 5000
"""Ways of writing that are looked at, the most frequent first."""
DIVISION: Final = "by_division"
REGION: Final = "by_region"


class Chosen(NamedTuple):
    """Which sites a report is about; an empty part asks for nothing."""

    division: str = ""
    region: str = ""
    """A province, however it is written."""
    year: int | None = None


class Groups(NamedTuple):
    """Which group each written name belongs to; names that are not here belong to the others."""

    divisions: Mapping[str, str]
    regions: Mapping[str, str]
    years: tuple[int, ...]

    @property
    def known_divisions(self) -> tuple[str, ...]:
        """Return the divisions in the order of their codes, sites without one and all others last."""
        return _in_order(self.divisions.values(), {})

    @property
    def known_regions(self) -> tuple[str, ...]:
        """Return the provinces in the order of GB/T 2260, unknown places, sites without one and all others last."""
        return _in_order(self.regions.values(), {name: place for place, name in enumerate(PROVINCES)})

    def query(self, chosen: Chosen) -> Query:
        """Return what adds the groups to scores and keeps the sites that were chosen."""
        wanted = [] if chosen.year is None else [pl.col("year") == chosen.year]
        wanted += [pl.col(DIVISION) == chosen.division] if chosen.division else []
        wanted += [pl.col(REGION) == place_of(chosen.region)] if chosen.region else []
        groups = _group("division", self.divisions).alias(DIVISION), _group("province", self.regions).alias(REGION)
        return lambda scores: scores.with_columns(*groups).filter(*wanted)


def groups_of(scored: Scored) -> Groups:
    """Return the groups that the sites of a scored folder name."""
    years = scored.collect(lambda scores: scores.select(pl.col("year").unique().sort()))
    return Groups(
        _most(_written(scored, "division"), str.strip),
        _most(_written(scored, "province"), place_of),
        tuple(years["year"]),
    )


def require(groups: Groups, chosen: Chosen) -> None:
    """Raise GfassessError with everything that was asked for and no site has."""
    asked = (
        (chosen.division, chosen.division, groups.known_divisions),
        (chosen.region, place_of(chosen.region), groups.known_regions),
        ("" if chosen.year is None else str(chosen.year),) * 2 + (tuple(map(str, groups.years)),),
    )
    problems = Problems()
    for typed, name, known in asked:
        if typed and name not in known:
            message = _('none of these assessments has "{name}"').format(name=printable(typed))
            there = _(", ").join(printable(one) for one in known if one not in {"", OTHERS})
            problems.add(Problem(message=message, hint=_("known are {known}").format(known=there or "-")))
    problems.raise_errors()


def place_of(written: str) -> str:
    """Return the name of a province that is written in any way; of an unknown place what is written."""
    region = read_region(written)
    return region.province if region is not None else written.strip()


def _written(scored: Scored, column: str) -> pl.DataFrame:
    """Return how names are written, with the sites of each."""
    order = pl.len().alias("sites")
    return scored.collect(
        lambda scores: scores.group_by(column).agg(order).sort(["sites", column], descending=[True, False]).head(_READ)
    )


def _most(found: pl.DataFrame, group: Callable[[str], str]) -> dict[str, str]:
    """Return the group of each way of writing, as far as the group is one of the most frequent."""
    named = [(written, group(written), sites) for written, sites in found.iter_rows()]
    counts: Counter[str] = Counter()
    for _written_so, name, sites in named:
        counts[name] += sites
    kept = {name for name, _sites in counts.most_common(_MOST)}
    return {written: name for written, name, _sites in named if name in kept}


def _group(column: str, names: Mapping[str, str]) -> pl.Expr:
    kinds = pl.Enum([*dict.fromkeys((*names.values(), OTHERS))])
    return pl.col(column).replace_strict(names, default=OTHERS, return_dtype=kinds)


def _in_order(names: Iterable[str], places: Mapping[str, int]) -> tuple[str, ...]:
    def key(name: str) -> tuple[bool, bool, int, str]:
        return name == OTHERS, not name, places.get(name, len(places)), name

    return tuple(sorted({*names, OTHERS}, key=key))
