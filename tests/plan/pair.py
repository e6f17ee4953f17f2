"""Two small rule sets over the same facts, "old" and "new"."""

import dataclasses
from typing import Any

from gfassess.model.rulebook import Rulebook
from tests.scoring.small import book

FACTS: list[dict[str, Any]] = [
    {
        "id": name,
        "kind": kind,
        "title": {"zh": f"中{name}", "en": name.upper()},
        "department": department,
    }
    for name, kind, department in (
        ("a", "number", "energy"),
        ("b", "number", "energy"),
        ("c", "number", "finance"),
        ("d", "yes_no", "quality"),
    )
]


def line(name: str, formula: str = "a / b", points: float | None = 10, **extra: Any) -> dict[str, Any]:
    """Return an indicator as a rule file writes it."""
    return {
        "id": name,
        "title": {"zh": f"中{name}", "en": name},
        **({} if points is None else {"points": points}),
        "formula": formula,
        "scale": {"leading": 1, "baseline": 0},
        "source": {"document": "D1"},
        "basis": "standard",
        **extra,
    }


def gate(name: str, formula: str = "d", **extra: Any) -> dict[str, Any]:
    """Return a gate as a rule file writes it."""
    title = {"zh": f"中{name}", "en": name}
    return {"id": name, "title": title, "formula": formula, "source": {"document": "D1"}, "basis": "policy", **extra}


def two(
    old: list[dict[str, Any]],
    new: list[dict[str, Any]],
    gates: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], []),
    facts: list[dict[str, Any]] | None = None,
    ledgers: list[dict[str, Any]] | None = None,
) -> Rulebook:
    """Return a rule book with the criteria `old` and `new` as rule sets of these names."""
    made = {
        name: book(*heads, facts=facts or FACTS, ledgers=ledgers, gates=blocking)
        for name, heads, blocking in (("old", old, gates[0]), ("new", new, gates[1]))
    }
    rulesets = {name: one.rulesets["small"].model_copy(update={"id": name}) for name, one in made.items()}
    return dataclasses.replace(made["new"], rulesets=rulesets)
