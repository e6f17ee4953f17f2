"""The pure Python path: assessments one after the other through the scorer of one factory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import polars as pl

from bench.fleet.five import book
from gfassess.fleet import layout, results
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.scoring import Memo, score

NAME: Final = "Python, one by one"
MOST: Final = 10_000

_KEPT: list[Assessment] = []


def prepare(packed: Path, work: Path) -> None:
    """Read the assessments back, as a program holds them that reads a file each."""
    del work
    _KEPT[:] = assessments(book(), packed)


def run(packed: Path, out: Path) -> None:
    """Score every assessment and keep its total."""
    del packed
    rows = []
    for site, one in enumerate(_KEPT):
        card = score(book(), one, ruleset="five", memo=Memo())
        rows.append((site, *(card.total or ()), card.verdict))
    results.scores_folder(out).mkdir(parents=True)
    frame = pl.DataFrame(rows, schema=["site", "low", "high", "evidenced", "verdict"], orient="row")
    frame.write_parquet(results.scores_folder(out) / layout.part_name(0))


def assessments(book: Rulebook, packed: Path) -> Iterator[Assessment]:
    """Return the assessments of a packed folder; a proved answer has one document of no period."""
    for part in sorted(layout.assessments_folder(packed).glob("*.parquet")):
        rows: dict[int, dict[str, list[dict[str, Any]]]] = {}
        for ledger in book.ledgers.values():
            for row in pl.read_parquet(layout.ledger_folder(packed, ledger.id) / part.name).iter_rows(named=True):
                cells = {column.id: row[layout.cell_column(column.id)] for column in ledger.columns}
                found = {name: value for name, value in cells.items() if value is not None}
                rows.setdefault(row[layout.SITE], {}).setdefault(ledger.id, []).append(found)
        for site in pl.read_parquet(part).iter_rows(named=True):
            yield _assessment(book, site, rows.get(site[layout.SITE], {}))


def _assessment(book: Rulebook, row: dict[str, Any], ledgers: dict[str, list[dict[str, Any]]]) -> Assessment:
    facts = {name: row[layout.fact_column(name)] for name in book.facts}
    facts = {name: value for name, value in facts.items() if value is not None}
    lines = layout.indicators_of(book)
    excused = [name for name in lines if row[layout.excused_column(name)]]
    proved = [name for name in (*facts, *ledgers) if not row[layout.unproved_column(name)]]
    proved += [name for name in excused if not row[layout.doubted_column(name)]]
    return Assessment.model_validate(
        {
            "illustrative": row["illustrative"],
            "ruleset": row["ruleset"],
            "year": row["year"],
            "enterprise": {key: row[key] for key in ("name", "credit_code", "division", "province", "city")},
            "site": {"name": row["site_name"]},
            "facts": facts,
            "ledgers": ledgers,
            "not_applicable": dict.fromkeys(excused, "excused"),
            "references": dict(_references(book, row)),
            "evidence": [{"file": "proof.pdf", "for": proved}],
        }
    )


def _references(book: Rulebook, row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in layout.references_of(book):
        entry = {
            "leading": row[layout.leading_column(name)],
            "baseline": row[layout.baseline_column(name)],
            "source": "source" if row[layout.sourced_column(name)] else None,
            "row": row[layout.chosen_column(name)],
        }
        found = {key: value for key, value in entry.items() if value is not None}
        if found:
            yield name, found
