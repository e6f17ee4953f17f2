"""Points, totals, gates and missing answers of `five` in hand-written Polars."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import add
from typing import Final

import polars as pl

from bench.fleet.five import BY_PRODUCT, GATES, HEAD_POINTS, HEADS, LEDGERS, LINES, WHOLE, Line, asks, book
from gfassess.fleet.results import asked

_PASS, _FAIL, _UNKNOWN = (pl.lit(state, pl.Int8) for state in range(3))
_BLOCKED, _OPEN, _COMPLETE = (pl.lit(state, pl.Int8) for state in range(3))
_WAITING: Final = 1
_SPARED: Final = 4
_NO: Final = pl.lit(value=False)
_COUNTED: Final = {
    "energy_use": "rows_of_energy",
    "main_products": "rows_of_products",
    "materials_used": "green_rank",
    "pollutant_loads": "load_rank",
    "monitoring": "rows_of_monitoring",
    "catalogue_items": "technologies",
    "solid_waste": "rows_of_waste",
}
"""What is null where a ledger has no row."""

col = pl.col


def gates(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Add the state of each gate."""
    return frame.with_columns(
        pl.when(col(f"fact_{fact}").is_null())
        .then(_UNKNOWN)
        .when(col(f"fact_{fact}") if wanted else ~col(f"fact_{fact}"))
        .then(_PASS)
        .otherwise(_FAIL)
        .alias(f"gate_{gate}")
        for gate, (fact, wanted) in GATES.items()
    )


def counted(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Add what lacks proof, then points as claimed and as proved, then totals."""
    frame = frame.with_columns(_lacking(line).alias(f"lacking_{line.name}") for line in LINES)
    frame = frame.with_columns(
        part
        for head in HEADS
        for part in (
            _live(head, _applies).alias(f"live_{head}"),
            _live(head, lambda line: _applies(line) | col(f"lacking_{line.name}")).alias(f"proved_live_{head}"),
        )
    )
    frame = frame.with_columns(
        _factor(head, prefix).alias(f"{prefix}factor_{head}") for head in HEADS for prefix in ("", "proved_")
    )
    frame = frame.with_columns(part for line in LINES for part in _points(line))
    frame = frame.with_columns(part for head in HEADS for part in _criterion(head))
    return frame.with_columns(
        _sum(col(f"criterion_{head}_{part}") for head in HEADS).alias(part) for part in ("low", "high", "evidenced")
    )


def verdict(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Add where each factory stands."""
    failed = pl.any_horizontal(col(f"gate_{gate}") == 1 for gate in GATES)
    passed = pl.all_horizontal(col(f"gate_{gate}") == 0 for gate in GATES)
    settled = pl.all_horizontal(_scored(line) | ~_applies(line) for line in LINES)
    some = pl.any_horizontal(_scored(line) for line in LINES)
    complete = passed & settled & some
    return frame.with_columns(verdict=pl.when(failed).then(_BLOCKED).when(complete).then(_COMPLETE).otherwise(_OPEN))


def missing(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Add which answers are missing and waited for."""
    return frame.with_columns(
        _missing(name).alias(f"missing_{name}") for name in asked(book(), book().rulesets["five"])
    )


def _missing(name: str) -> pl.Expr:
    waiting = [col(f"state_{line.name}") == _WAITING for line in LINES if name in asks(line)]
    empty = col(_COUNTED[name] if name in LEDGERS else f"fact_{name}").is_null()
    return empty & pl.any_horizontal(waiting) if waiting else empty  # of a gate, which waits for nothing else


def _scored(line: Line) -> pl.Expr:
    return col(f"state_{line.name}") == 0


def _applies(line: Line) -> pl.Expr:
    return col(f"state_{line.name}") != _SPARED


def _lacking(line: Line) -> pl.Expr:
    """Tell what a scored line, or one that does not apply, rests on without proof."""
    conditions = [col(f"unproved_{name}") for name in line.applies]
    scored = pl.any_horizontal(*conditions, *(col(f"unproved_{name}") for name in line.rests))
    if line.per_product:
        variant = col(f"variant_{line.name}")
        product, value = (col(f"unproved_{name}") for name in (line.per_product, line.per_value))
        last = 2 if line.name in {*BY_PRODUCT, "material_intensity"} else 1
        scored |= pl.when(variant == last).then(value).when(variant == last - 1).then(product).otherwise(_NO)
        if line.name in BY_PRODUCT:
            scored = pl.when(variant == 0).then(col("unproved_main_products")).otherwise(scored)
    if line.name == "platform":
        scored = col("unproved_platform_running")
    spared = pl.any_horizontal(conditions) if conditions else _NO
    spared = pl.when(col(f"excused_{line.name}")).then(col(f"doubted_{line.name}")).otherwise(spared)
    return pl.when(_scored(line)).then(scored).when(~_applies(line)).then(spared).otherwise(_NO)


def _live(head: str, applies: Callable[[Line], pl.Expr]) -> pl.Expr:
    return _sum(pl.when(applies(line)).then(line.points).otherwise(0.0) for line in LINES if line.criterion == head)


def _factor(head: str, prefix: str) -> pl.Expr:
    live = col(f"{prefix}live_{head}")
    kept = _sum(pl.when(col(f"{prefix}live_{name}") > 0).then(HEAD_POINTS).otherwise(0.0) for name in HEADS)
    return pl.when(live > 0).then((HEAD_POINTS / live) * (WHOLE / kept)).otherwise(0.0)


def _points(line: Line) -> list[pl.Expr]:
    reach = line.points * col(f"factor_{line.criterion}")
    got = pl.when(_scored(line)).then(col(f"share_{line.name}"))
    sure = pl.when(_scored(line) & ~col(f"lacking_{line.name}")).then(col(f"share_{line.name}"))
    return [
        pl.when(_applies(line)).then(reach).otherwise(0.0).alias(f"points_{line.name}"),
        (got.otherwise(0.0) * reach).alias(f"got_{line.name}"),
        (sure.otherwise(0.0) * line.points * col(f"proved_factor_{line.criterion}")).alias(f"sure_{line.name}"),
    ]


def _criterion(head: str) -> list[pl.Expr]:
    lines = [line for line in LINES if line.criterion == head]
    most = (
        pl.when(_scored(line)).then(col(f"got_{line.name}")).otherwise(col(f"points_{line.name}")) for line in lines
    )
    return [
        _sum(col(f"points_{line.name}") for line in lines).alias(f"criterion_{head}_points"),
        _sum(col(f"got_{line.name}") for line in lines).alias(f"criterion_{head}_low"),
        _sum(most).alias(f"criterion_{head}_high"),
        _sum(col(f"sure_{line.name}") for line in lines).alias(f"criterion_{head}_evidenced"),
    ]


def _sum(parts: Iterable[pl.Expr]) -> pl.Expr:
    return reduce(add, parts)
