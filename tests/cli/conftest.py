"""Running commands inside the test, as the shell would."""

import gettext
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from gfassess.cli import main

if TYPE_CHECKING:
    from tests.cli.papers import Papers

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in a folder of its own, 80 columns wide, and put back what the program sets for its whole process."""
    for name, value in {"COLUMNS": "80", "GFASSESS_STATE": str(tmp_path / "state"), "LANGUAGE": ""}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)


@pytest.fixture
def gfassess(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs one command, in English unless it says otherwise."""

    def run(*arguments: str, lang: str = "en") -> Ran:
        code = main(["--lang", lang, *arguments])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def small() -> str:
    """Return a small rule folder: one criterion, two indicators, one gate."""
    shutil.copytree(ROOT / "tests" / "rules" / "good", "rules")
    return "rules"


@pytest.fixture
def write() -> Callable[[str, str], str]:
    """Return a function that writes an indented text to a file and returns its name."""

    def write_file(name: str, text: str) -> str:
        Path(name).write_text(dedent(text), encoding="utf-8")
        return name

    return write_file


@pytest.fixture
def chongqing() -> str:
    """Return the unfinished example."""
    return str(ROOT / "examples" / "chongqing-profiles-2024.toml")


@pytest.fixture
def machinery() -> str:
    """Return the complete example."""
    return str(ROOT / "examples" / "machinery-illustrative.toml")


@pytest.fixture
def papers(gfassess: Run, small: str) -> "Papers":
    """Return small rules that ask for documents, and what runs commands by them."""
    from tests.cli.papers import Papers

    return Papers(gfassess, small)
