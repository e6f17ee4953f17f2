"""The reference of all keys of rule files: complete, with the defaults of the program, and its examples can be read."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel, ValidationError

from gfassess.model import cases, facts, peers, rules, sources, tables
from gfassess.model.assessment import Kept
from gfassess.model.base import Record

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
PAGES: Final = {"rule-keys.md": "needed", "rule-keys.zh.md": "必填"}
FILES: Final = (
    facts.FactFile,
    tables.Table,
    rules.RulesetHead,
    rules.GateFile,
    rules.Criterion,
    cases.CaseFile,
    sources.DocumentFile,
    sources.UnitFile,
    sources.SchemeFile,
    peers.PeerFile,
)
"""One record for each kind of file of a rule folder."""
COLUMNS: Final = (peers.Peer, peers.ChangeRow)
"""Rows that are written as comma-separated values."""
FLAT: Final[dict[type[BaseModel], set[str]]] = {tables.Row: {"values"}}
"""Fields that have no key of their own: their entries are written in place."""

Keys = dict[str, list[str]]


def _inside(annotation: Any) -> Iterator[Any]:
    """Go through an annotation and all parts of it."""
    yield annotation
    for part in get_args(annotation):
        yield from _inside(part)


def _records(model: type[BaseModel], found: dict[str, type[BaseModel]]) -> None:
    """Collect the records that a file is made of; those of an assessment are documented with it."""
    if model.__name__ in found or issubclass(model, Kept):
        return
    found[model.__name__] = model
    for annotation in get_type_hints(model).values():
        for part in _inside(annotation):
            if isinstance(part, type) and issubclass(part, Record):
                _records(part, found)


def _all_records() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    for model in FILES:
        _records(model, found)
    return found


RECORDS: Final = _all_records()


def _sections(page: str) -> dict[str, Keys]:
    """Return the tables of a page by the records that each is about: cells by key."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = {}
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        (names,) = re.findall(r"^<!-- (.*) -->$", part, re.MULTILINE)
        rows = [
            [cell.strip() for cell in row[1:-1].split(" | ")] for row in re.findall(r"^\| `.*\|$", part, re.MULTILINE)
        ]
        found[names] = {row[0].strip("`"): row[1:] for row in rows}
    return found


def _fields(model: type[BaseModel]) -> dict[str, tuple[Any, Any]]:
    """Return annotation and default of each key; a default without a form in TOML is None."""
    hints = get_type_hints(model)
    return {
        field.alias or name: (hints[name], None if field.is_required() else (field.default,))
        for name, field in model.model_fields.items()
        if name not in FLAT.get(model, ())
    }


def _shown(default: tuple[Any] | None, needed: str) -> str:
    """Return what a page says of a default."""
    if default is None:
        return needed
    (value,) = default
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str) and value:
        return f'`"{value}"`'
    return f"`{value:g}`" if isinstance(value, int | float) else "—"


def _about(names: str) -> list[type[BaseModel]]:
    return [RECORDS[name] for name in names.split(", ") if name in RECORDS]


@pytest.mark.parametrize("page", PAGES)
def test_every_key_has_its_line(page: str) -> None:
    """No key of any kind of file is missing, none is there that the program does not read."""
    told: dict[str, set[str]] = {}
    for names, keys in _sections(page).items():
        fields = {key for model in _about(names) for key in _fields(model)}
        told |= {name: set(keys) for name in names.split(", ")}
        assert set(keys) == fields or not fields, names
    assert set(told) == set(RECORDS) | {row.__name__ for row in COLUMNS}
    assert all(told[row.__name__] == set(row._fields) for row in COLUMNS)


@pytest.mark.parametrize(("page", "needed"), PAGES.items())
def test_defaults_and_choices_are_those_of_the_program(page: str, needed: str) -> None:
    """What is needed, what counts when a key is left out and which words are possible is as the program has it."""
    for names, keys in _sections(page).items():
        for model in _about(names):
            for key, (annotation, default) in _fields(model).items():
                kind, said, *_rest = keys[key]
                assert said == _shown(default, needed), f"{names} {key}"
                words = [word for part in _inside(annotation) if get_origin(part) is Literal for word in get_args(part)]
                assert all(f"`{word}`" in kind for word in words if word), f"{names} {key}: {words}"


@pytest.mark.parametrize("page", PAGES)
def test_every_example_is_read(page: str) -> None:
    """Each key has an example that the program accepts for it, but for keys whose tables have sections of their own."""
    for names, keys in _sections(page).items():
        for model in _about(names):
            for key in _fields(model).keys() & keys.keys():
                example = keys[key][3]
                if not example:
                    assert "[[" in keys[key][2], f"{names} {key} has no example"
                    continue
                assert _refused(model, tomllib.loads(example.strip("`")), key) == [], example


def _refused(model: type[BaseModel], data: dict[str, Any], key: str) -> list[str]:
    """Return what a record has against the value of one key, whatever else it misses."""
    assert set(data) == {key}
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [found["msg"] for found in error.errors() if key in found["loc"]]
    return []


def test_both_pages_tell_the_same() -> None:
    """Neither language is behind: keys, defaults and examples of the two are the same."""
    english, chinese = (_sections(page) for page in PAGES)
    assert list(english) == list(chinese)
    for names, keys in english.items():
        assert list(keys) == list(chinese[names])
        for key, cells in keys.items():
            assert cells[3] == chinese[names][key][3]
