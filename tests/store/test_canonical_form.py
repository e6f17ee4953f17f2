"""The canonical form as docs/assessment-file.md defines it, computed here without the program."""

import hashlib
import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from gfassess.files import builtin_criteria, builtin_examples
from gfassess.rules import load as load_rules
from gfassess.scoring import score
from gfassess.stamp import digest, export
from gfassess.store import parse

PAGE: Final = (Path(__file__).parents[2] / "docs" / "assessment-file.md").read_text("utf-8")
BOOK: Final = load_rules(builtin_criteria())


def canonical(value: Any) -> Any:
    """Return what goes into the JSON: numbers as floats without -0, dates as texts."""
    if isinstance(value, dict):
        return {key: canonical(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [canonical(entry) for entry in value]
    if isinstance(value, bool | str):
        return value
    return float(value) + 0.0 if isinstance(value, int | float) else value.isoformat()


def as_json(data: dict[str, Any]) -> str:
    """Return the JSON that is hashed."""
    return json.dumps(canonical(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("path", builtin_examples(), ids=lambda path: path.stem)
def test_anyone_can_compute_a_stamp(path: Path) -> None:
    """From the exported file and the rule files alone come the hashes that its stamp has."""
    assessment = parse(path.read_text("utf-8")).assessment
    data = tomllib.loads(export(assessment, score(BOOK, assessment), BOOK, "1.0", date(2026, 1, 2)))
    stamp, result = data.pop("stamp"), data.pop("result")
    data.pop("answered", None)
    assert stamp["answers"] == sha256(as_json(data))
    assert stamp["result"] == sha256(as_json(result))
    assert stamp["files"]
    for name, value in stamp["files"].items():
        assert hashlib.sha256((builtin_criteria() / name).read_bytes()).hexdigest() == value


def test_the_example_of_the_page_is_true() -> None:
    """The page shows a file, its canonical form, and its hash: they belong together, and the program agrees."""
    section = PAGE.split("## The canonical form")[1]
    toml, form, value = re.findall(r"^```\w*\n(.*?)\n^```", section, re.MULTILINE | re.DOTALL)[:3]
    assert as_json(tomllib.loads(toml)) == form
    assert digest(tomllib.loads(toml)) == sha256(form) == value
