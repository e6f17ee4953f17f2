"""The documents of an assessment: one record each, by whatever path it was named."""

import posixpath
from collections.abc import Iterable

from gfassess.model.assessment import Evidence


def same_file(one: str, other: str) -> bool:
    """Tell whether two paths beside the assessment name the same file: `./e.pdf` is `e.pdf`."""
    return _normal(one) == _normal(other)


def attached(there: tuple[Evidence, ...], new: Evidence, *, whole: bool = False) -> tuple[Evidence, ...]:
    """Return the documents with one more; where its file is there already the records become one, in its place.

    It proves what each of them proves; what the new one leaves empty stays, unless it is the `whole` record.
    """
    before = [one for one in there if same_file(one.file, new.file)]
    if not before:
        return (*there, new)
    merged = _merged(before, new, whole=whole)
    return tuple(merged if one is before[0] else one for one in there if one is before[0] or one not in before)


def revised(there: tuple[Evidence, ...], file: str, new: Evidence) -> tuple[Evidence, ...]:
    """Return the documents with the record of a file replaced, whatever it said."""
    return tuple(new if one.file == file else one for one in there)


def _merged(before: Iterable[Evidence], new: Evidence, *, whole: bool) -> Evidence:
    """Return one record that proves what each of them proves."""
    merged, answers = new, tuple(new.answers)
    for one in before:
        kept = {**one.__dict__, **(one.model_extra or {})}
        given = {**merged.__dict__, **(merged.model_extra or {})}
        given = {name: value for name, value in given.items() if name != "file" and (whole or value not in (None, ""))}
        merged = one.model_copy(update=kept | given)
        answers = (*one.answers, *answers)
    return merged.model_copy(update={"answers": tuple(dict.fromkeys(answers))})


def _normal(file: str) -> str:
    return posixpath.normpath(file.strip().replace("\\", "/"))
