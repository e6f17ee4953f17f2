"""The file in which a packed or scored folder says what it is; it is written last."""

from os.path import isdir, isfile  # unlike those of Path they say no of what may not be looked at
from pathlib import Path
from typing import Any, Final, TypeVar

from gfassess.errors import GfassessError, Problems
from gfassess.files import read_toml
from gfassess.fleet.layout import HEAD, assessments_folder
from gfassess.fleet.results import scores_folder
from gfassess.model.base import Record
from gfassess.records import read_record
from gfassess.words import _

AnyHead = TypeVar("AnyHead", bound=Record)

SCORED: Final = "scored.toml"
"""What a scored folder says of itself, as `layout.HEAD` is for a packed one."""


def is_packed(folder: Path) -> bool:
    """Tell whether a folder is one that packing made, whole or damaged."""
    return isfile(folder / HEAD) and isdir(assessments_folder(folder))  # noqa: PTH112, PTH113 - as said above


def is_scored(folder: Path) -> bool:
    """Tell whether a folder is one that scoring made, whole or damaged."""
    return isfile(folder / SCORED) and isdir(scores_folder(folder))  # noqa: PTH112, PTH113 - the same


def read_head(place: Path, kind: type[AnyHead], known: int) -> AnyHead:
    """Return what such a file says; raise GfassessError where it has mistakes or a format after the known one."""
    data, text = read_toml(place)
    _require_known(data, place, known)
    problems = Problems()
    head = read_record(kind, data, str(place), text, problems)
    problems.raise_errors()
    if head is None:
        raise AssertionError(place)
    return head


def _require_known(data: dict[str, Any], place: Path, known: int) -> None:
    version = data.get("format")
    if isinstance(version, int) and version > known:
        message = _("this folder has format {version}, written by a newer gfassess; this one reads up to {known}")
        hint = _("install a newer gfassess; nothing was changed")
        raise GfassessError.of(message.format(version=version, known=known), file=str(place), hint=hint)
