"""The next dates of the schemes, and what is open until then."""

from collections.abc import Iterator, Sequence
from datetime import date

from gfassess.model.scorecard import Scorecard
from gfassess.report.columns import wrapped
from gfassess.session import Due, Session, Survey
from gfassess.words import _, ngettext


def due_title(due: Due) -> str:
    """Return the name of a date with its scheme."""
    return _("{title}: {value}").format(title=due.scheme.title, value=due.date.title)


def away_words(due: Due, today: date) -> str:
    """Return how far away a date is."""
    days = (due.day - today).days
    return ngettext("in {count} day", "in {count} days", days).format(count=days) if days else _("today")


def next_words(due: Sequence[Due], today: date) -> str:
    """Return the next date in one line; nothing where there is none."""
    if not due:
        return ""
    first = due[0]
    said = _("Next date: {day}, {away}: {title}")
    return said.format(day=first.day.isoformat(), away=away_words(first, today), title=due_title(first))


def calendar_lines(due: Sequence[Due], today: date, width: int = 80) -> Iterator[str]:
    """Go through the dates, the nearest first."""
    if not due:
        yield _("The rules name no dates.")
    for one in due:
        said = _("{day}, {away}: {title} ({source})")
        words = said.format(
            day=one.day.isoformat(), away=away_words(one, today), title=due_title(one), source=one.scheme.source
        )
        first, *more = wrapped(words, width - 2)
        yield first
        yield from (f"  {line}" for line in more)


def open_lines(session: Session, found: Survey, due: Sequence[Due], width: int = 80) -> Iterator[str]:
    """Go through what is still open in an assessment, and which documents will have expired on each date."""
    named = session.assessment.enterprise.name or _("(enterprise without a name)")
    year = _("reporting year {year}").format(year=session.assessment.year)
    yield from wrapped(
        _("Still open: {name}, {year}, {rules}").format(name=named, year=year, rules=session.ruleset.title), width
    )
    waiting = sum(session.is_open(name) for name in dict.fromkeys(name for _part, name in session.order()))
    texts = [
        *_gate_words(session.scorecard),
        _counted(ngettext("{count} question is not answered", "{count} questions are not answered", waiting), waiting),
        _counted(
            ngettext(
                "{count} answer has no document in date", "{count} answers have no document in date", len(found.lacking)
            ),
            len(found.lacking),
        ),
        _counted(
            ngettext(
                "{count} document is missing or changed", "{count} documents are missing or changed", len(found.lost)
            ),
            len(found.lost),
        ),
        *(_expired_words(found, one) for one in due),
    ]
    told = [text for text in texts if text]
    for text in told or [_("nothing is open")]:
        yield from wrapped(text, width, "  ")


def _gate_words(card: Scorecard) -> Iterator[str]:
    states = [result.state for result in card.gates]
    failed, unknown = states.count("fail"), states.count("unknown")
    yield _counted(ngettext("{count} gate failed", "{count} gates failed", failed), failed)
    yield _counted(ngettext("{count} gate is not answered", "{count} gates are not answered", unknown), unknown)


def _expired_words(found: Survey, due: Due) -> str:
    count = len(found.expired(due.day))
    said = ngettext(
        "{count} document is no longer valid on {day}", "{count} documents are no longer valid on {day}", count
    )
    return said.format(count=count, day=due.day.isoformat()) if count else ""


def _counted(text: str, count: int) -> str:
    return text.format(count=count) if count else ""
