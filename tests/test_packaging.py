"""What a user gets from `pip install`: the program, its words, its rules and its examples."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent


def _files(folder: Path, *, prefix: str) -> set[str]:
    return {f"{prefix}/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()}


def test_wheel_holds_everything_that_the_program_reads(tmp_path: Path) -> None:
    """The wheel has the rule files and examples of the checkout byte for byte, and the compiled catalogues."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for folder in ("criteria", "examples"):
            wanted = _files(ROOT / folder, prefix=f"gfassess/{folder}")
            assert wanted
            assert {name for name in names if name.startswith(f"gfassess/{folder}/")} == wanted
            for name in wanted:
                assert archive.read(name) == (ROOT / name.removeprefix("gfassess/")).read_bytes()
        assert archive.read("gfassess/locale/zh/LC_MESSAGES/gfassess.mo").startswith(b"\xde\x12\x04\x95")
        assert {"gfassess/py.typed", "gfassess/cli/__init__.py"} <= names
        styles = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.tcss")}
        assert styles <= names
        assert not [name for name in names if name.startswith(("tests/", "tools/", "src/", "criteria/"))]
        assert any(name.endswith("licenses/LICENSE") for name in names)
