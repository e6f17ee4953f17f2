"""Which days of the reporting year the documents of an answer cover, which none covers, which several do."""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from gfassess.model.assessment import Evidence

Span = tuple[date, date]
"""First and last day."""
MonthState = Literal["none", "part", "whole", "twice"]
"""No day of a month is covered, some are, all are, all are and some by more than one document."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The reporting year, day by day."""

    year: int
    counts: tuple[int, ...]
    """How many documents cover each day."""
    unstated: int
    """Documents that state no period, such as a certificate: they neither fill a hole nor cover anything twice."""

    @property
    def stated(self) -> bool:
        """Tell whether any document states a period that meets the year."""
        return any(self.counts)

    @property
    def holes(self) -> tuple[Span, ...]:
        """The stretches of days that no document covers; none where no document states a period."""
        return tuple(self._spans(lambda count: count == 0)) if self.stated else ()

    @property
    def overlaps(self) -> tuple[Span, ...]:
        """The stretches of days that more than one document covers."""
        return tuple(self._spans(lambda count: count > 1))

    @property
    def months(self) -> tuple[MonthState, ...]:
        """The state of each of the twelve months."""
        return tuple(self._month(month) for month in range(1, 13))

    def _month(self, month: int) -> MonthState:
        first = (date(self.year, month, 1) - date(self.year, 1, 1)).days
        days = self.counts[first : first + monthrange(self.year, month)[1]]
        if not any(days):
            return "none"
        if not all(days):
            return "part"
        return "twice" if max(days) > 1 else "whole"

    def _spans(self, wanted: Callable[[int], bool]) -> Iterator[Span]:
        start = date(self.year, 1, 1)
        for holds, days in groupby(range(len(self.counts)), lambda day: wanted(self.counts[day])):
            if holds:
                found = list(days)
                yield start + timedelta(found[0]), start + timedelta(found[-1])


def coverage(year: int, documents: Iterable[Evidence]) -> Coverage:
    """Return what documents cover of a year; a period with one end is open at the other."""
    start = date(year, 1, 1)
    counts = [0] * (366 if isleap(year) else 365)
    unstated = 0
    for one in documents:
        if one.covers_from is None and one.covers_to is None:
            unstated += 1
            continue
        first = 0 if one.covers_from is None else max((one.covers_from - start).days, 0)
        last = len(counts) - 1 if one.covers_to is None else min((one.covers_to - start).days, len(counts) - 1)
        for day in range(first, last + 1):
            counts[day] += 1
    return Coverage(year, tuple(counts), unstated)
