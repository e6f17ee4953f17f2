"""The characters that the screens draw with: box characters, or ASCII for terminals whose font has no others."""

from dataclasses import dataclass
from typing import Final

from gfassess.model.scorecard import GateState, State


@dataclass(frozen=True, slots=True)
class Signs:
    """One set of characters; each is one cell wide where a terminal draws ambiguous widths narrow."""

    yes: str
    no: str
    unknown: str
    apart: str
    """Parts of one line."""
    track: str
    start: str
    end: str
    mark: str
    proved: str
    sure: str
    possible: str
    lost: str
    down: str
    more: str
    chosen: str
    free: str
    side: str
    """Something is folded away here."""


BOX: Final = Signs("✓", "✗", "?", "│", "─", "├", "┤", "█", "█", "▓", "░", " ", "▾", "..", "(✓)", "( )", "▸")
ASCII: Final = Signs("+", "x", "?", "|", "-", "|", "|", "#", "#", "=", "-", " ", "v", "..", "(x)", "( )", ">")
_current: list[Signs] = [BOX]


def use(signs: Signs) -> None:
    """Draw everything from now on with one set."""
    _current[0] = signs


def signs() -> Signs:
    """Return the set in use."""
    return _current[0]


def gate_sign(state: GateState) -> str:
    """Return the sign of a gate's state."""
    return {"pass": signs().yes, "fail": signs().no, "unknown": signs().unknown}[state]


def state_sign(state: State) -> str:
    """Return the sign of an indicator's state."""
    return {"scored": signs().yes, "undefined": signs().no, "not_applicable": "-"}.get(state, signs().unknown)
