"""From one rule set to another: what stays, what changes, and how much of the new one the answers cover already."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Gate, Indicator, Ruleset
from gfassess.plan.differences import Change, gate_changes, line_changes
from gfassess.plan.lines import homes, one_matter, pairs
from gfassess.scoring import Inputs, questions_of, score
from gfassess.scoring.live import live_questions, waiting

Mark: TypeAlias = Literal["unchanged", "changed", "moved", "added", "withdrawn"]
"""`moved` stands under another criterion, whether it changed or not."""
QuestionMark: TypeAlias = Literal["kept", "added", "withdrawn"]


class Crossing(NamedTuple):
    """One line or gate of either rule set, or two that are the same matter."""

    mark: Mark
    old: Indicator | Gate | None
    new: Indicator | Gate | None
    old_head: str = ""
    """Id of the criterion; empty for a gate."""
    new_head: str = ""
    changes: tuple[Change, ...] = ()
    """All that differs: points and sources too, which do not make a line a changed one."""


class Readiness(NamedTuple):
    """How far the answers of an assessment cover the new rule set."""

    asked: tuple[str, ...]
    """Facts and ledgers that it asks for as things stand, in the order of the walk: those answered, those missing.

    One beside the point is none of them; nor is one that nobody has to answer (optional, with a default) until it is.
    """
    missing: tuple[str, ...]
    shared: tuple[str, ...]
    """Answered ones that the old rule set asks for too."""
    departments: Mapping[str, tuple[str, ...]]
    """The missing ones by the office that knows."""
    unreferenced: tuple[str, ...]
    """Lines of the new rule set without reference values, which no question asks for."""
    excused: tuple[str, ...]
    """Lines of the new rule set that were said not to apply under earlier ids only, which no longer count."""

    @property
    def answered(self) -> int:
        """How many are answered."""
        return len(self.asked) - len(self.missing)

    @property
    def share(self) -> float:
        """The part of them that is answered; 1 where nothing is asked."""
        return self.answered / len(self.asked) if self.asked else 1.0


class Crosswalk(NamedTuple):
    """Two rule sets side by side."""

    old: Ruleset
    new: Ruleset
    gates: tuple[Crossing, ...]
    lines: tuple[Crossing, ...]
    """In the order of the new rule set, then what was withdrawn."""
    questions: Mapping[str, QuestionMark]
    """Every fact and ledger that either may ask for, those of the new one first."""
    readiness: Readiness | None = None
    """With an assessment only."""

    def under(self, head: str) -> tuple[tuple[Crossing, ...], ...]:
        """Return the lines of a criterion of the new rule set, merged ones together; with an empty id what it lacks."""
        return by_line([line for line in self.lines if line.new_head == head])


def by_line(crossings: Sequence[Crossing]) -> tuple[tuple[Crossing, ...], ...]:
    """Return the pairs of each new line together, that of the same id first; what has no new line stands alone."""
    found: dict[str, list[Crossing]] = {}
    for one in crossings:
        key = f"new {one.new.id}" if one.new is not None else f"old {one.old.id if one.old is not None else ''}"
        found.setdefault(key, []).append(one)
    return tuple(tuple(sorted(each, key=_renamed)) for each in found.values())


def mark_of(line: Sequence[Crossing]) -> Mark:
    """Return the mark of a line with all that it comes from.

    What has the same id decides; a line merged from others changed where any of them did.
    """
    first = line[0]
    changed = any(one.mark == "changed" for one in line)
    return "changed" if changed and _renamed(first) else first.mark


def _renamed(one: Crossing) -> bool:
    return one.old is None or one.new is None or one.old.id != one.new.id


def crosswalk(rulebook: Rulebook, old: str, new: str, assessment: Assessment | None = None) -> Crosswalk:
    """Return how two rule sets hang together, and what an assessment lacks under the new one.

    Raises KeyError where the rule book lacks one of them.
    """
    before, after = rulebook.rulesets[old], rulebook.rulesets[new]
    lines = _lines(before, after)
    asked_before, asked_after = questions_of(rulebook, before), questions_of(rulebook, after)
    marks: dict[str, QuestionMark] = {name: "kept" if name in asked_before else "added" for name in asked_after}
    marks |= {name: "withdrawn" for name in asked_before if name not in marks}
    return Crosswalk(
        before,
        after,
        tuple(_gate(*pair) for pair in pairs(before.gates, after.gates)),
        lines,
        marks,
        None if assessment is None else _readiness(rulebook, assessment, before, after, lines),
    )


def _readiness(
    rulebook: Rulebook, assessment: Assessment, old: Ruleset, new: Ruleset, lines: Sequence[Crossing]
) -> Readiness:
    """Return how many of the questions of the new rule set are answered, and which are missing."""
    card = score(rulebook, assessment, ruleset=new.id)
    open_ = waiting(rulebook, card)
    inputs = Inputs(rulebook, assessment)
    names = dict.fromkeys(name for gate in new.gates for name in questions_of(rulebook, gate))
    names |= dict.fromkeys(name for head in new.heads for name in live_questions(inputs, head))
    names |= dict.fromkeys(sorted(open_))  # those behind a default that itself lacks an answer
    asked = tuple(name for name in names if name in open_ or _given(assessment, name))
    missing = tuple(name for name in asked if name in open_)
    known = frozenset(questions_of(rulebook, old))
    shared = tuple(name for name in asked if name not in open_ and name in known)
    bare = tuple(one.indicator.id for one in card.scores if one.state == "without_reference")
    return Readiness(
        asked, missing, shared, _by_department(rulebook, missing), bare, tuple(_excused(assessment, lines))
    )


def _excused(assessment: Assessment, lines: Sequence[Crossing]) -> Iterator[str]:
    """Go through the new lines of which all that they come from was said not to apply, but not they themselves."""
    for group in by_line(lines):
        new = group[0].new
        before = [one.old.id for one in group if one.old is not None]
        if new is not None and before and not assessment.excused(new.id) and all(map(assessment.excused, before)):
            yield new.id


def _given(assessment: Assessment, name: str) -> bool:
    return name in assessment.facts or bool(assessment.ledgers.get(name))


def _by_department(rulebook: Rulebook, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the questions by office, the office with most of them first."""
    found: dict[str, list[str]] = {}
    for name in names:
        question = rulebook.facts.get(name) or rulebook.ledgers[name]
        found.setdefault(question.department, []).append(name)
    return {office: tuple(each) for office, each in sorted(found.items(), key=lambda entry: -len(entry[1]))}


