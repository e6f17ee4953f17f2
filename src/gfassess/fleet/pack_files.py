"""Which files are packed: those that were named, and the .toml files in folders that were named."""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gfassess.errors import GfassessError, Problem
from gfassess.files import user_path
from gfassess.fleet.heads import is_packed, is_scored
from gfassess.words import _

_ENDING: Final = ".toml"
_MOST_DEPTH: Final = 64
"""Folders in folders that are gone into."""


@dataclass(slots=True)
class Found:
    """What was found under the names that were typed."""

    files: list[str] = field(default_factory=list)
    """Sorted, each once."""
    left: list[Problem] = field(default_factory=list)
    """What is not gone into, and why; each names its file or folder."""


def files_of(typed: Iterable[str], apart: Collection[Path] = ()) -> Found:
    """Return the files to pack.

    The folders in `apart` are not searched, nor are hidden ones and those that packing or scoring made.
    """
    found = Found()
    hidden = {path.resolve() for path in apart}
    names: set[str] = set()
    for one in typed:
        path = user_path(one)
        if not path.is_dir():
            names.add(str(path))
            continue
        left = len(found.left)
        inside = set(_searched(path, path.resolve(), hidden, found.left, 0))
        if not inside and len(found.left) == left:
            raise GfassessError.of(_("there is no .toml file in this folder"), file=one)
        names |= inside
    found.files = sorted(names)
    found.left.sort(key=lambda problem: problem.file)
    return found


def holds_files(folder: Path) -> bool:
    """Tell whether there is anything to pack in a folder or below it."""
    return next(_searched(folder, folder.resolve(), (), [], 0), None) is not None


def _searched(folder: Path, root: Path, hidden: Collection[Path], left: list[Problem], depth: int) -> Iterator[str]:
    """Go through the files of a folder and those below it; what a link leads to outside of `root` is left."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        reason = _("this folder cannot be read: {reason}").format(reason=error.strerror or error)
        left.append(Problem(message=reason, file=str(folder)))
        return
    for entry in found:
        wanted = entry.name.lower().endswith(_ENDING)
        if entry.is_symlink():
            target = Path(os.path.realpath(entry.path))
            if not target.is_relative_to(root) and (wanted or target.is_dir()):
                message = _("a link that leads out of the folder is not followed")
                left.append(Problem(message=message, file=entry.path, hint=_("name what it leads to as well")))
            elif wanted and target.is_file():
                yield entry.path
        elif entry.is_dir():
            inner = Path(entry.path)
            if inner.resolve() in hidden or is_packed(inner) or is_scored(inner):
                continue
            if depth == _MOST_DEPTH:
                left.append(Problem(message=_("folders are nested too deep here"), file=entry.path))
                continue
            yield from _searched(inner, root, hidden, left, depth + 1)
        elif wanted:
            yield entry.path
