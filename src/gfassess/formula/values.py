"""What a formula can come to: a value, not known yet, or undefined."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeGuard

from gfassess.formula.text import show
from gfassess.formula.tree import Node

Fault: TypeAlias = Literal["zero_divisor", "too_large", "weights"]

Scalar: TypeAlias = bool | float | str
"""A known result; a text only where the formula is the bare name of a choice."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not known yet: these names have no value."""

    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Undefined:
    """Has no value although every name has one."""

    fault: Fault
    """What is wrong with the part: a divisor that is zero, a figure beyond what a computer holds (about 10 to the
    308th), a weight below zero or weights that sum to zero."""
    part: Node
    """The part of the formula that is at fault."""

    @property
    def text(self) -> str:
        """The part as text."""
        return show(self.part)


Outcome: TypeAlias = Scalar | Unknown | Undefined


def is_known(outcome: Outcome) -> TypeGuard[Scalar]:
    """Tell whether an outcome is a value."""
    return not isinstance(outcome, Unknown | Undefined)


def worse(outcomes: tuple[Outcome, ...]) -> Unknown | Undefined | None:
    """Return what keeps an operation over `outcomes` from a value: all missing names, else the first undefined."""
    missing: frozenset[str] = frozenset()
    undefined: Undefined | None = None
    for outcome in outcomes:
        if isinstance(outcome, Unknown):
            missing |= outcome.missing
        elif isinstance(outcome, Undefined) and undefined is None:
            undefined = outcome
    return Unknown(missing) if missing else undefined
