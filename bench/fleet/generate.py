"""Write a packed folder of invented assessments: `python -m bench.fleet.generate N DIR [--seed S]`.

The same seed gives the same factories, and the first ones are the same however many there are. Columns are drawn
directly, part by part, so that no assessment is ever read or written by itself.
"""

import argparse
from pathlib import Path
from typing import Final

import polars as pl

from bench.fleet.answers import answers
from bench.fleet.factories import factories
from bench.fleet.rows import ledger_rows
from gfassess import rules
from gfassess.fleet import layout
from gfassess.fleet.pack_parts import Sites, write_head
from gfassess.model.fleet import PackedFolder, PackedPart
from gfassess.model.rulebook import Rulebook

CRITERIA: Final = Path(__file__).resolve().parents[2] / "criteria"
_GROUP_ROWS: Final = 50_000
"""As packing writes them."""
REMARK: Final = "Invented for measuring and testing. 测试用虚构数据。"


def generate(count: int, target: Path, seed: int = 1, book: Rulebook | None = None) -> PackedFolder:
    """Write a packed folder of `count` invented assessments to a folder that does not exist yet."""
    book = book or rules.load(CRITERIA)
    layout.assessments_folder(target).mkdir(parents=True)
    for name in book.ledgers:
        layout.ledger_folder(target, name).mkdir(parents=True)
    parts = tuple(
        PackedPart(first=first, sites=min(layout.PART_SITES, count - first))
        for first in range(0, count, layout.PART_SITES)
    )
    for number, part in enumerate(parts):
        _write_part(book, target, number, part, seed)
    numbers = pl.select(pl.int_range(count).alias(layout.SITE))
    return write_head(target, Sites(numbers, (), 0, illustrative=True), parts, REMARK)


def _write_part(book: Rulebook, target: Path, number: int, part: PackedPart, seed: int) -> None:
    drawn = factories(part.first, part.sites, seed)
    file = layout.part_name(number)
    _write(answers(book, drawn, seed), layout.assessments_folder(target) / file)
    for name, ledger in book.ledgers.items():
        _write(ledger_rows(book, ledger, drawn, seed), layout.ledger_folder(target, name) / file)


def _write(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression=layout.COMPRESSION, row_group_size=_GROUP_ROWS)


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description="Write a packed folder of invented assessments.")
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("target", type=Path, metavar="DIR")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{generate(given.count, given.target, given.seed).sites} assessments in {given.target}")


if __name__ == "__main__":
    main()
