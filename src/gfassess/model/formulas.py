"""How a formula is read as a field of a record."""

from typing import Annotated, Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

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


class _AsText:
    """Tells pydantic how to read and write a formula; left to itself it would build a schema of the whole tree."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Return a schema that reads texts and writes them."""
        return core_schema.no_info_plain_validator_function(
            _read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                _text, return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: object) -> dict[str, Any]:
        """Return what a JSON Schema says of it."""
        return {"type": "string", "maxLength": MAX_LENGTH}


FormulaField = Annotated[Formula, _AsText]
"""A formula written as text in a rule file; a mistake in it is a problem of that file, with column and caret."""
