"""A workbook recalculated by LibreOffice: the rule set `five` as formulas, a row an assessment.

How it was treated:

- The formulas are made from the rule files (`workbook_language`). Writing the workbook is not timed; what LibreOffice
  does is: start, load, calculate every cell (the file holds no results), write the scores as CSV.
- A sum over the rows of a site names their cells, which is the fastest that a spreadsheet knows; SUMIFS over whole
  columns looks at every row for every site.
- Figures of published tables and parameters stand in the cells already. Values, variants and what is missing are not
  worked out.
"""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import which
from typing import Any, Final

import polars as pl
from openpyxl import Workbook

from bench.fleet.rival_inputs import five, parts, write_scores
from bench.fleet.workbook_language import SITES, Sheet, sheets
from gfassess.fleet import layout, results

NAME: Final = "LibreOffice workbook"
MOST: Final = 1_000
PROGRAM: Final = which("soffice")

_PATIENCE: Final = 600.0
"""Seconds after which LibreOffice hangs."""
_EMPTY: Final = 2
"""A row below the headings that stays empty: what a site without rows in a ledger adds up."""
_FIRST: Final = 3
"""Row of the first assessment or ledger row."""
_CSV: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1"
"""Commas, UTF-8, figures in full instead of as shown, the first sheet."""
_MADE: Final[list[tuple[Path, tuple[str, ...], pl.DataFrame]]] = []
"""The workbook, its headings, who the assessments are of."""


def prepare(packed: Path, work: Path) -> None:
    """Write the workbook, and let LibreOffice make its profile."""
    part = next(parts(packed))
    count = part.sites.height
    sites, ledgers = sheets(part)
    book = Workbook(write_only=True)
    spans = {name: _spans(table, count) for name, table in part.ledgers.items()}
    ends = (
        {f"{name}_{end}": span[site][end] for name, span in spans.items() for end in "abn"} for site in range(count)
    )
    _write(book, sites, part.sites, ({"r": _FIRST + site, **own} for site, own in enumerate(ends)))
    for name, sheet in ledgers.items():
        table = part.ledgers[name]
        places = ({"r": _FIRST + row, "s": _FIRST + site} for row, site in enumerate(table[layout.SITE]))
        _write(book, sheet, table, places)
    work.mkdir(parents=True, exist_ok=True)
    path = work / "five.xlsx"
    book.save(path)
    _office(work, "--terminate_after_init")
    _MADE[:] = [(path, (*sites.typed, *sites.formulas), part.sites)]


def run(packed: Path, out: Path) -> None:
    """Let LibreOffice calculate the workbook."""
    del packed
    path, headings, identity = _MADE[0]
    written = path.with_name(f"{path.stem}-{SITES}.csv")
    written.unlink(missing_ok=True)
    _office(path.parent, "--convert-to", _CSV, "--outdir", str(path.parent), str(path))
    write_scores(_read(written, headings), identity, out, 0)


def _office(work: Path, *arguments: str) -> None:
    """Run LibreOffice with a profile of its own, so that one that is open does not matter."""
    profile = (work / "profile").absolute().as_uri()
    command = [PROGRAM or "soffice", "--headless", f"-env:UserInstallation={profile}", *arguments]
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, timeout=_PATIENCE, stdout=quiet, stderr=quiet)


def _spans(table: pl.DataFrame, sites: int) -> list[dict[str, int]]:
    """Return the first row, the last row and the number of rows of each site in the sheet of a ledger."""
    counted = dict(table[layout.SITE].value_counts().iter_rows())
    spans, row = [], _FIRST
    for site in range(sites):
        count = counted.get(site, 0)
        spans.append({"a": row if count else _EMPTY, "b": row + count - 1 if count else _EMPTY, "n": count})
        row += count
    return spans


def _write(book: Workbook, sheet: Sheet, table: pl.DataFrame, places: Iterator[Mapping[str, int]]) -> None:
    """Write a sheet: headings, an empty row, then what is typed in and what is worked out, row by row."""
    page = book.create_sheet(sheet.name)
    page.append([*sheet.typed, *sheet.formulas])
    page.append([])
    templates = [f"={text}" for text in sheet.formulas.values()]
    for cells, place in zip(table.iter_rows(), places, strict=True):
        page.append([*map(_typed, cells), *(template.format_map(place) for template in templates)])


def _typed(cell: Any) -> Any:
    return ("Y" if cell else "N") if isinstance(cell, bool) else cell


def _read(path: Path, headings: tuple[str, ...]) -> pl.DataFrame:
    """Read the scores back; a cell that was not calculated is an error."""
    kinds = results.score_columns(*five())
    wanted = {name: kinds[name] for name in headings if name in kinds and name not in layout.IDENTITY}
    # Spreadsheets take _x1_ in a heading for a character, hence by place.
    table = pl.read_csv(path, has_header=False, skip_rows=_FIRST - 1, new_columns=headings, infer_schema=False)
    types = {"state": pl.Int8, "float": pl.Float64}
    return table.select(
        pl.col(name) == "TRUE" if kind == "bool" else pl.col(name).cast(types[kind]) for name, kind in wanted.items()
    )
