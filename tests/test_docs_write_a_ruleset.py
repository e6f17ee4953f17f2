"""The how-to "write your own rule set": its files are written and its commands run just as the page shows them."""

import gettext
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from gfassess.cli import main, terminal
from gfassess.tui import app
from gfassess.tui.app import GfassessApp
from gfassess.tui.screens.work import WorkScreen
from gfassess.tui.shell import Shell

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
PAGES: Final = {"en": "write-a-ruleset.md", "zh": "write-a-ruleset.zh.md"}
CUT: Final = "..."
"""A line of shown output that stands for any lines."""

SCREENS: Final = "gfassess --criteria rules open factory.toml\n"
"""The one command that needs a terminal."""

Block = tuple[str, str]
"""Language and content of a fenced block."""


def _blocks(lang: str) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    text = (DOCS / PAGES[lang]).read_text(encoding="utf-8")
    return re.findall(r"^```(\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def _put(text: str) -> None:
    """Write a file block under the name in its first line."""
    path = Path(text.splitlines()[0].removeprefix("# "))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _commands(text: str) -> list[tuple[list[str], str]]:
    """Return the commands of a console block with the output shown below each."""
    shown = re.findall(r"^\$ gfassess (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)
    assert len(shown) == len(re.findall(r"^\$ ", text, re.MULTILINE))
    return [(line.split(), output) for line, output in shown]


def _quietly(words: list[str], lang: str) -> int:
    """Run a command whose output the page does not show; return its exit code."""
    if words[:2] == ["cp", "-r"]:
        shutil.copytree(words[2], words[3])
        return 0
    assert words[0] == "gfassess"
    return main(["--lang", lang, *words[1:]])


def _fits(shown: str, printed: str) -> bool:
    """Tell whether output is what a page shows, which may leave lines out."""
    parts = re.split(rf"^{re.escape(CUT)}\n", shown, flags=re.MULTILINE)
    return re.fullmatch("(?:.*\n)*".join(re.escape(part) for part in parts), printed) is not None


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in an empty folder, 80 columns wide, and put back what the program sets for its whole process."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for name, value in {"COLUMNS": "80", "GFASSESS_STATE": str(tmp_path / "state"), "LANGUAGE": ""}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_works_as_it_stands(lang: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Who follows the page from an empty folder sees exactly what it shows, mistakes included."""
    ran = 0
    for kind, text in _blocks(lang):
        if kind == "toml":
            _put(text)
        if kind == "sh" and text != SCREENS:
            assert [_quietly(line.split(), lang) for line in text.splitlines()] == [0] * text.count("\n")
            capfd.readouterr()
        for arguments, shown in _commands(text) if kind == "console" else ():
            main(["--lang", lang, *arguments])
            printed = "".join(capfd.readouterr())
            assert _fits(shown, printed), f"gfassess {' '.join(arguments)} prints\n{printed}"
            ran += 1
    assert ran == 11


async def test_the_screens_open_with_the_rules_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command of the page that opens the screens shows the factory of the page under its rule set."""
    opened: list[GfassessApp] = []

    def instead_of_run(load: Callable[[], Shell], title: str = "") -> int:
        opened.append(GfassessApp(load, title))
        return 0

    blocks = _blocks("en")
    for kind, text in blocks:
        if kind == "toml":
            _put(text)
    assert ("sh", SCREENS) in blocks
    monkeypatch.setattr(terminal, "both", lambda: True)
    monkeypatch.setattr(app, "run", instead_of_run)
    assert main(["--lang", "en", *SCREENS.split()[1:]]) == 0
    async with opened[0].run_test() as pilot:
        while not isinstance(pilot.app.screen, WorkScreen):
            await pilot.pause()
        assert pilot.app.screen.desk.session.ruleset.id == "example-town"


def test_both_pages_write_the_same_files() -> None:
    """Neither language is behind: files and commands of the two pages are the same, only the output is translated."""
    english, chinese = (_blocks(lang) for lang in PAGES)
    assert [kind for kind, _text in english] == [kind for kind, _text in chinese]
    for (kind, one), (_kind, other) in zip(english, chinese, strict=True):
        if kind == "console":
            assert [arguments for arguments, _shown in _commands(one)] == [a for a, _shown in _commands(other)]
        else:
            assert one == other
