"""The place of every site among those of its year, division and province."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Final

import narwhals as nw

from gfassess.fleet.answers import TYPES
from gfassess.fleet.groups import place_of
from gfassess.fleet.layout import SITE
from gfassess.fleet.results import SCOPES, TOTAL, place_columns
from gfassess.fleet.steps import MOST_KEYS, Cells, Frame, Key, Look, Source, looked_up
from gfassess.formula.closures import NO_FRACTION
from gfassess.model.cohort import LEAST

_TOLD: Final = "_told"
_ORDER: Final = "_order"
_DIVISION: Final = "_division"
_PROVINCE: Final = "_province"
"""As it is written, and `_REGION` as what it is."""
_REGION: Final = "_region"
_AGREEMENT: Final = 1e9
"""Two totals that differ by less than one part of this many of a point are the same."""
_KEYS: Final = ("year", "division", "province")
_NUMBERS: Final = {"year": "year", "division": _DIVISION, "province": _REGION}


def standing(scores: Frame, source: Source) -> Frame:
    """Return the totals and places of all sites, in the order in which one is found fastest.

    The place is that of `low`, what is sure: open questions count nothing; totals are equal within the agreement of all
    engines. Percentile = 100 x (sites below + half of the equal ones, oneself among them) / sites, from five sites on.
    A province is the same however it is written.
    """
    kept = scores.select(SITE, *_KEYS, *TOTAL)
    for look in (_DIVISIONS, _PROVINCES):
        kept = looked_up(kept, look, source)
    told = nw.col("low") * _AGREEMENT + NO_FRACTION - NO_FRACTION
    groups = {_group(scope): _number(_NUMBERS[key] for key in keys) for scope, keys in SCOPES.items()}
    kept = kept.with_columns(**{_TOLD: told, _ORDER: _number(("year", _DIVISION, _PROVINCE))}, **groups)
    low, columns = nw.col(_TOLD), dict[str, nw.Expr]()
    for scope in SCOPES:
        within, (sites, rank, percentile) = _group(scope), place_columns(scope)
        count = nw.len().over(within)
        columns[sites] = count.cast(nw.Int64)
        columns[rank] = low.rank("min", descending=True).over(within).cast(nw.Int64)
        middle = (low.rank("average").over(within) - 0.5) * 100.0 / count.cast(nw.Float64)
        columns[percentile] = nw.when(count >= LEAST).then(middle)
    ordered = kept.with_columns(**columns).sort(_ORDER, "low", SITE)
    return ordered.select(SITE, *_KEYS, *TOTAL, *columns)


def _group(scope: str) -> str:
    return f"_group_{scope}"


def _number(keys: Iterable[str]) -> nw.Expr:
    """Return one number for some columns of numbers: engines group and sort by one faster than by several."""
    return reduce(lambda number, key: number * MOST_KEYS + key, map(nw.col, keys))


def _divisions(found: Sequence[Key]) -> Cells:
    written = sorted(str(key[0]) for key in found)
    return {"division": written, _DIVISION: range(len(written))}


def _provinces(found: Sequence[Key]) -> Cells:
    written = sorted(str(key[0]) for key in found)
    meant = list(map(place_of, written))
    numbers = {place: number for number, place in enumerate(dict.fromkeys(meant))}
    return {"province": written, _PROVINCE: range(len(written)), _REGION: [numbers[place] for place in meant]}


_TEXT, _INT = TYPES["text"], TYPES["int"]
_DIVISIONS: Final = Look(("division",), {"division": _TEXT, _DIVISION: _INT}, _divisions, by_key=True)
_PROVINCES: Final = Look(("province",), {"province": _TEXT, _PROVINCE: _INT, _REGION: _INT}, _provinces, by_key=True)
