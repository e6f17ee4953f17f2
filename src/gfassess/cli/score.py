"""`gfassess score`: the result of an assessment, for people or as JSON."""

from argparse import Namespace

from gfassess.cli import output
from gfassess.cli.case import last_year, open_case
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.files import user_path
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Print the result; blocked is an exit code of its own only where it was asked for."""
    from gfassess.store import check_evidence, check_kinds  # noqa: PLC0415 - a verb imports what it needs

    case = open_case(arguments)
    wrong = check_kinds(case.assessment, case.rulebook, arguments.file, case.loaded.text)
    card = case.score(last_year(arguments, case))
    # Whether they were changed is a matter for check and verify: a score reads no documents.
    lost = len(check_evidence(case.assessment, user_path(arguments.file).parent, most=-1).found)
    if arguments.json:
        from gfassess.stamp import result  # noqa: PLC0415 - brings hashing and JSON, which the text does not need

        output.write_json(result(card))
        if lost:
            from gfassess.report.text import lost_words  # noqa: PLC0415 - the JSON has no place for it

            output.tell(lost_words(lost, len(case.assessment.evidence)))
    else:
        from gfassess.report.text import SIGNS, scorecard_lines  # noqa: PLC0415 - not needed for JSON

        plain = arguments.ascii or not output.draws("".join(SIGNS))
        book, answers = case.rulebook, case.assessment
        output.write(scorecard_lines(book, answers, card, columns(), ascii_only=plain, lost=lost))
    if arguments.fail_blocked and card.verdict == "blocked":
        output.tell(_("blocked by a gate"))
        return Exit.BLOCKED
    if wrong.errors:
        output.tell_problems(wrong.errors)
        return Exit.PROBLEMS
    return Exit.DONE
