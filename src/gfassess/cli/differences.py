"""`gfassess rules diff`: what differs between two rule sets, or between two folders of rules."""

from argparse import Namespace
from collections.abc import Collection, Iterator

from gfassess.cli import output
from gfassess.cli.case import all_rules, criteria
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.errors import GfassessError, Problem, Problems, printable
from gfassess.files import user_path
from gfassess.model.rulebook import Rulebook
from gfassess.plan.content import Difference, rulebook_differences, ruleset_differences
from gfassess.report.differences import difference_lines
from gfassess.rules.folder import Folder, load, ruleset_names
from gfassess.rules.which import unknown_ruleset
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Print the differences; that there are some is no failure."""
    book, found = _compared(arguments)
    output.write(difference_lines(book, found, columns()))
    return Exit.DONE


def _compared(arguments: Namespace) -> tuple[Rulebook, Iterator[Difference]]:
    """Return the differences of two rule sets of the rules in use, else of two folders, and the rules of the newer."""
    names = (arguments.old, arguments.new)
    known = ruleset_names(Folder(criteria(arguments)))
    if all(name in known for name in names):
        book = all_rules(arguments)
        old, new = (book.rulesets[name] for name in names)
        return book, ruleset_differences(old, new)
    if all(user_path(name).is_dir() for name in names):
        before, after = _read(names)
        return after, rulebook_differences(before, after)
    raise GfassessError(*_unknown(names, known))


def _read(names: tuple[str, str]) -> list[Rulebook]:
    """Return the rules of two folders; raise GfassessError with the mistakes of both."""
    books: list[Rulebook] = []
    problems = Problems()
    for root in map(user_path, names):
        try:
            books.append(load(root))
        except GfassessError as error:
            problems.extend(error.problems)
    problems.raise_errors()
    return books


def _unknown(names: tuple[str, str], known: Collection[str]) -> Iterator[Problem]:
    """Go through what is neither a rule set nor a folder; else one of the two is a rule set and one a folder."""
    neither = [name for name in names if name not in known and not user_path(name).is_dir()]
    yield from (unknown_ruleset(name, known) for name in neither)
    if not neither:
        message = _('"{old}" and "{new}" cannot be compared: one is a rule set, one a folder')
        message = message.format(old=printable(names[0]), new=printable(names[1]))
        yield Problem(message=message, hint=_("name two rule sets or two folders"))
