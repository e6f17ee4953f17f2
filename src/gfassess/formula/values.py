"""What a formula can come to: a value, not known yet, or undefined."""

from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

Scalar: TypeAlias = bool | float | str
"""A known result; a text only where the formula is the bare name of a choice."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not known yet: these names have no value."""

    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Undefined:
    """Has no value although every name has one."""

    divisor: str = ""
    """The part of the formula that is zero, as text; empty where `too_large` is the reason."""
    too_large: str = ""
    """The part of the formula whose value is beyond any figure a computer holds (about 10 to the 308th)."""


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
