"""Small rule books for tests, built from records."""

from datetime import date
from typing import Any

from gfassess.model.assessment import Assessment
from gfassess.model.facts import FactFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, GateFile, Ruleset
from gfassess.model.scorecard import CriterionScore, Interval, Scorecard
from gfassess.model.sources import Document, Source
from gfassess.model.tables import Table


def text(words: str) -> dict[str, str]:
    """Return words in both languages."""
    return {"zh": f"中{words}", "en": words}


SOURCE = {"document": "D1"}


def fact(name: str, kind: str = "number", **extra: Any) -> dict[str, Any]:
    """Return a fact as a rule file writes it."""
    return {"id": name, "kind": kind, "title": text(name), "department": "energy", **extra}


def line(name: str, points: float | None, formula: str, scale: dict[str, Any], **extra: Any) -> dict[str, Any]:
    """Return an indicator as a rule file writes it, without points where there are no weights."""
    return {
        "id": name,
        "title": text(name),
        **({} if points is None else {"points": points}),
        "formula": formula,
        "scale": scale,
        "source": SOURCE,
        "basis": "standard",
        **extra,
    }


def head(name: str, *lines: dict[str, Any], points: float | None = None) -> dict[str, Any]:
    """Return a criterion as a rule file writes it, without points where its lines have none."""
    found: dict[str, Any] = {"id": name, "title": text(name), "basis": "standard", "indicator": list(lines)}
    stated = [one["points"] for one in lines if "points" in one]
    return {**found, "points": sum(stated) if points is None else points} if stated else found


def book(
    *heads: dict[str, Any],
    facts: list[dict[str, Any]],
    ledgers: list[dict[str, Any]] | None = None,
    gates: list[dict[str, Any]] | None = None,
    tables: list[dict[str, Any]] | None = None,
    not_applicable: str = "redistribute",
    weighted: bool = True,
) -> Rulebook:
    """Return a rule book with one rule set called "small"."""
    theme = FactFile.model_validate({"id": "all", "title": text("all"), "fact": facts, "ledger": ledgers or []})
    ruleset = Ruleset(
        id="small",
        version="1",
        title=theme.title,
        in_force=date(2024, 1, 1),
        source=Source(document="D1"),
        weighted=weighted,
        not_applicable=not_applicable if weighted else None,  # type: ignore[arg-type]  # pydantic checks it
        criteria=tuple(one["id"] for one in heads),
        gates=GateFile.model_validate({"gate": gates or []}).gate,
        heads=tuple(Criterion.model_validate(one) for one in heads),
    )
    read = [Table.model_validate(table) for table in tables or []]
    return Rulebook(
        themes=(theme,),
        rulesets={"small": ruleset},
        tables={table.id: table for table in read},
        documents={
            "D1": Document(id="D1", title=theme.title, confidence="high"),
            "D2027": Document(id="D2027", title=theme.title, confidence="high", in_force=date(2027, 3, 1)),
        },
        units={},
    )


def assessment(**parts: Any) -> Assessment:
    """Return an assessment of the year 2025 under "small"."""
    return Assessment.model_validate({"ruleset": "small", "year": 2025, **parts})


def whole(card: Scorecard | CriterionScore) -> Interval:
    """Return the total of what has weights."""
    assert card.total is not None
    return card.total
