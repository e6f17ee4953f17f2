"""Copies of a file and what lies beside it, to try things on."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path

from gfassess.errors import GfassessError
from gfassess.files.reading import inside, sha256_of


def fresh_copy(source: Path, beside: Iterable[str], folder: Path) -> Path:
    """Return an unchanged copy of a file in a folder of its own below `folder`, with the files that it names.

    A copy that was changed is left alone and the next number is taken; files that are not there are left out. Raises
    OSError where nothing can be written.
    """
    wanted = {source.name: source}
    for name in beside:
        with suppress(GfassessError):
            path = inside(source.parent, name)
            if path.is_file():
                wanted[name.replace("\\", "/")] = path
    places = (folder / (source.stem if number == 1 else f"{source.stem}-{number}") for number in count(1))
    target = next(place for place in places if not place.exists() or _unchanged(wanted, place))
    if not target.exists():
        _copy(wanted, target)
    return target / source.name


def _copy(wanted: dict[str, Path], target: Path) -> None:
    import shutil  # noqa: PLC0415 - only a copy needs it

    target.mkdir(parents=True)
    for name, path in wanted.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / name)


def _unchanged(wanted: dict[str, Path], target: Path) -> bool:
    try:
        return all(sha256_of(target / name) == sha256_of(path) for name, path in wanted.items())
    except GfassessError:  # deleted, or a folder in its place
        return False
