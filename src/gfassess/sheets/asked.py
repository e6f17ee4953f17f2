"""What each office is asked for: its questions under the rule sets that count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gfassess.errors import GfassessError, Problem, did_you_mean, printable
from gfassess.explain import department_words
from gfassess.model.assessment import Assessment
from gfassess.model.facts import Fact, FactFile, Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.scoring import Inputs, questions_of
from gfassess.scoring.live import live_questions
from gfassess.words import _


@dataclass(frozen=True, slots=True)
class Office:
    """One office and its questions, in the order of the files."""

    id: str
    themes: tuple[tuple[FactFile, tuple[Fact, ...]], ...]
    ledgers: tuple[Ledger, ...]
    live: frozenset[str]
    """The questions that count as things stand; the others may, once other answers are there."""

    @property
    def count(self) -> int:
        """How many facts are asked."""
        return sum(len(facts) for _theme, facts in self.themes)

    def needed(self, question: Fact | Ledger) -> bool:
        """Tell whether a result waits for the answer."""
        default = question.default if isinstance(question, Fact) else None
        return question.id in self.live and not question.optional and default is None


def offices(
    rulebook: Rulebook, assessment: Assessment, rulesets: Sequence[Ruleset], wanted: Sequence[str] = ()
) -> tuple[Office, ...]:
    """Return the offices that are asked for something, or those `wanted`; raise GfassessError for an unknown one."""
    asked = {name for rules in rulesets for name in questions_of(rulebook, rules)}
    live = frozenset(_live(rulebook, assessment, rulesets))
    known = dict.fromkeys(
        question.department for theme in rulebook.themes for question in _questions(theme) if question.id in asked
    )
    chosen = tuple(dict.fromkeys(wanted)) or tuple(known)
    if unknown := [_unknown(name, known) for name in chosen if name not in known]:
        raise GfassessError(*unknown)
    return tuple(_office(rulebook, name, asked, live) for name in chosen)


def _questions(theme: FactFile) -> tuple[Fact | Ledger, ...]:
    return (*theme.fact, *theme.ledger)


def _office(rulebook: Rulebook, name: str, asked: set[str], live: frozenset[str]) -> Office:
    def mine(question: Fact | Ledger) -> bool:
        return question.department == name and question.id in asked

    themes = [(theme, tuple(filter(mine, theme.fact))) for theme in rulebook.themes]
    ledgers = tuple(ledger for theme in rulebook.themes for ledger in theme.ledger if mine(ledger))
    return Office(name, tuple(pair for pair in themes if pair[1]), ledgers, live)


def _live(rulebook: Rulebook, assessment: Assessment, rulesets: Sequence[Ruleset]) -> Iterable[str]:
    inputs = Inputs(rulebook, assessment)
    for rules in rulesets:
        for gate in rules.gates:
            yield from questions_of(rulebook, gate)
        for head in rules.heads:
            yield from live_questions(inputs, head)


def _unknown(name: str, known: Iterable[str]) -> Problem:
    message = _('no office "{name}" is asked for anything here').format(name=printable(name))
    listed = ", ".join(f"{one} ({department_words(one)})" for one in known)
    return Problem(message=message, hint=did_you_mean(name, known) or _("known are {known}").format(known=listed))
