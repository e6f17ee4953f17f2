"""Files made to fill the memory or to keep the machine busy, each given to the real command in a process of its own."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.fuzz.readers import GOOD

MEMORY: Final = 500_000_000
SECONDS: Final = 30
"""Processor time after which the system ends a process: far more than any of these takes."""
HEAD: Final = 'ruleset = "small"\nyear = 2024\n'
_PART: Final = 1_000_000


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _refused(folder: Path, *arguments: str, code: int = 1) -> str:
    """Run a command within the limits; return what it said: words, and no traceback."""
    command = [sys.executable, "-m", "gfassess", "--lang", "en", *arguments]
    about = {**os.environ, "GFASSESS_STATE": str(folder / "state")}
    done = subprocess.run(
        command, cwd=folder, capture_output=True, check=False, preexec_fn=_limits, env=about, encoding="utf-8"
    )
    assert done.returncode == code, done.stderr[-2000:]
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert all(line.isprintable() for line in said.split("\n"))
    return said


def _many(text: str, size: int = 4_500_000) -> str:
    return text * (size // len(text))


ASSESSMENTS: Final[dict[str, Callable[[], str]]] = {
    "deep lists": lambda: HEAD + "x = " + "[" * 100_000 + "]" * 100_000,
    "deep tables": lambda: HEAD + "x = " + "{a=" * 100_000,
    "a key of many parts": lambda: HEAD + "a." * 500_000 + "b = 1",
    "a quoted key of many parts": lambda: HEAD + '"a".' * 200_000 + "b = 1",
    "a long key": lambda: HEAD + "a" * 4_500_000 + " = 1",
    "a long text": lambda: HEAD + 'remark = "' + "x" * 4_500_000 + '"',
    "a text that is not closed": lambda: HEAD + 'remark = "' + "\\\\" * 2_000_000,
    "a long number": lambda: HEAD + "x = " + "9" * 4_000_000,
    "a long hexadecimal number": lambda: HEAD + "x = 0x" + "f" * 4_000_000,
    "a long fraction": lambda: HEAD + "[facts]\narea = 0." + "1" * 4_000_000,
    "many tables": lambda: HEAD + "".join(f"[t{number}]\n" for number in range(5_000)),
    "many keys": lambda: HEAD + "".join(f"k{number} = 1\n" for number in range(5_000)),
    "many wrong answers": lambda: HEAD + "[facts]\n" + "".join(f"k{number} = []\n" for number in range(5_000)),
    "many control characters": lambda: HEAD + "[facts]\n" + "".join(f'k{n} = "\\u001b"\n' for n in range(5_000)),
    "many brackets": lambda: HEAD + _many("[["),
    "many quotation marks": lambda: HEAD + "x = " + _many('"'),
}


@pytest.mark.parametrize("bomb", ASSESSMENTS)
def test_assessment(tmp_path: Path, bomb: str) -> None:
    """No assessment fills the memory or keeps the machine busy; what is wrong is said, or it is read."""
    (tmp_path / "a.toml").write_text(ASSESSMENTS[bomb](), encoding="utf-8")
    _refused(tmp_path, "check", "a.toml", "--criteria", str(GOOD), code=0 if bomb in _READ else 1)


_READ: Final = {"a long text", "many tables", "many keys"}
"""What is odd and nothing more: there are warnings, and the answers count."""


def test_a_file_of_100_megabytes(tmp_path: Path) -> None:
    """It is refused by its size before it is read."""
    with (tmp_path / "a.toml").open("wb") as file:
        file.write(HEAD.encode() + b'remark = "')
        file.truncate(100_000_000)
    assert "larger than" in _refused(tmp_path, "check", "a.toml")


def _archive(path: Path, **parts: bytes) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as out:
        out.writestr("xl/workbook.xml", "<workbook/>")
        for name, piece in parts.items():
            with out.open(f"xl/{name}.xml", "w") as part:
                for _piece in range(600):
                    part.write(piece * (_PART // len(piece)))


def test_workbook_that_unfolds(tmp_path: Path) -> None:
    """A small archive of 600 MB is refused by what it says of itself."""
    _archive(tmp_path / "list.xlsx", sharedStrings=b"<si><t>x</t></si>")
    assert (tmp_path / "list.xlsx").stat().st_size < 5_000_000
    assert "unfolds" in _refused(tmp_path, "peers", "import", "list.xlsx", "--batch", "1")


PAGES: Final = ("<!--", "<a ", "<![if x]>", "<?", "</", "<td>", "<td x='", "<style>", "&#9", "<tr><td rowspan=99>x")


@pytest.mark.parametrize("piece", PAGES)
def test_page_without_ends(tmp_path: Path, piece: str) -> None:
    """A page whose comments, tags or styles are never closed is not looked through again for each of them."""
    text = "<html><table><tr><td>" + _many(piece, 500_000)
    (tmp_path / "list.xls").write_text(text, encoding="utf-8")
    _refused(tmp_path, "peers", "import", "list.xls", "--batch", "1", "--category", "factory")


def test_formulas(tmp_path: Path) -> None:
    """Formulas of the greatest length and depth are read, or refused with their place, at once."""
    text = (GOOD / "rulesets" / "small" / "c.toml").read_text(encoding="utf-8")
    for number, formula in enumerate(("(" * 250, "-" * 499 + "1", "1+" * 249 + "1", "not " * 120 + "plan", "9" * 500)):
        root = tmp_path / str(number)
        (root / "rulesets" / "small").mkdir(parents=True)
        for path in GOOD.rglob("*.toml"):
            target = root / path.relative_to(GOOD)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        bomb = text.replace('"tce / area"', f'"{formula}"')
        (root / "rulesets" / "small" / "c.toml").write_text(bomb, encoding="utf-8")
        _refused(tmp_path, "rules", "check", str(root))


@pytest.mark.parametrize("name", ["a\nb.toml", "a\u202eb.toml", "a\x1b[2Jb.toml", "a\u2066.toml", "\u200f.toml"])
def test_names_of_files(tmp_path: Path, name: str) -> None:
    """A name with a line end, an escape or a mark that turns writing around does nothing to the terminal."""
    (tmp_path / name).write_text("year = x", encoding="utf-8")
    said = _refused(tmp_path, "check", name)
    assert name not in said


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/proc/self/mem", "facts", "nowhere", "c.toml"])
def test_links_in_a_rule_folder(tmp_path: Path, target: str) -> None:
    """A link out of the folder, to a device, to itself or to nothing is told, and not followed."""
    for path in GOOD.rglob("*.toml"):
        place = tmp_path / "rules" / path.relative_to(GOOD)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    link = tmp_path / "rules" / "rulesets" / "small" / "c.toml"
    link.unlink()
    link.symlink_to(target)
    said = _refused(tmp_path, "rules", "check", "rules")
    assert "root:" not in said
