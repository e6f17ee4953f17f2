"""A small factory with documents, for the tests of what becomes of them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from tests.cli.conftest import Ran, Run

_SCHEMES = """
[[scheme]]
id = "national"
title = { zh = "国家", en = "National" }
authority = { zh = "部", en = "Ministry" }
dates = [
  { title = { zh = "上报", en = "Form due" }, month = 4, day = 15 },
  { title = { zh = "推荐", en = "Recommendations due" }, month = 7, day = 31 },
]
source = { document = "D1" }
basis = "policy"
"""
_HEAD = """ruleset = "small"
year = 2025
[enterprise]
name = "示例厂"
[facts]
area = 900.0
plan = true
"""


class Papers:
    """Runs commands by small rules that ask for two documents."""

    def __init__(self, gfassess: Run, rules: str) -> None:
        """Ask for documents in the copy of the small rules."""
        self._gfassess = gfassess
        self._rules = rules
        facts = Path(rules) / "facts" / "all.toml"
        text = facts.read_text("utf-8")
        for name, wanted in (("area", "Deed"), ("plan", "The plan")):
            text = text.replace(f'id = "{name}"', f'id = "{name}"\nevidence = {{ zh = "文件", en = "{wanted}" }}')
        facts.write_text(text, "utf-8")
        (Path(rules) / "schemes.toml").write_text(_SCHEMES, "utf-8")

    def run(self, *arguments: str, lang: str = "en") -> Ran:
        """Run a command."""
        return self._gfassess("--criteria", self._rules, *arguments, lang=lang)

    def write(self, documents: Mapping[str, str], more: Mapping[str, str] | None = None) -> str:
        """Write `own.toml` with documents, what each is for by its file, and the files; `more` is TOML by file."""
        text = _HEAD
        for file, proves in documents.items():
            content = file.encode()
            path = Path(file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            text += f'[[evidence]]\nfile = "{file}"\nfor = ["{proves}"]\nsha256 = "{digest}"\n'
            text += f"{(more or {}).get(file, '')}\n"
        Path("own.toml").write_text(text, encoding="utf-8")
        return "own.toml"
