"""`gfassess rules`: check, test and show rule folders."""

from argparse import Namespace
from pathlib import Path

from gfassess.cli import output
from gfassess.cli.case import all_rules, criteria, require
from gfassess.cli.check import conclude
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.errors import GfassessError
from gfassess.files import user_path
from gfassess.words import _, ngettext


def run(arguments: Namespace) -> Exit:
    """Do what was asked for with the folder that was named, else with the rules that come along."""
    match arguments.action:
        case "check":
            return _check(_folder(arguments))
        case "test":
            return _test(_folder(arguments))
        case _:
            return _show(arguments)


def _folder(arguments: Namespace) -> Path:
    return criteria(arguments) if arguments.folder is None else user_path(arguments.folder)


def _check(root: Path) -> Exit:
    from gfassess.rules.check import check_folder  # noqa: PLC0415 - only this action needs the checks

    _book, problems = check_folder(root)
    return conclude(str(root), tuple(problems))


def _test(root: Path) -> Exit:
    from gfassess.rules.cases import run_cases  # noqa: PLC0415 - only this action needs the cases

    outcome = run_cases(root)
    for failure in outcome.failures:
        output.write(str(failure).split("\n"))
    said = ngettext("{file}: {count} case, {failed} wrong", "{file}: {count} cases, {failed} wrong", outcome.count)
    wrong = len({(failure.file, failure.case) for failure in outcome.failures})
    output.tell(said.format(file=root, count=outcome.count, failed=wrong))
    if not outcome.count:
        raise GfassessError.of(_("there are no cases in this folder"), file=str(root / "cases"))
    return Exit.PROBLEMS if outcome.failures else Exit.DONE


def _show(arguments: Namespace) -> Exit:
    from gfassess.report.rules import list_lines, ruleset_lines  # noqa: PLC0415 - only this action prints rules

    book = all_rules(arguments)
    if arguments.id is None:
        output.write(list_lines(book.rulesets.values(), columns()))
        return Exit.DONE
    require(book, arguments.id)
    output.write(ruleset_lines(book, book.rulesets[arguments.id], columns()))
    return Exit.DONE
