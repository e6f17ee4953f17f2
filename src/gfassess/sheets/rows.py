"""The page of a ledger read against the rows that it began from and those that the file has now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gfassess.errors import GfassessError, Problem, did_you_mean, printable
from gfassess.explain import cell_unit
from gfassess.merge.pairing import Row, kind_of, pair, whole_of
from gfassess.model.assessment import Assessment, LedgerRow
from gfassess.model.facts import Ledger
from gfassess.sheets.base import Plain
from gfassess.sheets.edits import Edit, Key, equal
from gfassess.sheets.grid import Line
from gfassess.sheets.marks import HEAD, NOTE, UNITS, row_index, unit_mark
from gfassess.sheets.reply import Reader, read_note
from gfassess.sheets.values import Raw, fold, same
from gfassess.words import _

Before = Mapping[str, Plain]


@dataclass(slots=True)
class _Read:
    """A row as the sheet has it."""

    line: Line
    row: LedgerRow
    problems: list[Problem] = field(default_factory=list)


class _LedgerReader:
    """Reads the rows of one page."""

    def __init__(self, reader: Reader, ledger: Ledger, units: Mapping[str, Raw]) -> None:
        """Read rows; `units` are the cells of the row with the units of the columns."""
        self.reader = reader
        self.ledger = ledger
        self.units = units
        self.asked = [column for column in ledger.columns if column.id in reader.page.columns]
        # What others choose comes first: the unit of a number may hang on it.
        self.asked.sort(key=lambda column: column.kind != "choice")

    def filled(self, line: Line) -> bool:
        """Tell whether anything was entered in a row."""
        cells = (line.cells[column.id] for column in self.asked)
        return any(raw.text or raw.fault for raw in cells)

    def read(self, line: Line, before: Before) -> _Read:
        """Return a row; a cell that cannot be understood stays as it was before."""
        # Whatever the page does not ask for stays.
        found = _Read(line, dict(before))
        unread: set[str] = set()
        for column in self.asked:
            chooser = column.unit.partition(".")[0] if "." in column.unit else ""
            if chooser in unread:
                continue
            raw, was = line.cells[column.id], before.get(column.id)
            own = cell_unit(self.reader.rulebook, self.ledger, column, found.row)
            unit = self.units.get(column.id) if not chooser else line.cells.get(unit_mark(column.id))
            try:
                value = self.reader.answer(column, raw, unit, own, was)
            except GfassessError as error:
                found.problems.extend(error.problems)
                unread.add(column.id)
                continue
            if value is None or (was is None and value is False and column.default is False):
                found.row.pop(column.id, None)
            else:
                found.row[column.id] = value
        return found


def read_ledger(reader: Reader, assessment: Assessment) -> None:
    """Read the page of a ledger."""
    name = reader.page.ledger
    ledger = reader.rulebook.ledgers.get(name)
    if ledger is None:
        message = _('the rules know no "{name}"').format(name=printable(name))
        reader.odd("", message, did_you_mean(name, reader.rulebook.ledgers))
        return
    lines = list(reader.page.lines)
    head = next((place for place, line in enumerate(lines) if line.id == HEAD), None)
    if head is None or not any(column.id in reader.page.columns for column in ledger.columns):
        message = _("this page has lost its hidden ids: nothing of it is taken over")
        reader.odd("", message, _("send the workbook back as it came; the answers can be typed into a new one"))
        return
    units = next((line.cells for line in lines if line.id == UNITS), {})
    for line in lines:
        if line.id == NOTE:
            cells = line.cells.values()
            read_note(reader, name, next((raw for raw in cells if raw.text or raw.fault), next(iter(cells), None)))
    rows = _LedgerReader(reader, ledger, units)
    body = [line for line in lines[head + 1 :] if line.id not in {UNITS, NOTE, HEAD} and rows.filled(line)]
    base = reader.base.ledgers.get(name, ())
    kept, new = _claimed(rows, body, base)
    _compare(reader, assessment, ledger, kept, new)


def _claimed(rows: _LedgerReader, body: Sequence[Line], base: Sequence[Before]) -> tuple[dict[int, _Read], list[_Read]]:
    """Return which row of the base each line is, and the lines that are new.

    Lines equal to their row are it. Who sorts only what is to be seen leaves the hidden ids where they were: so a line
    that equals another row which nobody is, is that one. Only then the ids say it.
    """
    wholes = [whole_of(dict(row)) for row in base]
    kept: dict[int, _Read] = {}
    rest: list[tuple[int | None, Line]] = []
    for line in body:
        place = row_index(line.id)
        if place is None or place >= len(base):
            rest.append((None, line))
            continue
        found = rows.read(line, base[place])
        if place in kept or found.problems or whole_of(found.row) != wholes[place]:
            rest.append((place, line))
        else:
            kept[place] = found
    free: dict[Row, list[int]] = {}
    for place in reversed(range(len(base))):
        if place not in kept:
            free.setdefault(wholes[place], []).append(place)
    strange: list[tuple[int | None, Line]] = []
    for named, line in rest:
        found = rows.read(line, {})
        if not found.problems and free.get(whole_of(found.row)):
            kept[free[whole_of(found.row)].pop()] = found
        else:
            strange.append((named, line))
    return kept, _by_ids(rows, strange, base, kept)


def _by_ids(
    rows: _LedgerReader, lines: Sequence[tuple[int | None, Line]], base: Sequence[Before], kept: dict[int, _Read]
) -> list[_Read]:
    """Add to `kept` the rows that changed lines are by their ids; return the lines that are new.

    Of copies with one id the one most like the base is the row itself. A line whose row was found elsewhere takes the
    likeliest of those that are left.
    """
    named: dict[int, list[_Read]] = {}
    new: list[Line] = []
    moved: list[Line] = []
    for place, line in lines:
        if place is None or (place in kept and row_index(kept[place].line.id) == place):
            new.append(line)
        elif place in kept:
            moved.append(line)
        else:
            named.setdefault(place, []).append(rows.read(line, base[place]))
    for place, found in named.items():
        whole = whole_of(dict(base[place]))
        kept[place], *copies = sorted(found, key=lambda one: len(whole_of(one.row) ^ whole))
        new += (copy.line for copy in copies)
    left = [place for place in range(len(base)) if place not in kept]
    pairs = pair([dict(base[place]) for place in left], [rows.read(line, {}).row for line in moved], same)
    kept.update((left[old], rows.read(moved[line], base[left[old]])) for old, line in pairs.items())
    new += (line for place, line in enumerate(moved) if place not in set(pairs.values()))
    return [rows.read(line, {}) for line in new]


def _compare(
    reader: Reader, assessment: Assessment, ledger: Ledger, kept: Mapping[int, _Read], new: Sequence[_Read]
) -> None:
    """Keep what differs from the base as edits of the rows that the file has now."""
    reply, base = reader.reply, reader.base.ledgers.get(ledger.id, ())
    now = assessment.ledgers.get(ledger.id, ())
    pairs = pair([dict(row) for row in base], now, same)
    for place, row in enumerate(base):
        found, there = kept.get(place), pairs.get(place)
        if found is not None:
            reply.problems.extend(found.problems)
        if there is None:
            _gone(reader, ledger, place, row, found)
        elif found is None and not _shows(reader, ledger, row):
            reply.unchanged += 1
        elif found is None:
            key = Key("row", ledger.id, there)
            reply.edits.append(Edit(key, row, None, reply.file, reader.page.title))
        else:
            _cells(reader, ledger, there, row, found)
    free = [place for place in range(len(now)) if place not in set(pairs.values())]
    for found in new:
        _new(reader, ledger, now, free, found)


def _shows(reader: Reader, ledger: Ledger, row: Before) -> bool:
    """Tell whether a row had anything to be seen: only then an empty line means that it was deleted."""
    return any(fold(str(row.get(column.id, ""))) for column in ledger.columns if column.id in reader.page.columns)


def _gone(reader: Reader, ledger: Ledger, place: int, row: Before, found: _Read | None) -> None:
    """Pass over a row that the file has no more, unless the sheet changed it."""
    if found is None or equal(row, found.row):
        reader.reply.unchanged += 1
        return
    edit = Edit(Key("gone", ledger.id, place), row, found.row, reader.reply.file, reader.place(found.line.place))
    reader.reply.edits.append(edit)


def _cells(reader: Reader, ledger: Ledger, there: int, row: Before, found: _Read) -> None:
    changed = [
        reader.edit(Key("cell", ledger.id, there, column.id), row.get(column.id), found.row.get(column.id), raw.place)
        for column in ledger.columns
        if (raw := found.line.cells.get(column.id)) is not None
    ]
    reader.reply.unchanged += not any(changed)


def _new(reader: Reader, ledger: Ledger, now: Sequence[LedgerRow], free: list[int], found: _Read) -> None:
    """Keep a row that was not there: it came in the meantime, also as another version, or is really new.

    What of it cannot be understood keeps the whole row back.
    """
    reply = reader.reply
    if found.problems:
        reply.problems.extend(found.problems)
        return
    for like in (whole_of, kind_of):
        there = next((place for place in free if like(found.row) and like(now[place]) == like(found.row)), None)
        if there is not None:
            free.remove(there)
            _cells(reader, ledger, there, {}, found)
            return
    key = Key("new", ledger.id, sum(edit.key.part == "new" for edit in reply.edits))
    reply.edits.append(Edit(key, None, found.row, reply.file, reader.place(found.line.place)))
