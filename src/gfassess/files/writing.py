"""Writing to disk so that no crash, full disk or second program ever leaves half a file."""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from gfassess.errors import GfassessError
from gfassess.words import _

_TRIES: Final = 6
_FIRST_WAIT: Final = 0.05
_PRIVATE: Final = 0o600
_FAILING: Final = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENODEV)
"""Reasons that are no mere lack of the file system: some network ones cannot settle folders at all."""
_PRIVATE_FOLDER: Final = 0o700


def write_atomic(path: Path, content: str | bytes, *, private: bool = False) -> None:
    """Replace the content of a file as a whole, or leave the old file as it was and raise GfassessError.

    A `private` one is for its owner only, where the system can.
    """
    data = content if isinstance(content, bytes) else _encoded(path, content)
    with replacing(path, private=private) as stream:
        stream.write(data)


@contextmanager
def replacing(path: Path, *, private: bool = False, new: bool = False) -> Iterator[BinaryIO]:
    """Take the new content of a file of any size; it stands there as a whole once all was written, or not at all.

    What fails is raised as GfassessError and leaves the old file as it was. A `private` file is for its owner only,
    where the system can; a `new` one must not be there yet.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise GfassessError.of(_("this is a folder, not a file"), file=str(path))
        if target.exists() and not target.is_file():
            raise GfassessError.of(_("this is a pipe or a device, not a file"), file=str(path))
        with _replaced(target, _PRIVATE if private else _mode(target), new=new) as stream:
            yield stream
    except FileExistsError as error:
        raise GfassessError.of(_("this file is there already"), file=str(path)) from error
    except FileNotFoundError as error:
        raise GfassessError.of(_("the folder of this file does not exist"), file=str(path)) from error
    except PermissionError as error:
        hint = _("save it in another folder, or close the program that has it open")
        raise GfassessError.of(_("no permission to write this file"), file=str(path), hint=hint) from error
    except (OSError, ValueError, RuntimeError) as error:
        # ValueError: a null byte in the path; RuntimeError: links that run in a circle.
        reason = getattr(error, "strerror", None) or str(error)
        message = _("this file cannot be written: {reason}").format(reason=reason)
        raise GfassessError.of(message, file=str(path)) from error


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet; it is there as a whole or not at all. Raises OSError."""
    with _replaced(path, None, new=True) as stream:
        stream.write(data)


def _encoded(path: Path, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        message = _("the text holds a character that cannot be written: {character}")
        character = ascii(text[error.start])[1:-1]
        raise GfassessError.of(message.format(character=character), file=str(path)) from error


@contextmanager
def _replaced(target: Path, mode: int | None, *, new: bool) -> Iterator[BinaryIO]:
    draft = target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}.tmp")
    try:
        with _drafted(draft, mode) as stream:
            yield stream
        if new:
            _place(draft, target)
        else:
            _move(draft, target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    settle(target.parent)


def _mode(target: Path) -> int | None:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None


@contextmanager
def _drafted(draft: Path, mode: int | None) -> Iterator[BinaryIO]:
    # Read access too: an archive looks back at what it wrote.
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(draft, flags, _PRIVATE if mode == _PRIVATE else 0o666), "w+b") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
    if mode is not None:
        with suppress(OSError):  # a file system without modes
            draft.chmod(mode)


def _place(draft: Path, target: Path) -> None:
    """Put the draft in a place that nothing has; raise FileExistsError where something has it by now."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError from None
        _move(draft, target)
    else:
        draft.unlink()


def _move(draft: Path, target: Path) -> None:
    """Put the draft in place; on Windows a virus scanner or a viewer may hold the old file for a moment."""
    wait = _FIRST_WAIT
    for left in reversed(range(_TRIES)):
        try:
            draft.replace(target)
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(wait)
            wait *= 2
        else:
            return


def settle(folder: Path) -> None:
    """Make new names in a folder survive a power cut, where the system can; raise OSError where the disk fails."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno in _FAILING:
            raise


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder, with those above it; a `private` one is for its owner only. Raises OSError where that fails."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=_PRIVATE_FOLDER if private else 0o777, exist_ok=True)
        settle(folder.parent)
