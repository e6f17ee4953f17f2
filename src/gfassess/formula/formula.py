"""A formula: its text, its tree, the names it needs, and its value."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from gfassess.formula.closures import Closure, Lookup, close
from gfassess.formula.parse import parse
from gfassess.formula.taken import names_taken, taken
from gfassess.formula.text import Phrasing, show
from gfassess.formula.tree import Conditional, Node, names
from gfassess.formula.values import Outcome


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read; it cannot exist with a mistake in its grammar."""

    text: str
    tree: Node = field(compare=False, repr=False)
    ordered_names: tuple[str, ...] = field(compare=False, repr=False)
    """Every name it may need, in the order of the text, each once."""
    _closure: Closure = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a formula; raise GfassessError with column and caret where the text is not one."""
        return cls._of(text, parse(text))

    @classmethod
    def either(cls, test: "Formula", then: "Formula", other: "Formula") -> Self:
        """Return the formula that takes one of two as a test says."""
        tree = Conditional(test.tree, then.tree, other.tree)
        return cls._of(show(tree), tree)

    @classmethod
    def _of(cls, text: str, tree: Node) -> Self:
        return cls(text, tree, tuple(dict.fromkeys(name.id for name in names(tree))), close(tree))

    def __call__(self, lookup: Lookup) -> Outcome:
        """Return its value with the values that `lookup` gives, or Unknown, or Undefined; never an exception."""
        return self._closure(lookup)

    @property
    def names(self) -> frozenset[str]:
        """Every name it may need."""
        return frozenset(self.ordered_names)

    def names_taken(self, lookup: Lookup) -> tuple[str, ...]:
        """Every name that the value rests on with these values, each once: branches not taken are left out."""
        return names_taken(self.tree, lookup)

    def show_taken(self, lookup: Lookup, name: Callable[[str], str], phrasing: Phrasing | None = None) -> str:
        """Return the text of what counted with these values, every name written as `name` says."""
        return show(taken(self.tree, lookup), name, phrasing)

    def show(self, name: Callable[[str], str], phrasing: Phrasing | None = None) -> str:
        """Return its text with every name written as `name` says: as a title, or as a figure."""
        return show(self.tree, name, phrasing)
