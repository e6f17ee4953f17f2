"""Cohort files and the ledger of their builder: in with every problem at once, out as plain TOML."""

import re
import secrets
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any, Final, TypeVar

from gfassess.errors import GfassessError, Problem, Problems, printable
from gfassess.files import parse_toml, read_text, state_folder, write_atomic
from gfassess.files.control import forbidden
from gfassess.model.base import Record
from gfassess.model.cohort import BuilderLedger, CohortFile, Figure
from gfassess.records import key_of, read_record
from gfassess.store.dump import text_of, whole
from gfassess.store.load import refuse_newer
from gfassess.toml_lines import Key, line_of
from gfassess.words import _

LEDGER_LIMIT: Final = 200_000_000
"""Most bytes of a ledger, which grows with every version."""

_NUMBERS: Final = re.compile(r"(?<== )\[\n(?: +-?[\d.e+-]+,\n)+\](?=\n)")
"""A list of numbers as it is written: one a line."""

AnyRecord = TypeVar("AnyRecord", bound=Record)


def load_cohort(path: Path) -> CohortFile:
    """Return the cohort in a file; raise GfassessError with all its mistakes."""
    text, file = read_text(path), str(path)
    cohort = _read(CohortFile, text, file)
    problems = Problems()
    for where, message in _mistakes(cohort):
        problems.add(Problem(message=message, file=file, key=key_of(where), line=line_of(text, where)))
    problems.raise_errors()
    return cohort


def dump_cohort(cohort: CohortFile) -> str:
    """Return the text of a cohort file, with the values of a figure side by side."""
    return _NUMBERS.sub(_side_by_side, text_of(_plain(cohort)))


def _side_by_side(found: re.Match[str]) -> str:
    numbers = ", ".join(found[0].strip("[]\n, ").split(",\n    "))
    return "\n".join(wrap(f"[{numbers}]", 90, subsequent_indent="    "))


def ledger_path(cohort: str) -> Path:
    """Return where the ledger of a cohort is kept unless the builder says otherwise."""
    return state_folder() / "cohorts" / f"{cohort}.toml"


def load_ledger(path: Path, cohort: str) -> BuilderLedger:
    """Return the ledger of a cohort, a new one where there is none; raise GfassessError with all its mistakes."""
    if not path.exists():
        return BuilderLedger(id=cohort, key=secrets.token_hex(32))
    ledger = _read(BuilderLedger, read_text(path, LEDGER_LIMIT), str(path))
    if ledger.id != cohort:
        message = _('this is the ledger of the cohort "{other}", not of "{cohort}"')
        raise GfassessError.of(message.format(other=printable(ledger.id), cohort=cohort), file=str(path))
    return ledger


def save_ledger(path: Path, ledger: BuilderLedger) -> None:
    """Write a ledger for its owner alone."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = _("this folder cannot be made: {reason}").format(reason=error.strerror or error)
        raise GfassessError.of(message, file=str(path.parent)) from error
    write_atomic(path, text_of(_plain(ledger)), private=True)


def _plain(record: Record) -> dict[str, Any]:
    data = record.model_dump(exclude_none=True, exclude_defaults=True)
    found: dict[str, Any] = whole({"format": 1, **data})
    return found


def _read(model: type[AnyRecord], text: str, file: str) -> AnyRecord:
    data = parse_toml(text, file)
    refuse_newer(data, file, text)
    problems = Problems()
    for path, character in forbidden(data):
        message = _("the text holds the control character {character}").format(character=character)
        problems.add(Problem(message=message, file=file, key=key_of(path), line=line_of(text, path)))
    record = read_record(model, data, file, text, problems)
    problems.raise_errors()
    if record is None:  # its mistakes were raised
        raise GfassessError.of(_("this file cannot be read"), file=file)
    return record


def _mistakes(cohort: CohortFile) -> Iterator[tuple[Key, str]]:
    """Go through what no builder writes."""
    places = Counter((cell.year, cell.division) for cell in cohort.cell)
    for index, cell in enumerate(cohort.cell):
        where: Key = ("cell", index)
        if places[cell.year, cell.division] > 1:
            yield (*where, "year"), _("this division and year are given twice")
        keys = Counter(figure.key for figure in cell.figure)
        for place, figure in enumerate(cell.figure):
            if keys[figure.key] > 1:
                yield (*where, "figure", place, "id"), _("this figure is given twice")
            for field, message in _odd(figure):
                yield (*where, "figure", place, field), message
        gates = Counter(gate.id for gate in cell.gate)
        for place, gate in enumerate(cell.gate):
            if gates[gate.id] > 1:
                yield (*where, "gate", place, "id"), _("this gate is given twice")


def _odd(figure: Figure) -> Iterator[tuple[str, str]]:
    if bool(figure.id) is (figure.kind == "total"):
        yield "id", _("everything but a total has an id")
    if figure.values and len(figure.values) != figure.n:
        yield "values", _("{count} values are given of {n} sites").format(count=len(figure.values), n=figure.n)
    if list(figure.values) != sorted(figure.values):
        yield "values", _("the values are not in order of size")
    given = [value for value in (figure.q1, figure.median, figure.q3) if value is not None]
    if given != sorted(given):
        yield "median", _("the quartiles are not in order of size")
