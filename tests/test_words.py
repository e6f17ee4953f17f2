"""The program's own words: every one translated, every placeholder kept."""

import ast
import gettext
import io
import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo

from gfassess import words
from tools import catalogue

CATALOGUES: Final = catalogue.catalogues()
_BRACES: Final = re.compile(r"{(\w*)[^{}]*}")
_PERCENT: Final = re.compile(r"%(?:\((\w+)\))?[sdr]")


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parent.parent.name)
def path(request: pytest.FixtureRequest) -> Path:
    """Return each catalogue in turn."""
    found: Path = request.param
    return found


@cache
def _asked() -> list[Message]:
    """Return the messages of the source as extraction finds them."""
    return catalogue.messages(catalogue.extract())


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def _messages(path: Path) -> list[Message]:
    return catalogue.messages(catalogue.read(path))


def _strings(found: Catalog) -> dict[str, object]:
    return {str(message.id): message.string for message in catalogue.messages(found)}


def _placeholders(text: str) -> set[str]:
    return {f"{{{name}}}" for name in _BRACES.findall(text)} | {f"%{name}" for name in _PERCENT.findall(text)}


def test_every_message_is_translated(path: Path) -> None:
    """No message of the source lacks a translation."""
    known = {str(message.id): message for message in _messages(path)}
    missing = [
        message.id
        for message in _asked()
        if str(message.id) not in known or not all(_forms(known[str(message.id)].string))
    ]
    assert not missing, "run `python -m tools.catalogue update`, then translate"


def test_no_translation_is_uncertain_or_unused(path: Path) -> None:
    """No translation is marked fuzzy, none is left of a message that is gone."""
    current = {str(message.id) for message in _asked()}
    assert not [message.id for message in _messages(path) if message.fuzzy]
    assert not [message.id for message in _messages(path) if str(message.id) not in current]
    assert not catalogue.read(path).obsolete


def test_catalogue_is_what_update_writes(path: Path) -> None:
    """Order and form of a catalogue are those of the tool, so that two people's changes merge."""
    assert path.read_text(encoding="utf-8") == catalogue.updated(path)


def test_placeholders_agree(path: Path) -> None:
    """A translation has exactly the placeholders of its message: one missing loses a figure, one more is a crash."""
    for message in _messages(path):
        wanted = set.union(*(_placeholders(form) for form in _forms(message.id)))
        for form in filter(None, _forms(message.string)):
            assert _placeholders(form) == wanted, message.id


def test_compiled_catalogue_is_fresh(path: Path) -> None:
    """What the program reads is what the translators wrote."""
    compiled = path.with_suffix(".mo")
    assert compiled.exists(), "run `make words`"
    wanted = io.BytesIO()
    write_mo(wanted, catalogue.read(path))
    wanted.seek(0)
    with compiled.open("rb") as file:
        assert _strings(read_mo(file)) == _strings(read_mo(wanted)), "run `make words`"


@pytest.fixture(scope="module")
def extracted() -> frozenset[str]:
    """Return every form of the messages that extraction finds."""
    return frozenset(form for message in _asked() for form in _forms(message.id))


@pytest.mark.parametrize("source", sorted(catalogue.SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_messages_are_found(source: Path, extracted: frozenset[str]) -> None:
    """A message is a plain text outside any f-string: extraction finds no other, so nobody could translate it."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
            texts = [text.value for text in node.args if isinstance(text, ast.Constant)]
            assert len(texts) == (1 if node.func.id == "_" else 2), f"{source.name}:{node.lineno}"
            assert extracted.issuperset(texts), f"{source.name}:{node.lineno}"


def test_a_message_is_plain_or_plural() -> None:
    """No message is asked for both by itself and by number: the catalogue would answer one of the two in English."""
    asked: dict[str, set[str]] = {"_": set(), "ngettext": set()}
    for source in catalogue.SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in asked:
                asked[node.func.id] |= {str(text.value) for text in node.args[:1] if isinstance(text, ast.Constant)}
    assert not asked["_"] & asked["ngettext"]


def test_language_switches_at_once() -> None:
    """Every later message is in the language that was asked for."""
    words.use("zh")
    assert words._("options") == "选项"
    words.use("en")
    assert words._("options") == "options"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, "en"),
        *(({"LANG": spelling}, "zh") for spelling in ("C", "POSIX", "C.UTF-8", "C.utf8", "c.utf-8")),
    ],
)
def test_language_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: words.Language
) -> None:
    """The locale decides, LC_ALL before LC_MESSAGES before LANG."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert words.of_environment() == expected


def test_catalogues_serve_argparse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The messages of argparse are in the same catalogue, so its help can speak Chinese too."""
    monkeypatch.setenv("LANGUAGE", "zh")
    found = gettext.translation("gfassess", catalogue.SOURCE / "locale")
    assert found.gettext("usage: ") == "用法："
