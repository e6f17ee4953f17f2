"""What a plan consists of: steps of named column expressions, and how they are taken on any engine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple, Protocol, TypeAlias

import narwhals as nw

from gfassess.errors import GfassessError
from gfassess.fleet.layout import SITE
from gfassess.formula import Scalar
from gfassess.words import _

MOST_KEYS: Final = 50_000
"""Most keys for which small tables are made: all divisions in all provinces over sixteen years."""

Frame: TypeAlias = "nw.LazyFrame[Any]"
Key: TypeAlias = tuple[str | int, ...]
Cells: TypeAlias = Mapping[str, Sequence[Scalar | None]]
"""A small table, column by column."""


class Source(Protocol):
    """The tables of a packed folder, or of one part of it, on one engine."""

    def sites(self) -> Frame:
        """Return the table of assessments."""
        ...

    def rows(self, ledger: str) -> Frame:
        """Return the table of a ledger."""
        ...

    def small(self, cells: Cells, types: Mapping[str, nw.dtypes.DType]) -> Frame:
        """Return a small table with these columns."""
        ...

    def joined(self, frame: Frame, table: Frame, on: Sequence[str]) -> Frame:
        """Return a frame with the columns of the row of a table that agrees in some columns; null where none does."""
        ...

    def grown(self, frame: Frame, step: "Step") -> Frame:
        """Return a frame with the columns that a step works out; of those that it does not keep, it need hold none."""
        ...

    def only(self, frame: Frame, columns: Sequence[str]) -> Frame:
        """Return a frame of some columns."""
        ...

    def keys(self, columns: tuple[str, ...]) -> Sequence[Key]:
        """Return what occurs in some columns of the table of assessments, each once; of too many one more than that."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Looks cells up in a small table, by columns that the frame and the table have in common."""

    on: tuple[str, ...]
    types: Mapping[str, nw.dtypes.DType]
    """Columns of the table, those of `on` too."""
    cells: Callable[[Sequence[Key]], Cells]
    """Makes the table for the keys that occur."""
    by_key: bool = False
    """It depends on the keys that occur; else it is the same whatever they are, and gets none."""


@dataclass(slots=True)
class LedgerPass:
    """Works the rows of a ledger out and sums them up by site."""

    before: "list[Step] | None"
    """What is worked out of the sites for its rows; None where they need what other ledgers were summed up for."""
    outer: dict[str, None] = field(default_factory=dict)
    """Columns of the site that its rows need, each once."""
    steps: list["Step"] = field(default_factory=list)
    sums: dict[str, "Sum"] = field(default_factory=dict)


class Sum(NamedTuple):
    """What the rows of a site come to in one column."""

    column: str
    how: Literal["sum", "min", "count", "rows"]
    """`count` counts the rows that have a value there, `rows` all."""


@dataclass(slots=True)
class Step:
    """First looks things up, then sums ledgers up, then works columns out."""

    looks: list[Look] = field(default_factory=list)
    ledgers: dict[str, LedgerPass] = field(default_factory=dict)
    columns: dict[str, nw.Expr] = field(default_factory=dict)
    """None of them sees another one."""
    needs: frozenset[str] = frozenset()
    """What they are worked out from."""
    kept: tuple[str, ...] = ()
    """What is needed after it; all other columns are dropped."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An ordered plan: steps without ledgers, then steps with them."""

    plain: Sequence[Step]
    steps: Sequence[Step]
    kept: Sequence[str]
    sites: frozenset[str]
    """Columns of the table of assessments that it reads."""
    rows: Mapping[str, frozenset[str]]
    """Columns that it reads of the table of each ledger that it needs."""


def run(plan: Plan, source: Source) -> Frame:
    """Return the frame that a plan makes of a source; nothing is worked out before the engine is asked to."""
    looking = _Looking(source)
    frame = _steps(source.sites(), plan.plain, looking)
    for step in plan.steps:
        for ledger, each in step.ledgers.items():
            sites = frame if each.before is None else _steps(source.sites(), each.before, looking)
            frame = source.joined(frame, _summed(each, ledger, sites, looking), [SITE])
        frame = source.grown(frame, step)
    return source.only(frame, plan.kept)


def looked_up(frame: Frame, look: Look, source: Source) -> Frame:
    """Return a frame with the cells that are looked up; raise GfassessError where too many keys occur."""
    return _Looking(source).up(frame, look)


class _Looking:
    """Looks cells up in a source; keys and cells are worked out once, however many steps need them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._keys: dict[tuple[str, ...], Sequence[Key]] = {}
        self._cells: dict[Look, Cells] = {}

    def up(self, frame: Frame, look: Look) -> Frame:
        if look not in self._cells:
            self._cells[look] = look.cells(self._found(look.on) if look.by_key else ())
        return self.source.joined(frame, self.source.small(self._cells[look], look.types), look.on)

    def _found(self, columns: tuple[str, ...]) -> Sequence[Key]:
        if columns not in self._keys:
            found = self.source.keys(columns)
            if len(found) > MOST_KEYS:
                message = _("the sites have more than {most} different values of {names}")
                hint = _("mend how they are written in the assessments, and pack the files again")
                raise GfassessError.of(message.format(most=f"{MOST_KEYS:,}", names=_(", ").join(columns)), hint=hint)
            self._keys[columns] = found
        return self._keys[columns]


def _steps(frame: Frame, steps: Sequence[Step], looking: _Looking) -> Frame:
    for step in steps:
        for look in step.looks:
            frame = looking.up(frame, look)
        frame = looking.source.grown(frame, step)
    return frame


def _summed(each: LedgerPass, ledger: str, sites: Frame, looking: _Looking) -> Frame:
    source, rows = looking.source, looking.source.rows(ledger)
    if each.outer:
        rows = source.joined(rows, source.only(sites, [SITE, *each.outer]), [SITE])
    needed = dict.fromkeys((SITE, *(one.column for one in each.sums.values() if one.how != "rows")))
    sums = {name: _sum(one) for name, one in each.sums.items()}
    return source.only(_steps(rows, each.steps, looking), [*needed]).group_by(SITE).agg(**sums)


def _sum(one: Sum) -> nw.Expr:
    column = nw.col(one.column)
    match one.how:
        case "sum":
            return column.sum()
        case "min":
            return column.min()
        case "count":
            return column.count()
        case "rows":
            return nw.len()
