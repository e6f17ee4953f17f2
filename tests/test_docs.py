"""The documents: their examples are valid, their links lead somewhere, both languages say the same commands."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from gfassess.model.base import Record
from gfassess.model.facts import Fact, Ledger
from gfassess.model.rules import Criterion
from gfassess.model.tables import Table

ROOT: Final = Path(__file__).resolve().parent.parent
PAGES: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
EXAMPLES: Final = re.findall(
    r"^```toml\n(.*?)^```", (ROOT / "docs" / "rule-files.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)


def _records(data: dict[str, Any]) -> list[tuple[type[Record], Any]]:
    """Return what an example shows, with the record that the program reads it into."""
    if "indicator" in data:
        return [(Criterion, data)]
    if "rows" in data:
        return [(Table, data)]
    return [(Fact, fact) for fact in data.get("fact", [])] + [(Ledger, ledger) for ledger in data.get("ledger", [])]


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_of_rule_files_are_rule_files(text: str) -> None:
    """Who copies an example out of the documents has a file that the program reads."""
    data = tomllib.loads(text)
    records = _records(data)
    assert records or "case" in data
    for record, part in records:
        record.model_validate(part)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the project, pictures too, has its file."""
    targets = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


def test_both_readmes_show_the_same_commands() -> None:
    """Neither language is behind: the commands of the two are the same."""
    pages = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")]
    english, chinese = ([line.split()[1:2] for line in re.findall(r"(?m)^gfassess.*", page)] for page in pages)
    assert english == chinese
    assert len(english) == 10
