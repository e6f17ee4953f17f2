"""Chance in columns: the same seed, name and key give the same draw, whatever else stands in the frame."""

import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import polars as pl

Figure: TypeAlias = pl.Expr | float

_NAMES: Final = 2**32
_HASHES: Final = 2.0**64
_SLOTS: Final = 1000


@dataclass(frozen=True, slots=True)
class Chance:
    """Draws for the rows of a frame. Stable within one version of Polars, whose hash it rests on."""

    seed: int
    key: str
    """Column of whole numbers from 0 that tells the rows apart."""

    def uniform(self, name: str) -> pl.Expr:
        """Draw evenly from 0 to 1."""
        mixed = pl.col(self.key) * _NAMES + zlib.crc32(name.encode())
        return mixed.hash(self.seed).cast(pl.Float64) / _HASHES

    def between(self, name: str, low: float, high: float) -> pl.Expr:
        """Draw evenly from `low` to `high`."""
        return self.uniform(name) * (high - low) + low

    def whole(self, name: str, low: int, high: int) -> pl.Expr:
        """Draw a whole number from `low` to `high`, both included."""
        return self.between(name, low, high + 1).floor().clip(low, high).cast(pl.Int64)

    def under(self, name: str, share: Figure) -> pl.Expr:
        """Draw true for a share of the rows."""
        return self.uniform(name) < share

    def around(self, name: str, median: Figure, spread: float) -> pl.Expr:
        """Draw a log-normal figure; `spread` is the deviation of its logarithm."""
        first, second = self.uniform(f"{name} length").clip(1e-300), self.uniform(f"{name} angle")
        normal = (first.log() * -2).sqrt() * (second * (2 * math.pi)).cos()
        return (normal * spread).exp() * median

    def pick(self, name: str, weights: Mapping[str, float]) -> pl.Expr:
        """Draw one of some texts by their weights, to a thousandth."""
        whole = sum(weights.values())
        slots = [text for text, weight in weights.items() for _ in range(max(1, round(weight / whole * _SLOTS)))]
        place = (self.uniform(name) * len(slots)).clip(0, len(slots) - 1).cast(pl.UInt32)
        return pl.lit(pl.Series(slots, dtype=pl.String)).gather(place)


def known(figures: Mapping[str, float], column: str) -> pl.Expr:
    """Look up a figure by the text in a column; null where there is none."""
    return pl.col(column).replace_strict(dict(figures), default=None, return_dtype=pl.Float64)


def given(condition: pl.Expr, value: pl.Expr) -> pl.Expr:
    """Keep a value where a condition holds, else null."""
    return pl.when(condition).then(value)
