"""`gfassess why`: where a figure comes from."""

from argparse import Namespace

from gfassess.cli import output
from gfassess.cli.case import open_case
from gfassess.cli.cohort import cohort_of, note, pairs_of
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.errors import GfassessError, Problem, did_you_mean
from gfassess.explain import UnknownIdError, why
from gfassess.report.tree import tree_lines
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Print the explanation of one id as a tree."""
    case = open_case(arguments)
    cohort = cohort_of(arguments)
    try:
        node = why(case.rulebook, case.assessment, case.score(cohort=pairs_of(cohort, case)), arguments.id)
    except UnknownIdError as error:
        message = _('there is nothing called "{name}" to explain').format(name=error.name)
        hint = did_you_mean(error.name, error.known) or _("gfassess rules show {ruleset} lists the names")
        raise GfassessError(Problem(message=message, hint=hint.format(ruleset=case.ruleset))) from error
    output.write(note(cohort))
    output.write(tree_lines(node, columns()))
    return Exit.DONE
