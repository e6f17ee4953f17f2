"""`gfassess score`: the result of an assessment, for people or as JSON, under one rule set or several."""

from argparse import Namespace
from collections.abc import Sequence

from gfassess.cli import output
from gfassess.cli.case import Case, last_year, open_case
from gfassess.cli.cohort import cohort_of, note, pairs_of
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.files import user_path
from gfassess.model.scorecard import Scorecard
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Print the result; blocked is an exit code of its own only where it was asked for."""
    from gfassess.store import check_evidence, check_kinds  # noqa: PLC0415 - a verb imports what it needs

    names = tuple(dict.fromkeys(arguments.ruleset or ()))
    case = open_case(arguments, rulesets=names)
    wrong = check_kinds(case.assessment, case.rulebook, arguments.file, case.loaded.text)
    each = [case._replace(ruleset=name) for name in names or (case.ruleset,)]
    cohort = cohort_of(arguments)
    cards = [one.score(last_year(arguments, one), pairs_of(cohort, one)) for one in each]
    # Whether they were changed is a matter for check and verify: a score reads no documents.
    lost = len(check_evidence(case.assessment, user_path(arguments.file).parent, most=-1).found)
    if arguments.json:
        _print_json(cards, case, lost, several=len(arguments.ruleset or ()) > 1)
    else:
        output.write(note(cohort))
        _print(cards, case, lost, plain=arguments.ascii)
    if arguments.fail_blocked and any(card.verdict == "blocked" for card in cards):
        output.tell(_("blocked by a gate"))
        return Exit.BLOCKED
    if wrong.errors:
        output.tell_problems(wrong.errors)
        return Exit.PROBLEMS
    return Exit.DONE


def _print_json(cards: Sequence[Scorecard], case: Case, lost: int, *, several: bool) -> None:
    """Print one result, or a list of them where several rule sets were named."""
    from gfassess.stamp import result  # noqa: PLC0415 - brings hashing and JSON, which the text does not need

    found = [result(card) for card in cards]
    output.write_json(found if several else found[0])
    if lost:
        from gfassess.report.text import lost_words  # noqa: PLC0415 - the JSON has no place for it

        output.tell(lost_words(lost, len(case.assessment.evidence)))


def _print(cards: Sequence[Scorecard], case: Case, lost: int, *, plain: bool) -> None:
    from gfassess.report.text import SIGNS, lost_words, scorecard_lines  # noqa: PLC0415 - not needed for JSON

    book, answers = case.rulebook, case.assessment
    if len(cards) > 1:
        from gfassess.report.beside import beside_lines  # noqa: PLC0415 - one rule set does without

        output.write(beside_lines(answers, cards, columns(), lost_words(lost, len(answers.evidence))))
        return
    signs = plain or not output.draws("".join(SIGNS))
    output.write(scorecard_lines(book, answers, cards[0], columns(), ascii_only=signs, lost=lost))
