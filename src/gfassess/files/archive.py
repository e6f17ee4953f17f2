"""Archives that are the same bytes whenever the same is packed, on any system; and names that every system takes."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gfassess.errors import GfassessError
from gfassess.files.reading import parts_of, size_of
from gfassess.files.writing import replacing
from gfassess.words import _

if TYPE_CHECKING:
    from zipfile import ZipFile

_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first that an archive knows: the time of packing is nobody's business."""
_UNIX: Final = 3
_MODE: Final = 0o100644 << 16
_UNTAKEN: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
"""What Windows takes in no name."""
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
_ORDERS: Final = re.compile(r"[=+@-]")
"""What a spreadsheet takes for the beginning of a formula."""
_BYTES: Final = 200
"""Bytes of one name in UTF-8; every system grants 255 of them or as many characters."""
_ENDING: Final = 20
"""Bytes of what still counts as the ending of a name."""


class Packed(NamedTuple):
    """One file of an archive."""

    name: str
    content: bytes | Path
    sha256: str = ""
    """What a file on disk must still be while it is packed; empty where nothing is known of it."""


def write_archive(path: Path, files: Iterable[Packed], told: Callable[[str, int, int], None] | None = None) -> None:
    """Write a zip archive as a whole, or leave what was there and raise GfassessError.

    Nothing is compressed: documents are already, and how much a library saves changes with its version. `told` hears of
    a file on disk, how many of its bytes are packed, and how many there are.
    """
    from zipfile import ZIP_STORED, ZipFile  # noqa: PLC0415 - most commands pack nothing

    with replacing(path) as stream, ZipFile(stream, "w", ZIP_STORED) as archive:
        for file in sorted(files, key=lambda file: file.name):
            _pack(archive, file, told)


def _pack(archive: "ZipFile", file: Packed, told: Callable[[str, int, int], None] | None) -> None:
    import hashlib  # noqa: PLC0415 - most commands pack nothing
    from zipfile import ZipInfo  # noqa: PLC0415 - the same

    info = ZipInfo(file.name, _DAY)
    info.create_system, info.external_attr = _UNIX, _MODE
    info.file_size = len(file.content) if isinstance(file.content, bytes) else size_of(file.content)
    size, done, digest = info.file_size, 0, hashlib.sha256()
    with archive.open(info, "w") as target:
        for part in (file.content,) if isinstance(file.content, bytes) else parts_of(file.content):
            target.write(part)
            digest.update(part)
            done += len(part)
            if told is not None:
                told(file.name, done, size)
    if file.sha256 not in {"", digest.hexdigest()}:
        raise GfassessError.of(_("this file was changed while it was packed"), file=str(file.content))


def portable_names(names: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Return for each path one that every system takes, as like it as possible, no two the same in any letter case."""
    used = {_folded(name) for name in taken}
    found: dict[str, str] = {}
    for name in names:
        wanted = portable(name)
        stem, dot, ending = wanted.rpartition(".") if "." in wanted.rpartition("/")[2] else (wanted, "", "")
        number = 1
        while _folded(wanted) in used:
            number += 1
            wanted = f"{stem}-{number}{dot}{ending}"
        used.add(_folded(wanted))
        found[name] = wanted
    return found


def portable(path: str) -> str:
    """Return a path that every system takes: both kinds of slash part it, and no part is a device of Windows."""
    parts = [_part(part) for part in path.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return "/".join(parts) or "_"


def _part(name: str) -> str:
    plain = _UNTAKEN.sub("_", unicodedata.normalize("NFC", name))
    stem, dot, ending = plain.rpartition(".")
    if not stem or len(ending.encode()) > _ENDING:
        stem, dot, ending = plain, "", ""
    room = _BYTES - len(f"{dot}{ending}".encode())
    plain = f"{stem.encode()[:room].decode(errors='ignore')}{dot}{ending}"
    plain = re.sub(r"[. ]+\Z", "_", plain)
    return f"_{plain}" if _DEVICES.match(plain) or _ORDERS.match(plain) else plain


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
