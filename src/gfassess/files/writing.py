"""Writing to disk so that no crash, full disk or second program ever leaves half a file."""

import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from gfassess.errors import GfassessError
from gfassess.words import _

_TRIES: Final = 6
_FIRST_WAIT: Final = 0.05
_PRIVATE: Final = 0o600


def write_atomic(path: Path, content: str | bytes, *, private: bool = False) -> None:
    """Replace the content of a file as a whole, or leave the old file as it was and raise GfassessError.

    A `private` one is for its owner only, where the system can.
    """
    data = content if isinstance(content, bytes) else _encoded(path, content)
    try:
        target = path.resolve()
        if target.is_dir():
            raise GfassessError.of(_("this is a folder, not a file"), file=str(path))
        if target.exists() and not target.is_file():
            raise GfassessError.of(_("this is a pipe or a device, not a file"), file=str(path))
        _replace(target, data, _PRIVATE if private else _mode(target))
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


def _encoded(path: Path, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        message = _("the text holds a character that cannot be written: {character}")
        character = ascii(text[error.start])[1:-1]
        raise GfassessError.of(message.format(character=character), file=str(path)) from error


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    draft = target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}.tmp")
    try:
        _write(draft, data, mode)
        _move(draft, target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    _settle(target.parent)


def _mode(target: Path) -> int | None:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None


def _write(draft: Path, data: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(draft, flags, _PRIVATE if mode == _PRIVATE else 0o666), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if mode is not None:
        with suppress(OSError):  # a file system without modes
            draft.chmod(mode)


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


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some network file systems cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
