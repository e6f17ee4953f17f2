"""The looks of a few screens, character by character, and of the same screens in ASCII."""

import os
from pathlib import Path
from typing import Final

import pytest

from gfassess import words
from gfassess.model.assessment import Assessment, Enterprise
from tests.tui.conftest import Bench, Walk, go, seen

_GOLDEN: Final = Path(__file__).with_name("golden")


def _compare(name: str, found: str) -> None:
    """Compare a screen with the one that was looked at; `GOLDEN=write` takes the new one over."""
    path = _GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(found + "\n", encoding="utf-8")
    assert found + "\n" == path.read_text(encoding="utf-8")


def _half_answered(bench: Bench) -> None:
    """Put an assessment on disk that has something of everything."""
    bench.write(
        Assessment(
            ruleset="tiny",
            year=2025,
            enterprise=Enterprise(name="示范[铝材]厂", province="湖南"),
            illustrative=True,
            facts={
                "convicted": True,
                "land_area": 20000.0,
                "floor_area": 30000.0,
                "land_saving": "partly",
                "functions": 30.0,
            },
            ledgers={
                "energy_use": (
                    {"carrier": "electricity", "amount": 6_100_000.0},
                    {"carrier": "electricity", "amount": 900_000.0, "renewable": True},
                    {"carrier": "gas", "amount": 410_000.0, "kgce": 1.2113},
                )
            },
            notes={"land_area": "按不动产权证"},
        )
    )


@pytest.mark.parametrize(
    ("language", "section", "size"),
    [
        ("zh", "gates", (80, 24)),
        ("zh", "ground", (80, 24)),
        ("zh", "power", (132, 43)),
        ("en", "ground", (80, 24)),
        ("en", "enterprise", (80, 24)),
    ],
)
async def test_looks(
    bench: Bench,
    walk: Walk,
    monkeypatch: pytest.MonkeyPatch,
    language: words.Language,
    section: str,
    size: tuple[int, int],
) -> None:
    """A section looks as it did when somebody looked at it."""
    words.use(language)
    _half_answered(bench)
    monkeypatch.chdir(bench.path.parent)
    bench.path = Path(bench.path.name)
    async with walk(section, size=size) as pilot:
        _compare(f"{section}-{language}-{size[0]}", seen(pilot))


async def test_ascii_draws_nothing_else(bench: Bench, walk: Walk) -> None:
    """With --ascii every sign of the program itself is ASCII; only the words are not."""
    _half_answered(bench)
    bench.write(bench.saved.model_copy(update={"enterprise": Enterprise(name="Works"), "notes": {}}))
    async with walk(ascii_only=True) as pilot:
        for section in ("gates", "ground", "power", "results", "why"):
            await go(pilot, section)
            foreign = {character for character in seen(pilot) if not character.isascii()}
            assert not foreign, section
