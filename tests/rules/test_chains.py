"""Defaults and totals that rest on one another: bounded when they are loaded, so that scoring cannot run over."""

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gfassess import rules
from gfassess.errors import GfassessError
from gfassess.explain import why
from gfassess.model.assessment import Assessment, LedgerRow
from gfassess.rules.folder import Folder, read_folder
from gfassess.scoring import questions_of, score

WORDS = 'title = { zh = "甲", en = "A" }'
FRAMES = 500
"""Calls that a chain may take of the thousand that Python allows."""

Chain = Callable[[int, int], str]


def nested(name: str, depth: int) -> str:
    """Return a formula of so many levels that comes to a name."""
    return "max(" * (depth - 1) + name + ", 1)" * (depth - 1)


def facts(count: int, depth: int) -> str:
    """Return facts of which each is the default of the one before; the first is `f0`."""
    below = [*(f"f{number}" for number in range(1, count)), "area"]
    return "\n".join(
        f'[[fact]]\nid = "f{number}"\nkind = "number"\n{WORDS}\ndepartment = "energy"\n'
        f'default = "{nested(name, depth)}"'
        for number, name in enumerate(below)
    )


def columns(count: int, depth: int) -> str:
    """Return a ledger whose columns are each the default of the one before; its total is `f0`."""
    below = [*(f"c{number}" for number in range(1, count)), "amount"]
    parts = [
        f'{{ id = "c{number}", kind = "number", {WORDS}, default = "{nested(name, depth)}" }}'
        for number, name in enumerate(below)
    ]
    listed = ",\n".join([f'{{ id = "amount", kind = "number", {WORDS} }}', *parts])
    return (
        f'[[ledger]]\nid = "l0"\n{WORDS}\ndepartment = "energy"\ncolumns = [{listed}]\n'
        f'[[ledger.total]]\nid = "f0"\n{WORDS}\nrow = "c0"\n'
    )


def totals(count: int, depth: int) -> str:
    """Return ledgers whose totals each need twice the total of the next; the first is `f0`."""
    below = [*(f"f{number} + f{number}" for number in range(1, count)), "amount"]
    return "\n".join(
        f'[[ledger]]\nid = "l{number}"\n{WORDS}\ndepartment = "energy"\n'
        f'columns = [{{ id = "amount", kind = "number", {WORDS} }}]\n'
        f'[[ledger.total]]\nid = "f{number}"\n{WORDS}\nrow = "{nested(names, depth)}"\nwhere = "{names} > 0"'
        for number, names in enumerate(below)
    )


def resting_on(criteria: Path, text: str) -> Path:
    """Return the folder with more facts, on the first of which an indicator rests."""
    with (criteria / "facts" / "all.toml").open("a", encoding="utf-8") as file:
        file.write(text)
    head = criteria / "rulesets" / "small" / "c.toml"
    head.write_text(head.read_text("utf-8").replace('"tce / area"', '"f0 / area"'), "utf-8")
    return criteria


@pytest.fixture
def few_frames() -> Iterator[Callable[[], None]]:
    """Return what leaves only so many calls from here on."""
    before = sys.getrecursionlimit()

    def leave() -> None:
        sys.setrecursionlimit(len(inspect.stack(0)) + FRAMES)

    yield leave
    sys.setrecursionlimit(before)


@pytest.mark.parametrize("chain", [facts, columns, totals])
@pytest.mark.parametrize(("count", "depth"), [(800, 1), (60, 2), (8, 31)])
def test_a_chain_too_deep_is_refused(criteria: Path, chain: Chain, count: int, depth: int) -> None:
    """A chain that scoring could not follow does not load; the message shows its ends only."""
    resting_on(criteria, chain(count, depth))
    with pytest.raises(GfassessError, match="too many formulas rest on one another") as caught:
        rules.load(criteria)
    assert all(len(problem.message) < 150 and problem.line for problem in caught.value.problems)


@pytest.mark.parametrize("chain", [facts, columns, totals])
@pytest.mark.parametrize(("count", "depth"), [(48, 1), (5, 30)])
def test_a_chain_within_the_limit_is_worked_out(
    criteria: Path, chain: Chain, count: int, depth: int, few_frames: Callable[[], None]
) -> None:
    """Whatever loads is scored and explained, in well under the calls that Python allows."""
    if chain is totals:
        count, depth = (12, 2) if depth == 1 else (3, 29)
    book = rules.load(resting_on(criteria, chain(count, depth)))
    rows: tuple[LedgerRow, ...] = ({"amount": 2000.0},)
    ledgers = {f"l{number}": rows for number in range(count)}
    assessment = Assessment(ruleset="small", year=2024, facts={"area": 1000.0, "level": "full"}, ledgers=ledgers)
    few_frames()
    card = score(book, assessment)
    line = card.score("i")
    assert line is not None
    assert line.state == "scored"
    if chain is not totals:
        assert why(book, assessment, card, "i").children


def test_a_circle_does_not_load(criteria: Path) -> None:
    """A circle is refused before anything is scored, through facts and columns of ledgers alike."""
    circle = totals(3, 1).replace('row = "amount"', 'row = "f0"')
    with pytest.raises(GfassessError, match=r"in a circle: .*f0"):
        rules.load(resting_on(criteria, circle))


def test_questions_behind_a_chain_are_each_visited_once(criteria: Path) -> None:
    """Totals that need others several times are no more work than once; questions come in the order of first use."""
    book = read_folder(Folder(resting_on(criteria, totals(400, 1))))
    indicator = book.rulesets["small"].indicator("i")
    assert indicator is not None
    assert questions_of(book, indicator) == (*(f"l{number}" for number in range(400)), "area")


def test_questions_behind_columns(criteria: Path) -> None:
    """Facts behind the defaults of columns are questions of the indicator; columns themselves are not."""
    text = columns(3, 1).replace('default = "amount"', 'default = "amount * area"')
    book = rules.load(resting_on(criteria, text))
    indicator = book.rulesets["small"].indicator("i")
    assert indicator is not None
    assert questions_of(book, indicator) == ("l0", "area")
