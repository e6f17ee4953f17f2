"""What may know what, where static reading cannot see it: imports at run time, ids of the content in the engine."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "src" / "gfassess"
PARTS: Final = sorted(path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists())
HEADLESS: Final = [part for part in PARTS if part not in {"__init__", "__main__", "tui"}]

_IMPORT_ALL: Final = """
import importlib, pkgutil, sys
for part in sys.argv[1:]:
    module = importlib.import_module(part)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), module.__name__ + "."):
        importlib.import_module(found.name)
    if loaded := {"textual", "rich"} & {*sys.modules}:
        sys.exit(f"{part} loads {loaded}")
"""
_RUN: Final = """
import sys
from gfassess.cli import main
sys.argv[0] = "gfassess"
try:
    main()
except SystemExit:
    pass
print(*(name for name in ("pydantic", "textual", "rich", "tomllib") if name in sys.modules), file=sys.stderr)
"""


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def test_headless_parts_never_import_the_terminal() -> None:
    """Textual costs more than all the rest of a command: no part but the screens may load it."""
    _python(_IMPORT_ALL, *(f"gfassess.{part}" for part in HEADLESS))


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_asking_for_help_loads_nothing_heavy(option: str) -> None:
    """Version and help come at once: no records, no screens, no rule files."""
    assert _python(_RUN, option).stderr.split() == []


def _content_ids() -> set[str]:
    ids: set[str] = set()
    for path in (ROOT / "criteria").rglob("*.toml"):
        if "cases" in path.parts or path.parent.name in {"parameters", "references", "peers"}:
            continue
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        lines = [entry for key in ("fact", "ledger", "indicator", "gate") for entry in tables.get(key, [])]
        lines += [total for ledger in tables.get("ledger", []) for total in ledger.get("total", [])]
        ids |= {line["id"] for line in lines}
    return ids


def test_engine_names_no_line_of_the_content() -> None:
    """An auditor can change every rule without touching the program: it knows no fact, total, gate or indicator."""
    ids = _content_ids()
    named = [
        f"{path.relative_to(SOURCE)}:{node.lineno}: {node.value}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ids
    ]
    assert named == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_stay_small(path: Path) -> None:
    """A file can be read in one sitting, and its name says what is in it."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert path.stem not in {"utils", "common", "helpers", "manager"}


def test_functions_stay_small() -> None:
    """A function fits on a screen."""
    long = [
        f"{path.relative_to(SOURCE)}:{node.lineno}: {node.name}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= 40
    ]
    assert long == []


HURRY = """
import sys
from gfassess.cli.run import _hurry
_hurry()
from pydantic import BaseModel, ValidationError
class Model(BaseModel):
    figure: float
assert Model(figure=1).figure == 1.0
try:
    Model(figure="x")
except ValidationError:
    pass
assert "importlib.metadata" not in sys.modules
"""


def test_records_do_without_plugins() -> None:
    """Commands start without looking for plugins of pydantic, and records work all the same."""
    assert _python(HURRY).stderr == ""
