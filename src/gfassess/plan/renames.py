"""Answers given under ids that the rules had before, under those that they have now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from gfassess.model.assessment import Assessment, Conflict, Evidence
from gfassess.model.rulebook import Rulebook
from gfassess.plan.lines import Named

Anything = TypeVar("Anything")

PARTS: Final = ("facts", "ledgers", "notes", "explained", "not_applicable")
"""The parts of an assessment whose entries stand under ids of questions and lines."""


@dataclass(frozen=True, slots=True)
class Renames:
    """The ids of now by those that things had before and that nothing has any more."""

    rulesets: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    ledgers: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """Those of facts, ledgers and indicators."""
        return {**self.lines, **self.questions}

    @property
    def questions(self) -> dict[str, str]:
        """Those of facts and ledgers."""
        return {**self.facts, **self.ledgers}


def renames(rulebook: Rulebook) -> Renames:
    """Return what was renamed; an indicator only where no rule set has its old id, and one line alone had it before."""
    questions = {*rulebook.facts, *rulebook.ledgers}
    lines = [line for rules in rulebook.rulesets.values() for head in rules.heads for line in head.indicator]
    return Renames(
        _former(rulebook.rulesets.values(), rulebook.rulesets),
        _former(rulebook.facts.values(), questions),
        _former(rulebook.ledgers.values(), questions),
        _former(lines, questions | {line.id for line in lines}),
    )


def _former(named: Iterable[Named], used: Iterable[str]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for one in named:
        for name in one.formerly:
            found.setdefault(name, set()).add(one.id)
    taken = set(used)
    return {name: next(iter(ids)) for name, ids in found.items() if name not in taken and len(ids) == 1}


def renamed(assessment: Assessment, rulebook: Rulebook) -> Assessment:
    """Return an assessment with everything that stands under earlier ids under those of now.

    What has an answer under its new id already keeps it; the earlier one stays where it is, and so does all that is
    said of it.
    """
    known = renames(rulebook)
    if known == Renames():
        return assessment
    given = {*assessment.facts, *assessment.ledgers}
    facts, ledgers = _apart(assessment.facts, known.facts), _apart(assessment.ledgers, known.ledgers)
    now = {old: new for old, new in known.questions.items() if old in {**facts, **ledgers} or old not in given}
    of_lines = _apart(assessment.not_applicable, known.lines)
    lines = {old: new for old, new in known.lines.items() if old in of_lines or old not in assessment.not_applicable}
    both = {**lines, **now}
    changes: dict[str, Any] = {
        "ruleset": known.rulesets.get(assessment.ruleset, assessment.ruleset),
        "facts": _moved(assessment.facts, facts),
        "ledgers": _moved(assessment.ledgers, ledgers),
        "notes": _moved(assessment.notes, both),
        "explained": _moved(assessment.explained, now),
        "not_applicable": _moved(assessment.not_applicable, lines),
        "answered": _moved(assessment.answered, both),
        "conflicts": tuple(_conflict(one, both) for one in assessment.conflicts),
        "evidence": tuple(_proof(one, both) for one in assessment.evidence),
    }
    changed = {name: value for name, value in changes.items() if value != getattr(assessment, name)}
    return assessment.model_copy(update=changed) if changed else assessment


def moves(old: Assessment, new: Assessment) -> Iterator[tuple[str, str, str]]:
    """Go through the entries that `renamed` gave another name: part of the file, name before, name now."""
    for part in PARTS:
        pairs = zip(getattr(old, part), getattr(new, part), strict=True)
        yield from ((part, before, after) for before, after in pairs if before != after)


def _apart(entries: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Return the renames of entries whose new place is free; of two for one place that of the first."""
    taken, found = set(entries), dict[str, str]()
    for old in entries:
        new = known.get(old)
        if new is not None and new not in taken:
            taken.add(new)
            found[old] = new
    return found


def _moved(entries: Mapping[str, Anything], now: Mapping[str, str]) -> dict[str, Anything]:
    """Return entries in their order under the names of now, but for those whose new place is taken."""
    found: dict[str, Anything] = {}
    for name, value in entries.items():
        new = _name(name, now)
        found[name if new in entries or new in found else new] = value
    return found


def _name(name: str, now: Mapping[str, str]) -> str:
    """Return the name of now of an entry: an id, a cell `id[row].column`, or one behind the part where it stands."""
    part, dot, rest = name.partition(".")
    if dot and part in PARTS:
        return f"{part}.{_name(rest, now)}"
    head, bracket, cell = name.partition("[")
    return now.get(head, head) + bracket + cell


def _conflict(conflict: Conflict, now: Mapping[str, str]) -> Conflict:
    return conflict.model_copy(update={"name": _name(conflict.name, now)}) if conflict.part in PARTS else conflict


def _proof(proof: Evidence, now: Mapping[str, str]) -> Evidence:
    return proof.model_copy(update={"answers": tuple(dict.fromkeys(_name(name, now) for name in proof.answers))})
