"""The documents of an assessment as they lie on disk."""

from collections.abc import Callable
from functools import partial
from os.path import lexists
from pathlib import Path

from gfassess.errors import GfassessError, Problem, Problems, printable
from gfassess.files import inside, sha256_of, size_of
from gfassess.model.assessment import Assessment, Evidence
from gfassess.model.documents import Seen
from gfassess.records import key_of
from gfassess.toml_lines import line_of
from gfassess.words import _

Told = Callable[[str, int, int], None]
"""Hears of a file that is read, how many bytes were read so far, and how many there are."""


def look(
    assessment: Assessment, folder: Path, *, most: int | None = None, told: Told | None = None
) -> tuple[Seen, ...]:
    """Return what lies in the place of each document of an assessment in a folder.

    Files of more than `most` bytes are only looked for, not read.
    """
    return tuple(_look(proof, folder, most, told) for proof in assessment.evidence)


def check_evidence(
    assessment: Assessment, folder: Path, file: str = "", text: str = "", *, most: int | None = None
) -> Problems:
    """Return which evidence does not lie beside the assessment, or is not the file that was attached.

    Files of more than `most` bytes are only looked for, not read.
    """
    problems = Problems()
    for index, (proof, seen) in enumerate(zip(assessment.evidence, look(assessment, folder, most=most), strict=True)):
        if seen.lost:
            path = ("evidence", index, "file")
            message = f"{printable(proof.file)}: {seen.reason}"
            line = line_of(text, path)
            problems.add(Problem(message=message, file=file, key=key_of(path), line=line, severity="warning"))
    return problems


def _look(proof: Evidence, folder: Path, most: int | None, told: Told | None) -> Seen:
    try:
        place = inside(folder, proof.file)
    except GfassessError as error:
        return Seen("refused", _reason(error))
    size: int | None = None
    try:
        size = size_of(place)
        if most is not None and size > most:
            return Seen("unread", size=size) if proof.size in {None, size} else Seen("changed", _changed(), size=size)
        found = sha256_of(place, None if told is None else partial(_tell, told, proof.file, size))
    except GfassessError as error:
        return Seen("refused" if lexists(place) else "missing", _reason(error), size=size)
    if not proof.sha256:
        return Seen("unrecorded", sha256=found, size=size)
    if proof.sha256.lower() != found or proof.size not in {None, size}:
        return Seen("changed", _changed(), found, size)
    return Seen("there", sha256=found, size=size)


def _tell(told: Told, file: str, size: int, done: int) -> None:
    told(file, done, size)


def _changed() -> str:
    return _("this file was changed after it was attached")


def _reason(error: GfassessError) -> str:
    """Return what is wrong with a file, without its path, which is that of this machine."""
    return "; ".join(
        _("{first}; {second}").format(first=problem.message, second=problem.hint) if problem.hint else problem.message
        for problem in error.problems
    )