def _gate(old: Gate | None, new: Gate | None) -> Crossing:
    if old is None or new is None:
        return Crossing("added" if old is None else "withdrawn", old, new)
    changes = gate_changes(old, new)
    return Crossing(_mark(changes), old, new, changes=changes)


def _lines(old: Ruleset, new: Ruleset) -> tuple[Crossing, ...]:
    before, after = homes(old), homes(new)
    sides = ([line for head in rules.heads for line in head.indicator] for rules in (old, new))
    return tuple(_line(*pair, before, after) for pair in pairs(*sides))


def _line(
    old: Indicator | None, new: Indicator | None, before: Mapping[str, Criterion], after: Mapping[str, Criterion]
) -> Crossing:
    """Return what becomes of a line; it did not move where its criterion was only renamed."""
    old_head = before[old.id] if old is not None else None
    new_head = after[new.id] if new is not None else None
    names = (old_head.id if old_head is not None else "", new_head.id if new_head is not None else "")
    if old is None or new is None or old_head is None or new_head is None:
        return Crossing("added" if old is None else "withdrawn", old, new, *names)
    changes = line_changes(old, new)
    stayed = one_matter(old_head, new_head, tuple(before.values()), tuple(after.values()))
    return Crossing(_mark(changes) if stayed else "moved", old, new, *names, changes)


def _mark(changes: Sequence[Change]) -> Mark:
    return "changed" if any(one.substantial for one in changes) else "unchanged"
