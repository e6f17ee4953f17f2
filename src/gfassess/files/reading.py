"""Reading from disk with bounds: regular files only, not too large, UTF-8."""

import codecs
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from gfassess.errors import GfassessError, printable
from gfassess.words import _

LIMIT: Final = 20_000_000
"""Most bytes of a file that is read whole, unless the caller sets another limit."""

_MEGABYTE: Final = 1_000_000
_CHUNK: Final = 1 << 20
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class ElsewhereError(GfassessError):
    """A document does not lie beside the assessment or below it; it can be copied in."""


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """Return the content of a regular file of at most `limit` bytes; raise GfassessError for anything else."""
    with _opened(path) as stream, _said(path):
        size = os.fstat(stream.fileno()).st_size
        if size > limit:
            raise _too_large(path, limit)
        parts, length = [], 0
        # A file may grow while it is read, so its size is no bound by itself.
        while part := stream.read(min(_CHUNK, limit + 1 - length)):
            parts.append(part)
            length += len(part)
        if length > limit:
            raise _too_large(path, limit)
        return b"".join(parts)


def read_text(path: Path, limit: int = LIMIT) -> str:
    """Return the text of a UTF-8 file, without a byte order mark; raise GfassessError where it is not one."""
    data = read_bytes(path, limit)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("line {line} is not UTF-8 text").format(line=line)
        raise GfassessError.of(message, file=str(path), hint=_encoding_hint(data)) from error


def size_of(path: Path) -> int:
    """Return the bytes of a regular file; raise GfassessError where there is none."""
    with _opened(path) as stream, _said(path):
        return os.fstat(stream.fileno()).st_size


def sha256_of(path: Path, read: Callable[[int], None] | None = None) -> str:
    """Return the SHA-256 of a regular file of any size, in hexadecimal; `read` hears how much was read so far."""
    import hashlib  # noqa: PLC0415 - costs start-up time that most commands need not pay

    digest, done = hashlib.sha256(), 0
    for part in parts_of(path):
        digest.update(part)
        done += len(part)
        if read is not None:
            read(done)
    return digest.hexdigest()


def parts_of(path: Path) -> Iterator[bytes]:
    """Go through the content of a regular file of any size, a part at a time."""
    with _opened(path) as stream, _said(path):
        while part := stream.read(_CHUNK):
            yield part


def user_path(typed: str) -> Path:
    """Return the path that a user typed, with `~` for the home folder; raise GfassessError where it leads nowhere.

    A file that is not there yet is no mistake; a name that is too long or links that run in a circle are.
    """
    try:
        path = Path(typed).expanduser()
    except RuntimeError as error:  # nobody of this name; but a file may be called so
        path = Path(typed)
        if not os.path.lexists(path):
            raise GfassessError.of(_("the path cannot be followed"), file=typed, hint=_unknown_user(typed)) from error
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return path
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise GfassessError.of(_("the path cannot be followed"), file=printable(typed), hint=reason) from error
    return path


def _unknown_user(typed: str) -> str:
    name = typed.replace("\\", "/").split("/")[0].removeprefix("~")
    return _('the system knows no home folder of "{name}"').format(name=printable(name))


def inside(folder: Path, relative: str) -> Path:
    """Return the file that a document names beside itself; raise GfassessError where that leads out of `folder`.

    Where the path itself does, and not a link on its way, that is an ElsewhereError. Both kinds of slash separate
    folders, because files travel between systems.
    """
    windows, posix = PureWindowsPath(relative), PurePosixPath(relative.replace("\\", "/"))
    if not relative.strip() or not relative.isprintable():
        raise GfassessError.of(_("this is not the name of a file"), file=ascii(relative)[1:-1])
    if windows.drive or windows.root or posix.is_absolute() or ".." in posix.parts:
        hint = _("copy the file beside the assessment and name it from there")
        raise ElsewhereError.of(_("the path leads out of the folder of the assessment"), file=relative, hint=hint)
    try:
        root = folder.resolve()
        path = (root / posix).resolve()
    except (OSError, RuntimeError) as error:
        raise GfassessError.of(_("the path cannot be followed"), file=relative) from error
    if not path.is_relative_to(root):
        hint = _("replace the link by the file itself")
        raise GfassessError.of(
            _("the path follows a link out of the folder of the assessment"), file=relative, hint=hint
        )
    return path


@contextmanager
def _opened(path: Path) -> Iterator[FileIO]:
    """Open a regular file; a pipe or a device is refused before it can block or run for ever."""
    with _said(path):
        _regular(path, path.stat().st_mode)
        # Without O_NONBLOCK a pipe put in place of the file in between would block for ever.
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        stream = FileIO(os.open(path, flags), "rb")
    with stream:
        _regular(path, os.fstat(stream.fileno()).st_mode)
        yield stream


def _regular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise GfassessError.of(_("this is a folder, not a file"), file=str(path))
    if not stat.S_ISREG(mode):
        raise GfassessError.of(_("this is a pipe or a device, not a file"), file=str(path))


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn what the system says into words."""
    try:
        yield
    except FileNotFoundError as error:
        raise GfassessError.of(_("there is no such file"), file=str(path)) from error
    except NotADirectoryError as error:
        raise GfassessError.of(
            _("there is no such file: a part of its path is not a folder"), file=str(path)
        ) from error
    except PermissionError as error:
        raise GfassessError.of(_("no permission to read this file"), file=str(path)) from error
    except (OSError, ValueError) as error:
        # ValueError: a null byte in the path.
        reason = getattr(error, "strerror", None) or str(error)
        raise GfassessError.of(_("this file cannot be read: {reason}").format(reason=reason), file=str(path)) from error


def _too_large(path: Path, limit: int) -> GfassessError:
    message = _("this file is larger than {limit} MB").format(limit=f"{limit / _MEGABYTE:g}")
    return GfassessError.of(message, file=str(path), hint=_("is it really the file you meant?"))


def _encoding_hint(data: bytes) -> str:
    if data.startswith(_UTF16):
        return _('it was saved as "Unicode" (UTF-16); save it again with the encoding UTF-8')
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return _("save it again with the encoding UTF-8")
    return _('it was probably saved as "ANSI" (GB18030, GBK); save it again with the encoding UTF-8')
