"""The cohort that was named with `--cohort`: what it gives to an assessment, and what is said of it."""

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from gfassess.cli import output
from gfassess.cli.case import Case
from gfassess.cli.usage import columns
from gfassess.model.scorecard import Scorecard
from gfassess.scoring import Cohort
from gfassess.words import _

if TYPE_CHECKING:  # its records take time to make, and most runs name no cohort
    from gfassess.model.cohort import CohortFile


def cohort_of(arguments: Namespace) -> "CohortFile | None":
    """Return the cohort that was named; raise GfassessError with every mistake in it."""
    if arguments.cohort is None:
        return None
    from gfassess.files import user_path  # noqa: PLC0415 - most runs name no cohort
    from gfassess.store.cohort import load_cohort  # noqa: PLC0415 - the same

    return load_cohort(user_path(arguments.cohort))


def pairs_of(cohort: "CohortFile | None", case: Case) -> Cohort | None:
    """Return the reference values that a cohort gives to an assessment; tell which it does not."""
    if cohort is None:
        return None
    from gfassess.peers.cohort_pairs import pairs_for  # noqa: PLC0415 - most runs name no cohort
    from gfassess.report.standing import pairs_words  # noqa: PLC0415 - the same

    division, year, rules = case.assessment.enterprise.division, case.assessment.year, case.rulebook
    found = pairs_for(cohort, rules.rulesets[case.ruleset], division, year)
    output.tell(*pairs_words(found, division, year))
    return found.cohort


def note(cohort: "CohortFile | None") -> Iterable[str]:
    """Return the lines that stand over every result that a cohort had a part in; none without one."""
    if cohort is None:
        return ()
    from gfassess.report.standing import note_lines  # noqa: PLC0415 - most runs name no cohort

    return (*note_lines(cohort, columns()), "")


def standing(cohort: "CohortFile", case: Case, card: Scorecard, *, plain: bool) -> Iterable[str]:
    """Return the standing among the sites of one's own division, or of all where the cohort has none of it."""
    from gfassess.peers.standing import placed  # noqa: PLC0415 - most runs name no cohort
    from gfassess.report.standing import SIGNS, standing_lines  # noqa: PLC0415 - the same

    division, year = case.assessment.enterprise.division, case.assessment.year
    found = placed(cohort, card, division, year)
    if found is None:
        text = _("the cohort has no figures up to {year}, neither of division {division} nor of all together")
        return (*note(cohort), text.format(year=year, division=division or "-"), "")
    ascii_only = plain or not output.draws(SIGNS)
    return (*standing_lines(case.rulebook, cohort, found, card, columns(), ascii_only=ascii_only), "")
