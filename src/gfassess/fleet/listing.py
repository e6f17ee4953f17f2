"""The sites of a scored folder one by one, the best first, each with its place among others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import polars as pl

from gfassess.fleet import results
from gfassess.fleet.layout import SITE
from gfassess.fleet.scored import Scored, standing_of
from gfassess.lists.delimited import ORDERS
from gfassess.model.rules import Ruleset

FAILED: Final = "failed"
"""Column of the gates that a site fails."""
_SHOWN: Final = ("name", "site_name", "credit_code", "division", "province", "city", "year")
_FILE: Final = "file"
_DIGITS: Final = 6
_SLICE: Final = 20_000


def list_columns(rules: Ruleset) -> tuple[str, ...]:
    """Return the columns of the list in order."""
    totals = results.TOTAL if rules.weighted else ()
    places = tuple(column for scope in results.SCOPES for column in results.place_columns(scope))
    return (*_SHOWN, *totals, results.VERDICT, FAILED, *(places if rules.weighted else ()), _FILE)


def listed(
    of: Scored, rules: Ruleset, verdicts: Sequence[str], gates: Mapping[str, str], between: str
) -> Iterator[bytes]:
    """Go through the sites as lines of comma-separated values with `list_columns`, no cell of them a formula.

    They stand by year, in each of them the best first; without weights in the order in which they were packed.
    `verdicts` are words by their places, `gates` titles by their ids, put together with `between`.
    """
    columns = list_columns(rules)
    kept = [name for name in columns if name in {*_SHOWN, *results.TOTAL, _FILE}]
    verdict = pl.col(results.VERDICT).replace_strict(range(len(verdicts)), verdicts, return_dtype=pl.Enum(verdicts))
    table = of.collect(lambda scores: scores.select(SITE, *kept, verdict, _failed(rules, gates, between)))
    order: dict[str, bool] = {SITE: False}
    if rules.weighted:
        table = table.join(standing_of(of, table[SITE]), on=SITE, how="left")
        order = {"year": True, results.TOTAL[0]: True, SITE: False}
    table = table.sort([*order], descending=[*order.values()]).select(columns)
    safe = [_harmless(name) for name, kind in table.schema.items() if kind == pl.String()]
    for part in table.iter_slices(_SLICE):
        lines = part.with_columns(*safe, pl.selectors.float().round(_DIGITS))
        yield lines.write_csv(include_header=False, line_terminator="\r\n").encode()


def _failed(rules: Ruleset, gates: Mapping[str, str], between: str) -> pl.Expr:
    """Return the titles of the gates that a site fails."""
    fails = results.GATE_STATES.index("fail")
    named = [pl.when(pl.col(results.gate_column(one.id)) == fails).then(pl.lit(gates[one.id])) for one in rules.gates]
    return pl.concat_str([pl.lit(None, pl.String), *named], separator=between, ignore_nulls=True).alias(FAILED)


def _harmless(column: str) -> pl.Expr:
    """Return a text as no spreadsheet takes it for a formula."""
    text = pl.col(column)
    orders = pl.any_horizontal(text.str.starts_with(sign) for sign in ORDERS)
    return pl.when(orders).then(pl.format("'{}", text)).otherwise(text).alias(column)
