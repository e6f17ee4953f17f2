"""The compiled TOML reader gives the same data and the same mistakes as the one of Python, or it is not used."""

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, Final

import pytest

from gfassess.errors import GfassessError
from gfassess.files import parse_toml
from gfassess.files.toml import quick_reader
from tests.fleet.nasty_toml import NASTY
from tests.fuzz.mutations import changed

ROOT: Final = Path(__file__).resolve().parents[2]
FILES: Final = sorted(
    path for folder in ("examples", "criteria", "tests") for path in (ROOT / folder).rglob("*.toml") if path.is_file()
)
LONG: Final = (
    "a = " + "[" * 100_000,
    "a = " + "[" * 300 + "]" * 300,
    "a = " + "{b = " * 100_000,
    "[" * 200_000,
    "[[a]]\n" * 5_000,
    "a = 0." + "1" * 100_000,
    "a = " + "9" * 5_000,
    "\n".join(f"a{number} = {number}" for number in range(10_000)),
)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Look for the reader anew in every test."""
    quick_reader.cache_clear()
    yield
    quick_reader.cache_clear()


def _plain(value: Any) -> Any:
    """Return a value so that equal means the same: kinds, zones, signs of zero, not-a-number."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    zone = str(value.utcoffset()) if isinstance(value, datetime | time) else ""
    naked = value.replace(tzinfo=None) if zone else value
    return type(value).__name__, repr(naked), zone


def _read(text: str, *, quick: bool) -> Any:
    try:
        return _plain(parse_toml(text, "f.toml", quick=quick))
    except GfassessError as error:
        return error.problems


def _same(text: str) -> bool:
    return bool(_read(text, quick=True) == _read(text, quick=False))


def test_it_is_there_where_we_test() -> None:
    """Without it the other tests would compare Python's reader with itself."""
    assert quick_reader() is not None
    assert quick_reader() is not tomllib.loads


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_read_alike(path: Path) -> None:
    """Every example, worked case, rule file and broken file of the project."""
    text = path.read_bytes().decode("utf-8", "replace")
    assert _same(text)
    assert _same(text.replace("\n", "\r\n"))


def test_nasty_texts_are_read_alike() -> None:
    """What TOML 1.0 allows and forbids at its edges, and what only TOML 1.1 allows."""
    assert [text for text in NASTY if not _same(text)] == []


@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:30]))
def test_large_texts_are_read_alike(text: str) -> None:
    """Deep, long and many: a message, never a crash."""
    assert _same(text)


@pytest.mark.parametrize("seed", range(20))
def test_spoilt_files_are_read_alike(seed: int) -> None:
    """Files with a few things changed for the worse."""
    chance = Random(seed)
    files = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*.toml"))]
    for _round in range(20):
        assert _same(changed(chance, chance.choice(files), files).decode("utf-8", "replace"))


@pytest.mark.parametrize("accepts", [re.compile(".*"), re.compile(r".*,\}")])
def test_a_reader_of_toml_1_1_is_not_used(monkeypatch: pytest.MonkeyPatch, accepts: re.Pattern[str]) -> None:
    """From 2.4 on tomli takes files that everybody else's gfassess refuses."""

    def loads(text: str) -> dict[str, Any]:
        if not accepts.match(text):
            raise ValueError
        return {}

    newer = ModuleType("tomli")
    vars(newer)["loads"] = loads
    monkeypatch.setitem(sys.modules, "tomli", newer)
    assert quick_reader() is None
    assert isinstance(_read("a = {b = 1,}", quick=True), tuple)


def test_without_it_python_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is a matter of speed only."""
    monkeypatch.setitem(sys.modules, "tomli", None)
    assert quick_reader() is None
    assert _read("a = 1", quick=True) == {"a": ("int", "1", "")}
