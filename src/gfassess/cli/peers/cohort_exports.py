"""Exported assessments taken in for a cohort: each is verified first, and whatever is not used is named."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from gfassess.cli import output
from gfassess.errors import GfassessError
from gfassess.files import read_text, user_path
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.peers.cohort import site_of
from gfassess.stamp import differences
from gfassess.store import parse
from gfassess.words import _

_EVERY: Final = 200
"""Files between two words about progress."""


class Export(NamedTuple):
    """An export that holds."""

    file: str
    site: str
    """Who it is: enterprise, site and year; never published."""
    assessment: Assessment
    result: dict[str, Any]
    exported: date | None

    @property
    def ruleset(self) -> str:
        """The rule set of its result."""
        return str(self.result["ruleset"])


class LeftOut(NamedTuple):
    """A file that is not used, and why."""

    file: str
    reason: str


def gather(
    files: Iterable[str], book: Rulebook, version: str, *, illustrative: bool = False
) -> tuple[list[Export], list[LeftOut]]:
    """Return the exports that count and the files that do not; invented ones count only where that was asked for."""
    used: dict[str, Export] = {}
    left: list[LeftOut] = []
    for number, file in enumerate(files, 1):
        found = _read(file, book, version, illustrative=illustrative)
        if isinstance(found, LeftOut):
            left.append(found)
        elif (before := used.get(found.site)) is None:
            used[found.site] = found
        else:
            newer, older = (found, before) if _later(found, before) else (before, found)
            used[found.site] = newer
            left.append(LeftOut(older.file, _("the same site and year as {file}").format(file=newer.file)))
        if number % _EVERY == 0:
            output.tell(_("{count} files read").format(count=number))
    return list(used.values()), left


def _read(file: str, book: Rulebook, version: str, *, illustrative: bool) -> Export | LeftOut:
    try:
        loaded = parse(read_text(user_path(file)), file)
        wrong = [one for one in differences(loaded, book, version) if one.kind not in {"program", "cohort"}]
    except GfassessError as error:
        return LeftOut(file, "; ".join(problem.message for problem in error.problems))
    if wrong:
        return LeftOut(file, _("; ").join(one.message for one in wrong))
    assessment, stamped = loaded.assessment, loaded.stamp.get("date")
    if assessment.illustrative and not illustrative:
        return LeftOut(file, _("its figures are invented; --illustrative takes them in"))
    enterprise = assessment.enterprise
    site = site_of(enterprise.credit_code, enterprise.name, assessment.site.name, assessment.year)
    if not site:
        return LeftOut(
            file, _("it names neither a credit code nor an enterprise, so nobody knows whether it counts twice")
        )
    return Export(file, site, assessment, loaded.result, stamped if isinstance(stamped, date) else None)


def _later(one: Export, other: Export) -> bool:
    return one.exported is not None and (other.exported is None or one.exported > other.exported)
