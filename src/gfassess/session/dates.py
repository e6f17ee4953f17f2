"""The yearly dates of schemes, as days to come."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gfassess.model.sources import Scheme, SchemeDate


class Due(NamedTuple):
    """A date of a scheme, next after a day."""

    day: date
    date: SchemeDate
    scheme: Scheme


def due_dates(schemes: Iterable[Scheme], after: date) -> tuple[Due, ...]:
    """Return when each yearly date comes next, the nearest first; one that is today is still to come."""
    found = [Due(_next(one, after), one, scheme) for scheme in schemes for one in scheme.dates]
    return tuple(sorted(found, key=lambda due: due.day))


def _next(yearly: SchemeDate, after: date) -> date:
    day = _in_year(yearly, after.year)
    return day if day >= after else _in_year(yearly, after.year + 1)


def _in_year(yearly: SchemeDate, year: int) -> date:
    """Return the date in a year; 29 February is the 28th in most."""
    return date(year, yearly.month, min(yearly.day, monthrange(year, yearly.month)[1]))
