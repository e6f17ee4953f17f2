"""What became of the sheets, in words: taken over, in conflict, not readable, unchanged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gfassess.errors import Problem
from gfassess.explain import cell_unit, unit_words, value_words
from gfassess.model.assessment import Assessment
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook
from gfassess.quantity import slip, write_number
from gfassess.session.plausible import Implausible
from gfassess.sheets.choosing import Choosing
from gfassess.sheets.edits import Content, Edit, Key, Reply
from gfassess.sheets.settling import Conflict, Settled
from gfassess.sheets.values import shown
from gfassess.words import _


def summary_lines(
    rulebook: Rulebook, assessment: Assessment, replies: Sequence[Reply], settled: Settled
) -> Iterator[str]:
    """Go through the lines about sheets that were read against an assessment, as it was before."""
    words = _Words(rulebook, assessment, replies)
    unread = [problem for reply in replies for problem in reply.problems if problem.severity == "error"]
    yield from _section(
        _("Taken over"), len(settled.clear), (line for edit in settled.clear for line in words.edit(edit))
    )
    for title, group in (
        (_("Conflicts, decided"), [one for one in settled.conflicts if one.decided]),
        (_("Conflicts, left as they are in the file"), settled.open),
    ):
        yield from _section(title, len(group), (line for one in group for line in words.conflict(one)))
    yield from _section(_("Not readable, left as they are in the file"), len(unread), _problems(unread))
    unchanged = sum(reply.unchanged for reply in replies) + settled.already
    yield _("{title}: {count}").format(title=_("Unchanged"), count=unchanged)


def doubts(rulebook: Rulebook, found: Iterable[Implausible]) -> Iterator[Problem]:
    """Go through values that were taken over and are hard to believe, as warnings with the likely slip."""
    for one in found:
        unit = one.question.unit
        words = unit_words(rulebook, unit) if "." not in unit else ""
        message = _("{title}: {value} is outside the plausible range from {least} to {greatest}").format(
            title=one.question.title,
            value=value_words(one.value, words),
            least=write_number(one.least),
            greatest=write_number(one.greatest),
        )
        meant = slip(one.value, (one.least, one.greatest), unit, rulebook.units) if "." not in unit else None
        hint = ""
        if meant is not None:
            hint = _("perhaps it was meant in {unit}").format(unit=unit_words(rulebook, meant.unit))
        yield Problem(message=message, key=one.key, hint=hint, severity="warning")


def _section(title: str, count: int, lines: Iterable[str]) -> Iterator[str]:
    if count:
        yield _("{title}: {count}").format(title=title, count=count)
        yield from (f"  {line}" for line in lines)


def _problems(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        yield from str(problem).split("\n")


class _Words:
    """Says what edits are about."""

    def __init__(self, rulebook: Rulebook, assessment: Assessment, replies: Sequence[Reply]) -> None:
        self._rulebook = rulebook
        self._assessment = assessment
        self._cells: dict[tuple[str, str, int], list[Edit]] = {}
        for edit in (edit for one in replies for edit in one.edits if edit.key.part == "cell"):
            self._cells.setdefault((edit.file, edit.key.name, edit.key.row), []).append(edit)
        self._choosing = Choosing(rulebook)

    def edit(self, edit: Edit) -> Iterator[str]:
        """Say one change."""
        change = _("{old} -> {new}").format(old=self._before(edit), new=self._after(edit))
        if edit.key.part == "new":
            change = _("new: {row}").format(row=self._after(edit))
        yield _("{title}: {value}").format(title=self.title(edit.key), value=change)
        yield f"    {edit.file} {edit.place}"

    def conflict(self, conflict: Conflict) -> Iterator[str]:
        """Say all versions of a conflict."""
        key = conflict.key
        yield self.title(key)
        if key.part != "new":
            yield "    " + _("when the sheet was made: {value}").format(value=self._base(conflict))
            yield "    " + _("in the file now: {value}").format(value=self.value(key, conflict.now))
        for edit in conflict.edits:
            value = self._after(edit)
            if edit.key != key:
                value = _("{title}: {value}").format(title=self.title(edit.key), value=value)
            yield f"    {edit.file} {edit.place}: {value}"
        if conflict.decided:
            kept = {"file": _("the file counts"), "sheet": _("the sheet counts")}
            yield "    " + kept[conflict.decided]

    def title(self, key: Key) -> str:
        """Say what an edit is about."""
        book = self._rulebook
        match key.part:
            case "fact":
                return str(book.facts[key.name].title)
            case "note":
                asked = book.facts.get(key.name) or book.ledgers[key.name]
                return _("{title}, note").format(title=asked.title)
            case "cell":
                column = book.ledgers[key.name].column(key.column)
                return _("{ledger}, row {row}: {column}").format(
                    ledger=book.ledgers[key.name].title, row=key.row + 1, column=column.title if column else key.column
                )
            case "row":
                return _("{ledger}: row {row}").format(ledger=book.ledgers[key.name].title, row=key.row + 1)
            case "gone" | "new":
                return str(book.ledgers[key.name].title)

    def _base(self, conflict: Conflict) -> str:
        edit = next((one for one in conflict.edits if one.key == conflict.key), None)
        return self._before(edit) if edit is not None else self.value(conflict.key, conflict.base)

    def _before(self, edit: Edit) -> str:
        """Say what stood there when the sheet was made, in the unit that its row chose then."""
        return self.value(edit.key, edit.base, {one.key.column: one.base for one in self._of_row(edit)})

    def _after(self, edit: Edit) -> str:
        """Say what the sheet says, in the unit that its row chooses there."""
        return self.value(edit.key, edit.value, {one.key.column: one.value for one in self._of_row(edit)})

    def _of_row(self, edit: Edit) -> list[Edit]:
        return self._cells.get((edit.file, edit.key.name, edit.key.row), [])

    def value(self, key: Key, content: Content, changed: Mapping[str, Content] | None = None) -> str:
        """Say an answer with its unit, or a row cell by cell; cells of its row may be `changed`."""
        if content is None:
            return _("row deleted") if key.part in {"row", "gone"} else _("empty")
        if isinstance(content, Mapping):
            ledger = self._rulebook.ledgers[key.name]
            known = ((column, content.get(column.id)) for column in ledger.columns)
            return _("; ").join(
                self._one(column, value, cell_unit(self._rulebook, ledger, column, dict(content)))
                for column, value in known
                if value is not None
            )
        if key.part == "note":
            return str(content)
        if key.part == "fact":
            fact = self._rulebook.facts[key.name]
            return self._one(fact, content, fact.unit)
        ledger = self._rulebook.ledgers[key.name]
        column = ledger.column(key.column)
        row: dict[str, Any] = {**self._assessment.ledgers.get(key.name, ())[key.row], **(changed or {})}
        return self._one(column, content, cell_unit(self._rulebook, ledger, column, row)) if column else str(content)

    def _one(self, question: Question, value: object, unit: str) -> str:
        if isinstance(value, float | int) and not isinstance(value, bool):
            return value_words(float(value), unit_words(self._rulebook, unit))
        cell = shown(self._choosing, question, value if isinstance(value, bool | str) else str(value))
        return str(cell)
