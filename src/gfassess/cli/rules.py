"""`gfassess rules`: check, test and show rule folders, and list where their figures come from."""

from argparse import Namespace
from pathlib import Path

from gfassess.cli import output
from gfassess.cli.case import all_rules, criteria, require
from gfassess.cli.check import conclude
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.errors import GfassessError, did_you_mean, printable
from gfassess.files import user_path
from gfassess.model.rulebook import Rulebook
from gfassess.model.sources import Document
from gfassess.words import _, ngettext


def run(arguments: Namespace) -> Exit:
    """Do what was asked for with the folder that was named, else with the rules that come along."""
    match arguments.action:
        case "check":
            return _check(_folder(arguments))
        case "test":
            return _test(_folder(arguments))
        case "sources":
            return _sources(arguments)
        case "diff":
            from gfassess.cli.differences import run as diff  # noqa: PLC0415 - only this action compares

            return diff(arguments)
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


def _sources(arguments: Namespace) -> Exit:
    from gfassess.report.sources import figure_lines, sources_data, sources_lines  # noqa: PLC0415 - only this action
    from gfassess.rules.references import read_figures  # noqa: PLC0415 - only this action lists figures

    book, figures = read_figures(_folder(arguments))
    documents = tuple(book.documents.values())
    if arguments.document is not None:
        documents = (_document(book, arguments.document),)
        figures = tuple(figure for figure in figures if figure.document == documents[0].id)
    if arguments.json:
        output.write_json(sources_data(book, documents, figures))
    elif arguments.document is not None:
        output.write(figure_lines(book, documents[0], figures, columns()))
    else:
        output.write(sources_lines(book, figures, columns()))
    return Exit.DONE


def _document(book: Rulebook, typed: str) -> Document:
    """Return the document of a number, however its letters and spaces are typed."""
    for name, document in book.documents.items():
        if _plain(name) == _plain(typed):
            return document
    message = _('the document "{name}" is not in documents.toml').format(name=printable(typed))
    listed = _("gfassess rules sources lists the {count} documents that there are").format(count=len(book.documents))
    near = did_you_mean(typed, book.documents)
    raise GfassessError.of(message, hint=_("{first}; {second}").format(first=near, second=listed) if near else listed)


def _plain(number: str) -> str:
    return "".join(number.casefold().split())
