"""The JSON Schemas of every file kind: `python -m tools.schemas write` after changing a record, `check` to compare.

They are made from the records (`gfassess.model`), which say what a file may hold; the docstrings of records and fields
become the descriptions that editors show. What a record works out before it reads a table stands here a second time, in
`_FORMS`: the ways to write it that pydantic cannot tell.
"""

import argparse
import ast
import inspect
import json
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any, Final, TypeAlias

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from gfassess.model.assessment import Assessment
from gfassess.model.base import Record
from gfassess.model.cases import CaseFile
from gfassess.model.cohort import CohortFile
from gfassess.model.facts import FactFile
from gfassess.model.peers import PeerFile
from gfassess.model.rules import Criterion, GateFile, Indicator, Measure, RulesetHead, Scale
from gfassess.model.sources import DocumentFile, SchemeFile, UnitFile
from gfassess.model.tables import Row, Table

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "schema"
KINDS: Final[dict[str, type[Record]]] = {
    "assessment": Assessment,
    "cases": CaseFile,
    "cohort": CohortFile,
    "criterion": Criterion,
    "documents": DocumentFile,
    "facts": FactFile,
    "gates": GateFile,
    "peers": PeerFile,
    "ruleset": RulesetHead,
    "schemes": SchemeFile,
    "table": Table,
    "units": UnitFile,
}
"""The kinds of files by the name of their schema."""

Defined: TypeAlias = dict[str, JsonSchemaValue]
"""The schemas of records by their names."""


class _Generator(GenerateJsonSchema):
    """Says what a TOML file may hold: no null, no titles made from names, every docstring a description."""

    def field_title_should_be_set(self, _schema: Any) -> bool:  # noqa: ANN401 - what pydantic hands over
        """Leave out titles that only repeat the name."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of what may be absent: TOML has no null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema of what has a default, and the default only where it says something."""
        found = super().default_schema(schema)
        if found.get("default") in (None, "", [], {}):
            found.pop("default", None)
        return found

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the schema of a record with the docstrings of its fields."""
        found = super().model_schema(schema)
        model = schema["cls"]
        found.pop("title", None)
        for name, text in descriptions(model).items():
            key = model.model_fields[name].alias or name
            found["properties"][key]["description"] = text
        return found


def descriptions(model: type[Record]) -> dict[str, str]:
    """Return the docstrings of the fields of a record and of those it builds on, which Python itself throws away."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Record):
            (definition,) = ast.parse(dedent(inspect.getsource(base))).body
            for field, text in pairwise(definition.body if isinstance(definition, ast.ClassDef) else ()):
                match field, text:
                    case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(words))):
                        found[name] = " ".join(words.split())
    return {name: text for name, text in found.items() if name in model.model_fields}


def _row(defined: Defined) -> None:
    """Let a row be written flat: whatever key is not its own is the column of a cell."""
    row = defined[Row.__name__]
    row["required"].remove("values")
    row["additionalProperties"] = row["properties"]["values"]["additionalProperties"]


def _indicator(defined: Defined) -> None:
    """Let an indicator write its single measure in place, or list variants, not both; its points have no default."""
    indicator, measure = defined[Indicator.__name__], defined[Measure.__name__]
    indicator["properties"]["points"].pop("default", None)
    indicator["properties"] = {**indicator["properties"], **measure["properties"]}
    indicator["required"].remove("variants")
    indicator["oneOf"] = [{"required": ["variants"]}, {"required": measure["required"]}]
    indicator["dependentSchemas"] = {"variants": {"properties": dict.fromkeys(measure["properties"], False)}}


def _scale(defined: Defined) -> None:
    """Ask for exactly one form of a scale, with what belongs to it."""
    scale = defined[Scale.__name__]
    forms = ("leading", "steps", "levels", "yes_no", "case", "reference", "candidates")
    scale["oneOf"] = [{"required": [form]} for form in forms]
    scale["dependentRequired"] = {"leading": ["baseline"], "reference": ["better"], "candidates": ["better"]}


_FORMS: Final[dict[type[Record], Callable[[Defined], None]]] = {Row: _row, Indicator: _indicator, Scale: _scale}
"""What the validators of records allow and ask for beyond their fields."""


def schema_of(kind: str) -> JsonSchemaValue:
    """Return the schema of one kind of file."""
    model = KINDS[kind]
    schema = model.model_json_schema(schema_generator=_Generator)
    defined = {**schema.get("$defs", {}), model.__name__: schema}
    for part, write in _FORMS.items():
        if part.__name__ in defined:
            write(defined)
    return {"$schema": GenerateJsonSchema.schema_dialect, "title": f"gfassess: {kind}", **schema}


def text_of(kind: str) -> str:
    """Return the text of the file that holds the schema of a kind."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def path_of(kind: str) -> Path:
    """Return the file of a schema."""
    return FOLDER / f"{kind}.schema.json"


def main() -> None:
    """Write the schemas, or name those that lag behind the records."""
    parser = argparse.ArgumentParser(description="Keep the JSON Schemas of the file kinds.")
    parser.add_argument("what", choices=["write", "check"])
    stale = [kind for kind in KINDS if not path_of(kind).exists() or path_of(kind).read_text("utf-8") != text_of(kind)]
    if parser.parse_args().what == "write":
        for kind in stale:
            path_of(kind).write_text(text_of(kind), encoding="utf-8", newline="\n")
    elif stale:
        sys.exit(f"not as the records are: {', '.join(stale)}; run python -m tools.schemas write")


if __name__ == "__main__":
    main()
