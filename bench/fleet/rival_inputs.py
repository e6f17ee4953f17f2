"""What the rivals start from: the rule set `five`, and a packed folder under the names that its formulas use.

Figures of published tables are joined to the rows that chose them, and published parameters to the sites, by Polars
while a part is read: none of the rivals does that faster by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from gfassess.files import builtin_criteria
from gfassess.fleet import layout, results
from gfassess.formula import Formula, is_known
from gfassess.model.assessment import Assessment, Enterprise
from gfassess.model.facts import Column, Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator, Measure, Ruleset
from gfassess.rules import Want, load
from gfassess.scoring import Inputs, questions_of
from gfassess.scoring.inputs import split_name

RULESET: Final = "five"
_EDGE: Final = ("leading", "baseline")


class Rules(NamedTuple):
    """The rule set, and the book around it."""

    book: Rulebook
    rules: Ruleset


class Part(NamedTuple):
    """One part of a packed folder."""

    sites: pl.DataFrame
    """Identity; facts and parameters by their ids; `unproved_`, `excused_`, `doubted_`, `leading_`, `baseline_` and
    `sourced_` columns as packed; `row_leading_` and `row_baseline_` of the published row that was chosen."""
    ledgers: Mapping[str, pl.DataFrame]
    """Rows of each ledger that `five` needs: `site` from 0 in this part, cells by column, `column_field` of a
    choice."""


@cache
def five() -> Rules:
    """Read the rules, once."""
    book = load(builtin_criteria(), Want(rulesets=frozenset({RULESET})))
    return Rules(book, book.rulesets[RULESET])


@cache
def asked() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the facts and the ledgers that the rule set needs."""
    book, rules = five()
    names = questions_of(book, rules)
    return tuple(name for name in names if name in book.facts), tuple(name for name in names if name in book.ledgers)


def lines() -> Iterator[Indicator]:
    """Give the indicators in order."""
    for head in five().rules.heads:
        yield from head.indicator


def fields(ledger: Ledger) -> dict[str, tuple[Column, str]]:
    """Return which figures of chosen table rows the formulas over a ledger use, by name."""
    names = (name for formula in _row_formulas(ledger) for name in formula.ordered_names)
    found = {name: split_name(ledger, name, five().book.tables) for name in names if ledger.column(name) is None}
    return {name: pair for name, pair in found.items() if pair is not None}


def rests_on(line: Indicator, variant: Measure | None) -> tuple[str, ...]:
    """Return the questions that want a proof where a variant counts; for None, where the line does not apply."""
    book = five().book
    names: list[str] = list(line.applies_when.ordered_names) if line.applies_when is not None else []
    for one in line.variants:
        names += one.when.ordered_names if one.when is not None else ()
        if one is variant:
            names += questions_of(book, one)
            break
    questions = (book.totals[name][0].id if name in book.totals else name for name in names)
    found = (book.facts.get(name) or book.ledgers.get(name) for name in dict.fromkeys(questions))
    return tuple(question.id for question in found if question is not None and question.evidence is not None)


@cache
def proved() -> tuple[str, ...]:
    """Return the questions whose proof counts somewhere."""
    found = (name for line in lines() for variant in (None, *line.variants) for name in rests_on(line, variant))
    return tuple(dict.fromkeys(found))


def parts(packed: Path) -> Iterator[Part]:
    """Read a packed folder part by part."""
    for file in sorted(layout.assessments_folder(packed).glob("*.parquet")):
        yield read_part(packed, file.name)


def read_part(packed: Path, name: str) -> Part:
    """Read one part, only the columns that the rule set needs."""
    sites = _sites(layout.assessments_folder(packed) / name)
    first = int(sites[layout.SITE][0])
    years = sites.select((pl.col(layout.SITE) - first).alias(layout.SITE), "year")
    book = five().book
    return Part(sites, {one: _ledger(book.ledgers[one], packed, name, first, years) for one in asked()[1]})


def _sites(file: Path) -> pl.DataFrame:
    book = five().book
    facts, _ = asked()
    references = layout.references_of(Rulebook(book.themes, {RULESET: five().rules}, {}, {}, {}))
    own = {
        *(layout.fact_column(name) for name in facts),
        *(layout.unproved_column(name) for name in proved()),
        *(naming(line.id) for line in lines() for naming in (layout.excused_column, layout.doubted_column)),
        *(naming(name) for name in references for naming in (layout.leading_column, layout.baseline_column)),
        *(naming(name) for name in references for naming in (layout.sourced_column, layout.chosen_column)),
    }
    table = pl.read_parquet(file, columns=[*layout.IDENTITY, *sorted(own)])
    table = table.rename({layout.fact_column(name): name for name in facts})
    found = [_published(name, table) for name in references if name in book.tables]
    found += [_parameter_column(name, table) for name in book.parameters]
    return pl.concat([table, *found], how="horizontal")


