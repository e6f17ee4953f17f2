"""`gfassess compare`: who is listed near the factory and in its trade."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from gfassess import peers
from gfassess.cli import output
from gfassess.cli.case import Case, all_rules, open_case
from gfassess.cli.cohort import cohort_of, pairs_of, standing
from gfassess.cli.divisions import require_division
from gfassess.cli.exits import Exit
from gfassess.cli.registry import registry
from gfassess.cli.usage import columns
from gfassess.errors import Problem, did_you_mean
from gfassess.model.places import same_place
from gfassess.model.scorecard import Scorecard
from gfassess.peers import Comparison, Registry
from gfassess.peers.regions import read_region
from gfassess.report.peers import comparison_lines
from gfassess.words import _

if TYPE_CHECKING:  # their records take time to make, and most runs have neither
    from gfassess.model.cohort import CohortFile
    from gfassess.peers.published import Disclosed


def run(arguments: Namespace) -> Exit:
    """Print the peers that fit, and what their listing proves."""
    case = open_case(arguments)
    enterprise = case.assessment.enterprise
    query = peers.Query(
        province=arguments.province,
        city=arguments.city,
        division=arguments.division,
        year=arguments.year,
        category=arguments.category,
        evaluator=arguments.evaluator,
        search=arguments.search,
    )
    listed = registry(arguments)
    if arguments.division:
        require_division(all_rules(arguments), arguments.division)
    if unknown := list(_unknown(arguments, listed)):
        output.tell_problems(unknown)
        return Exit.USAGE
    cohort = cohort_of(arguments)
    card = case.score(cohort=pairs_of(cohort, case))
    found = peers.compare(listed, query, card, city=enterprise.city, division=enterprise.division)
    disclosed = _published(case, card, found, listed)
    if arguments.json:
        from gfassess.report.comparison import comparison_data  # noqa: PLC0415 - not needed for text

        output.write_json(comparison_data(found, listed, card, disclosed) | _standing(cohort, case, card))
        return Exit.DONE
    if cohort is not None:
        output.write(standing(cohort, case, card, plain=arguments.ascii))
    if disclosed is not None:
        from gfassess.report.standing import SIGNS, published_lines  # noqa: PLC0415 - few registries hold figures

        ascii_only = arguments.ascii or not output.draws(SIGNS)
        output.write(published_lines(case.rulebook, disclosed, card, columns(), ascii_only=ascii_only))
    output.write(comparison_lines(found, listed, enterprise, columns()))
    return Exit.DONE


def _published(case: Case, card: Scorecard, found: Comparison, listed: Registry) -> "Disclosed | None":
    """Return the standing among the firms of the own trade that published figures; None where nobody did."""
    if not listed.published:
        return None
    from gfassess.peers.published import published  # noqa: PLC0415 - few registries hold figures

    return published(found.peers, listed, card, case.rulebook, case.assessment.year)


def _standing(cohort: "CohortFile | None", case: Case, card: Scorecard) -> dict[str, Any]:
    """Return the standing in a cohort as plain data under its name; nothing where none was named."""
    if cohort is None:
        return {}
    from gfassess.peers.standing import placed  # noqa: PLC0415 - most runs name no cohort
    from gfassess.report.comparison import standing_data  # noqa: PLC0415 - the same

    found = placed(cohort, card, case.assessment.enterprise.division, case.assessment.year)
    return {"standing": standing_data(cohort, found)}


def _unknown(arguments: Namespace, listed: Registry) -> Iterator[Problem]:
    """Name what is asked for and nobody in the registry has, with what there is."""
    cities = sorted({entry.peer.city for entry in listed.entries if entry.peer.city}) if arguments.city else []
    for place, known in ((arguments.province, list(listed.provinces)), (arguments.city, cities)):
        region = read_region(place) if place else None
        names = {place, *((region.city,) if known is cities else (region.province,))} if region else {place}
        if place and not any(same_place(name, one) for name in names for one in known):
            message = _('the registry has no entry of "{place}"; this says nothing about listed factories there')
            yield _problem(message.format(place=place), place, known)
    years = sorted({str(entry.year) for entry in listed.lists})
    if arguments.year is not None and str(arguments.year) not in years:
        message = _("the registry has no list of {year}").format(year=arguments.year)
        yield _problem(message, str(arguments.year), years)


def _problem(message: str, typed: str, known: list[str]) -> Problem:
    listed = _("known are {known}").format(known=", ".join(known) or "-")
    return Problem(message=message, hint="  ".join(part for part in (did_you_mean(typed, known), listed) if part))
