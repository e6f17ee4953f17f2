"""An assessment with the rules that score it, as every verb that takes a file needs them."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from gfassess.cli import output
from gfassess.cli.held import tell_held
from gfassess.errors import GfassessError
from gfassess.files import builtin_criteria, user_path
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Scorecard
from gfassess.plan.renames import renamed
from gfassess.rules.folder import load as load_rules
from gfassess.rules.needed import load_needed
from gfassess.rules.which import UnknownRulesetError, unknown_ruleset
from gfassess.scoring import Cohort, LastYear, score
from gfassess.store.load import Loaded, load
from gfassess.store.renames import following
from gfassess.toml_lines import line_of
from gfassess.words import _


class Case(NamedTuple):
    """One assessment file and its rules."""

    loaded: Loaded
    rulebook: Rulebook
    ruleset: str

    @property
    def assessment(self) -> Assessment:
        """The answers."""
        return self.loaded.assessment

    def score(self, last_year: LastYear | None = None, cohort: Cohort | None = None) -> Scorecard:
        """Return the result; a cohort and the own last year may give reference values."""
        return score(self.rulebook, self.assessment, ruleset=self.ruleset, cohort=cohort, last_year=last_year)


def open_case(arguments: Namespace, *, whole: bool = False, rulesets: Sequence[str] = ()) -> Case:
    """Return the assessment that was named with the rules that it needs, or `whole` all there are.

    Of several `rulesets` that were typed the first one scores; without them the one that was typed, or the file's own.
    Tells the warnings of its reader; raises GfassessError with everything that stops it.
    """
    path = user_path(arguments.file)
    loaded = load(path)
    output.tell_problems(loaded.problems)
    tell_held(path, loaded.assessment)
    typed = rulesets or tuple(filter(None, [arguments.ruleset]))
    with nullcontext() if typed else asked_by(loaded):
        if whole or arguments.criteria is not None:
            book = all_rules(arguments)
        else:
            book = load_needed(builtin_criteria(), loaded.assessment, *typed)
        loaded = following(loaded, book)
        names = typed or (loaded.assessment.ruleset,)
        require(book, *names)
    return Case(loaded, book, names[0])


def criteria(arguments: Namespace) -> Path:
    """Return the folder of the rules: the one that was named, else the one that comes along."""
    return builtin_criteria() if arguments.criteria is None else user_path(arguments.criteria)


def all_rules(arguments: Namespace) -> Rulebook:
    """Return everything in the folder of the rules; one that does not come along is checked as a whole first."""
    if arguments.criteria is None:
        return load_rules(builtin_criteria())
    from gfassess.rules.check import check_folder  # noqa: PLC0415 - the rules that come along are checked already

    book, problems = check_folder(criteria(arguments))
    problems.raise_errors()
    return book


def require(book: Rulebook, *rulesets: str) -> None:
    """Raise GfassessError with every rule set of these that there is not."""
    unknown = [name for name in dict.fromkeys(rulesets) if name not in book.rulesets]
    if unknown:
        raise UnknownRulesetError(*(unknown_ruleset(name, book.rulesets) for name in unknown))


@contextmanager
def asked_by(loaded: Loaded) -> Iterator[None]:
    """Name the file and line of an assessment as the place where an unknown rule set is asked for."""
    try:
        yield
    except UnknownRulesetError as error:
        line = line_of(loaded.text, ("ruleset",))
        placed = (problem.at(file=loaded.file, key="ruleset", line=line) for problem in error.problems)
        raise GfassessError(*placed) from error


def last_year(arguments: Namespace, case: Case) -> LastYear | None:
    """Return the own figures of the year before, where the user named their file."""
    if arguments.last_year is None:
        return None
    before = load(user_path(arguments.last_year)).assessment
    year = before.year
    if year != case.assessment.year - 1:
        message = _("this is the assessment of {year}; the one of {wanted} is needed")
        message = message.format(year=year, wanted=case.assessment.year - 1)
        raise GfassessError.of(message, file=arguments.last_year)
    book = case.rulebook
    if arguments.criteria is None:
        book = load_needed(builtin_criteria(), before, case.ruleset)
    card = score(book, renamed(before, book), ruleset=case.ruleset)
    return LastYear.of(card, _("own assessment of {year}").format(year=year))