def _published(reference: str, table: pl.DataFrame) -> pl.DataFrame:
    """Return the pair of the published row that each site chose."""
    columns = {f"row_{edge}_{reference}": edge for edge in _EDGE}
    figures = _figures(reference, columns, table["year"].unique())
    keys = table.select(pl.col(layout.chosen_column(reference)).alias("chosen"), "year")
    return keys.join(figures, on=["chosen", "year"], how="left", maintain_order="left").select(list(columns))


def _parameter_column(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """Return the published parameter of each site."""
    by = list(five().book.parameters[name][1].by)
    keys = table.select(by)
    known = keys.unique()
    values = [_parameter(name, **key) for key in known.iter_rows(named=True)]
    known = known.with_columns(pl.Series(name, values, pl.Float64))
    return keys.join(known, on=by, how="left", maintain_order="left").select(name)


@cache
def _parameter(name: str, year: int = 2025, **enterprise: str) -> float | None:
    one = Assessment(ruleset=RULESET, year=year, enterprise=Enterprise.model_validate(enterprise))
    value = Inputs(five().book, one)(name)
    return float(value) if is_known(value) else None


def _ledger(ledger: Ledger, packed: Path, name: str, first: int, years: pl.DataFrame) -> pl.DataFrame:
    table = pl.scan_parquet(layout.ledger_folder(packed, ledger.id) / name)
    table = table.rename({layout.cell_column(column.id): column.id for column in ledger.columns})
    table = table.with_columns(pl.col(layout.SITE) - first)
    wanted = fields(ledger)
    table = table.join(years.lazy(), on=layout.SITE, how="left", maintain_order="left") if wanted else table
    for column in dict.fromkeys(column for column, _ in wanted.values()):
        own = {name: field for name, (choice, field) in wanted.items() if choice is column}
        figures = _figures(column.table or "", own, years["year"].unique()).lazy().rename({"chosen": column.id})
        table = table.join(figures, on=[column.id, "year"], how="left", maintain_order="left")
    return table.collect()


def _figures(table: str, columns: Mapping[str, str], years: Iterable[int]) -> pl.DataFrame:
    """Return the cells of a table as they are in force in each year, one row a row and year."""
    book = five().book
    home = book.tables[table]
    found: dict[str, list[object]] = {"chosen": [], "year": [], **{name: [] for name in columns}}
    for row, year in product(home.rows, years):
        inputs = Inputs(book, Assessment(ruleset=RULESET, year=year))
        found["chosen"].append(row.id)
        found["year"].append(year)
        for name, field in columns.items():
            found[name].append(row.values.get(field) if inputs.in_force(home, row, field) else None)
    kinds = {
        name: pl.Boolean if any(isinstance(cell, bool) for cell in found[name]) else pl.Float64 for name in columns
    }
    return pl.DataFrame(found, schema={"chosen": pl.String, "year": pl.Int64, **kinds})


def _row_formulas(ledger: Ledger) -> Iterator[Formula]:
    """Give every formula that runs over the rows of a ledger."""
    for total in ledger.total:
        yield from (one for one in (total.row, total.where) if one is not None)
    yield from (column.default for column in ledger.columns if isinstance(column.default, Formula))
    for variant in (variant for line in lines() for variant in line.variants if variant.per == ledger.id):
        pairs = (one for pair in variant.scale.candidates for one in (pair.leading, pair.baseline))
        yield from (one for one in (variant.formula, variant.where, variant.weight, *pairs) if one is not None)


def write_scores(scores: pl.DataFrame, identity: pl.DataFrame, out: Path, number: int) -> None:
    """Write the scores of a part, with who and when in front and in the order of a scored folder."""
    book, rules = five()
    order = [name for name in results.score_columns(book, rules) if name in scores.columns]
    whole = identity.select(list(layout.IDENTITY)).hstack(scores.select(order))
    results.scores_folder(out).mkdir(parents=True, exist_ok=True)
    whole.write_parquet(results.scores_folder(out) / layout.part_name(number))
