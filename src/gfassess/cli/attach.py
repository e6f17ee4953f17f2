"""Documents on their way into an assessment: what lies elsewhere is refused, or copied in where that is wished."""

from os.path import normpath
from pathlib import Path
from typing import Any

from gfassess.files import ElsewhereError, inside, sha256_of, size_of, take_copy, user_path
from gfassess.model.assessment import Assessment, Evidence
from gfassess.store.documents import Told
from gfassess.words import _


def record_of(assessment: Path, typed: str, proves: tuple[str, ...], told: Told | None = None) -> Evidence:
    """Return the record of a document that lies beside the assessment or below it.

    Raises ElsewhereError where it lies elsewhere, GfassessError where it cannot be read.
    """
    folder = assessment.absolute().parent
    name = typed.strip()
    path = user_path(name)
    if path.is_absolute() or ".." in path.parts:
        try:
            name = Path(normpath(folder / path)).relative_to(folder).as_posix()
        except ValueError as error:
            hint = _("copy it into {folder} first").format(folder=folder)
            message = _("this file lies outside the folder of the assessment")
            raise ElsewhereError.of(message, file=name, hint=hint) from error
    found = inside(folder, name)
    size = size_of(found)
    read = None if told is None else lambda done: told(name, done, size)
    data: dict[str, Any] = {
        "file": name.replace("\\", "/"),
        "for": proves,
        "sha256": sha256_of(found, read),
        "size": size,
    }
    return Evidence.model_validate(data)


def copy_in(assessment: Path, typed: str, proves: tuple[str, ...], folder: str, told: Told | None = None) -> Evidence:
    """Copy a document into a folder beside the assessment, never over another file, and return its record."""
    root = assessment.absolute().parent
    source = user_path(typed.strip())
    source = source if source.is_absolute() else root / source
    size = size_of(source)
    read = None if told is None else lambda done: told(source.name, done, size)
    copy = take_copy(source, inside(root, folder), read)
    return record_of(assessment, str(root / copy.relative_to(root.resolve())), proves, told)


def folder_for(assessment: Assessment) -> str:
    """Return the folder where documents lie that are copied in: that of the first document that lies in one."""
    folders = (proof.file.replace("\\", "/").rpartition("/")[0] for proof in assessment.evidence)
    return next(filter(None, folders), "") or _("evidence")
