"""Formulas on every engine: the same rows in, one outcome a row out, said in the same words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import isnan
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

import narwhals as nw
import polars as pl

from gfassess.formula import Formula, Outcome, Undefined, Unknown
from gfassess.formula.columns import Column, Keep, Lookup, column, settled

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Result: TypeAlias = float | bool | Literal["unknown", "undefined"]
"""What a formula comes to in one row."""
Cells: TypeAlias = Mapping[str, Sequence[Any]]
Steps: TypeAlias = Sequence[Mapping[str, nw.Expr]]
"""Named expressions in steps; those of a step need what the steps before it named."""
Engine: TypeAlias = Callable[[pl.DataFrame, Steps], Cells]
"""Works steps out over a frame and gives the columns of the last; rows come in the order of the column `row`."""
Frame = TypeVar("Frame", nw.DataFrame[Any], nw.LazyFrame[Any])

_SPARK: Final = {pl.Int64: "bigint", pl.Float64: "double", pl.Boolean: "boolean", pl.String: "string"}


def _taken(frame: Frame, steps: Steps) -> Frame:
    for step in steps[:-1]:
        frame = frame.with_columns(**step)
    return frame.select("row", **steps[-1])


def polars_eager(frame: pl.DataFrame, steps: Steps) -> Cells:
    """Work out in memory, at once."""
    made: pl.DataFrame = _taken(nw.from_native(frame), steps).to_native()
    return made.to_dict(as_series=False)


def polars_lazy(frame: pl.DataFrame, steps: Steps) -> Cells:
    """Work out behind the optimizer, in memory."""
    query: pl.LazyFrame = _taken(nw.from_native(frame.lazy()), steps).to_native()
    return query.collect(engine="in-memory").to_dict(as_series=False)


def polars_streaming(frame: pl.DataFrame, steps: Steps) -> Cells:
    """Work out behind the optimizer, in batches."""
    query: pl.LazyFrame = _taken(nw.from_native(frame.lazy()), steps).to_native()
    return query.collect(engine="streaming").to_dict(as_series=False)


@dataclass(frozen=True)
class SparkEngine:
    """Works out on Spark."""

    session: "SparkSession"

    def __call__(self, frame: pl.DataFrame, steps: Steps) -> Cells:
        """Work out in one query."""
        schema = ", ".join(f"{name} {_SPARK[type(kind)]}" for name, kind in frame.schema.items())
        rows = self.session.createDataFrame(frame.rows(), schema)
        found = _taken(nw.from_native(rows), steps).sort("row").to_native().collect()
        return {name: [row[name] for row in found] for name in steps[-1]}


@dataclass(frozen=True)
class Asked:
    """A formula as columns: its value, and for a truth whether it is undefined."""

    part: Column

    @classmethod
    def of(cls, formula: Formula, lookup: Lookup, keep: Keep | None = None) -> "Asked":
        """Return the settled column of a formula."""
        part = column(formula.tree, lookup, keep)
        return cls(settled(part) if part.kind == "number" else part)

    def columns(self, name: str) -> dict[str, nw.Expr]:
        """Return what to ask an engine for."""
        undefined = self.part.undefined
        return {name: self.part.value} | ({} if undefined is None else {f"{name}_undefined": undefined})

    def results(self, name: str, cells: Cells) -> list[Result]:
        """Return what came back, row by row, and hold it to what the column says of itself."""
        values = cells[name]
        if self.part.kind == "number":
            return [self._number(value) for value in values]
        undefined = cells[f"{name}_undefined"] if self.part.undefined is not None else [False] * len(values)
        return [self._truth(*pair) for pair in zip(values, undefined, strict=True)]

    def _number(self, value: float | None) -> Result:
        if value is None:
            assert self.part.open
            return "unknown"
        if isnan(value):
            assert self.part.faulty
            return "undefined"
        assert abs(value) <= self.part.bound
        assert abs(value) < float("inf")
        return value

    def _truth(self, value: bool | None, undefined: bool | None) -> Result:  # noqa: FBT001 - cells
        assert undefined is not None
        if undefined:
            assert value is None
            return "undefined"
        if value is None:
            assert self.part.open
            return "unknown"
        return value


@dataclass(frozen=True)
class Kept:
    """Works parts of one formula out as columns, each a step after the one before."""

    steps: list[dict[str, nw.Expr]]
    prefix: str
    places: Iterator[int] = field(default_factory=count)

    def __call__(self, part: nw.Expr) -> nw.Expr:
        """Name a part."""
        place = next(self.places)
        if place == len(self.steps):
            self.steps.append({})
        name = f"{self.prefix}_{place}"
        self.steps[place][name] = part
        return nw.col(name)


def run(
    engine: Engine, frame: pl.DataFrame, formulas: Sequence[Formula], lookup: Lookup, *, whole: bool = True
) -> list[list[Result]]:
    """Return what each formula comes to in each row, all asked for in one query.

    A formula is one expression, or, unless `whole`, each of its parts that is needed more than once.
    """
    steps: list[dict[str, nw.Expr]] = []
    keeps = [None if whole else Kept(steps, f"k{place}") for place in range(len(formulas))]
    asked = [Asked.of(formula, lookup, keep) for formula, keep in zip(formulas, keeps, strict=True)]
    columns = {name: each for place, one in enumerate(asked) for name, each in one.columns(f"f{place}").items()}
    cells = engine(frame, [*steps, columns])
    return [one.results(f"f{place}", cells) for place, one in enumerate(asked)]


def said(outcome: Outcome) -> Result:
    """Return the outcome of a closure in the same words."""
    match outcome:
        case Unknown():
            return "unknown"
        case Undefined():
            return "undefined"
        case str():
            raise TypeError(outcome)
        case _:
            return outcome
