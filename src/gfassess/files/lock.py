"""The lock beside an open assessment: it says who has it open, so that a second one does not write as well."""

import hashlib
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from gfassess.errors import GfassessError
from gfassess.files.places import companions
from gfassess.files.reading import read_bytes
from gfassess.files.writing import write_new
from gfassess.model.base import Record

_SMALL: Final = 4_000
_TRIES: Final = 5
_UNREAD: Final = "?"
"""Stands for the token of a lock that cannot be read."""


class Holder(Record):
    """Who has a file open."""

    user: str = ""
    host: str = ""
    pid: int = 0
    since: datetime | None = None
    token: str
    """Told apart by this from whoever has it open before or after."""
    seen: datetime | None = None
    """Last sign of life; not part of the file."""


class Lock:
    """A lock that this process holds."""

    def __init__(self, place: Path, holder: Holder) -> None:
        """Remember what was made where."""
        self._place = place
        self.holder = holder

    def covers(self, path: Path) -> bool:
        """Tell whether it is the lock of a file, and still ours."""
        return self._place == companions(path, "lock")[0] and _token(self._place) == self.holder.token

    def touch(self) -> None:
        """Give a sign of life."""
        with suppress(OSError):
            if _token(self._place) == self.holder.token:
                os.utime(self._place)

    def release(self) -> None:
        """Take the lock away, unless somebody else took it over."""
        with suppress(OSError):
            if _token(self._place) == self.holder.token:
                self._place.unlink()


def take(path: Path, me: Holder, seized: str = "") -> Lock | Holder | None:
    """Return the lock of a file, or who holds it, or None where no lock can be made.

    One that a dead process of this machine left behind is taken over, and so is the one with the token `seized`.
    """
    place = companions(path, "lock")[0]
    for _try in range(_TRIES):
        try:
            write_new(place, me.model_dump_json(exclude={"seen"}).encode())
        except FileExistsError:
            holder = holder_of(path)
            if holder is None:  # released in between
                continue
            if holder.token != seized and not _left_behind(holder, me):
                return holder
            _remove(place, holder.token)
        except OSError:
            return None
        else:
            return Lock(place, me)
    return holder_of(path)


def holder_of(path: Path) -> Holder | None:
    """Return who holds a file; None where nobody does."""
    place = companions(path, "lock")[0]
    try:
        data = read_bytes(place, _SMALL)
        seen = datetime.fromtimestamp(place.stat().st_mtime, UTC)
    except (GfassessError, OSError):
        # There is something, but no lock that could be read: somebody holds it.
        return Holder(token=_UNREAD) if os.path.lexists(place) else None
    try:
        return Holder.model_validate_json(data).model_copy(update={"seen": seen})
    except ValidationError:
        return Holder(token=_hashed(data), seen=seen)


def _left_behind(holder: Holder, me: Holder) -> bool:
    return holder.pid > 0 and holder.host == me.host and holder.pid != me.pid and not _alive(holder.pid)


def _remove(place: Path, token: str) -> None:
    """Take away the lock that was looked at; one that somebody made in its place meanwhile goes back."""
    aside = place.with_name(f"{place.name}.{os.urandom(4).hex()}")
    with suppress(OSError):
        place.replace(aside)
        if _token(aside) == token:
            aside.unlink()
        elif not os.path.lexists(place):
            aside.replace(place)


def _token(place: Path) -> str:
    try:
        data = read_bytes(place, _SMALL)
    except GfassessError:
        return _UNREAD
    try:
        return Holder.model_validate_json(data).token
    except ValidationError:
        return _hashed(data)


def _hashed(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _alive(pid: int) -> bool:
    """Tell whether a process of this machine is running; where that cannot be known, say yes."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - os.kill would end the process there

        still_running, query = 0x102, 0x101000
        handle = ctypes.windll.kernel32.OpenProcess(query, False, pid)  # noqa: FBT003 - as Windows has it
        if not handle:
            return bool(ctypes.windll.kernel32.GetLastError() == 5)  # noqa: PLR2004 - access denied: it is there
        try:
            return bool(ctypes.windll.kernel32.WaitForSingleObject(handle, 0) == still_running)
        finally:
            ctypes.windll.kernel32.CloseHandle(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
