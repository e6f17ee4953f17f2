"""What a reader may touch while it reads: its own folder, and the program's files to read."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LOOKS: Final = frozenset({"os.listdir", "os.scandir", "os.fwalk", "os.walk", "os.getxattr", "os.listxattr"})
_DEEDS: Final = ("os.", "shutil.", "socket.", "subprocess.", "pty.", "tempfile.", "ctypes.", "urllib.", "webbrowser.")
_PLACES: Final[tuple[str | Path, ...]] = (sys.prefix, sys.base_prefix, Path(__file__).parents[2], os.devnull)


class TouchedError(BaseException):
    """A reader did what no reader does; no handler for errors of files may swallow it."""


class _Watch:
    """Hears of everything that the process does; an audit hook can be set, and never taken away."""

    def __init__(self) -> None:
        self.folder: str | None = None
        # Modules that load late are looked for in all of the path.
        self._read = tuple({os.path.realpath(str(path)) for path in (*_PLACES, *sys.path)})
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.folder is None:
            return
        if event == "open":
            self._opened(*arguments[:3])
        elif event in _LOOKS:
            self._opened(arguments[0], "r", 0)
        elif event.startswith(_DEEDS):
            self._refuse(event, arguments)

    def _opened(self, path: object, mode: object, flags: object) -> None:
        if path is None or isinstance(path, int):
            return
        place = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        writes = isinstance(flags, int) and bool(flags & _WRITES)
        roots = (self.folder or "",) if writes else (self.folder or "", *self._read)
        if writes or not any(place == root or place.startswith(root + os.sep) for root in roots):
            self._refuse("open", (place, mode, flags))

    def _refuse(self, event: str, arguments: tuple[Any, ...]) -> None:
        self.folder = None
        message = f"{event}{arguments!r}"
        raise TouchedError(message)


@cache
def _watch() -> _Watch:
    return _Watch()


@contextmanager
def watched(folder: Path) -> Iterator[None]:
    """Raise TouchedError where anything is written, started or sent, or read outside a folder and the program."""
    watch = _watch()
    watch.folder = str(folder.resolve())
    try:
        yield
    finally:
        watch.folder = None
