"""Answers as columns: what was answered, else the default of the question."""

from collections.abc import Callable, Mapping
from typing import Final

import narwhals as nw

from gfassess.fleet.layout import ColumnType
from gfassess.formula import Formula
from gfassess.formula.closures import NO_FRACTION
from gfassess.formula.columns import Column, number, settled, truth
from gfassess.formula.kinds import ValueKind
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook

TYPES: Final[Mapping[ColumnType, nw.dtypes.DType]] = {
    "int": nw.Int64(),
    "float": nw.Float64(),
    "bool": nw.Boolean(),
    "text": nw.String(),
    "state": nw.Int8(),
}
KIND_TYPES: Final[Mapping[ValueKind, nw.dtypes.DType]] = {
    "number": nw.Float64(),
    "truth": nw.Boolean(),
    "text": nw.String(),
}


def answer(
    book: Rulebook, question: Question, raw: nw.Expr, kind: ValueKind, column_of: Callable[[Formula], Column]
) -> Column:
    """Return the value of a fact or of a cell of a row as formulas take it."""
    value = _usable(book, question, raw)
    default = question.default
    if isinstance(default, Formula):
        otherwise = settled(column_of(default))
        # A default that is undefined is none.
        known = nw.when(~otherwise.value.is_nan()).then(otherwise.value) if otherwise.faulty else otherwise.value
        return Column(nw.coalesce(value, known), kind, open=otherwise.open or otherwise.faulty)
    if default is None or isinstance(default, bool) is not (question.kind == "yes_no"):
        return Column(value, kind)
    constant = truth(default) if isinstance(default, bool) else number(default)
    return Column(nw.coalesce(value, constant.value), kind, open=False)


def is_raw(question: Question) -> bool:
    """Tell whether the packed column of a question is its value already."""
    checked = question.table is not None or question.options or question.kind == "count"
    return question.default is None and not checked


def _usable(book: Rulebook, question: Question, value: nw.Expr) -> nw.Expr:
    """Return answers that the question takes: the folder may have been packed for another edition of it."""
    table = book.tables.get(question.table or "")
    if table is not None:
        return nw.when(value.is_in([row.id for row in table.rows])).then(value)
    if question.options:
        return nw.when(value.is_in([option.id for option in question.options])).then(value)
    if question.kind == "count":
        whole = (value >= NO_FRACTION) | (value + NO_FRACTION - NO_FRACTION == value)
        return nw.when((value >= 0) & whole).then(value)
    return value
