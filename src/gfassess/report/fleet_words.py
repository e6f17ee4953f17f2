"""What a report of many assessments is made from, and the words that the terminal, the page and the list share."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from gfassess.errors import printable
from gfassess.explain import alone_words, share_words, verdict_words
from gfassess.fleet import results
from gfassess.fleet.groups import OTHERS
from gfassess.fleet.summary import BINS, Group, Spread, Summary
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.quantity import write_number
from gfassess.report import figures
from gfassess.words import _, ngettext

_DIVISIONS: Final = "divisions"
"""The table of parameters that lists the divisions of GB/T 4754."""
_DIGITS: Final = 16
"""Of a hash, where a line has no room for all."""


class Fleet(NamedTuple):
    """Everything that a report of many assessments is made from."""

    book: Rulebook
    rules: Ruleset
    found: Summary
    day: date
    """The day that stands on the cover."""
    version: str
    """Of the program."""

    @property
    def sites(self) -> int:
        """How many sites it is about."""
        return self.found.whole.sites


def count_words(count: int) -> str:
    """Return a number of sites."""
    return write_number(count, 0)


def part_words(part: int, whole: int) -> str:
    """Return what part of all something is."""
    return share_words(part / whole) if whole else "-"


def counted(part: int, whole: int) -> str:
    """Return a number of sites with what part of all it is."""
    return _("{count} ({share})").format(count=count_words(part), share=part_words(part, whole))


def division_title(book: Rulebook, code: str) -> str:
    """Return a division with its code."""
    if code in {"", OTHERS}:
        return _("without a division") if not code else _("all others")
    table = book.tables.get(_DIVISIONS)
    row = table.row(code) if table is not None else None
    return printable(code) if row is None else f"{code} {row.title}"


def region_title(name: str) -> str:
    """Return a province."""
    if name in {"", OTHERS}:
        return _("without a province") if not name else _("all others")
    return printable(name)


def question_title(book: Rulebook, name: str) -> str:
    """Return the title of a fact or ledger."""
    question = book.facts.get(name) or book.ledgers.get(name)
    return name if question is None else str(question.title)


def department_of(book: Rulebook, name: str) -> str:
    """Return the id of the office that knows a fact or ledger."""
    question = book.facts.get(name) or book.ledgers.get(name)
    return "" if question is None else question.department


def ruleset_words(rules: Ruleset) -> str:
    """Return the rule set with version and date."""
    said = _("{title} ({id} {version}, in force from {day})")
    return said.format(title=rules.title, id=rules.id, version=rules.version, day=rules.in_force.isoformat())


def invented_words(found: Summary) -> str:
    """Return that figures are invented, all of them or some; nothing where none are."""
    if found.head.illustrative or (found.invented and found.invented == found.whole.sites):
        return _("ILLUSTRATIVE: the figures are invented and are those of no real factories")
    if found.invented:
        said = _("ILLUSTRATIVE: the figures of {count} assessments are invented and are those of no real factories")
        return said.format(count=count_words(found.invented))
    return ""


def about(fleet: Fleet) -> Iterator[tuple[str, str, str]]:
    """Go through what the report is about and what came out, as id, name and value."""
    found, rules = fleet.found, fleet.rules
    yield "ruleset", _("Rule set"), ruleset_words(rules)
    if digest := found.head.cohort_sha256:
        said = _("a file whose SHA-256 begins with {digest}").format(digest=printable(digest[:_DIGITS]))
        yield "cohort", _("Cohort file"), said
    if chosen := chosen_words(fleet):
        yield "chosen", _("Only"), chosen
    yield "sites", _("Assessments"), count_words(fleet.sites)
    if found.head.skipped:
        yield "skipped", _("Files left out"), count_words(found.head.skipped)
    years = _("; ").join(f"{year}: {count_words(sites)}" for year, sites in found.years.items())
    yield "years", _("Reporting years"), years or "-"
    verdicts = zip(results.VERDICTS, found.whole.verdicts, strict=True)
    said = _("; ").join(f"{verdict_words(name)} {counted(sites, fleet.sites)}" for name, sites in verdicts)
    yield "verdicts", _("Verdict"), said
    yield from _totals(found.whole, rules)
    if found.head.remark:
        yield "remark", _("Remark"), " ".join(found.head.remark.split())


def _totals(whole: Group, rules: Ruleset) -> Iterator[tuple[str, str, str]]:
    """Go through the figures of all sites together; none without weights."""
    if whole.low is None or whole.evidenced is None or whole.high is None:
        return
    of = _("{words} of {points}")
    points = figures.points(rules.points)
    yield "low", _("Points for sure"), of.format(words=_middle(whole.low), points=points)
    yield "evidenced", _("With evidence in date"), of.format(words=_middle(whole.evidenced), points=points)
    high = _("mean {value}").format(value=figures.points(whole.high))
    yield "high", _("At most"), of.format(words=high, points=points)


def _middle(spread: Spread) -> str:
    mean = _("mean {value}").format(value=figures.points(spread.mean))
    median = _("median {value}").format(value=figures.points(spread.median))
    return _("; ").join((mean, median))


def chosen_words(fleet: Fleet) -> str:
    """Return which sites were asked for; nothing where all of them are meant."""
    chosen = fleet.found.chosen
    parts = [division_title(fleet.book, chosen.division)] if chosen.division else []
    parts += [printable(chosen.region)] if chosen.region else []
    parts += [str(chosen.year)] if chosen.year is not None else []
    return _("; ").join(parts)


def notes(fleet: Fleet) -> Iterator[str]:
    """Go through what must be said beside figures of many sites."""
    rules = fleet.rules
    if not rules.weighted:
        yield alone_words()
    if rules.note is not None:
        yield str(rules.note)
    if rules.weighted:
        yield _("Points for sure count what is answered; what is still open may add to them, up to the most.")
    yield _("These are self-assessments. There is no national pass mark, and a failed gate blocks whatever the points.")


def bin_words(place: int, rules: Ruleset) -> str:
    """Return a tenth of the points: from, and below which figure."""
    step = rules.points / BINS
    first, last = (write_number(step * end, None) for end in (place, place + 1))
    return f"{first} - {last}"


def gate_title(rules: Ruleset, name: str) -> str:
    """Return the title of a gate."""
    return next((str(gate.title) for gate in rules.gates if gate.id == name), name)


def line_title(rules: Ruleset, name: str) -> str:
    """Return the title of an indicator."""
    line = rules.indicator(name)
    return name if line is None else str(line.title)


def blocked_words(fleet: Fleet) -> Iterator[tuple[str, str]]:
    """Go through how many sites fail one gate, two, and so on."""
    for number, sites in enumerate(fleet.found.blocked):
        if number and sites:
            name = ngettext("{count} gate failed", "{count} gates failed", number).format(count=number)
            yield name, counted(sites, fleet.sites)


def lost_words(rules: Ruleset) -> str:
    """Return the heading over where points are lost."""
    if rules.weighted:
        return _("Where most is lost: mean points lost of those within reach, over the sites where it is scored")
    return _("Where most is lost: mean percent short of the full share, over the sites where it is scored")


def open_words(rules: Ruleset) -> str:
    """Return the heading over where points are open."""
    if rules.weighted:
        return _("Where most is still open: mean points over all sites, and why")
    return _("Where most is still open: percent of all sites, and why")


def stake_words(rules: Ruleset) -> str:
    """Return what the points at stake of a question are."""
    if rules.weighted:
        return _(
            "At stake: mean points of the unanswered indicators that ask for it, over these sites; a gate has none."
        )
    return _("At stake: percent of the unanswered indicators that ask for it, added up, per site; a gate has none.")
