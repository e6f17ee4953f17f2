"""Folders that the program knows: its criteria, its examples, and where it remembers recent files."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal, TypeAlias

from gfassess.errors import GfassessError
from gfassess.files.reading import read_text
from gfassess.files.writing import write_atomic
from gfassess.words import _

_PACKAGE: Final = Path(__file__).parents[1]
Kind: TypeAlias = Literal["assessment", "cohort"]
"""What is remembered apart."""
_LISTS: Final[dict[Kind, str]] = {"assessment": "recent.txt", "cohort": "recent-cohorts.txt"}
_KEPT: Final = 20
_BESIDE: Final = "kept"
"""The folder for what should lie beside a file and cannot."""
_STATE_LIMIT: Final = 100_000


def builtin_criteria() -> Path:
    """Return the folder of the criteria that come with the program."""
    return _shipped("criteria")


def builtin_examples() -> tuple[Path, ...]:
    """Return the example assessments that come with the program, by name; cohorts lie beside them."""
    return tuple(sorted(path for path in _shipped("examples").glob("*.toml") if not path.name.startswith("cohort-")))


def builtin_cohort() -> Path:
    """Return the invented cohort that comes with the program."""
    return _shipped("examples") / "cohort-illustrative.toml"


def builtin_example(name: str) -> Path:
    """Return one example assessment, named with or without `.toml`; raise GfassessError where there is none."""
    known = {path.stem: path for path in builtin_examples()}
    found = known.get(name.removesuffix(".toml"))
    if found is None:
        hint = _("known are {known}").format(known=", ".join(known))
        raise GfassessError.of(_("there is no example of this name"), file=name, hint=hint)
    return found


def _shipped(name: str) -> Path:
    """Return a folder inside the installed package, or the one of the checkout that it is run from."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / name


def state_folder() -> Path:
    """Return the folder for what the program remembers between runs; `GFASSESS_STATE` overrides the system's place."""
    if chosen := os.environ.get("GFASSESS_STATE"):
        return Path(chosen)
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is no home
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "gfassess"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "gfassess"
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "gfassess"


def registry_folder() -> Path:
    """Return the folder of the user's own files of peers; it need not exist."""
    return state_folder() / "peers"


def keys_folder() -> Path:
    """Return the folder of the user's own keys; it need not exist."""
    return state_folder() / "keys"


def companions(path: Path, kind: str) -> tuple[Path, Path]:
    """Return where the program keeps something about a file: beside it, or else in its own folder.

    The name beside it is `.NAME.KIND`; the folder of the program need not exist.
    """
    import hashlib  # noqa: PLC0415 - costs start-up time that most commands need not pay

    target = path.resolve()
    place = hashlib.sha256(os.fsencode(target)).hexdigest()[:16]
    return _beside(target, kind), state_folder() / _BESIDE / f"{target.stem[:40]}-{place}.{kind}"


def has_companion(path: Path, kind: str) -> bool:
    """Tell whether the program keeps something about a file; quick where it does not."""
    try:
        near = os.path.lexists(_beside(path.resolve(), kind))
        return near or ((state_folder() / _BESIDE).is_dir() and companions(path, kind)[1].exists())
    except (OSError, RuntimeError, ValueError):
        return False


def _beside(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name}.{kind}")


def recent(kind: Kind = "assessment") -> tuple[Path, ...]:
    """Return the files of a kind used last that are still there, newest first."""
    found = []
    for path in _remembered(kind):
        with suppress(OSError):
            if path.is_file():
                found.append(path)
    return tuple(found)


def remember(path: Path, kind: Kind = "assessment") -> None:
    """Put a file at the head of the recent ones of its kind; where that cannot be stored nothing happens."""
    with suppress(OSError, RuntimeError, GfassessError):
        newest = path.resolve()
        if "\n" in str(newest):
            return
        others = [other for other in _remembered(kind) if other != newest]
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        write_atomic(folder / _LISTS[kind], "".join(f"{one}\n" for one in [newest, *others][:_KEPT]))


def _remembered(kind: Kind) -> list[Path]:
    try:
        text = read_text(state_folder() / _LISTS[kind], _STATE_LIMIT)
    except GfassessError:
        return []
    return [Path(line) for line in text.split("\n") if line and "\0" not in line]
