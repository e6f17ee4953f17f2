"""Assessments as one table: a row a file, what could not be read with its problems, each ledger as a list of rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from gfassess.errors import Problem
from gfassess.fleet.layout import (
    IDENTITY,
    SITE,
    ColumnType,
    assessment_columns,
    indicators_of,
    ledger_columns,
    references_of,
)
from gfassess.model.assessment import Assessment, EnteredReference
from gfassess.model.facts import Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.scoring.inputs import usable
from gfassess.scoring.proof import proved
from gfassess.words import ngettext

if TYPE_CHECKING:
    import polars as pl

ORDINAL: Final = "ordinal"
"""Column of the place of a file among all that are packed, from 0; sites are numbered when it is known which stay."""
EXPORTED: Final = "exported"
"""Column of the date of the stamp of an export, empty where there is none."""
PROBLEMS: Final = "problems"
"""Column of what is wrong with a file; such a row has nothing else."""
_MOST_PROBLEMS: Final = 20
"""Problems of one file that are kept: a file of thousands is no assessment."""

_NO_REFERENCE: Final = EnteredReference()


def ledger_list(ledger: str) -> str:
    """Name the column that holds the rows of a ledger."""
    return f"ledger_{ledger}"


class Rows:
    """Collects files and makes the table of them."""

    def __init__(self, book: Rulebook) -> None:
        """Bind the rules: their questions, lines and reference values are the columns."""
        self._book = book
        self._names = [name for name in assessment_columns(book) if name != SITE]
        self._indicators = indicators_of(book)
        self._references = references_of(book)
        self._good: list[list[Any]] = []
        self._bad: list[tuple[int, str, list[dict[str, Any]]]] = []
        self._ledgers: dict[str, list[list[Any]]] = {name: [] for name in book.ledgers}

    def add(self, ordinal: int, file: str, assessment: Assessment, exported: str = "") -> None:
        """Take in an assessment whose answers stand under the ids of the rules."""
        with_proof = proved(assessment)
        row = [ordinal, exported, *_identity(file, assessment), *self._answers(assessment, with_proof)]
        row.extend(self._entered(assessment))
        self._good.append(row)
        for name, ledger in self._book.ledgers.items():
            self._ledgers[name].extend(_rows(ordinal, ledger, assessment))

    def skip(self, ordinal: int, file: str, problems: Sequence[Problem]) -> None:
        """Take in a file that counts for nothing, and why."""
        kept = [_fields(problem) for problem in problems[:_MOST_PROBLEMS]]
        if more := len(problems) - len(kept):
            said = ngettext("{count} more problem", "{count} more problems", more).format(count=more)
            kept.append(_fields(Problem(message=said)))
        self._bad.append((ordinal, _text(file), kept))

    def frame(self) -> "pl.DataFrame":
        """Return the table, in the order of the files."""
        import polars as pl  # noqa: PLC0415 - an extra

        types = schema(self._book)
        heads = [ORDINAL, EXPORTED, *self._names]
        cells = list(zip(*self._good, strict=True)) or [()] * len(heads)
        good = pl.DataFrame(dict(zip(heads, cells, strict=True)), {name: types[name] for name in heads})
        for name, rows in self._ledgers.items():
            good = good.join(_nested(types, name, rows), on=ORDINAL, how="left", maintain_order="left")
        bad_types = {name: types[name] for name in (ORDINAL, "file", PROBLEMS)}
        bad = pl.DataFrame(self._bad, bad_types, orient="row")
        return pl.concat((good, bad), how="diagonal").select(list(types)).sort(ORDINAL)

    def _answers(self, assessment: Assessment, with_proof: frozenset[str]) -> Iterator[Any]:
        facts, ledgers = assessment.facts, assessment.ledgers
        for name, fact in self._book.facts.items():
            value = facts.get(name)
            found = None if value is None else usable(fact, value)
            yield _text(found) if isinstance(found, str) else found
            yield value is not None and name not in with_proof
        for name in self._book.ledgers:
            yield bool(ledgers.get(name)) and name not in with_proof
        for name in self._indicators:
            excused = name in assessment.not_applicable and bool(assessment.excused(name))
            yield excused
            yield excused and name not in with_proof

    def _entered(self, assessment: Assessment) -> Iterator[Any]:
        for name in self._references:
            entry = assessment.references.get(name, _NO_REFERENCE)
            yield entry.leading
            yield entry.baseline
            yield bool(entry.source.strip())
            yield _text(entry.row) or None


def schema(book: Rulebook) -> "dict[str, pl.DataType]":
    """Return the columns of such a table with their types."""
    import polars as pl  # noqa: PLC0415 - an extra

    said = {"message": pl.String(), "key": pl.String(), "line": pl.Int64(), "hint": pl.String()}
    shown = {"column": pl.Int64(), "source": pl.String(), "width": pl.Int64()}
    types: dict[str, pl.DataType] = {ORDINAL: pl.Int64(), EXPORTED: pl.String()}
    types |= {name: polars_type(kind) for name, kind in assessment_columns(book).items() if name != SITE}
    for ledger in book.ledgers.values():
        cells = {name: polars_type(kind) for name, kind in ledger_columns(ledger).items() if name != SITE}
        types[ledger_list(ledger.id)] = pl.List(pl.Struct(cells))
    return {**types, PROBLEMS: pl.List(pl.Struct({**said, **shown}))}


def polars_type(kind: ColumnType) -> "pl.DataType":
    """Return the type of a column as Polars calls it."""
    import polars as pl  # noqa: PLC0415 - an extra

    types: dict[ColumnType, Callable[[], pl.DataType]] = {
        "int": pl.Int64,
        "float": pl.Float64,
        "bool": pl.Boolean,
        "text": pl.String,
        "state": pl.Int8,
    }
    return types[kind]()


def problem_of(file: str, fields: Mapping[str, Any]) -> Problem:
    """Return a problem as it was before it stood in the table."""
    return Problem(file=file, **fields)


def _identity(file: str, assessment: Assessment) -> tuple[Any, ...]:
    enterprise = assessment.enterprise
    values = {
        "file": file,
        "name": enterprise.name,
        "credit_code": enterprise.credit_code,
        "site_name": assessment.site.name,
        "division": enterprise.division,
        "province": enterprise.province,
        "city": enterprise.city,
        "year": assessment.year,
        "ruleset": assessment.ruleset,
        "illustrative": assessment.illustrative,
    }
    found = (values[name] for name in IDENTITY if name != SITE)
    return tuple(_text(value) if isinstance(value, str) else value for value in found)


def _rows(ordinal: int, ledger: Ledger, assessment: Assessment) -> Iterator[list[Any]]:
    for place, row in enumerate(assessment.ledgers.get(ledger.id, ())):
        cells = (usable(column, row.get(column.id)) for column in ledger.columns)
        yield [ordinal, place, *(_text(cell) if isinstance(cell, str) else cell for cell in cells)]


def _nested(types: "Mapping[str, pl.DataType]", ledger: str, rows: list[list[Any]]) -> "pl.DataFrame":
    """Return the rows of a ledger as one list a file."""
    import polars as pl  # noqa: PLC0415 - an extra

    name = ledger_list(ledger)
    fields = types[name].inner.to_schema()  # type: ignore[attr-defined] # a list of structs, by `schema`
    heads = {ORDINAL: types[ORDINAL], **fields}
    cells = list(zip(*rows, strict=True)) or [()] * len(heads)
    flat = pl.DataFrame(dict(zip(heads, cells, strict=True)), heads)
    return flat.select(ORDINAL, pl.struct(list(fields)).alias(name)).group_by(ORDINAL, maintain_order=True).agg(name)


def _fields(problem: Problem) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(problem).items() if name not in {"file", "severity"}}
    return {name: _text(value) if isinstance(value, str) else value for name, value in fields.items()}


def _text(text: str) -> str:
    """Return a text without what no column holds: bytes of a file name that are no character."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
