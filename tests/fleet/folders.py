"""Rule folders for tests: written as files, in the words of a rule file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import tomli_w

from tests.scoring.small import SOURCE, fact, text

Table: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Synthetic:
    """A rule folder before it is written."""

    heads: Sequence[Table]
    facts: Sequence[Table]
    ledgers: Sequence[Table] = ()
    gates: Sequence[Table] = ()
    parameters: Sequence[Table] = ()
    references: Sequence[Table] = ()
    not_applicable: str = "redistribute"
    weighted: bool = True
    documents: Mapping[str, str] = field(default_factory=dict)
    """Further documents by id, with the day from which they are in force."""

    def write(self, target: Path) -> None:
        """Write the folder: one rule set called "small"."""
        rule_set = {
            "id": "small", "version": "1", "title": text("small"), "in_force": date(2024, 1, 1), "source": SOURCE,
            "weighted": self.weighted, "criteria": [one["id"] for one in self.heads],
            **({"not_applicable": self.not_applicable} if self.weighted else {}),
        }  # fmt: skip
        written: dict[str, Table] = {
            "facts/all": {"id": "all", "title": text("all"), "fact": self.facts, "ledger": self.ledgers},
            "rulesets/small/ruleset": rule_set,
            "rulesets/small/gates": {"gate": self.gates or [gate("passed", "met")]},
            **{f"rulesets/small/{one['id']}": one for one in self.heads},
            **{f"parameters/{one['id']}": one for one in self.parameters},
            **{f"references/{one['id']}": one for one in self.references},
            "documents": {"document": [document("D1"), *(document(*one) for one in self.documents.items())]},
        }
        for name, content in written.items():
            path = target / f"{name}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(tomli_w.dumps(content), encoding="utf-8")


def document(name: str, in_force: str = "") -> Table:
    """Return a document as a rule folder lists it."""
    return {
        "id": name,
        "title": text(name),
        "confidence": "high",
        **({"in_force": date.fromisoformat(in_force)} if in_force else {}),
    }


def gate(name: str, formula: str) -> Table:
    """Return a gate as a rule file writes it."""
    return {"id": name, "title": text(name), "formula": formula, "source": SOURCE, "basis": "policy"}


def choice(name: str, *options: str) -> Table:
    """Return a fact that is a choice."""
    return fact(name, "choice", options=[{"id": one, "title": text(one)} for one in options], evidence=text("paper"))


def numbers(*names: str, **extra: Any) -> list[Table]:
    """Return facts that are numbers and are proved by a document."""
    return [fact(name, evidence=text("paper"), **extra) for name in names]


def truths(*names: str, **extra: Any) -> list[Table]:
    """Return facts that are yes or no."""
    return [fact(name, "yes_no", evidence=text("paper"), **extra) for name in names]


def column(name: str, kind: str = "number", **extra: Any) -> Table:
    """Return a column of a ledger; `from_` names its table."""
    table = {"from": extra.pop("from_")} if "from_" in extra else {}
    return {"id": name, "kind": kind, "title": text(name), **table, **extra}


def ledger(name: str, *columns: Table, totals: Sequence[Table] = ()) -> Table:
    """Return a ledger that is proved by a document."""
    found = {"id": name, "title": text(name), "department": "energy", "evidence": text("paper")}
    return {**found, "columns": list(columns), "total": list(totals)}


def total(name: str, row: str, where: str = "") -> Table:
    """Return a total of a ledger."""
    return {"id": name, "title": text(name), "row": row, **({"where": where} if where else {})}


def table(name: str, columns: Sequence[str], rows: Sequence[Table], parameters: Sequence[Table] = ()) -> Table:
    """Return a table of parameters or references."""
    return {
        "id": name, "title": text(name), "basis": "policy", "source": SOURCE,
        "columns": [{"id": one, "title": text(one)} for one in columns],
        "parameter": [{"title": text(one["id"]), **one} for one in parameters],
        "rows": [{"title": text(one["id"]), "confidence": "high", **one} for one in rows],
    }  # fmt: skip
