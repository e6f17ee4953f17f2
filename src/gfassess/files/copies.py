"""Copies of a file and what lies beside it, to try things on."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path

from gfassess.errors import GfassessError
from gfassess.files.reading import inside, parts_of, sha256_of, size_of
from gfassess.files.writing import replacing
from gfassess.words import _


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


def take_copy(source: Path, folder: Path, read: Callable[[int], None] | None = None) -> Path:
    """Return a copy of a file of any size in a folder; another file of its name stays, and the next number is taken.

    A file of the same content that lies there already is the copy. `read` hears how much was read so far.
    """
    names = (source.name if number == 1 else f"{source.stem}-{number}{source.suffix}" for number in count(1))
    target = next(place for name in names if not (place := folder / name).exists() or _same(source, place))
    if target.exists():
        return target
    _make(folder)
    done = 0
    with replacing(target, new=True) as stream:
        for part in parts_of(source):
            stream.write(part)
            done += len(part)
            if read is not None:
                read(done)
    return target


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and size_of(one) == size_of(other) and sha256_of(one) == sha256_of(other)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = _("this folder cannot be made: {reason}").format(reason=error.strerror or error)
        raise GfassessError.of(message, file=str(folder)) from error


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
