"""What can happen to a program that writes: it is killed between two calls, the disk is full, the power goes."""

import errno
import os
import random
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal, NoReturn

Way = Literal["killed", "power"]

_CALLS: Final = ("open", "write", "fsync", "replace", "unlink", "link", "close", "mkdir", "utime")
_FULL: Final = ("write", "fsync", "replace")


class Faults:
    """Stands in front of the calls by which the program reaches the disk, and ends it at one of them."""

    def __init__(self, root: Path, chance: random.Random, way: Way, at: int, full: float) -> None:
        """End the process at the call number `at`; of the calls that need room the share `full` fails."""
        self._root = root
        self._chance = chance
        self._way = way
        self._left = at
        self._full = full
        self._real: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in _CALLS}
        self._names: dict[Path, dict[str, int]] = {}
        self._data: dict[int, bytes] = {}
        for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
            self._names[folder] = _listed(folder)
        for path in root.rglob("*"):
            if path.is_file():
                # An open handle keeps the number of the file from being given to another one.
                handle = os.open(path, os.O_RDONLY)
                self._data[os.fstat(handle).st_ino] = path.read_bytes()

    def stand(self) -> None:
        """Take the place of the calls."""
        for name in _CALLS:
            setattr(os, name, self._guarded(name))

    def _guarded(self, name: str) -> Callable[..., Any]:
        real = self._real[name]

        def call(*arguments: Any, **named: Any) -> Any:
            self._left -= 1
            due = self._left <= 0
            if due and self._chance.random() < 0.5:
                if name == "write" and len(arguments[1]) > 1:
                    real(arguments[0], bytes(arguments[1])[: self._chance.randrange(1, len(arguments[1]))])
                self._end()
            if name in _FULL and self._chance.random() < self._full:
                if name == "write" and len(arguments[1]) > 1:
                    real(arguments[0], bytes(arguments[1])[: self._chance.randrange(len(arguments[1]))])
                raise OSError(errno.ENOSPC, "No space left on device")
            result = real(*arguments, **named)
            if name == "fsync":
                self._settled(arguments[0])
            if due:
                self._end()
            return result

        return call

    def _settled(self, handle: int) -> None:
        """Note what has reached the disk for good."""
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_dir():
            self._names[path] = _listed(path)
        else:
            os.dup(handle)
            self._data[os.fstat(handle).st_ino] = path.read_bytes()

    def _end(self) -> NoReturn:
        for name, real in self._real.items():
            setattr(os, name, real)
        if self._way == "power":
            self._lose()
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    def _lose(self) -> None:
        """Leave of the folders what was settled, and of the rest what the system happened to write."""
        folders = {folder: _listed(folder) for folder in (self._root, *self._root.rglob("*")) if folder.is_dir()}
        present = {
            path.stat().st_ino: path.read_bytes() for folder in folders for path in folder.iterdir() if path.is_file()
        }
        for folder, now in sorted(folders.items()):
            if not folder.is_dir():
                continue
            before = self._names.get(folder, {})
            for name in sorted({*before, *now}):
                number = (now if self._chance.random() < 0.5 else before).get(name)
                path = folder / name
                if path.is_dir():
                    continue
                if number is None:
                    path.unlink(missing_ok=True)
                else:
                    self._restore(path, number, present)

    def _restore(self, path: Path, number: int, present: dict[int, bytes]) -> None:
        settled, now = self._data.get(number), present.get(number)
        if settled is None and now is None:
            return
        if now is None or (settled is not None and self._chance.random() < 0.5):
            data = settled or b""
        else:
            # What was written and not settled may be there in part; what was settled is there.
            data = now[: self._chance.randrange(len(settled or b""), len(now) + 1)] if now else b""
        path.write_bytes(data)


def _listed(folder: Path) -> dict[str, int]:
    return {entry.name: entry.inode() for entry in os.scandir(folder)}
