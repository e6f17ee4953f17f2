"""Formulas on every engine: the same rows in, one outcome a row out, said in the same words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import narwhals as nw
import polars as pl

from gfassess.formula import Formula, Outcome, Undefined, Unknown
from gfassess.formula.columns import Column, Lookup, column, settled

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Result: TypeAlias = float | bool | Literal["unknown", "undefined"]
"""What a formula comes to in one row."""
Cells: TypeAlias = Mapping[str, Sequence[Any]]
Engine: TypeAlias = Callable[[pl.DataFrame, Mapping[str, nw.Expr]], Cells]
"""Works named expressions out over a frame; rows come back in the order of its column `row`."""

_SPARK: Final = {pl.Int64: "bigint", pl.Float64: "double", pl.Boolean: "boolean", pl.String: "string"}


def polars_eager(frame: pl.DataFrame, columns: Mapping[str, nw.Expr]) -> Cells:
    """Work out in memory, at once."""
    return nw.from_native(frame).select("row", **columns).to_native().to_dict(as_series=False)


def polars_lazy(frame: pl.DataFrame, columns: Mapping[str, nw.Expr]) -> Cells:
    """Work out behind the optimizer, in memory."""
    return (
        nw.from_native(frame.lazy())
        .select("row", **columns)
        .to_native()
        .collect(engine="in-memory")
        .to_dict(as_series=False)
    )


def polars_streaming(frame: pl.DataFrame, columns: Mapping[str, nw.Expr]) -> Cells:
    """Work out behind the optimizer, in batches."""
    return (
        nw.from_native(frame.lazy())
        .select("row", **columns)
        .to_native()
        .collect(engine="streaming")
        .to_dict(as_series=False)
    )


@dataclass(frozen=True)
class SparkEngine:
    """Works out on Spark."""

    session: "SparkSession"

    def __call__(self, frame: pl.DataFrame, columns: Mapping[str, nw.Expr]) -> Cells:
        """Work out in one query."""
        schema = ", ".join(f"{name} {_SPARK[type(kind)]}" for name, kind in frame.schema.items())
        rows = self.session.createDataFrame(frame.rows(), schema)
        native = nw.from_native(rows).select(row_=nw.col("row"), **columns).sort("row_").to_native()
        found = native.collect()
        return {name: [row[name] for row in found] for name in columns}


@dataclass(frozen=True)
class Asked:
    """A formula as columns: its value, and for a truth whether it is undefined."""

    part: Column

    @classmethod
    def of(cls, formula: Formula, lookup: Lookup) -> "Asked":
        """Return the settled column of a formula."""
        part = column(formula.tree, lookup)
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


def run(engine: Engine, frame: pl.DataFrame, formulas: Sequence[Formula], lookup: Lookup) -> list[list[Result]]:
    """Return what each formula comes to in each row, all asked for in one query."""
    asked = [Asked.of(formula, lookup) for formula in formulas]
    columns = {name: each for place, one in enumerate(asked) for name, each in one.columns(f"f{place}").items()}
    cells = engine(frame, columns)
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
