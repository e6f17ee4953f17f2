"""The place of every site among those of its year, division and province."""

from collections.abc import Sequence
from typing import Final

import narwhals as nw

from gfassess.fleet.answers import TYPES
from gfassess.fleet.groups import place_of
from gfassess.fleet.layout import SITE
from gfassess.fleet.results import SCOPES, TOTAL, place_columns
from gfassess.fleet.steps import Cells, Frame, Key, Look, Source, looked_up
from gfassess.formula.closures import NO_FRACTION
from gfassess.model.cohort import LEAST

_REGION: Final = "_region"
_TOLD: Final = "_told"
_AGREEMENT: Final = 1e9
"""Two totals that differ by less than one part of this many of a point are the same."""
_KEYS: Final = ("year", "division", "province")


def standing(scores: Frame, source: Source) -> Frame:
    """Return the totals and places of all sites, in the order in which one is found fastest.

    The place is that of `low`, what is sure: open questions count nothing; totals are equal within the agreement of all
    engines. Percentile = 100 x (sites below + half of the equal ones, oneself among them) / sites, from five sites on.
    A province is the same however it is written.
    """
    told = nw.col("low") * _AGREEMENT + NO_FRACTION - NO_FRACTION
    kept = looked_up(scores.select(SITE, *_KEYS, *TOTAL), _REGIONS, source).with_columns(**{_TOLD: told})
    low, columns = nw.col(_TOLD), dict[str, nw.Expr]()
    for scope, keys in SCOPES.items():
        within = [_REGION if key == "province" else key for key in keys]
        sites, rank, percentile = place_columns(scope)
        count = nw.len().over(*within)
        columns[sites] = count.cast(nw.Int64)
        columns[rank] = low.rank("min", descending=True).over(*within).cast(nw.Int64)
        middle = (low.rank("average").over(*within) - 0.5) * 100.0 / count.cast(nw.Float64)
        columns[percentile] = nw.when(count >= LEAST).then(middle)
    return kept.with_columns(**columns).drop(_REGION, _TOLD).sort(*_KEYS, "low", SITE)


def _regions(found: Sequence[Key]) -> Cells:
    written = [str(key[0]) for key in found]
    return {"province": written, _REGION: [place_of(one) for one in written]}


_REGIONS: Final = Look(("province",), {"province": TYPES["text"], _REGION: TYPES["text"]}, _regions, by_key=True)
