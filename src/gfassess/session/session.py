"""The session: the one place where an assessment changes."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from gfassess.merge import decided
from gfassess.merge.entries import marked_as
from gfassess.model.assessment import (
    Assessment,
    Conflict,
    EnteredReference,
    Enterprise,
    Evidence,
    LedgerRow,
    Mark,
    Site,
    Value,
    Version,
)
from gfassess.model.cohort import CohortFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Gate, Indicator, Ruleset
from gfassess.model.scorecard import Scorecard
from gfassess.peers.cohort_pairs import pairs_for
from gfassess.plan.renames import renamed
from gfassess.scoring import Cohort, Inputs, LastYear, Memo, score
from gfassess.scoring.live import live_questions, waiting
from gfassess.session import walk
from gfassess.session.marking import marked
from gfassess.session.plausible import Implausible, check_value, implausible, without_row
from gfassess.session.proofs import attached, revised

_UNDO_STEPS: Final = 500

Save = Callable[[Assessment], None]


class Session:
    """Holds one assessment and its scorecard; every change swaps in a new assessment, rescores and saves."""

    def __init__(
        self,
        rulebook: Rulebook,
        assessment: Assessment,
        *,
        ruleset: str | None = None,
        save: Save | None = None,
        cohort: CohortFile | None = None,
        last_year: LastYear | None = None,
        mark: Callable[[], Mark] | None = None,
    ) -> None:
        """Begin with an assessment; `save` is called after every change, which stays in memory if it raises.

        Answers under ids that the rules had before are taken as those under the ids of now.
        `mark` says who changes something now, and when; without it nobody is noted.
        """
        self.rulebook = rulebook
        self._save = save
        self._mark = mark
        self.cohort = cohort
        self._last_year = last_year
        self._memo = Memo()
        self._undone: list[Assessment] = []
        self._redone: list[Assessment] = []
        self._ruleset = ruleset
        assessment = renamed(assessment, rulebook)
        self._show(assessment, self._score(assessment, ruleset))

    # What is asked -------------------------------------------------------------------------------------------------

    @property
    def ruleset(self) -> Ruleset:
        """The rule set that scores."""
        return self.scorecard.ruleset

    def use_ruleset(self, name: str) -> None:
        """Score with another rule set from now on; all answers stay. Raises KeyError where the rule book lacks it."""
        self._ruleset = None
        self._change(ruleset=self.rulebook.rulesets[name].id)

    def use_cohort(self, cohort: CohortFile | None) -> None:
        """Take reference values that are nowhere else from a cohort of peers from now on; it is no answer."""
        self.cohort = cohort
        self._show(self.assessment, self._score(self.assessment, self._ruleset))

    def questions(self, part: Criterion | Indicator | Gate) -> tuple[str, ...]:
        """Return every fact and ledger that a part may need, in the order of the walk."""
        return walk.questions(self.rulebook, part)

    def live_questions(self, part: Criterion | Indicator) -> tuple[str, ...]:
        """Return the facts and ledgers that count as things stand."""
        return live_questions(self.inputs, part)

    def is_open(self, name: str) -> bool:
        """Tell whether a score or gate still waits for a fact, or for a cell of a ledger."""
        return name in self._waiting

    def gate_progress(self) -> walk.Progress:
        """Return how many facts of the gates are answered."""
        return self._progress(name for gate in self.ruleset.gates for name in self.questions(gate))

    def progress(self, criterion: Criterion) -> walk.Progress:
        """Return how many of the questions that count are answered in a criterion."""
        return self._progress(self.live_questions(criterion))

    def order(self) -> tuple[tuple[str, str], ...]:
        """Return the whole walk as (part, question): the gates under "gates", then criterion by criterion."""
        gates = dict.fromkeys(name for gate in self.ruleset.gates for name in self.questions(gate))
        parts = [("gates", name) for name in gates]
        for head in self.ruleset.heads:
            parts.extend((head.id, name) for name in self.live_questions(head))
        return tuple(parts)

    def next_unanswered(self, after: tuple[str, str] | None = None) -> tuple[str, str] | None:
        """Return the next open question as (part, question), going round once; None when all is answered."""
        order = self.order()
        start = order.index(after) + 1 if after in order else 0
        return next((spot for spot in (*order[start:], *order[:start]) if self.is_open(spot[1])), None)

    def implausible(self, name: str) -> Implausible | None:
        """Return what is implausible about the answer to a fact."""
        fact = self.rulebook.facts[name]
        return check_value(fact, self.assessment.facts.get(name), name, self.assessment)

    def warnings(self) -> tuple[Implausible, ...]:
        """Return every implausible value that has no reason yet."""
        return tuple(found for found in implausible(self.rulebook, self.assessment) if not found.reason)

    # What is answered ----------------------------------------------------------------------------------------------

    def answer(self, name: str, value: Value | None) -> None:
        """Set the answer to a fact, in the unit of the fact; None takes it back."""
        self._change(facts=_with(self.assessment.facts, name, value))

    def add_row(self, ledger: str, row: LedgerRow) -> None:
        """Append a row to a ledger."""
        self._change(ledgers=self._ledgers(ledger, (*self.rows(ledger), row)))

    def set_row(self, ledger: str, index: int, row: LedgerRow) -> None:
        """Replace a row of a ledger."""
        rows = self.rows(ledger)
        self._change(ledgers=self._ledgers(ledger, (*rows[:index], row, *rows[index + 1 :])))

    def delete_row(self, ledger: str, index: int) -> None:
        """Take a row out of a ledger; the reasons for implausible values stay with their rows."""
        rows = self.rows(ledger)
        self._change(
            ledgers=self._ledgers(ledger, (*rows[:index], *rows[index + 1 :])),
            explained=without_row(self.assessment.explained, ledger, index),
        )

    def rows(self, ledger: str) -> tuple[LedgerRow, ...]:
        """Return the rows of a ledger."""
        return self.assessment.ledgers.get(ledger, ())

    def note(self, name: str, text: str) -> None:
        """Set the remark on a fact, ledger or indicator; an empty text takes it away."""
        self._change(notes=_with(self.assessment.notes, name, text.strip() or None))

    def explain_value(self, key: str, reason: str) -> None:
        """Give the reason for an implausible value; an empty text takes it away."""
        self._change(explained=_with(self.assessment.explained, key, reason.strip() or None))

    def not_applicable(self, indicator: str, reason: str | None) -> None:
        """Say why an indicator does not apply, or with None that it does."""
        text = (reason or "").strip() or None
        self._change(not_applicable=_with(self.assessment.not_applicable, indicator, text))

    def reference(self, name: str, entry: EnteredReference | None) -> None:
        """Set the reference values of an indicator, or take them away."""
        self._change(references=_with(self.assessment.references, name, entry))

    def attach(self, evidence: Evidence, *, whole: bool = False) -> None:
        """Attach a document; one of the same file proves more from now on.

        It keeps what is not given anew, unless this is its `whole` record.
        """
        self._change(evidence=attached(self.assessment.evidence, evidence, whole=whole))

    def revise(self, file: str, evidence: Evidence) -> None:
        """Replace the record of a document."""
        self._change(evidence=revised(self.assessment.evidence, file, evidence))

    def detach(self, file: str) -> None:
        """Take a document away."""
        self._change(evidence=tuple(entry for entry in self.assessment.evidence if entry.file != file))

    def identify(
        self, *, enterprise: Enterprise | None = None, site: Site | None = None, year: int | None = None
    ) -> None:
        """Set who is assessed, which site, which year."""
        changes = {"enterprise": enterprise, "site": site, "year": year}
        self._change(**{name: value for name, value in changes.items() if value is not None})

    def become(self, assessment: Assessment) -> None:
        """Take over a whole state as one change."""
        self._change(**{name: getattr(assessment, name) for name in Assessment.model_fields})

    def decide(self, conflict: Conflict, *versions: Version) -> None:
        """Let a version count where merged files differed; without one what stands counts.

        Raises GfassessError where the version has no place any more.
        """
        before, after = self.assessment, decided(self.assessment, conflict, *versions)
        if versions and self._mark is not None and marked_as((conflict.part, conflict.name)) not in after.answered:
            after = marked(before, after, self._mark())
        self._replace(after)

    def join(self, merged: Assessment) -> None:
        """Go on with what came of merging this assessment with another copy."""
        if merged != self.assessment:
            self._replace(merged)

    # Undo ----------------------------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a change to take back."""
        return bool(self._undone)

    def undo(self) -> bool:
        """Take the last change back; tell whether there was one."""
        return self._step(self._undone, self._redone)

    def redo(self) -> bool:
        """Make the change again that was taken back last; tell whether there was one."""
        return self._step(self._redone, self._undone)

    def _step(self, source: list[Assessment], target: list[Assessment]) -> bool:
        if not source:
            return False
        target.append(self.assessment)
        self._swap(source.pop())
        return True

    def _ledgers(self, name: str, rows: tuple[LedgerRow, ...]) -> dict[str, tuple[LedgerRow, ...]]:
        return _with(self.assessment.ledgers, name, rows or None)

    def _progress(self, names: Iterable[str]) -> walk.Progress:
        wanted = dict.fromkeys(names)
        waiting = sum(self.is_open(name) for name in wanted)
        return walk.Progress(len(wanted) - waiting, len(wanted))

    def _change(self, **changes: Any) -> None:  # noqa: ANN401 - fields of the assessment, each of its own type
        changed = self.assessment.model_copy(update=changes)
        if changed == self.assessment:
            return
        self._replace(changed if self._mark is None else marked(self.assessment, changed, self._mark()))

    def _replace(self, changed: Assessment) -> None:
        self._undone.append(self.assessment)
        del self._undone[:-_UNDO_STEPS]
        self._redone.clear()
        self._swap(changed)

    def _swap(self, assessment: Assessment) -> None:
        self._show(assessment, self._score(assessment, self._ruleset))
        if self._save is not None:
            self._save(assessment)

    def _show(self, assessment: Assessment, scorecard: Scorecard) -> None:
        self.assessment = assessment
        self.inputs = Inputs(self.rulebook, assessment, self._memo)
        self.scorecard = scorecard
        self._waiting = waiting(self.rulebook, scorecard)

    def _score(self, assessment: Assessment, ruleset: str | None) -> Scorecard:
        return score(
            self.rulebook,
            assessment,
            ruleset=ruleset,
            cohort=self._pairs(assessment, ruleset),
            last_year=self._last_year,
            memo=self._memo,
        )

    def _pairs(self, assessment: Assessment, ruleset: str | None) -> Cohort | None:
        if self.cohort is None:
            return None
        rules, division = self.rulebook.rulesets[ruleset or assessment.ruleset], assessment.enterprise.division
        return pairs_for(self.cohort, rules, division, assessment.year).cohort


def _with(mapping: dict[str, Any], name: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - values of one field
    """Return a mapping with one value set, or with None taken out, its order kept."""
    if value is None:
        return {key: kept for key, kept in mapping.items() if key != name}
    return {**mapping, name: value}
