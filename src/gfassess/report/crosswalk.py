"""From one rule set to another as lines of text, and as plain data."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from gfassess.explain import department_words
from gfassess.formula import Formula
from gfassess.model.base import Record
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator, Ruleset
from gfassess.plan.crosswalk import Crossing, Crosswalk, Mark, QuestionMark, Readiness, by_line, mark_of
from gfassess.plan.differences import Change, stated_points
from gfassess.quantity import write_number
from gfassess.report.columns import cells, pad, widest, wrapped
from gfassess.report.differences import field_words
from gfassess.words import _, ngettext

MARKS: Final[tuple[Mark, ...]] = ("unchanged", "changed", "moved", "added", "withdrawn")
_STEP: Final = "  "


def crosswalk_lines(rulebook: Rulebook, found: Crosswalk, width: int = 80) -> Iterator[str]:
    """Go through a crosswalk: what is missing, then gates and lines by the criteria of the new rule set."""
    for words, rules in ((_("From: {ruleset}"), found.old), (_("To: {ruleset}"), found.new)):
        yield from wrapped(words.format(ruleset=_ruleset_words(rules)), width)
    if found.readiness is not None:
        yield ""
        yield from _readiness(rulebook, found.readiness, width)
        for text in filter(None, (unreferenced_words(found), excused_words(found))):
            yield from wrapped(text, width)
    for title, lines in sections(found):
        yield ""
        yield _("{title} ({counts})").format(title=title, counts=counts_words(lines))
        for line in lines:
            yield from _crossings(found, line, width)
    yield ""
    yield _("Data asked for")
    yield from _questions(rulebook, found, width)


def sections(found: Crosswalk) -> Iterator[tuple[str, Sequence[Sequence[Crossing]]]]:
    """Go through gates, criteria of the new rule set, and withdrawn lines, each with its title and lines."""
    if found.gates:
        yield _("Gates"), by_line(found.gates)
    for head in found.new.heads:
        yield str(head.title), found.under(head.id)
    if withdrawn := found.under(""):
        yield _("Lines without a counterpart"), withdrawn


def _ruleset_words(rules: Ruleset) -> str:
    """Return the title of a rule set with id and version."""
    return _("{title} ({id} {version})").format(title=rules.title, id=rules.id, version=rules.version)


def mark_words(mark: Mark) -> str:
    """Return what becomes of a line."""
    words: dict[Mark, str] = {
        "unchanged": _("unchanged"),
        "changed": _("changed"),
        "moved": _("moved"),
        "added": _("added"),
        "withdrawn": _("withdrawn"),
    }
    return words[mark]


def counts_words(lines: Sequence[Sequence[Crossing]]) -> str:
    """Return how many lines there are of each mark; a merged one counts once."""
    counts = {mark: sum(mark_of(line) == mark for line in lines) for mark in MARKS}
    return _(", ").join(
        _("{count} {mark}").format(count=count, mark=mark_words(mark)) for mark, count in counts.items() if count
    )


def readiness_words(found: Readiness) -> str:
    """Return how much of what the new rule set asks for is there; a rest is never rounded away."""
    if not found.missing:
        text = ngettext(
            "All of the {asked} question that the new rule set asks is answered.",
            "All of the {asked} questions that the new rule set asks are answered.",
            len(found.asked),
        )
        return text.format(asked=len(found.asked))
    text = ngettext(
        "You have {share} % of what the new rule set asks for ({answered} of {asked}); {count} is missing:",
        "You have {share} % of what the new rule set asks for ({answered} of {asked}); these {count} are missing:",
        len(found.missing),
    )
    share = int(found.share * 100)
    return text.format(share=share, answered=found.answered, asked=len(found.asked), count=len(found.missing))


def shared_words(found: Readiness) -> str:
    """Return how many of the answers serve both rule sets."""
    text = ngettext(
        "{count} of the answers serves both rule sets.", "{count} of the answers serve both rule sets.", found.answered
    )
    return text.format(count=len(found.shared))


def excused_words(found: Crosswalk) -> str:
    """Return which lines were said not to apply under earlier ids only; nothing where there are none."""
    names = found.readiness.excused if found.readiness is not None else ()
    titles = [str(line.title) for name in names if (line := found.new.indicator(name)) is not None]
    text = ngettext(
        "Said not to apply under an earlier id, to be said again where it still holds: {titles}",
        "Said not to apply under earlier ids, to be said again where it still holds: {titles}",
        len(titles),
    )
    return text.format(titles=_(", ").join(titles)) if titles else ""


def unreferenced_words(found: Crosswalk) -> str:
    """Return which lines have no reference values yet, which is no matter of questions; nothing where all have."""
    names = found.readiness.unreferenced if found.readiness is not None else ()
    lines = (line for name in names if (line := found.new.indicator(name)) is not None)
    titles = [_("{title} ({id})").format(title=line.title, id=line.id) for line in lines]
    text = ngettext(
        "{count} line still needs reference values: {titles}",
        "{count} lines still need reference values: {titles}",
        len(titles),
    )
    return text.format(count=len(titles), titles=_(", ").join(titles)) if titles else ""


def office_words(department: str, names: Sequence[str]) -> str:
    """Return an office with the number of questions that it has to answer."""
    return _("{office} ({count})").format(office=department_words(department), count=len(names))


def change_notes(found: Crosswalk, lines: Sequence[Crossing]) -> Iterator[str]:
    """Go through what the user should know of a line: where it stood, what it was, what it took in, what changed."""
    first, *others = lines
    if first.old is None or first.new is None:
        return
    if first.mark == "moved":
        head = next(head for head in found.old.heads if head.id == first.old_head)
        yield _("before under: {title}").format(title=head.title)
    renamed = first.old.id != first.new.id
    if renamed or str(first.old.title) != str(first.new.title):
        yield _("before: {title}").format(title=_former(first) if renamed else first.old.title)
    for other in others:
        yield (_("before: {title}") if renamed else _("taken in: {title}")).format(title=_former(other))
    compared = lines if renamed else [first]
    changed = dict.fromkeys(field_words(one.what) for line in compared for one in line.changes if one.substantial)
    if changed:
        yield _("changed: {parts}").format(parts=_(", ").join(changed))


def _former(line: Crossing) -> str:
    """Return a line of the old rule set that has another id now, with its points."""
    if line.old is None:
        return ""
    title, points = _("{title} ({id})").format(title=line.old.title, id=line.old.id), _points_text(_points(line.old))
    return _("{title}, {points}").format(title=title, points=points) if points else title


def points_words(line: Crossing) -> str:
    """Return the points of a line, before and after where they differ; nothing for gates and without weights.

    Those of a line that had another id stand with that; of a rule set without weights there is nothing to compare.
    """
    old, new = _points(line.old), _points(line.new)
    if line.old is None or line.new is None or old == new:
        return _points_text(new or old)
    if line.old.id != line.new.id or not (old and new):
        return _points_text(new)
    return _("points {old} -> {new}").format(old=old, new=new)


def _points_text(points: str) -> str:
    """Return points with their word; nothing where there are none."""
    return _("points {points}").format(points=points) if points else ""


def _points(line: object) -> str:
    points = stated_points(line) if isinstance(line, Indicator) else None
    return "" if points is None else write_number(points)


def _readiness(rulebook: Rulebook, found: Readiness, width: int) -> Iterator[str]:
    yield from wrapped(readiness_words(found), width)
    for office, names in found.departments.items():
        yield _STEP + office_words(office, names)
        yield from _titled(rulebook, names, width)
    if found.answered:
        yield from wrapped(shared_words(found), width)


def _titled(rulebook: Rulebook, names: Sequence[str], width: int) -> Iterator[str]:
    """Go through questions, one on a line, with title and id."""
    titles = [question_title(rulebook, name) for name in names]
    room = widest(titles)
    if len(_STEP) * 3 + room + widest(names) > width:
        room = 0  # ids stand below each other only where all of them fit beside the titles
    for title, name in zip(titles, names, strict=True):
        beside = f"{_STEP * 2}{pad(title, room)}{_STEP}{name}"
        if cells(beside) <= width:
            yield beside
        else:
            yield from wrapped(title, width, _STEP * 2)
            yield _STEP * 3 + name


def question_title(rulebook: Rulebook, name: str) -> str:
    """Return the title of a fact or ledger."""
    return str((rulebook.facts.get(name) or rulebook.ledgers[name]).title)


def _crossings(found: Crosswalk, lines: Sequence[Crossing], width: int) -> Iterator[str]:
    """Go through one line of the new rule set with all that it comes from."""
    first = lines[0]
    it = first.new if first.new is not None else first.old
    if it is None:
        return
    room = widest(map(mark_words, MARKS)) + 4
    text = _("; ").join(part for part in (f"{it.title}  {it.id}", points_words(first)) if part)
    head, *rest = wrapped(text, width - room)
    yield f"{_STEP}{pad(mark_words(mark_of(lines)), room - 2)}{head}"
    yield from (" " * room + each for each in rest)
    for note in change_notes(found, lines):
        yield from wrapped(note, width, " " * (room + 2))


def _questions(rulebook: Rulebook, found: Crosswalk, width: int) -> Iterator[str]:
    """Go through what is asked anew and no longer; of what both ask there is only the count."""
    marks: dict[QuestionMark, str] = {
        "added": _("asked anew ({count}):"),
        "withdrawn": _("no longer asked ({count}):"),
    }
    for mark, words in marks.items():
        names = [name for name, its in found.questions.items() if its == mark]
        if names:
            yield _STEP + words.format(count=len(names))
            yield from _titled(rulebook, names, width)
    kept = sum(mark == "kept" for mark in found.questions.values())
    yield _STEP + _("asked by both: {count} (--json lists them)").format(count=kept)


def crosswalk_data(found: Crosswalk) -> dict[str, Any]:
    """Return a crosswalk as plain data; its form is published as `docs/schema/crosswalk.schema.json`."""
    data: dict[str, Any] = {
        "old": _ruleset(found.old),
        "new": _ruleset(found.new),
        "gates": [_line(line) for line in found.gates],
        "indicators": [_line(line) for line in found.lines],
        "questions": dict(found.questions),
    }
    if (ready := found.readiness) is not None:
        data["readiness"] = {
            "asked": list(ready.asked),
            "missing": list(ready.missing),
            "shared": list(ready.shared),
            "share": ready.share,
            "unreferenced": list(ready.unreferenced),
            "departments": {office: list(names) for office, names in ready.departments.items()},
            "excused": list(ready.excused),
        }
    return data


def _ruleset(rules: Ruleset) -> dict[str, str]:
    return {"id": rules.id, "version": rules.version}


def _line(line: Crossing) -> dict[str, Any]:
    data: dict[str, Any] = {"mark": line.mark}
    for side, it, head in (("old", line.old, line.old_head), ("new", line.new, line.new_head)):
        if it is not None:
            data[side] = {"id": it.id, "criterion": head} if head else {"id": it.id}
    if line.changes:
        data["changes"] = [_change(change) for change in line.changes]
    return data


def _change(change: Change) -> dict[str, Any]:
    within = {} if change.within is None else {"when": change.within.text}
    return {"what": change.what, **within, "old": _plain(change.old), "new": _plain(change.new)}


def _plain(value: object) -> object:
    if isinstance(value, Formula):
        return value.text
    if isinstance(value, Record):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
