"""The files of a packed folder: which columns they have, of which type, under which names.

One row an assessment in `assessments/NNNNN.parquet`; each ledger is a table of its own in `ledgers/ID/NNNNN.parquet`,
one row a ledger row. Parts of the same number hold the same sites, so that a part can be worked on by itself.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias

from gfassess.model.facts import Kind, Ledger
from gfassess.model.rulebook import Rulebook

FORMAT: Final = 1
"""Version of the layout that this program writes and reads."""

PART_SITES: Final = 125_000
"""Most sites of one part: what bounds the memory of whatever works part by part."""

HEAD: Final = "packed.toml"
"""What the folder says of itself, written last."""
SKIPPED: Final = "skipped.csv"
"""Files that were left out, and why."""
COMPRESSION: Final = "snappy"
"""A seventh larger than zstd, and its numbers are read three times as fast."""

SITE: Final = "site"
"""Number of an assessment in the folder, from 0, ascending over all parts: the key between all tables."""
ROW: Final = "row"
"""Place of a row in its ledger, from 0."""

ColumnType: TypeAlias = Literal["int", "float", "bool", "text", "state"]
"""Int64, Float64, Boolean, String, Int8."""

IDENTITY: Final[Mapping[str, ColumnType]] = {
    SITE: "int",
    "file": "text",
    "name": "text",
    "credit_code": "text",
    "site_name": "text",
    "division": "text",
    "province": "text",
    "city": "text",
    "year": "int",
    "ruleset": "text",
    "illustrative": "bool",
}
"""Who and when, never null; a text that nobody gave is empty."""

_TYPES: Final[Mapping[Kind, ColumnType]] = {
    "number": "float",
    "count": "float",
    "yes_no": "bool",
    "choice": "text",
    "text": "text",
    "date": "text",
}


def fact_column(fact: str) -> str:
    """Name the column of the usable answer of a fact, null where there is none; a date as ISO text."""
    return f"fact_{fact}"


def unproved_column(question: str) -> str:
    """Name the column that is true where a fact or ledger was answered and nothing in date proves it; never null."""
    return f"unproved_{question}"


def excused_column(indicator: str) -> str:
    """Name the column that is true where the user gave a reason why an indicator does not apply; never null."""
    return f"excused_{indicator}"


def doubted_column(indicator: str) -> str:
    """Name the column that is true where an indicator is excused and nothing in date proves that; never null."""
    return f"doubted_{indicator}"


def leading_column(reference: str) -> str:
    """Name the column of the leading value that the user entered for a reference."""
    return f"leading_{reference}"


def baseline_column(reference: str) -> str:
    """Name the column of the baseline value that the user entered for a reference."""
    return f"baseline_{reference}"


def sourced_column(reference: str) -> str:
    """Name the column that is true where the user named a source of entered reference values; never null."""
    return f"sourced_{reference}"


def chosen_column(reference: str) -> str:
    """Name the column of the published row that the user chose for a reference, null where none."""
    return f"chosen_{reference}"


def cell_column(column: str) -> str:
    """Name the column of the usable cell of a ledger row, null where there is none."""
    return f"cell_{column}"


def references_of(book: Rulebook) -> tuple[str, ...]:
    """Return the ids of all reference values that the rule sets of a book look up, in order of first use."""
    lines = (line for rules in book.rulesets.values() for head in rules.heads for line in head.indicator)
    found = (variant.scale.reference for line in lines for variant in line.variants)
    return tuple(dict.fromkeys(name for name in found if name is not None))


def indicators_of(book: Rulebook) -> tuple[str, ...]:
    """Return the ids of all indicators of the rule sets of a book, each once, in order of first use."""
    lines = (line.id for rules in book.rulesets.values() for head in rules.heads for line in head.indicator)
    return tuple(dict.fromkeys(lines))


def assessment_columns(book: Rulebook) -> dict[str, ColumnType]:
    """Return the columns of the table of assessments with their types, for a book with all its rule sets."""
    return {**IDENTITY, **dict(_answers(book)), **dict(_references(book))}


def ledger_columns(ledger: Ledger) -> dict[str, ColumnType]:
    """Return the columns of the table of a ledger with their types; sorted by site and row."""
    cells = {cell_column(column.id): _TYPES[column.kind] for column in ledger.columns}
    return {SITE: "int", ROW: "int", **cells}


def assessments_folder(packed: Path) -> Path:
    """Return where the parts of the table of assessments lie."""
    return packed / "assessments"


def ledger_folder(packed: Path, ledger: str) -> Path:
    """Return where the parts of the table of a ledger lie."""
    return packed / "ledgers" / ledger


def part_name(number: int) -> str:
    """Return the file name of a part; its ledgers have the same, each in its own folder, empty ones too."""
    return f"{number:05}.parquet"


def _answers(book: Rulebook) -> Iterator[tuple[str, ColumnType]]:
    for fact in book.facts.values():
        yield fact_column(fact.id), _TYPES[fact.kind]
        yield unproved_column(fact.id), "bool"
    for ledger in book.ledgers.values():
        yield unproved_column(ledger.id), "bool"
    for indicator in indicators_of(book):
        yield excused_column(indicator), "bool"
        yield doubted_column(indicator), "bool"


def _references(book: Rulebook) -> Iterator[tuple[str, ColumnType]]:
    for reference in references_of(book):
        yield leading_column(reference), "float"
        yield baseline_column(reference), "float"
        yield sourced_column(reference), "bool"
        yield chosen_column(reference), "text"
