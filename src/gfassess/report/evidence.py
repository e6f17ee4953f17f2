"""The documents of an assessment as lines of text, and as plain data."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from gfassess.explain import department_words
from gfassess.model.assessment import Evidence
from gfassess.model.documents import DocumentState
from gfassess.quantity import write_number
from gfassess.report.columns import pad, widest, wrapped
from gfassess.session import Coverage, Held, MonthState, Proved, Survey
from gfassess.session.coverage import Span
from gfassess.words import _, ngettext

MONTHS: Final[dict[MonthState, str]] = {"none": ".", "part": "~", "whole": "#", "twice": "+"}
"""One sign a month."""
_STEP: Final = 1000
_ROOM: Final = 34
"""Cells of a title beside its months, at most."""


def document_words(state: DocumentState) -> str:
    """Return what was found in the place of a document."""
    words = {
        "there": _("as attached"),
        "unrecorded": _("no checksum"),
        "unread": _("not compared"),
        "changed": _("content changed"),
        "missing": _("missing"),
        "refused": _("not readable"),
    }
    return words[state]


def size_words(size: int | None) -> str:
    """Return the size of a file as people read it."""
    if size is None:
        return ""
    value, unit = float(size), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        if value < _STEP:
            break
        value, unit = value / _STEP, larger
    return f"{write_number(value, 0 if unit == 'B' else 1)} {unit}"


def owner_words(owner: str) -> str:
    """Return who keeps a document: an office by its name, a person as written."""
    return department_words(owner) if owner else _("nobody named")


def period_words(proof: Evidence) -> str:
    """Return the period that a document covers; nothing where it states none."""
    if proof.covers_from is None and proof.covers_to is None:
        return ""
    start, end = (day.isoformat() if day else "…" for day in (proof.covers_from, proof.covers_to))
    return _("{start} to {end}").format(start=start, end=end)


def about_words(proof: Evidence) -> str:
    """Return what is known of a document: pages, period, expiry."""
    parts = [
        _("pages {pages}").format(pages=proof.pages) if proof.pages else "",
        _("covers {period}").format(period=period) if (period := period_words(proof)) else "",
        _("valid until {day}").format(day=proof.expires.isoformat()) if proof.expires else "",
    ]
    return _("; ").join(part for part in parts if part)


def idle_words(held: Held) -> str:
    """Return why a document proves nothing; nothing where it does."""
    if held.idle is None:
        return ""
    words = {
        "unanswered": _("proves nothing: what it is for has no answer"),
        "other_year": _("proves nothing: it is not valid for the reporting year"),
    }
    return words[held.idle]


def span_words(spans: Sequence[Span]) -> str:
    """Return stretches of days; whole months by their number."""
    return _(", ").join(map(_span, spans))


def _span(span: Span) -> str:
    first, last = span
    return first.isoformat() if first == last else _("{start} to {end}").format(start=first, end=last)


def months_words(coverage: Coverage) -> str:
    """Return one sign a month."""
    return "".join(MONTHS[state] for state in coverage.months)


def months_legend() -> str:
    """Return what the signs of months mean."""
    return _("{whole} covered, {twice} by more than one document, {part} in part, {none} not covered").format(**MONTHS)


def coverage_words(coverage: Coverage) -> str:
    """Return what is not covered and what is covered twice; nothing where the year is covered once."""
    parts = []
    if coverage.holes:
        parts.append(_("not covered: {spans}").format(spans=span_words(coverage.holes)))
    if coverage.overlaps:
        parts.append(_("covered twice: {spans}").format(spans=span_words(coverage.overlaps)))
    if coverage.unstated:
        said = ngettext("{count} document states no period", "{count} documents state no period", coverage.unstated)
        parts.append(said.format(count=coverage.unstated))
    return _("; ").join(parts)


def by_owner(documents: Sequence[Held]) -> dict[str, list[Held]]:
    """Return the documents by who keeps them."""
    found: dict[str, list[Held]] = {}
    for one in documents:
        found.setdefault(one.owner, []).append(one)
    return found


def by_department(answers: Sequence[Proved]) -> dict[str, list[Proved]]:
    """Return the answers by the office that knows."""
    found: dict[str, list[Proved]] = {}
    for one in answers:
        found.setdefault(one.department, []).append(one)
    return found


def counted_words(survey: Survey) -> str:
    """Return how many documents there are and how many are lost."""
    count = len(survey.documents)
    said = ngettext("{count} document", "{count} documents", count).format(count=count)
    lost = len(survey.lost)
    if not lost:
        return said
    gone = ngettext("{count} missing or changed", "{count} missing or changed", lost).format(count=lost)
    return _("{first}; {second}").format(first=said, second=gone)


def evidence_lines(survey: Survey, days: Sequence[tuple[date, str]], width: int = 80) -> Iterator[str]:
    """Go through the lines about all documents; `days` are those on which they must be valid, with their names."""
    yield counted_words(survey)
    for owner, documents in by_owner(survey.documents).items():
        yield from wrapped(_("{office} ({count})").format(office=owner_words(owner), count=len(documents)), width, "  ")
        for held in documents:
            yield from _document(survey, held, width)
    yield from _covered(survey, width)
    yield from _lacking(survey, width)
    yield from _idle(survey, width)
    for day, name in days:
        yield from _expired(survey, day, name, width)


def _document(survey: Survey, held: Held, width: int) -> Iterator[str]:
    mark = "x" if held.seen.lost else "?" if held.idle else "+"
    size = size_words(held.seen.size)
    state = document_words(held.seen.state)
    tail = _("{first}; {second}").format(first=state, second=size) if size else state
    yield from wrapped(f"{mark} {held.proof.file}  {tail}", width, "    ")
    titles = {answer.name: str(answer.title) for answer in survey.answers}
    names = [titles.get(name, name) for name in held.proof.answers]
    below = [
        held.seen.reason if held.seen.lost else "",
        _("for: {titles}").format(titles=_(", ").join(names)) if names else _("for nothing"),
        about_words(held.proof),
    ]
    for text in below:
        if text:
            yield from wrapped(text, width, "      ")


def _covered(survey: Survey, width: int) -> Iterator[str]:
    stated = [one for one in survey.answers if one.coverage.stated]
    if not stated:
        return
    yield ""
    title = _("Months of {year} that documents cover").format(year=stated[0].coverage.year)
    yield from wrapped(_("{title} ({detail})").format(title=title, detail=months_legend()), width)
    odd = [one for one in stated if coverage_words(one.coverage)]
    room = min(widest(str(one.title) for one in odd), _ROOM)
    for one in odd:
        first, *more = wrapped(str(one.title), room + 2, "  ")
        yield f"{pad(first, room + 2)}  {months_words(one.coverage)}"
        yield from more
        yield from wrapped(coverage_words(one.coverage), width, "      ")
    if whole := len(stated) - len(odd):
        said = ngettext("{count} answer: all year, once", "{count} answers: all year, once", whole)
        yield f"  {said.format(count=whole)}"


def _lacking(survey: Survey, width: int) -> Iterator[str]:
    if not survey.answers:
        return
    yield ""
    yield from wrapped(lacking_words(survey), width)
    for department, answers in by_department(survey.lacking).items():
        office = owner_words(department) if department else _("lines that do not apply")
        yield from wrapped(_("{office} ({count})").format(office=office, count=len(answers)), width, "  ")
        for one in answers:
            yield from wrapped(str(one.title), width, "    ")
            if one.wanted is not None:
                yield from wrapped(_("wanted: {document}").format(document=one.wanted), width, "      ")


def lacking_words(survey: Survey) -> str:
    """Return how many answers have no document in date."""
    return _("Answers without a document in date: {count} of {whole}").format(
        count=len(survey.lacking), whole=len(survey.answers)
    )


def _idle(survey: Survey, width: int) -> Iterator[str]:
    if not survey.idle:
        return
    yield ""
    yield _("Documents that prove nothing: {count}").format(count=len(survey.idle))
    for held in survey.idle:
        text = _("{title}: {value}").format(title=held.proof.file, value=idle_words(held))
        yield from wrapped(text, width, "  ")


def _expired(survey: Survey, day: date, name: str, width: int) -> Iterator[str]:
    found = survey.expired(day)
    yield ""
    when = _("{day} ({name})").format(day=day.isoformat(), name=name) if name else day.isoformat()
    yield from wrapped(_("No longer valid on {day}: {count}").format(day=when, count=len(found)), width)
    for held in found:
        until = held.proof.expires.isoformat() if held.proof.expires else ""
        text = _("{title}: {value}").format(title=held.proof.file, value=_("valid until {day}").format(day=until))
        yield from wrapped(text, width, "  ")


def evidence_data(survey: Survey, days: Sequence[tuple[date, str]]) -> dict[str, Any]:
    """Return all about the documents as plain data."""
    return {
        "documents": [_document_data(held) for held in survey.documents],
        "answers": [_answer_data(one) for one in survey.answers],
        "expired": [
            {"on": day.isoformat(), "name": name, "files": [held.proof.file for held in survey.expired(day)]}
            for day, name in days
        ],
    }


def _document_data(held: Held) -> dict[str, Any]:
    proof, seen = held.proof, held.seen
    recorded = proof.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    found = {"state": seen.state, "reason": seen.reason, "sha256": seen.sha256, "size": seen.size, "idle": held.idle}
    return {
        "file": proof.file,
        "owner": held.owner,
        "recorded": {key: value for key, value in recorded.items() if key in set(type(proof).model_fields) | {"for"}},
        "found": {key: value for key, value in found.items() if value not in {None, ""}},
    }


def _answer_data(one: Proved) -> dict[str, Any]:
    covered = one.coverage
    return {
        "id": one.name,
        "title": str(one.title),
        "department": one.department,
        "documents": [proof.file for proof in one.documents],
        "months": list(covered.months) if covered.stated else [],
        "not_covered": [[first.isoformat(), last.isoformat()] for first, last in covered.holes],
        "covered_twice": [[first.isoformat(), last.isoformat()] for first, last in covered.overlaps],
        "without_period": covered.unstated,
    }
