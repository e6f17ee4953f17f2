"""What differs between two records of the rules: indicators, gates, facts, rows; formulas are compared as trees."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from pydantic import BaseModel

from gfassess.formula import Formula
from gfassess.model.rules import Gate, Indicator, Measure

SUBSTANCE: Final = frozenset(
    {"formula", "unit", "scale", "per", "where", "combine", "weight", "when", "variants", "order", "applies_when"}
)
"""What makes a line another one. Points differ by nature between rule sets, and so do sources and wording."""


class Change(NamedTuple):
    """One thing that differs; None stands where one side has nothing."""

    what: str
    """The field of the record: `points`, `formula`, `scale`; `variants` for a way to measure that came or went."""
    old: object
    new: object
    within: Formula | None = None
    """The condition of the way to measure in which it lies, where there are several."""

    @property
    def substantial(self) -> bool:
        """Tell whether it makes the line another one."""
        return self.what in SUBSTANCE


def same(old: object, new: object) -> bool:
    """Tell whether two values say the same: formulas by their trees, records field by field."""
    if isinstance(old, Formula) and isinstance(new, Formula):
        return old.tree == new.tree
    if isinstance(old, BaseModel) and type(old) is type(new):
        return all(same(getattr(old, name), getattr(new, name)) for name in type(old).model_fields)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(same, old, new))
    return type(old) is type(new) and old == new


def record_changes(old: BaseModel, new: BaseModel, leave_out: Iterable[str] = ()) -> tuple[Change, ...]:
    """Return the fields in which two records of one kind differ, in the order of the record."""
    names = [name for name in type(old).model_fields if name not in leave_out]
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(Change(name, before, after) for name, before, after in pairs if not same(before, after))


def line_changes(old: Indicator, new: Indicator) -> tuple[Change, ...]:
    """Return in what two indicators differ: points, title and sources too; ids do not count."""
    found = record_changes(old, new, _NAMES | {"variants", "points"})
    before, after = stated_points(old), stated_points(new)
    points = (Change("points", before, after),) if before != after else ()
    return (*points, *_variant_changes(old.variants, new.variants), *found)


def gate_changes(old: Gate, new: Gate) -> tuple[Change, ...]:
    """Return in what two gates differ; ids do not count."""
    return record_changes(old, new, _NAMES)


def stated_points(line: Indicator) -> float | None:
    """Return the points that the rule set gives a line; None where it has no weights."""
    return line.points if "points" in line.model_fields_set else None


_NAMES: Final = frozenset({"id", "formerly"})


def _variant_changes(old: Sequence[Measure], new: Sequence[Measure]) -> Iterator[Change]:
    """Go through the changes of the ways to measure; those with one condition belong together, then by their order."""
    pairs = _by_condition(old, new)
    several = len(old) > 1 or len(new) > 1
    for before, after in pairs:
        measure = after if after is not None else before
        within = measure.when if several and measure is not None else None
        if before is None or after is None:
            yield Change("variants", before, after, within)
        else:
            yield from (change._replace(within=within) for change in record_changes(before, after))
    kept = [(old.index(before), new.index(after)) for before, after in pairs if before and after]
    if sorted(kept) != sorted(kept, key=lambda pair: pair[1]):
        yield Change("order", _conditions(old), _conditions(new))


def _by_condition(old: Sequence[Measure], new: Sequence[Measure]) -> list[tuple[Measure | None, Measure | None]]:
    left = list(old)
    pairs: list[tuple[Measure | None, Measure | None]] = []
    alone: list[int] = []
    for after in new:
        before = next((one for one in left if same(one.when, after.when)), None)
        if before is None:
            alone.append(len(pairs))
        else:
            left.remove(before)
        pairs.append((before, after))
    for place, before in zip(alone, left, strict=False):
        pairs[place] = (before, pairs[place][1])
    return [*pairs, *((before, None) for before in left[len(alone) :])]


def _conditions(variants: Sequence[Measure]) -> tuple[Formula | None, ...]:
    return tuple(variant.when for variant in variants)
