"""Pieces of hand-written Spark SQL: ANSI mode, so every divisor is guarded; LEAST drops what is missing."""

from typing import Final

NAN: Final = "CAST('NaN' AS DOUBLE)"
INFINITY: Final = "CAST('Infinity' AS DOUBLE)"
_SLACK: Final = 1e-9


def divided(above: str, below: str) -> str:
    """Return a quotient: NaN for a zero divisor, null where anything is missing."""
    return f"CASE WHEN ({above}) IS NULL THEN NULL WHEN ({below}) = 0 THEN {NAN} ELSE ({above}) / ({below}) END"


def faulty(value: str) -> str:
    """Tell whether a known value is undefined."""
    return f"(isnan({value}) OR abs({value}) = {INFINITY})"


def between(value: str, leading: str, baseline: str, *, lower: bool) -> str:
    """Return the share on a straight line; of no use where anything is missing."""
    sign = "<=" if lower else ">="
    line = f"greatest(0D, least(1D, ({value} - {baseline}) / ({leading} - {baseline})))"
    return (
        f"CASE WHEN {leading} = {baseline} THEN CASE WHEN {value} {sign} {leading} THEN 1D ELSE 0D END ELSE {line} END"
    )


def on_steps(value: str, *steps: tuple[float, float]) -> str:
    """Return the share of the best rung, given from the best down."""
    rungs = " ".join(f"WHEN {value} >= {at - _SLACK * max(abs(at), 1.0)!r}D THEN {share}D" for at, share in steps)
    return f"CASE {rungs} ELSE 0D END"


def ranked(value: str, leading: str, weight: str = "") -> str:
    """Return how a row is off: 3 unanswered, 2 undefined, 1 without reference, 0 scored."""
    weighed = f" WHEN {weight} IS NULL THEN 3" if weight else ""
    known = f"WHEN {value} IS NULL THEN 3 WHEN {faulty(value)} THEN 2{weighed}"
    return f"CASE {known} WHEN {leading} IS NULL THEN 1 ELSE 0 END"


def whole(column: str) -> str:
    """Return a sum, null where a row lacks its part."""
    return f"CASE WHEN count(*) = count({column}) THEN sum({column}) END"


def weighted(name: str, result: str) -> str:
    """Combine rows by their weights; undefined where one is negative or all are zero."""
    weight, rank = f"{name}_weight", f"max({name}_rank)"
    return f"""
        CASE WHEN {rank} = 0 AND (sum({weight}) <= 0 OR min({weight}) < 0) THEN 2 ELSE {rank} END AS {result}_rank,
        CASE WHEN {rank} = 0 AND sum({weight}) > 0
             THEN greatest(0D, least(1D, sum({name}_share * {weight}) / sum({weight}))) END AS {result}_share"""
