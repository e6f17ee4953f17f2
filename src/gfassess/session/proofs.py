"""The documents of an assessment: one record each, by whatever path it was named."""

import posixpath
from collections.abc import Iterable

from gfassess.model.assessment import Evidence


def same_file(one: str, other: str) -> bool:
    """Tell whether two paths beside the assessment name the same file: `./e.pdf` is `e.pdf`."""
    return _normal(one) == _normal(other)


def attached(there: tuple[Evidence, ...], new: Evidence) -> tuple[Evidence, ...]:
    """Return the documents with one more; where its file is there already the records become one, in its place."""
    before = [one for one in there if same_file(one.file, new.file)]
    if not before:
        return (*there, new)
    whole = _merged(before, new)
    return tuple(whole if one is before[0] else one for one in there if one is before[0] or one not in before)


def _merged(before: Iterable[Evidence], new: Evidence) -> Evidence:
    """Return one record: it proves what each of them proves; what the new one leaves empty stays."""
    whole, answers = new, tuple(new.answers)
    for one in before:
        kept = {**one.__dict__, **(one.model_extra or {})}
        given = {**whole.__dict__, **(whole.model_extra or {})}
        given = {name: value for name, value in given.items() if name != "file" and value not in (None, "")}
        whole = one.model_copy(update=kept | given)
        answers = (*one.answers, *answers)
    return whole.model_copy(update={"answers": tuple(dict.fromkeys(answers))})


def _normal(file: str) -> str:
    return posixpath.normpath(file.strip().replace("\\", "/"))
