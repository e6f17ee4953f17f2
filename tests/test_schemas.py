"""The JSON Schemas of the file kinds say what the records say, so that editors complete and check what people write."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

import jsonschema
import pytest
from pydantic import ValidationError

from tools.schemas import KINDS, descriptions, path_of, schema_of, text_of

ROOT: Final = Path(__file__).resolve().parent.parent
BAD: Final = sorted((ROOT / "tests" / "bad_files").rglob("*.toml"))
SHIPPED: Final = sorted(path for folder in ("criteria", "examples") for path in (ROOT / folder).rglob("*.toml"))
EDITOR: Final = tomllib.loads((ROOT / ".taplo.toml").read_text("utf-8"))
UNKNOWN_TO_SCHEMAS: Final = {
    "formula",  # grammar and names
    "date_type",  # a schema sees dates of a TOML file, with or without a time, as texts
    "finite_number",  # JSON has neither infinity nor not-a-number
    "int_from_float",  # 2024.0 is a whole number to a schema
    "value_error",  # what a record tells only from several of its fields together
}
"""Mistakes that only the records find."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _kinds_of(name: str) -> list[str]:
    """Return the kinds whose schema an editor uses for a file, by the rules of `.taplo.toml`."""
    path = PurePosixPath(name)
    return [
        PurePosixPath(rule["schema"]["path"]).name.removesuffix(".schema.json")
        for rule in EDITOR["rule"]
        if any(path.match(glob) for glob in rule["include"]) and not any(map(path.match, rule.get("exclude", [])))
    ]


@cache
def _validator(kind: str) -> Any:
    return jsonschema.Draft202012Validator(schema_of(kind))


def _plain(value: Any) -> Any:
    """Return data of a TOML file as a schema sees it: dates and times as texts."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _refused(kind: str, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in _validator(kind).iter_errors(_plain(data))]


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_made_from_the_records(kind: str) -> None:
    """The published schema is the one of today's records, and it is a schema."""
    jsonschema.Draft202012Validator.check_schema(schema_of(kind))
    assert path_of(kind).read_text("utf-8") == text_of(kind), "run make docs"


@pytest.mark.parametrize("path", SHIPPED, ids=_name)
def test_every_shipped_file_keeps_to_its_schema(path: Path) -> None:
    """An editor knows one schema for each file that ships, and has nothing to object to."""
    kinds = _kinds_of(_name(path))
    assert len(kinds) == 1
    assert _refused(kinds[0], tomllib.loads(path.read_text("utf-8"))) == []


def test_every_schema_serves_an_editor() -> None:
    """No rule of the editor's file leads nowhere, and it speaks of every kind."""
    paths = {rule["schema"]["path"] for rule in EDITOR["rule"]}
    assert paths == {_name(path_of(kind)) for kind in KINDS}


def _bad() -> list[Any]:
    """Return the broken files with the kind of file that each is, but for those that are no TOML."""
    found: list[Any] = []
    for path in BAD:
        text = path.read_text("utf-8")
        name = "examples/a.toml"
        if path.parent.name == "rules":
            name = "criteria/" + next(line[12:] for line in text.splitlines() if line.startswith("# replaces: "))
        try:
            found.extend(pytest.param(kind, tomllib.loads(text), id=path.stem) for kind in _kinds_of(name))
        except tomllib.TOMLDecodeError:
            continue
    return found


@pytest.mark.parametrize(("kind", "data"), _bad())
def test_schemas_refuse_what_the_records_refuse(kind: str, data: Any) -> None:
    """A schema objects to what the program objects to, where a schema can know, and never to what it reads."""
    try:
        KINDS[kind].model_validate(data)
    except ValidationError as error:
        types = {details["type"] for details in error.errors()}
        assert _refused(kind, data) or types & UNKNOWN_TO_SCHEMAS
    else:
        assert _refused(kind, data) == []


@pytest.mark.parametrize(
    ("scale", "right"),
    [
        ({"leading": 8, "baseline": 0}, True),
        ({"leading": 8}, False),
        ({"reference": "water", "better": "higher"}, True),
        ({"reference": "water", "better": "higher", "baseline": 3}, True),
        ({"reference": "water"}, False),
        ({"yes_no": True, "case": "text"}, False),
        ({}, False),
    ],
)
def test_forms_of_a_scale(scale: dict[str, Any], *, right: bool) -> None:
    """The editor tells at once when a scale has no form, two, or half of one."""
    line: dict[str, Any] = {"id": "a", "title": {"zh": "甲", "en": "A"}, "formula": "a", "scale": scale}
    line |= {"source": {"document": "D"}, "basis": "policy", "points": 5}
    data = {"id": "c", "title": {"zh": "甲", "en": "A"}, "points": 5, "basis": "policy", "indicator": [line]}
    assert (_refused("criterion", data) == []) is right
    variant = {key: line.pop(key) for key in ("formula", "scale")}
    assert (_refused("criterion", {**data, "indicator": [{**line, "variants": [variant]}]}) == []) is right
    assert _refused("criterion", {**data, "indicator": [{**line, **variant, "variants": [variant]}]})
    assert _refused("criterion", {**data, "indicator": [line]})


@pytest.mark.parametrize("kind", KINDS)
def test_docstrings_are_what_editors_show(kind: str) -> None:
    """Whoever rests on a key reads what the record says of it."""
    properties = schema_of(kind)["properties"]
    for name, text in descriptions(KINDS[kind]).items():
        assert properties[KINDS[kind].model_fields[name].alias or name]["description"] == text
