"""From a value to a share of the points."""

from typing import Final

from gfassess.formula import Scalar
from gfassess.model.rules import Better, Scale, Step

_AGREEMENT: Final = 1e-9


def between(value: float, leading: float, baseline: float, better: Better | None = None) -> float:
    """Return the share: 1 at or better than leading, 0 at or worse than baseline, linear between.

    The direction follows from which of the two is larger; where they are equal it is `better`.
    GB/T 36132-2025 clause 5.2; the middle is the ordinary reading of its "linear proportion".
    """
    # A quarter of each, so that the distance of two figures near the ends of what a float holds is one, too.
    distance = leading / 4 - baseline / 4
    if distance == 0:
        reached = value <= leading if better == "lower" else value >= leading
        return 1.0 if reached else 0.0
    return min(max((value / 4 - baseline / 4) / distance, 0.0), 1.0)


def on_steps(value: float, steps: tuple[Step, ...], *, at_most: bool) -> float:
    """Return the share of the best rung that a value reaches; 0 below the first.

    A rung is reached within the agreement of all engines, 1e-9: the last bit of a division never costs a rung.
    """
    reached = [step.share for step in steps if _reaches(value, step.at, at_most=at_most)]
    return max(reached, default=0.0)


def _reaches(value: float, rung: float, *, at_most: bool) -> bool:
    edge = edge_of(rung, at_most=at_most)
    return value <= edge if at_most else value >= edge


def edge_of(rung: float, *, at_most: bool) -> float:
    """Return from which value on (with `at_most`: up to which) a rung is reached."""
    slack = _AGREEMENT * max(abs(rung), 1.0)
    return rung + slack if at_most else rung - slack


def simple_share(scale: Scale, value: Scalar) -> float | None:
    """Return the share on a scale that needs nothing but the value; None where the scale looks further."""
    match scale.kind:
        case "fixed" if scale.leading is not None and scale.baseline is not None:
            return between(float(value), scale.leading, scale.baseline)
        case "steps":
            return on_steps(float(value), scale.steps, at_most=scale.at_most)
        case "levels":
            return scale.levels.get(str(value), 0.0)
        case "yes_no":
            return 1.0 if value is True else 0.0
        case _:
            return None
