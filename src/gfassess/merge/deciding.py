"""What becomes of a conflict once somebody decides."""

from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from gfassess.errors import GfassessError, Problem
from gfassess.merge.entries import Key, assembled, entries, marked_as
from gfassess.merge.ledger import Line, Lines, gathered, place_of, spread
from gfassess.model.assessment import Assessment, Conflict, Version
from gfassess.words import _


def decided(assessment: Assessment, conflict: Conflict, *versions: Version) -> Assessment:
    """Return an assessment in which a version takes its place and the conflict is gone; without one all stays.

    Several versions are for rows that copies added: each becomes a row. Raises GfassessError where a version cannot
    take the place: the row was changed since, or somebody edited the version.
    """
    rest = tuple(one for one in assessment.conflicts if one != conflict)
    left = assessment.model_copy(update={"conflicts": rest})
    if not versions:
        return left
    key: Key = (conflict.part, conflict.name)
    found = gathered(entries(left))
    value = _rows(found.get(key, ()), conflict, versions) if key[0] == "ledgers" else versions[-1].value
    if value is None:
        found.pop(key, None)
    else:
        found[key] = value
    marks = {name: mark for name, mark in left.answered.items() if name != marked_as(key)}
    given = [version.answered for version in versions if version.answered is not None]
    if given:
        marks[marked_as(key)] = max(given, key=lambda mark: mark.instant)
    left = left.model_copy(update={"answered": marks})
    try:
        return assembled(left, spread(found))
    except ValidationError as error:
        message = _("this version cannot stand in the file; somebody changed it by hand")
        raise GfassessError(Problem(message=message, key=".".join(filter(None, key)))) from error


def newest(conflict: Conflict) -> Version | None:
    """Return the version that was answered last; None where that is not known of each, or several are as new."""
    marks = [version.answered.instant for version in conflict.versions if version.answered is not None]
    if not marks or len(marks) < len(conflict.versions) or marks.count(max(marks)) > 1:
        return None
    return conflict.versions[marks.index(max(marks))]


def preferred(assessment: Assessment, conflicts: Iterable[Conflict], side: str) -> Assessment:
    """Return an assessment in which each of these conflicts that has a version of a side is decided for it.

    `newest` decides for the version that was answered last.
    """
    for conflict in conflicts:
        chosen = newest(conflict) if side == "newest" else _of(conflict, side)
        if chosen is not None:
            assessment = decided(assessment, conflict, chosen)
    return assessment


def _of(conflict: Conflict, side: str) -> Version | None:
    return next((version for version in conflict.versions if version.side == side), None)


def _rows(lines: Lines, conflict: Conflict, versions: Sequence[Version]) -> Lines | None:
    """Return the rows of a ledger with versions in the place of the one in conflict."""
    new = tuple(Line(version.row, version.explained) for version in versions if version.row is not None)
    if conflict.row is None:
        return (*lines, *new) or None
    place = place_of(Line(conflict.row, conflict.explained), lines)
    if place is None:
        message = _("the row in conflict was changed or deleted since; keep it as it stands, or put it right by hand")
        raise GfassessError(Problem(message=message, key=conflict.name))
    return (*lines[:place], *new[:1], *lines[place + 1 :]) or None
