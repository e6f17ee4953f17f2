"""A filled sheet read against what it asked: single questions here, ledgers in their own module."""

from datetime import date

from gfassess.errors import GfassessError, Problem, did_you_mean, printable
from gfassess.model.assessment import Assessment, Value
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook
from gfassess.sheets.base import Plain
from gfassess.sheets.choosing import Choosing
from gfassess.sheets.edits import Edit, Key, Reply
from gfassess.sheets.grid import Filled, Line, Page, Stray
from gfassess.sheets.marks import HEAD, NOTE, UNIT, VALUE
from gfassess.sheets.values import Raw, read_cell, read_unit, same, shown
from gfassess.words import _


def read_reply(rulebook: Rulebook, assessment: Assessment, filled: Filled) -> Reply:
    """Return what a sheet would change in the file as it is now, and what of it cannot be understood."""
    from gfassess.sheets.rows import read_ledger  # noqa: PLC0415 - the two read cells in the same way

    reply = Reply(filled.file)
    for page in filled.pages:
        if page.ledger:
            read_ledger(Reader(rulebook, filled, page, reply), assessment)
        else:
            _read_facts(Reader(rulebook, filled, page, reply))
    reply.problems.extend(_stray(rulebook, filled.file, page) for page in filled.strays)
    return reply


def _stray(rulebook: Rulebook, file: str, page: Stray) -> Problem:
    """Return that a page is not read: one of the sheet that lost its ids, or one of those who filled it in."""
    columns = [page.words & {column.id for column in ledger.columns} for ledger in rulebook.ledgers.values()]
    if not page.words & {HEAD, VALUE} and all(len(found) < 2 for found in columns):  # noqa: PLR2004 - one is a word
        message = _("this page is none of the sheet; it is left out")
        return Problem(message=message, file=file, key=page.title, severity="warning")
    message = _("this page has lost its hidden ids: nothing of it is taken over")
    hint = _("send the workbook back as it came; the answers can be typed into a new one")
    return Problem(message=message, file=file, key=page.title, hint=hint)


class Reader:
    """Reads the cells of one page, and keeps what it cannot understand as problems of the reply."""

    def __init__(self, rulebook: Rulebook, filled: Filled, page: Page, reply: Reply) -> None:
        """Read a page."""
        self.rulebook = rulebook
        self.base = filled.base
        self.page = page
        self.reply = reply
        self._choosing = Choosing(rulebook)
        self._units: dict[tuple[str, str], str] = {}

    def place(self, cell: str) -> str:
        """Return where a cell is, page and all."""
        return f"{self.page.title}!{cell}"

    def edit(self, key: Key, before: Plain | None, value: Value | None, cell: str) -> bool:
        """Keep an answer that is another than before; tell whether it is."""
        if same(before, value):
            return False
        self.reply.edits.append(Edit(key, before, value, self.reply.file, self.place(cell)))
        return True

    def answer(self, question: Question, raw: Raw, unit: Raw | None, own: str, before: Plain | None) -> Value | None:
        """Return the answer in a cell, `before` where nobody touched it; raise GfassessError with its place."""
        try:
            typed = own
            if question.kind in {"number", "count"} and unit is not None and not unit.formula:
                typed = self._unit(unit, own)
            untouched = not raw.percent and same(raw.value, shown(self._choosing, question, before))
            if typed == own and untouched and not raw.fault:
                # The hidden page holds dates as texts.
                return raw.value if question.kind == "date" and isinstance(raw.value, date) else before
            return read_cell(self._choosing, question, raw, typed, own)
        except GfassessError as error:
            placed = (self._placed(problem, raw, str(question.title)) for problem in error.problems)
            raise GfassessError(*placed) from error

    def odd(self, cell: str, message: str, hint: str = "", *, warning: bool = False) -> None:
        """Keep a problem."""
        problem = Problem(message=message, hint=hint, severity="warning" if warning else "error")
        self.reply.problems.append(problem.at(file=self.reply.file, key=self.place(cell)))

    def _unit(self, unit: Raw, own: str) -> str:
        try:
            if unit.fault:
                raise GfassessError.of(unit.fault, hint=_("type the value itself"))
            if (unit.text, own) not in self._units:
                self._units[unit.text, own] = read_unit(self.rulebook, unit.text, own)
            return self._units[unit.text, own]
        except GfassessError as error:
            placed = (problem.at(file=self.reply.file, key=self.place(unit.place)) for problem in error.problems)
            raise GfassessError(*placed) from error

    def _placed(self, problem: Problem, raw: Raw, title: str) -> Problem:
        message = _("{title}: {value}").format(title=title, value=problem.message)
        placed = Problem(message=message, file=problem.file, key=problem.key, hint=problem.hint)
        return placed.at(file=self.reply.file, key=self.place(raw.place))


def _read_facts(reader: Reader) -> None:
    """Read a page of single questions."""
    if VALUE not in reader.page.columns:
        reader.odd("", _("the column with the answers has lost its hidden id, or is gone"))
    for line in reader.page.lines:
        if line.id == HEAD:
            continue
        if line.id:
            _read_fact(reader, line)
        elif line.filled:
            message = _("this row belongs to no question; it is left out")
            reader.odd(line.place, message, warning=True)


def _read_fact(reader: Reader, line: Line) -> None:
    base, fact = reader.base, reader.rulebook.facts.get(line.id)
    if fact is None:
        message = _('the rules know no "{name}"').format(name=printable(line.id))
        reader.odd(line.place, message, did_you_mean(line.id, reader.rulebook.facts))
        return
    if (raw := line.cells.get(VALUE)) is not None:
        before = base.facts.get(fact.id)
        try:
            value = reader.answer(fact, raw, line.cells.get(UNIT), fact.unit, before)
        except GfassessError as error:
            reader.reply.problems.extend(error.problems)
        else:
            reader.reply.unchanged += not reader.edit(Key("fact", fact.id), before, value, raw.place)
    read_note(reader, fact.id, line.cells.get(NOTE))


def read_note(reader: Reader, name: str, raw: Raw | None) -> None:
    """Read the note on a question."""
    if raw is None:
        return
    if raw.fault:
        reader.odd(raw.place, raw.fault, _("type the value itself"))
        return
    before = reader.base.notes.get(name)
    reader.edit(Key("note", name), before or None, raw.text or None, raw.place)
