"""Where in a plan a column is worked out: as early as everything it needs is there.

Names of columns that live in a plan alone begin with `_`; a `~` in them stands before what no id is a part of.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import narwhals as nw

from gfassess.fleet.layout import SITE
from gfassess.fleet.steps import Look, Step
from gfassess.formula.columns import Column

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Place:
    """After how many steps a column is there; one behind no ledger is there before the first step with ledgers."""

    plain: bool = True
    after: int = 0
    names: frozenset[str] = frozenset()
    """The columns that it was worked out from."""


@dataclass(slots=True)
class Need:
    """What the columns asked for since the beginning of some work need."""

    plain: bool = True
    after: int = 0
    names: set[str] = field(default_factory=set)

    def add(self, place: Place, names: Iterable[str]) -> None:
        """Take more columns into account."""
        self.names.update(names)
        if self.plain and not place.plain:
            self.plain, self.after = False, place.after
        elif self.plain is place.plain:
            self.after = max(self.after, place.after)

    @property
    def place(self) -> Place:
        """Where something that needs all of them can stand at the earliest."""
        return Place(self.plain, self.after, frozenset(self.names))


@dataclass(slots=True)
class Defining:
    """The steps of a plan while it is made, with the place of each column."""

    plain: list[Step] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Columns that something needs, those of the files among them."""
    _places: dict[str, Place] = field(default_factory=dict)
    _needs: list[Need] = field(default_factory=list)
    _parts: int = 0

    def using(self, name: str) -> nw.Expr:
        """Return a column of the frame, and note that it is needed."""
        self.used.add(name)
        for need in self._needs[-1:]:
            need.add(self._places.get(name, Place()), [name])
        return nw.col(name)

    def needing(self, work: Callable[[], Made]) -> tuple[Made, Place]:
        """Do some work and tell where what it used is there."""
        self._needs.append(Need())
        made = work()
        place = self._needs.pop().place
        for need in self._needs[-1:]:
            need.add(place, place.names)
        return made, place

    def needs(self, place: Place) -> None:
        """Note that what something was worked out from is needed once more."""
        for need in self._needs[-1:]:
            need.add(place, place.names)

    def define(self, name: str, expression: nw.Expr, place: Place) -> None:
        """Work a column out where what it needs is there."""
        self.step(place).columns[name] = expression
        self.there(name, replace(place, after=place.after + 1))

    def made(self, name: str, work: Callable[[], nw.Expr]) -> str:
        """Do some work and define what it makes."""
        self.define(name, *self.needing(work))
        return name

    def column(self, name: str, work: Callable[[], Column]) -> Callable[[], Column]:
        """Do some work and define what it makes; return what gives its column and notes that it is needed."""
        made, place = self.needing(work)
        self.define(name, made.value, place)
        return lambda: replace(made, value=self.using(name), constant=None)

    def keep(self, part: nw.Expr) -> nw.Expr:
        """Work a part out as a column of its own, since the work that goes on needs it more than once."""
        self._parts += 1
        name = f"_~{self._parts}"
        self.define(name, part, self._needs[-1].place)
        return self.using(name)

    def look(self, look: Look, place: Place) -> None:
        """Look cells up where the columns to look up by are there; that is in plain steps only."""
        self.step(place).looks.append(look)
        self.used.update(look.on)
        for name in look.types:
            if name not in look.on:
                self.there(name, replace(place, names=frozenset(look.on)))

    def there(self, name: str, place: Place) -> None:
        """Note where a column is there."""
        if name in self._places:
            raise ValueError(name)
        self._places[name] = place

    def step(self, place: Place) -> Step:
        """Return the step after `place.after` others, made where it is the next."""
        steps = self.plain if place.plain else self.steps
        while len(steps) <= place.after:
            steps.append(Step())
        return steps[place.after]

    def trim(self, kept: Iterable[str]) -> None:
        """Let every step drop what nothing after it needs, up to what is kept in the end."""
        left = _trimmed(self.steps, set(kept), self._places)
        _trimmed(self.plain, left, self._places)

    def only(self, kept: Collection[str]) -> list[Step]:
        """Return the plain steps with nothing but what some columns need."""
        steps = [Step(list(step.looks), {}, dict(step.columns)) for step in self.plain]
        _trimmed(steps, set(kept), self._places)
        return steps


def _trimmed(steps: Sequence[Step], kept: set[str], places: Mapping[str, Place]) -> set[str]:
    """Cut steps down to what is kept after them; return what is needed before them."""
    for step in reversed(steps):
        step.kept = tuple(sorted(kept))
        step.columns = {name: column for name, column in step.columns.items() if name in kept}
        step.needs = frozenset[str]().union(*(places[name].names for name in step.columns))
        kept = (kept - set(step.columns)) | step.needs
        for each in step.ledgers.values():
            kept = (kept - set(each.sums)) | {SITE} | (set() if each.before is not None else set(each.outer))
        step.looks = [look for look in step.looks if kept & (set(look.types) - set(look.on))]
        for look in step.looks:
            kept = (kept - set(look.types)) | set(look.on)
    return kept
