"""The journal of an open assessment: every change is on the disk here before the file itself is replaced.

A line has a checksum of its own. A torn one, where the power went in the middle of writing, is left out; the next
line begins behind it.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from gfassess.errors import GfassessError, Problem
from gfassess.files.places import companions
from gfassess.files.reading import read_bytes
from gfassess.files.writing import make_folder, settle, write_atomic
from gfassess.model.journal import JournalChange, JournalMark
from gfassess.words import _

Line = JournalChange | JournalMark

_SUM: Final = 16
"""Hexadecimal digits of a checksum."""
_LONG: Final = 1_000_000
"""Bytes from which on the journal is made short again once the file is safe."""
_MOST: Final = 64_000_000
"""Bytes beyond which nothing is added and nothing read."""
_LINES: Final[TypeAdapter[Line]] = TypeAdapter(JournalChange | JournalMark)


class Journal:
    """The journal of one file: beside it, or where that cannot be written in the folder of the program."""

    def __init__(self, path: Path) -> None:
        """Read what is there; lines that cannot be read are left out and counted in `torn`."""
        self._path = path
        self._places = companions(path, "journal")
        self.problems: tuple[Problem, ...] = ()
        """Why a journal that is there cannot be read at all."""
        self.torn = 0
        self._lines: list[Line] = []
        self._length = 0
        for place in self._places:
            self._take_in(place)
        self._lines.sort(key=lambda line: line.n)
        self._next = 1 + max((line.n for line in self._lines), default=0)
        self._first = self._next
        self._short = self._length
        self._found: tuple[int, int] | None = None
        """Changes of which only the hash of the file says that it has them: noted before that hash is gone."""
        self.touched = False
        """Something was written since it was opened, be it in part."""
        self._settled: set[Path] = set()
        """Places whose name is on the disk for good."""

    @property
    def changes(self) -> tuple[JournalChange, ...]:
        """Every change that the journal still has, the oldest first."""
        return tuple(line for line in self._lines if isinstance(line, JournalChange))

    def held(self, sha256: str) -> tuple[JournalChange, ...]:
        """Return the changes that are not in the file and were not decided on, given the hash of the file."""
        decided = self._decided({"saved", "taken", "left"})
        found = [line for line in self.changes if line.n not in decided]
        # The program ended between the replacing of the file and the mark that says so.
        last = max((line for line in found if line.file == sha256), key=lambda line: line.n, default=None)
        if last is None:
            return tuple(found)
        self._found = (last.first, last.n)
        return tuple(line for line in found if not last.first <= line.n <= last.n)

    @property
    def left(self) -> tuple[JournalChange, ...]:
        """The changes that the user left out."""
        decided = self._decided({"left"})
        return tuple(line for line in self.changes if line.n in decided)

    def change(self, at: datetime, by: str, file: str, was: str, now: str) -> None:
        """Put one change on the disk; raise OSError where no place takes it."""
        change = JournalChange(n=self._number(), first=self._first, at=at, by=by, file=file, was=was, now=now)
        self._append(change, sync=True)

    def saved(self, at: datetime, *, certain: bool = False) -> None:
        """Note that the file holds everything since it was opened, and shorten a long journal. Raises OSError.

        As a rule the hash of the file says the same; where it does not the note has to be `certain`, on the disk.
        """
        if self._next > self._first and (self.touched or not certain):
            last = self._next - 1
            mark = JournalMark(n=self._number(), at=at, done="saved", first=self._first, last=last)
            self._append(mark, sync=certain)
        if self._length > max(_LONG, 2 * self._short):
            self.shorten()

    def decide(self, at: datetime, changes: Iterable[JournalChange], *, left: bool) -> None:
        """Note that the user decided on changes; they are not offered again. Raises OSError."""
        numbers = [change.n for change in changes]
        if numbers:
            mark = JournalMark(
                n=self._number(), at=at, done="left" if left else "taken", first=min(numbers), last=max(numbers)
            )
            self._append(mark, sync=True)

    def shorten(self) -> None:
        """Drop the lines whose changes are safe in the file; those that are not, or were left out, stay."""
        safe = self._decided({"saved", "taken"}) - self._decided({"left"})
        lines = [
            line
            for line in self._lines
            if (line.done == "left" if isinstance(line, JournalMark) else line.n not in safe)
        ]
        data = b"".join(map(_written, lines))
        with suppress(GfassessError, OSError):  # a long journal is better than none
            there = [place for place in self._places if place.exists()]
            write_atomic(there[0], data)
            for place in there[1:]:
                place.unlink()
            self._lines, self._length, self._short = lines, len(data), len(data)

    def _decided(self, kinds: set[str]) -> set[int]:
        marks = [line for line in self._lines if isinstance(line, JournalMark) and line.done in kinds]
        return {line.n for line in self.changes if any(mark.first <= line.n <= mark.last for mark in marks)}

    def _take_in(self, place: Path) -> None:
        if not os.path.lexists(place):
            return
        try:
            data = read_bytes(place, _MOST)
        except GfassessError as error:
            self.problems += error.problems
            return
        self._length += len(data)
        for line in read_lines(data):
            if line is None:
                self.torn += 1
            else:
                self._lines.append(line)

    def _number(self) -> int:
        """Return the next number; none is used again, because a part of a line that failed may be on the disk."""
        self._next += 1
        return self._next - 1

    def _append(self, line: Line, *, sync: bool = False) -> None:
        lines = [line]
        if self._found is not None:
            first, last = self._found
            lines.insert(0, JournalMark(n=self._number(), at=line.at, done="saved", first=first, last=last))
        data = b"".join(map(_written, lines))
        if self._length + len(data) > _MOST:
            raise OSError(_("the journal is full"))
        reasons: list[OSError] = []
        beside, _own = self._places
        for place in self._places:
            try:
                if place is not beside:
                    make_folder(place.parent, private=True)
                self._write(place, data, sync=sync)
            except OSError as error:
                reasons.append(error)
                continue
            self._lines += lines
            self._length += len(data)
            self._found = None
            return
        raise reasons[0]

    def _write(self, place: Path, data: bytes, *, sync: bool) -> None:
        """Append to a file that is a plain one and no link; no handle stays open."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
            flags |= getattr(os, name, 0)
        handle = os.open(place, flags, 0o600 if self._private else 0o666)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(_("this is a pipe or a device, not a file"))
            self.touched = True
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if sync:
                os.fsync(handle)
        finally:
            os.close(handle)
        if sync and place not in self._settled:
            settle(place.parent)
            self._settled.add(place)

    @property
    def _private(self) -> bool:
        """Tell whether others may not read the file; then they may not read its journal either."""
        try:
            return not stat.S_IMODE(self._path.stat().st_mode) & 0o077
        except OSError:
            return True


def read_lines(data: bytes) -> Iterator[Line | None]:
    """Go through the lines of a journal; None stands for one that is torn or was changed."""
    for raw in data.split(b"\n"):
        if not raw:
            continue
        checksum, _space, body = raw.partition(b" ")
        if checksum != _checksum(body):
            yield None
            continue
        try:
            yield _LINES.validate_json(body)
        except ValidationError:
            yield None


def _written(line: Line) -> bytes:
    body = line.model_dump_json().encode()
    # The line end before it parts it from a line that could not be finished.
    return b"\n" + _checksum(body) + b" " + body + b"\n"


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:_SUM].encode()
