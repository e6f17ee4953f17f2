"""What differs between two rule sets, or between two folders of rules, matter by matter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from gfassess.model.base import Text
from gfassess.model.facts import Column, Fact, FactFile, Ledger, Option, Total
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Indicator, Ruleset
from gfassess.model.sources import Document, Scheme, Unit
from gfassess.model.tables import Parameter, Row, Table, TableColumn
from gfassess.plan.differences import Change, gate_changes, line_changes, record_changes, same
from gfassess.plan.lines import pairs

Kind: TypeAlias = Literal[
    "ruleset",
    "criterion",
    "gate",
    "indicator",
    "theme",
    "fact",
    "ledger",
    "option",
    "column",
    "total",
    "table",
    "parameter",
    "row",
    "unit",
    "document",
    "scheme",
]


class Difference(NamedTuple):
    """One matter that came, went or differs."""

    kind: Kind
    path: tuple[str, ...]
    """Its id behind the ids of what it is part of."""
    title: Text
    mark: Literal["added", "withdrawn", "changed"]
    changes: tuple[Change, ...] = ()


_PARTS: Final[Mapping[str, Kind]] = {
    "options": "option",
    "columns": "column",
    "column": "column",
    "total": "total",
    "parameter": "parameter",
    "rows": "row",
}
"""Fields that hold records with ids of their own."""
_BY_KEY: Final = ("values", "sources")
"""Fields of a row that hold one entry a column."""


class _Titled(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def title(self) -> Text: ...


AnyTitled = TypeVar("AnyTitled", bound=_Titled)
AnyRecord = TypeVar(
    "AnyRecord",
    bound=Criterion
    | FactFile
    | Fact
    | Ledger
    | Option
    | Column
    | Total
    | Table
    | TableColumn
    | Parameter
    | Row
    | Unit
    | Document
    | Scheme,
)


def rulebook_differences(old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    """Go through all that differs between two folders; lists of peers and worked examples are no rules."""
    for before, after in _by_id(old.rulesets.values(), new.rulesets.values()):
        if before is not None and after is not None:
            yield from ruleset_differences(before, after)
        else:
            yield from _matter("ruleset", (), before, after)
    yield from _records("theme", (), old.themes, new.themes, leave_out=("fact", "ledger"))
    yield from _records("fact", (), old.facts.values(), new.facts.values())
    yield from _records("ledger", (), old.ledgers.values(), new.ledgers.values())
    yield from _records("table", (), old.tables.values(), new.tables.values())
    yield from _records("unit", (), old.units.values(), new.units.values())
    yield from _records("document", (), old.documents.values(), new.documents.values())
    yield from _records("scheme", (), old.schemes, new.schemes)


def ruleset_differences(old: Ruleset, new: Ruleset) -> Iterator[Difference]:
    """Go through all that differs between two rule sets; gates and lines that were renamed are followed."""
    yield from _matter("ruleset", (), old, new, record_changes(old, new, _OF_RULESET))
    for gate, later in pairs(old.gates, new.gates):
        changes = (*_renamed(gate, later), *gate_changes(gate, later)) if gate and later else ()
        yield from _matter("gate", (new.id,), gate, later, changes)
    yield from _records("criterion", (new.id,), old.heads, new.heads, leave_out=("indicator",))
    before, after = _homes(old), _homes(new)
    lines = ([line for line, _head in homes.values()] for homes in (before, after))
    for line, later_line in pairs(*lines):
        homes = [at[one.id][1] for at, one in ((before, line), (after, later_line)) if one is not None]
        found = (
            (*_renamed(line, later_line), *_moved(*homes), *line_changes(line, later_line))
            if line and later_line
            else ()
        )
        yield from _matter("indicator", (new.id, homes[-1].id), line, later_line, found)


_OF_RULESET: Final = ("id", "gates", "heads", "criteria")


def _homes(rules: Ruleset) -> dict[str, tuple[Indicator, Criterion]]:
    return {line.id: (line, head) for head in rules.heads for line in head.indicator}


def _renamed(old: _Titled, new: _Titled) -> tuple[Change, ...]:
    return (Change("id", old.id, new.id),) if old.id != new.id else ()


def _moved(old: Criterion, new: Criterion) -> tuple[Change, ...]:
    return (Change("criterion", old.title, new.title),) if old.id != new.id else ()


def _matter(
    kind: Kind, above: tuple[str, ...], old: _Titled | None, new: _Titled | None, changes: Sequence[Change] = ()
) -> Iterator[Difference]:
    it = new if new is not None else old
    if it is None:
        return
    if old is None or new is None:
        yield Difference(kind, (*above, it.id), it.title, "added" if old is None else "withdrawn")
    elif changes:
        yield Difference(kind, (*above, it.id), it.title, "changed", tuple(changes))


def _records(
    kind: Kind,
    above: tuple[str, ...],
    old: Iterable[AnyRecord],
    new: Iterable[AnyRecord],
    leave_out: tuple[str, ...] = (),
) -> Iterator[Difference]:
    """Go through the differences of records by their ids, each with those of its parts."""
    for before, after in _by_id(old, new):
        if before is None or after is None:
            yield from _matter(kind, above, before, after)
            continue
        fields = type(after).model_fields
        parts = [name for name in _PARTS if name in fields and isinstance(getattr(after, name), tuple)]
        changes = (
            *record_changes(before, after, ("id", *leave_out, *parts, *_BY_KEY)),
            *(change for name in _BY_KEY if name in fields for change in _entries(name, before, after)),
        )
        yield from _matter(kind, above, before, after, changes)
        for name in parts:
            yield from _records(_PARTS[name], (*above, after.id), getattr(before, name), getattr(after, name))


def _entries(name: str, old: object, new: object) -> Iterator[Change]:
    """Go through the entries of a mapping that differ, each as a change of `name.key`."""
    before, after = getattr(old, name), getattr(new, name)
    for key in dict.fromkeys((*after, *before)):
        if not same(before.get(key), after.get(key)):
            yield Change(f"{name}.{key}", before.get(key), after.get(key))


def _by_id(old: Iterable[AnyTitled], new: Iterable[AnyTitled]) -> Iterator[tuple[AnyTitled | None, AnyTitled | None]]:
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    for name in dict.fromkeys((*after, *before)):
        yield before.get(name), after.get(name)
