"""`gfassess crosswalk`: from one rule set to another, and what an assessment lacks for it."""

from argparse import Namespace

from gfassess.cli import output
from gfassess.cli.case import all_rules, open_case, require
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.errors import Problem
from gfassess.plan.crosswalk import crosswalk
from gfassess.store import check_kinds


def run(arguments: Namespace) -> Exit:
    """Print the crosswalk; answers of the wrong kind count as missing and are told."""
    wrong: tuple[Problem, ...] = ()
    if arguments.file is None:
        book, answers = all_rules(arguments), None
        require(book, arguments.old, arguments.new)
    else:
        case = open_case(arguments, rulesets=(arguments.new, arguments.old))
        book, answers = case.rulebook, case.assessment
        wrong = check_kinds(answers, book, arguments.file, case.loaded.text).errors
    found = crosswalk(book, arguments.old, arguments.new, answers)
    if arguments.json:
        from gfassess.report.crosswalk import crosswalk_data  # noqa: PLC0415 - not needed for text

        output.write_json(crosswalk_data(found))
    else:
        from gfassess.report.crosswalk import crosswalk_lines  # noqa: PLC0415 - not needed for JSON

        output.write(crosswalk_lines(book, found, columns()))
    if wrong:
        output.tell_problems(wrong)
        return Exit.PROBLEMS
    return Exit.DONE
