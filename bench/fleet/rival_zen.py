"""zen-engine: a public rules engine in Rust, the rule set `five` as a decision graph evaluated site by site.

How it was treated:

- The graph is made from the rule files (`zen_language`): one node of expressions works everything out in order, one
  picks the result. Ledgers are lists of objects, in `filter`, `map` and `sum`.
- Figures of published tables and parameters are joined by Polars while reading: its decision tables compare row by row.
- The sites go in as JSON text, which Polars writes and the engine reads faster than Python objects, many in one call.
- Its numbers are decimals of 28 digits: more exact than ours, an error from about 8 * 10 ** 28 on, which no invented
  site reaches. Values, variants and what is missing are not written.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl
import zen

from bench.fleet.rival_inputs import RULESET, Part, five, parts, write_scores
from bench.fleet.zen_language import graph
from gfassess.fleet import layout, results

NAME: Final = "zen-engine"
MOST: Final = 10_000

_BATCH: Final = 1_000
"""Sites of one call."""


def prepare(packed: Path, work: Path) -> None:
    """Compile the graph: start-up."""
    del packed, work
    engine()


def run(packed: Path, out: Path) -> None:
    """Score a packed folder."""
    for number, part in enumerate(parts(packed)):
        write_scores(_scores(part), part.sites, out, number)


@cache
def engine() -> zen.ZenEngine:
    """Return the engine with the rules, made once."""
    return zen.ZenEngine({"loader": {"type": "static", "content": {RULESET: graph()}}})


def _scores(part: Part) -> pl.DataFrame:
    rows: list[dict[str, Any]] = []
    requests = [{"key": RULESET, "context": text} for text in _contexts(part)]
    for first in range(0, len(requests), _BATCH):
        for answer in engine().evaluate_batch(requests[first : first + _BATCH]):
            if not answer["success"]:
                raise RuntimeError(answer["error"])
            rows.append(answer["data"]["result"])
    types = {"state": pl.Int8, "float": pl.Float64, "bool": pl.Boolean}
    kinds = results.score_columns(*five())
    schema = {name: types[kinds[name]] for name in rows[0]}
    return pl.DataFrame(rows, schema=schema, strict=False)


def _contexts(part: Part) -> list[str]:
    """Return one JSON text a site, with the rows of its ledgers as lists."""
    sites = part.sites.lazy().drop(layout.IDENTITY).with_row_index(layout.SITE)
    for name, table in part.ledgers.items():
        cells = pl.struct(pl.exclude(layout.SITE, layout.ROW, "year"))
        rows = table.lazy().group_by(pl.col(layout.SITE).cast(pl.UInt32)).agg(cells.alias(name))
        sites = sites.join(rows, on=layout.SITE, how="left", maintain_order="left")
    empty = [pl.col(name).fill_null([]) for name in part.ledgers]
    return sites.with_columns(empty).collect().write_ndjson().splitlines()
