"""A formula as columns comes in every row to what its closure comes to there."""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import narwhals as nw
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from gfassess import rules
from gfassess.formula import MAX_LENGTH, Formula, Outcome, Undefined, Unknown
from gfassess.formula.columns import Column
from gfassess.formula.kinds import ValueKind
from gfassess.formula.tree import Conditional, Logic, Name, Node, Not, children
from tests.fleet.engines import Engine, Result, polars_eager, run, said

ROWS: Final = 200
CRITERIA: Final = Path(__file__).parents[2] / "criteria"
COLUMNS: Final = {
    "a": Column(nw.col("a")),
    "b": Column(nw.col("b")),
    "sure": Column(nw.col("sure"), open=False),
    "part": Column(nw.col("part"), open=False, bound=1.0),
    "ratio": Column(nw.col("ratio"), faulty=True),
    "runaway": Column(nw.col("runaway"), faulty=True, wild=True),
    "p": Column(nw.col("p"), "truth"),
    "always": Column(nw.col("always"), "truth", open=False),
    "dubious": Column(nw.col("dubious"), "truth", undefined=nw.col("dubious_undefined")),
}
"""What names may be: the columns of answers, of totals, and of what was worked out before."""
NUMBERS: Final = [name for name, one in COLUMNS.items() if one.kind == "number"]
TRUTHS: Final = [name for name, one in COLUMNS.items() if one.kind == "truth"]
LITERALS: Final = ["0", "1", "2", "3", "0.1", "0.3", "1.5", "7", "49", "100", "1e16", "1e300", "1e-300", "0.0001"]
FIGURES: Final = [0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 2.5, 3.5, 0.1, 0.2, 0.3, 49.0, 0.125, 2.675, 1e16, 4503599627370495.5]
EXTREMES: Final = [1e308, -1e308, 5e-324, -5e-324, 1e-308, 1e154, 1e200, -1e200, 1e-200]
UNDEFINED: Final = Undefined("zero_divisor", Name("a"))


def number_text(chance: random.Random, depth: int) -> str:
    """Return a formula whose value is a number."""
    if depth == 0 or chance.random() < 0.1:
        return chance.choice(NUMBERS) if chance.random() < 0.7 else chance.choice(LITERALS)
    part = [number_text(chance, depth - 1) for _ in range(3)]
    match chance.randrange(12):
        case 0 | 1 | 2:
            return f"({part[0]} {chance.choice('+-*')} {part[1]})"
        case 3 | 4 | 5:
            return f"({part[0]} / {part[1]})"
        case 6:
            return f"{chance.choice(['min', 'max', 'sum'])}({', '.join(part[: chance.randint(1, 3)])})"
        case 7:
            return f"clamp({', '.join(part)})"
        case 8:
            return f"round({part[0]}, {chance.randint(0, 9)})"
        case 9:
            return f"{chance.choice(['-', 'abs'])}({part[0]})"
        case 10:
            return f"(1 if {truth_text(chance, depth - 1)} else 0)"
        case _:
            return f"({part[0]} if {truth_text(chance, depth - 1)} else {part[1]})"


def truth_text(chance: random.Random, depth: int) -> str:
    """Return a formula whose value is yes or no."""
    if depth == 0 or chance.random() < 0.1:
        return chance.choice(TRUTHS)
    below = depth - 1
    match chance.randrange(8):
        case 0 | 1 | 2 | 3:
            signs = chance.choices(["<", "<=", ">", ">=", "==", "!="], k=chance.randint(1, 2))
            return f"({number_text(chance, below)} {' '.join(f'{one} {number_text(chance, below)}' for one in signs)})"
        case 4:
            return f"(not {truth_text(chance, below)})"
        case 5:
            return f"({truth_text(chance, below)} if {truth_text(chance, below)} else {truth_text(chance, below)})"
        case _:
            word = chance.choice([" and ", " or "])
            return f"({word.join(truth_text(chance, below) for _ in range(chance.randint(2, 3)))})"


def formula(chance: random.Random, depth: int = 5) -> Formula:
    """Return a formula of one kind or the other, read from its text."""
    text = chance.choice([number_text, truth_text])(chance, depth)
    return Formula.parse(text) if len(text) <= MAX_LENGTH else formula(chance, depth - 1)


def figure(chance: random.Random) -> float:
    """Return a number, often one that others are, too."""
    if chance.random() < 0.7:
        return chance.choice(FIGURES)
    return chance.choice([*EXTREMES, chance.uniform(-100, 100), chance.lognormvariate(0, 20)])


def cell(chance: random.Random, one: Column) -> Outcome:
    """Return a value that a column may hold in a row."""
    if one.open and chance.random() < 0.2:
        return Unknown(frozenset({"a"}))
    if (one.faulty or one.undefined is not None) and chance.random() < 0.2:
        return UNDEFINED
    if one.kind == "truth":
        return chance.random() < 0.5
    return chance.choice([0.0, 0.1, 1.0, -0.5]) if one.bound == 1.0 else figure(chance)


