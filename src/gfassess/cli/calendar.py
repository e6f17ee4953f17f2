"""`gfassess calendar`: the next dates of the schemes, and what is open in an assessment until then."""

from argparse import Namespace
from datetime import date

from gfassess.cli import output
from gfassess.cli.case import all_rules, asked_by, criteria, require
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.files import user_path
from gfassess.report.calendar import calendar_lines, open_lines
from gfassess.rules.folder import load_schemes
from gfassess.session import Session, due_dates, survey
from gfassess.store import following, load, look


def run(arguments: Namespace) -> Exit:
    """Print the dates that come next, and of a file that was named what is open."""
    today = arguments.on or date.today()  # noqa: DTZ011 - local day
    due, width = due_dates(load_schemes(criteria(arguments)), today), columns()
    output.write(calendar_lines(due, today, width))
    if arguments.file is None:
        return Exit.DONE
    rulebook = all_rules(arguments)
    path = user_path(arguments.file)
    loaded = following(load(path), rulebook)
    output.tell_problems(loaded.problems)
    with asked_by(loaded):
        require(rulebook, loaded.assessment.ruleset)
    # Whether documents were changed is a matter for `gfassess evidence`: a calendar reads none.
    found = survey(rulebook, loaded.assessment, look(loaded.assessment, path.parent, most=-1))
    output.write(["", *open_lines(Session(rulebook, loaded.assessment), found, due, width)])
    return Exit.DONE
