"""What differs between two rule sets, or between two folders of rules, matter by matter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from gfassess.model.base import Text
from gfassess.model.facts import Column, Fact, FactFile, Ledger, Option, Total
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Ruleset
from gfassess.model.sources import Document, Scheme, Unit
from gfassess.model.tables import Parameter, Row, Table, TableColumn
from gfassess.plan.differences import Change, gate_changes, line_changes, record_changes, same
from gfassess.plan.lines import homes, one_matter, pairs

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
    for before, after in pairs(tuple(old.rulesets.values()), tuple(new.rulesets.values())):
        if before is not None and after is not None:
            yield from _matter("ruleset", (), before, after, (*_renamed(before, after), *_of_ruleset(before, after)))
            yield from _parts(before, after)
        else:
            yield from _matter("ruleset", (), before, after)
    yield from _records("theme", (), _by_id(old.themes, new.themes), leave_out=("fact", "ledger"))
    yield from _records("fact", (), pairs(tuple(old.facts.values()), tuple(new.facts.values())))
    yield from _records("ledger", (), pairs(tuple(old.ledgers.values()), tuple(new.ledgers.values())))
    yield from _records("table", (), _by_id(old.tables.values(), new.tables.values()))
    yield from _records("unit", (), _by_id(old.units.values(), new.units.values()))
    yield from _records("document", (), _by_id(old.documents.values(), new.documents.values()))
    yield from _records("scheme", (), _by_id(old.schemes, new.schemes))


def ruleset_differences(old: Ruleset, new: Ruleset) -> Iterator[Difference]:
    """Go through all that differs between two rule sets; what was renamed is followed, their own ids are no rules."""
    yield from _matter("ruleset", (), old, new, _of_ruleset(old, new))
    yield from _parts(old, new)


def _of_ruleset(old: Ruleset, new: Ruleset) -> tuple[Change, ...]:
    return record_changes(old, new, ("id", "formerly", "gates", "heads", "criteria"))


def _parts(old: Ruleset, new: Ruleset) -> Iterator[Difference]:
    """Go through what differs in gates, criteria and lines."""
    for gate, later in pairs(old.gates, new.gates):
        changes = (*_renamed(gate, later), *gate_changes(gate, later)) if gate and later else ()
        yield from _matter("gate", (new.id,), gate, later, changes)
    yield from _records("criterion", (new.id,), pairs(old.heads, new.heads), leave_out=("indicator",))
    before, after = homes(old), homes(new)
    sides = ([line for head in rules.heads for line in head.indicator] for rules in (old, new))
    for line, later_line in pairs(*sides):
        was = before[line.id] if line is not None else None
        now = after[later_line.id] if later_line is not None else None
        above = [head.id for head in (now, was) if head is not None]
        found: tuple[Change, ...] = ()
        if line and was and later_line and now:
            moved = () if one_matter(was, now, old.heads, new.heads) else (Change("criterion", was.title, now.title),)
            found = (*_renamed(line, later_line), *moved, *line_changes(line, later_line))
        yield from _matter("indicator", (new.id, *above[:1]), line, later_line, found)


def _renamed(old: _Titled, new: _Titled) -> tuple[Change, ...]:
    return (Change("id", old.id, new.id),) if old.id != new.id else ()


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
    paired: Iterable[tuple[AnyRecord | None, AnyRecord | None]],
    leave_out: tuple[str, ...] = (),
) -> Iterator[Difference]:
    """Go through the differences of records that belong together, each with those of its parts."""
    for before, after in paired:
        if before is None or after is None:
            yield from _matter(kind, above, before, after)
            continue
        fields = type(after).model_fields
        parts = [name for name in _PARTS if name in fields and isinstance(getattr(after, name), tuple)]
        changes = (
            *_renamed(before, after),
            *record_changes(before, after, ("id", "formerly", *leave_out, *parts, *_BY_KEY)),
            *(change for name in _BY_KEY if name in fields for change in _entries(name, before, after)),
        )
        yield from _matter(kind, above, before, after, changes)
        for name in parts:
            both = _by_id(getattr(before, name), getattr(after, name))
            yield from _records(_PARTS[name], (*above, after.id), both)


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