def rows(chance: random.Random, columns: dict[str, Column]) -> list[dict[str, Outcome]]:
    """Return rows of values."""
    return [{name: cell(chance, one) for name, one in columns.items()} for _ in range(ROWS)]


def frame(values: list[dict[str, Outcome]], columns: dict[str, Column], chance: random.Random) -> pl.DataFrame:
    """Return rows as engines take them."""
    cells: dict[str, list[Any]] = {"row": list(range(len(values)))}
    types: dict[str, Any] = {"row": pl.Int64}
    for name, one in columns.items():
        found = [row[name] for row in values]
        undefined = chance.choice([float("nan"), float("inf"), float("-inf")]) if one.wild else float("nan")
        nothing = undefined if one.kind == "number" else None
        cells[name] = [
            None if isinstance(each, Unknown) else nothing if isinstance(each, Undefined) else each for each in found
        ]
        types[name] = pl.Float64 if one.kind == "number" else pl.Boolean
        if one.undefined is not None:
            cells[f"{name}_undefined"] = [isinstance(each, Undefined) for each in found]
            types[f"{name}_undefined"] = pl.Boolean
    return pl.DataFrame(cells, schema=types)


def disagreements(
    engine: Engine, formulas: list[Formula], columns: dict[str, Column], chance: random.Random, *, whole: bool
) -> list[tuple[str, dict[str, Outcome], Result, Result]]:
    """Return formula, row, what the engine says and what the closure says wherever the two differ in any bit."""
    values = rows(chance, columns)
    found = run(engine, frame(values, columns, chance), formulas, columns.__getitem__, whole=whole)
    return [
        (one.text, {name: row[name] for name in one.ordered_names}, result, expected)
        for one, results in zip(formulas, found, strict=True)
        for row, result in zip(values, results, strict=True)
        if (expected := said(one(row.__getitem__))) != result
    ]


@settings(max_examples=100)
@given(st.randoms(use_true_random=False), st.integers(0, 2**32), st.booleans())
def test_any_formula_agrees_with_its_closure(shape: random.Random, seed: int, whole: bool) -> None:  # noqa: FBT001
    """Whatever the formula and whatever is missing, zero, tiny, huge or equal: the same, to the last bit."""
    some = [formula(shape, 3 if whole else 5) for _ in range(3)]
    assert disagreements(polars_eager, some, COLUMNS, random.Random(seed), whole=whole) == []


def test_any_formula_agrees_with_its_closure_on_other_engines(engine: Engine) -> None:
    """Formulas of every shape, many in one query: the same on every engine."""
    chance = random.Random(7)
    assert disagreements(engine, [formula(chance, 3) for _ in range(40)], COLUMNS, chance, whole=False) == []


def formulas_in(record: object) -> Iterator[Formula]:
    """Yield every formula below a record."""
    match record:
        case Formula():
            yield record
        case BaseModel():
            yield from formulas_in([getattr(record, name) for name in type(record).model_fields])
        case Mapping():
            yield from formulas_in(list(record.values()))
        case list() | tuple():
            for part in record:
                yield from formulas_in(part)


def kinds(node: Node, wanted: ValueKind = "number") -> Iterator[tuple[str, ValueKind]]:
    """Yield each name of a tree with the kind that its place asks for."""
    match node:
        case Name(name):
            yield name, wanted
        case Conditional(test, then, other):
            yield from kinds(test, "truth")
            yield from (*kinds(then, wanted), *kinds(other, wanted))
        case Not() | Logic():
            for part in children(node):
                yield from kinds(part, "truth")
        case _:
            for part in children(node):
                yield from kinds(part)


def test_every_formula_of_the_content_agrees_with_its_closure(engine: Engine) -> None:
    """What ships scores the same on every engine, whatever the answers."""
    book = rules.load(CRITERIA)
    found = {one.text: one for one in formulas_in([book.themes, book.tables, book.rulesets])}
    formulas = [one for one in found.values() if not isinstance(one.tree, Name)]
    assert len(formulas) > 50
    names = {name: kind for one in formulas for name, kind in kinds(one.tree)}
    columns = {name: Column(nw.col(name), kind) for name, kind in sorted(names.items())}
    assert disagreements(engine, formulas, columns, random.Random(11), whole=False) == []


def test_parts_worked_out_once_keep_an_expression_as_small_as_its_tree() -> None:
    """A formula may nest as deep as the language allows."""
    names = [*"abcdefghijklmnopqrstuvwxyz"]
    deep = Formula.parse("/(".join(names) + ")" * (len(names) - 1))
    columns = {name: Column(nw.col(name)) for name in names}
    assert disagreements(polars_eager, [deep], columns, random.Random(3), whole=False) == []
