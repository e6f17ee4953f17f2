"""What the file held when a sheet was made: kept on its hidden page, so that three versions can be compared."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any, Final

from gfassess.errors import GfassessError, Problems
from gfassess.model.assessment import Assessment, Value
from gfassess.model.base import Array, Record
from gfassess.records import read_record
from gfassess.sheets.asked import Office
from gfassess.words import _

FORMAT: Final = 1
_NAME: Final = "gfassess-sheet"
_PIECE: Final = 30_000
"""Characters of one cell; Excel takes 32767."""

Plain = bool | float | str
"""An answer in JSON: a date as a text."""


class Base(Record):
    """Whose answers were asked for, and what they were."""

    format: int
    enterprise: str
    credit_code: str
    site: str
    year: int
    facts: dict[str, Plain]
    notes: dict[str, str]
    ledgers: dict[str, Annotated[tuple[dict[str, Plain], ...], Array]]


def base_of(assessment: Assessment, offices: Sequence[Office]) -> Base:
    """Return what some offices had answered."""
    facts = {fact.id for office in offices for _theme, own in office.themes for fact in own}
    ledgers = {ledger.id for office in offices for ledger in office.ledgers}
    return Base(
        format=FORMAT,
        enterprise=assessment.enterprise.name,
        credit_code=assessment.enterprise.credit_code,
        site=assessment.site.name,
        year=assessment.year,
        facts={name: plain(value) for name, value in assessment.facts.items() if name in facts},
        notes={name: text for name, text in assessment.notes.items() if name in facts | ledgers},
        ledgers={
            name: tuple({key: plain(value) for key, value in row.items()} for row in rows)
            for name, rows in assessment.ledgers.items()
            if name in ledgers
        },
    )


def plain(value: Value) -> Plain:
    """Return an answer as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


def pieces(base: Base) -> list[str]:
    """Return the cells that hold a base: a fingerprint first, then its JSON in pieces with a mark at both ends."""
    # In a workbook `_x0041_` means A, so no such thing may stand there.
    text = json.dumps(base.model_dump(), sort_keys=True).replace("_x", "_\\u0078")
    parts = [f"|{text[start : start + _PIECE]}|" for start in range(0, len(text), _PIECE)]
    return [f"{_NAME} {_fingerprint(text)}", *parts]


def read_base(file: str, cells: Iterable[str]) -> Base:
    """Return the base that the cells of a hidden page hold; raise GfassessError where they were changed."""
    head, *parts = [*cells] or [""]
    name, _space, fingerprint = head.partition(" ")
    text = "".join(part[1:-1] for part in parts)
    if name != _NAME:
        hint = _("send the workbook back as it came; the answers can be typed into a new one")
        raise GfassessError.of(_("this is no sheet of gfassess: its hidden page is missing"), file=file, hint=hint)
    if fingerprint != _fingerprint(text):
        hint = _("it cannot be told what was changed; make a new sheet and fill it in from this one")
        raise GfassessError.of(_("the hidden page of this sheet was changed"), file=file, hint=hint)
    data = _decoded(text)
    if data.get("format", 0) != FORMAT:
        raise GfassessError.of(_("this sheet was made by another version of gfassess"), file=file)
    problems = Problems()
    base = read_record(Base, data, file, "", problems)
    if base is None:
        raise GfassessError.of(_("the hidden page of this sheet was changed"), file=file)
    return base


def _decoded(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def check_owner(file: str, base: Base, assessment: Assessment) -> None:
    """Raise GfassessError where a sheet was made for another year, site or enterprise than the file is about."""
    enterprise = assessment.enterprise
    pairs = [(base.site, assessment.site.name)]
    if not (base.credit_code and base.credit_code == enterprise.credit_code):
        pairs += [(base.credit_code, enterprise.credit_code), (base.enterprise, enterprise.name)]
    told = next(((made, there) for made, there in pairs if made and there and made != there), None)
    if base.year != assessment.year:
        told = str(base.year), str(assessment.year)
    if told is not None:
        message = _("this sheet was made for {made}, the file is about {there}").format(made=told[0], there=told[1])
        raise GfassessError.of(message, file=file, hint=_("is it the right file? otherwise make a new sheet"))


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
