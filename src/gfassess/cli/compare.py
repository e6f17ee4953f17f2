"""`gfassess compare`: who is listed near the factory and in its trade."""

from argparse import Namespace
from collections.abc import Iterable, Iterator

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
    if cohort is not None:
        output.write(standing(cohort, case, card, plain=arguments.ascii))
    if listed.published:
        output.write(_published(case, card, found, listed, plain=arguments.ascii))
    output.write(comparison_lines(found, listed, enterprise, columns()))
    return Exit.DONE


def _published(case: Case, card: Scorecard, found: Comparison, listed: Registry, *, plain: bool) -> Iterable[str]:
    """Return the standing among the firms of the own trade that published figures."""
    from gfassess.peers.published import published  # noqa: PLC0415 - few registries hold figures
    from gfassess.report.standing import SIGNS, published_lines  # noqa: PLC0415 - the same

    beside = published(found.peers, listed, card, case.rulebook, case.assessment.year)
    ascii_only = plain or not output.draws(SIGNS)
    return published_lines(case.rulebook, beside, card, columns(), ascii_only=ascii_only)


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
