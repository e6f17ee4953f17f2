"""`gfassess new FILE`: an assessment to begin with."""

from argparse import Namespace
from datetime import date

from gfassess.cli import output, terminal
from gfassess.cli.case import all_rules, require
from gfassess.cli.exits import Exit
from gfassess.cli.screens import run_screens
from gfassess.cli.walk import begin
from gfassess.files import user_path
from gfassess.model.assessment import Enterprise
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Write the file; where there is a terminal, go on to the screens."""
    rulebook = all_rules(arguments)
    if arguments.ruleset is not None:
        require(rulebook, arguments.ruleset)
    enterprise = Enterprise(
        name=arguments.name, division=arguments.division, province=arguments.province, city=arguments.city
    )
    year = arguments.year if arguments.year is not None else date.today().year - 1  # noqa: DTZ011 - local day
    path = user_path(arguments.file)
    begin(path, rulebook, year, enterprise, arguments.ruleset)
    output.tell(_("written: {file}").format(file=arguments.file))
    if terminal.both():
        return run_screens(arguments, lambda walk: walk.open_file(path), path)
    return Exit.DONE
