"""Former versions of an assessment, beside it in `.NAME.history`, or else in the folder of the program."""

import hashlib
import re
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from gfassess.errors import GfassessError
from gfassess.files.places import companions
from gfassess.files.reading import read_bytes
from gfassess.files.writing import make_folder, write_atomic
from gfassess.words import _

_NAME: Final = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{16})\.toml\Z", re.ASCII)
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_SPACING: Final = timedelta(minutes=1)
_NEWEST: Final = 10
"""Versions that are kept however close together they are."""
_DAYS: Final = 20
"""Days of which the last version is kept besides."""
_LEAST: Final = 4
"""Characters by which a version can be named."""


class Version(NamedTuple):
    """One former state of a file."""

    id: str
    """The first digits of its SHA-256."""
    at: datetime
    """When something else took its place; UTC."""
    path: Path


def versions(path: Path) -> tuple[Version, ...]:
    """Return the former versions of a file, the newest first; each content once."""
    found: dict[str, Version] = {}
    for place in companions(path, "history"):
        for version in _in(place):
            if version.id not in found or found[version.id].at < version.at:
                found[version.id] = version
    return tuple(sorted(found.values(), key=lambda version: (version.at, version.id), reverse=True))


def keep_version(path: Path, at: datetime, *, always: bool = False) -> None:
    """Keep what a file holds now, before something else takes its place; at most one a minute, unless `always`.

    Raises GfassessError where that fails; nothing happens where there is no file.
    """
    if not path.exists():
        return
    data = read_bytes(path)
    name = hashlib.sha256(data).hexdigest()[:16]
    there = versions(path)
    if any(version.id == name for version in there):
        return
    if not always and there and abs(at - there[0].at) < _SPACING:
        return
    private = not stat.S_IMODE(path.stat().st_mode) & 0o077
    reasons: list[GfassessError] = []
    for place in companions(path, "history"):
        try:
            _make(place, private=private)
            write_atomic(place / f"{at.astimezone(UTC):{_STAMP}}-{name}.toml", data, private=private)
        except GfassessError as error:
            reasons.append(error)
            continue
        _thin(place)
        return
    raise reasons[0]


def find_version(path: Path, typed: str) -> Version:
    """Return the version that begins with the typed characters; raise GfassessError where it is not exactly one."""
    wanted = typed.strip().lower()
    found = [version for version in versions(path) if version.id.startswith(wanted)]
    hint = _("gfassess history {file} lists them").format(file=path.name)
    if len(wanted) < _LEAST or not found:
        raise GfassessError.of(_("there is no such version"), file=typed, hint=hint)
    if len(found) > 1:
        raise GfassessError.of(_("several versions begin like this"), file=typed, hint=hint)
    return found[0]


def content(version: Version) -> bytes:
    """Return what a version holds; raise GfassessError where it is not what was kept."""
    data = read_bytes(version.path)
    if not hashlib.sha256(data).hexdigest().startswith(version.id):
        raise GfassessError.of(_("this version was changed since it was kept"), file=str(version.path))
    return data


def _in(place: Path) -> list[Version]:
    found = []
    with suppress(OSError):
        for entry in place.iterdir() if not place.is_symlink() else ():
            if match := _NAME.match(entry.name):
                with suppress(ValueError):  # digits that are no time
                    at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                    found.append(Version(match[2], at, entry))
    return found


def _make(place: Path, *, private: bool) -> None:
    try:
        if place.is_symlink():
            raise GfassessError.of(_("this is a link, not a folder"), file=str(place))
        make_folder(place, private=private)
    except OSError as error:
        message = _("this folder cannot be made: {reason}").format(reason=error.strerror or error)
        raise GfassessError.of(message, file=str(place)) from error


def _thin(place: Path) -> None:
    """Delete what is neither among the newest nor the last version of one of the latest days."""
    newest = sorted(_in(place), key=lambda version: (version.at, version.id), reverse=True)
    days = [next(versions) for _day, versions in groupby(newest, key=lambda version: version.at.date())]
    kept = {*newest[:_NEWEST], *days[:_DAYS]}
    for version in newest:
        if version not in kept:
            with suppress(OSError):
                version.path.unlink()
