"""Every engine gives what the conformance table says, in whatever way it would do so by itself."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import polars as pl

from gfassess.formula import Formula, Outcome, Unknown
from gfassess.formula.columns import Column
from tests.fleet.conformance import NUMBERS, TABLE, TRUTHS
from tests.fleet.engines import Engine, SparkEngine, run, said

NAN, INF = float("nan"), float("inf")
FORMULAS = [Formula.parse(row.formula) for row in TABLE]


def _lookup(name: str) -> Column:
    return Column(nw.col(name), "truth" if name in TRUTHS else "number")


def _closure(formula: Formula, given: dict[str, float | bool]) -> Outcome:
    return formula(lambda name: given.get(name, Unknown(frozenset({name}))))


def _frame() -> pl.DataFrame:
    types = dict.fromkeys(NUMBERS, pl.Float64) | dict.fromkeys(TRUTHS, pl.Boolean)
    cells = {name: [row.given.get(name) for row in TABLE] for name in types}
    return pl.DataFrame({"row": range(len(TABLE)), **cells}, schema={"row": pl.Int64, **types})


def test_the_reference_gives_what_the_table_says() -> None:
    """The closures that score one factory agree with every row."""
    found = [said(_closure(formula, row.given)) for formula, row in zip(FORMULAS, TABLE, strict=True)]
    assert [pair for pair in zip(TABLE, found, strict=True) if pair[0].gives != pair[1]] == []


def test_every_engine_gives_what_the_table_says(engine: Engine) -> None:
    """Each formula of the table agrees in its own row, and in the rows of all others with the reference."""
    # On Spark in parts, which is how a plan would have it: whole expressions take it several times as long.
    found = run(engine, _frame(), FORMULAS, _lookup, whole=not isinstance(engine, SparkEngine))
    wrong = [
        (row.formula, other.given, results[place], expected)
        for row, formula, results in zip(TABLE, FORMULAS, found, strict=True)
        for place, other in enumerate(TABLE)
        if (expected := said(_closure(formula, other.given))) != results[place]
    ]
    assert wrong == []


SMALL = pl.DataFrame(
    {
        "row": range(6),
        "x": [1.0, None, NAN, INF, -0.0, -2.5],
        "y": [2.0, 1.0, 1.0, None, 0.0, NAN],
        "p": [True, True, True, False, False, None],
        "q": [True, False, None, False, None, None],
    },
    schema={"row": pl.Int64, "x": pl.Float64, "y": pl.Float64, "p": pl.Boolean, "q": pl.Boolean},
)
X, Y, P, Q = map(nw.col, "xypq")
ONE, TWO = nw.lit(1.0, nw.Float64), nw.lit(2.0, nw.Float64)
TRAPS: dict[str, tuple[nw.Expr, list[Any]]] = {
    "and is Kleene's": (P & Q, [True, False, None, False, False, None]),
    "or is Kleene's": (P | Q, [True, True, True, False, None, None]),
    "not of null is null": (~P, [False, False, False, True, True, None]),
    "null joins in": (nw.lit(None, nw.Boolean) & P, [None, None, None, False, False, None]),
    "without otherwise is null": (nw.when(P).then(ONE), [1.0, 1.0, 1.0, None, None, None]),
    "a null test takes otherwise": (nw.when(P).then(ONE).otherwise(TWO), [1.0, 1.0, 1.0, 2.0, 2.0, 2.0]),
    "is_nan of null is null": (X.is_nan(), [False, None, True, False, False, False]),
    "is_null of NaN is false": (X.is_null(), [False, True, False, False, False, False]),
    "coalesce keeps NaN": (nw.coalesce(X, Y), ["1.0", "1.0", "nan", "inf", "-0.0", "-2.5"]),
    "coalesce of truths": (nw.coalesce(Q, P), [True, False, True, False, False, None]),
    "yes and no become 1 and 0": (P.cast(nw.Float64), [1.0, 1.0, 1.0, 0.0, 0.0, None]),
    "zero times": (X * nw.lit(0.0, nw.Float64), ["0.0", None, "nan", "nan", "-0.0", "-0.0"]),
    "the difference of the same": (X - X, ["0.0", None, "nan", "nan", "0.0", "0.0"]),
    "null plus NaN is null": (X + Y, ["3.0", None, "nan", None, "0.0", "nan"]),
    "minus": (-X, ["-1.0", None, "nan", "-inf", "0.0", "2.5"]),
    "minus zero equals zero": (nw.lit(0.0, nw.Float64) == X, [False, None, False, False, True, False]),
    "a literal is a float": (Y / 2, ["1.0", "0.5", "0.5", None, "0.0", "nan"]),
}


def test_narwhals_means_the_same_on_every_engine(engine: Engine) -> None:
    """What the columns of formulas are built on holds: the traps that the table steps over."""
    found = engine(SMALL, [{f"t{place}": trap for place, (trap, _) in enumerate(TRAPS.values())}])
    told = {why: _told(found[f"t{place}"], wanted) for place, (why, (_, wanted)) in enumerate(TRAPS.items())}
    assert told == {why: wanted for why, (_, wanted) in TRAPS.items()}


def _told(values: Sequence[Any], wanted: Sequence[Any]) -> list[Any]:
    """Write floats out where the expectation does, so that NaN and -0 can be told."""
    texts = any(isinstance(one, str) for one in wanted)
    return [str(one) if texts and one is not None else one for one in values]
