"""How a formula is read as a field of a record."""

from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from gfassess.errors import GfassessError
from gfassess.formula import MAX_LENGTH, Formula


def _read(value: object) -> Formula:
    if isinstance(value, Formula):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("formula_type", "a formula is a text")
    try:
        return Formula.parse(value)
    except GfassessError as error:
        (problem,) = error.problems
        raise PydanticCustomError("formula", "{text}", {"text": problem.message, "problem": problem}) from error


def _text(formula: Formula) -> str:
    return formula.text


FormulaField = Annotated[
    Formula,
    PlainValidator(_read),
    PlainSerializer(_text, return_type=str),
    WithJsonSchema({"type": "string", "maxLength": MAX_LENGTH}),
]
"""A formula written as text in a rule file; a mistake in it is a problem of that file, with column and caret."""
