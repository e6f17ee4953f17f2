"""`gfassess compare`: who is listed near the factory and in its trade."""

from argparse import Namespace
from collections.abc import Iterator

from gfassess import peers
from gfassess.cli import output
from gfassess.cli.case import all_rules, criteria, open_case
from gfassess.cli.divisions import require_division
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.errors import Problem, did_you_mean
from gfassess.model.peers import PeerFile
from gfassess.model.places import same_place
from gfassess.report.peers import comparison_lines
from gfassess.rules.folder import load_peers
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Print the peers that fit, and what their listing proves."""
    case = open_case(arguments)
    enterprise = case.assessment.enterprise
    query = peers.Query(arguments.province, arguments.city, arguments.division, arguments.year, arguments.category)
    files = load_peers(criteria(arguments))
    if arguments.division:
        require_division(all_rules(arguments), arguments.division)
    if unknown := list(_unknown(arguments, files)):
        output.tell_problems(unknown)
        return Exit.USAGE
    found = peers.compare(files, query, case.score(), city=enterprise.city, division=enterprise.division)
    output.write(comparison_lines(found, files, enterprise, columns()))
    return Exit.DONE


def _unknown(arguments: Namespace, files: tuple[PeerFile, ...]) -> Iterator[Problem]:
    """Name what is asked for and nobody in the registry has, with what there is."""
    for place, known in (
        (arguments.province, sorted({file.province for file in files})),
        (arguments.city, sorted({peer.city for file in files for peer in file.peer if peer.city})),
    ):
        if place and not any(same_place(place, one) for one in known):
            message = _('the registry has no entry of "{place}"; this says nothing about listed factories there')
            yield _problem(message.format(place=place), place, known)
    years = sorted({str(entry.year) for file in files for entry in file.list_})
    if arguments.year is not None and str(arguments.year) not in years:
        message = _("the registry has no list of {year}").format(year=arguments.year)
        yield _problem(message, str(arguments.year), years)


def _problem(message: str, typed: str, known: list[str]) -> Problem:
    listed = _("known are {known}").format(known=", ".join(known) or "-")
    return Problem(message=message, hint="  ".join(part for part in (did_you_mean(typed, known), listed) if part))
