"""The documents: their examples are valid, their links lead somewhere, both languages say the same commands."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
from babel.messages.pofile import read_po

from gfassess.model.base import Record
from gfassess.model.facts import Fact, Ledger
from gfassess.model.rules import Criterion
from gfassess.model.tables import Table

ROOT: Final = Path(__file__).resolve().parent.parent
PAGES: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
RULE_FILES: Final = {
    lang: (ROOT / "docs" / name).read_text("utf-8")
    for lang, name in (("en", "rule-files.md"), ("zh", "rule-files.zh.md"))
}
EXAMPLES: Final = [
    text for page in RULE_FILES.values() for text in re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
]


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


@pytest.mark.parametrize("lang", RULE_FILES)
def test_messages_are_those_of_the_program(lang: str) -> None:
    """Each message that the page on rule files explains is one that the program says, in the language of the page."""
    shown = re.findall(r"^\| `(.*?)` \|", RULE_FILES[lang].rpartition("\n## ")[2], re.MULTILINE)
    with (ROOT / "src/gfassess/locale/zh/LC_MESSAGES/gfassess.po").open("rb") as file:
        catalogue = [(entry.id, str(entry.string)) for entry in read_po(file) if isinstance(entry.id, str)]
    said = {re.sub(r"\{[^}]*\}", "…", english if lang == "en" else chinese) for english, chinese in catalogue}
    assert len(shown) == 20
    assert set(shown) <= said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the project, pictures too, has its file."""
    targets = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


def test_every_page_is_reached() -> None:
    """Both readmes and the index of the documents lead to every page, each in its own language where there are two."""
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    index = set(re.findall(r"\]\(([\w.-]+\.md)\)", (ROOT / "docs" / "README.md").read_text("utf-8")))
    assert pages <= index
    base = {page for page in pages if not page.endswith(".zh.md")}
    own = {page: page.replace(".md", ".zh.md") for page in base}
    chinese = {own[page] if own[page] in pages else page for page in base}
    for name, wanted in (("README.md", base), ("README.zh.md", chinese)):
        linked = set(re.findall(r"\(docs/([\w.-]+\.md)\)", (ROOT / name).read_text("utf-8")))
        assert wanted <= linked, name


def test_both_readmes_show_the_same_commands() -> None:
    """Neither language is behind: the commands of the two are the same."""
    pages = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")]
    english, chinese = ([line.split()[1:2] for line in re.findall(r"(?m)^gfassess.*", page)] for page in pages)
    assert english == chinese
    assert len(english) == 10
