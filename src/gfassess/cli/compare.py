"""`gfassess compare`: who is listed near the factory and in its trade."""

from argparse import Namespace

from gfassess import peers
from gfassess.cli import output
from gfassess.cli.case import criteria, open_case
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.report.peers import comparison_lines
from gfassess.rules.folder import load_peers


def run(arguments: Namespace) -> Exit:
    """Print the peers that fit, and what their listing proves."""
    case = open_case(arguments)
    enterprise = case.assessment.enterprise
    query = peers.Query(arguments.province, arguments.city, arguments.division, arguments.year, arguments.category)
    files = load_peers(criteria(arguments))
    found = peers.compare(files, query, case.score(), city=enterprise.city, division=enterprise.division)
    output.write(comparison_lines(found, files, enterprise, columns()))
    return Exit.DONE
