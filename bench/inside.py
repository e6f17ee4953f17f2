"""Inside the program: loading all rules, scoring again after an answer, a long ledger."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from bench.processes import EXAMPLE
from bench.table import Result
from gfassess.files import builtin_criteria
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.rules import load
from gfassess.session import Session
from gfassess.store import load as load_assessment

_ROWS: Final = 1000


def measure() -> list[Result]:
    """Time what a user waits for between two keys, against limits."""
    book = load(builtin_criteria())
    assessment = load_assessment(Path(EXAMPLE)).assessment
    long = _with_rows(assessment)
    return [
        Result("all of criteria/ loaded", "a limit of 60 ms", _time(lambda: load(builtin_criteria()), 11), 0.060, 1.0),
        Result("scored again after one answer", "a limit of 2 ms", _answer(book, assessment), 0.002, 1.0),
        Result(f"a grid factor with {_ROWS} rows of energy", "a limit of 16 ms", _factor(book, long), 0.016, 1.0),
        Result(f"one of {_ROWS} rows of energy changed", "a limit of 16 ms", _row(book, long), 0.016, 1.0),
    ]


def _time(act: Callable[[], object], rounds: int) -> float:
    act()
    times = []
    for _round in range(rounds):
        begun = perf_counter()
        act()
        times.append(perf_counter() - begun)
    return median(times)


def _answer(book: Rulebook, assessment: Assessment) -> float:
    session = Session(book, assessment)
    values = iter(range(40_000, 50_000))
    return _time(lambda: session.answer("output_value", float(next(values))), 101)


def _factor(book: Rulebook, assessment: Assessment) -> float:
    """Answer what every row of the ledger is worked out with."""
    session = Session(book, assessment)
    values = iter(range(5_000, 6_000))
    return _time(lambda: session.answer("grid_factor", next(values) / 10_000), 31)


def _row(book: Rulebook, assessment: Assessment) -> float:
    session = Session(book, assessment)
    row = session.rows("energy_use")[0]
    values = iter(range(1, 10_000))
    return _time(lambda: session.set_row("energy_use", 0, {**row, "amount": float(next(values))}), 31)


def _with_rows(assessment: Assessment) -> Assessment:
    rows = assessment.ledgers["energy_use"]
    many = tuple({**rows[place % len(rows)], "amount": float(place + 1)} for place in range(_ROWS))
    return assessment.model_copy(update={"ledgers": {**assessment.ledgers, "energy_use": many}})
