"""An assessment as single entries that can be compared and merged one by one, and back again."""

import re
from collections.abc import Mapping
from typing import Any, Final

from gfassess.model.assessment import Assessment, Kept

Key = tuple[str, str]
"""Part of the file and name in it: `("facts", "land_area")`; a key at its top has no part."""

_TABLES: Final = ("facts", "ledgers", "notes", "explained", "not_applicable", "references")
_RECORDS: Final = ("enterprise", "site")
_APART: Final = ("format", "answered", "conflicts", "evidence", *_TABLES, *_RECORDS)
_CELL: Final = re.compile(r"(?P<ledger>.+)\[\d+\]\..+\Z", re.DOTALL | re.ASCII)


def entries(assessment: Assessment) -> dict[Key, Any]:
    """Return everything that an assessment says, in its order; without who said it, and without open conflicts."""
    found = {("", name): value for name, value in _said(assessment).items() if name not in _APART}
    for part in _RECORDS:
        found |= {(part, name): value for name, value in _said(getattr(assessment, part)).items()}
    for part in _TABLES:
        found |= {(part, name): value for name, value in getattr(assessment, part).items()}
    for proof in assessment.evidence:
        name, number = proof.file, 1
        while ("evidence", name) in found:
            number += 1
            name = f"{proof.file} ({number})"
        found["evidence", name] = proof
    return found


def assembled(assessment: Assessment, found: Mapping[Key, Any]) -> Assessment:
    """Return an assessment with exactly these entries; who said them and open conflicts stay."""
    parts: dict[str, dict[str, Any]] = {part: {} for part in ("", "evidence", *_RECORDS, *_TABLES)}
    for (part, name), value in found.items():
        parts[part][name] = value
    whole = parts.pop("") | {name: parts[name] for name in (*_RECORDS, *_TABLES)}
    whole |= {name: getattr(assessment, name) for name in ("format", "answered", "conflicts")}
    return Assessment.model_validate({**whole, "evidence": tuple(parts["evidence"].values())})


def marked_as(key: Key) -> str:
    """Return the name under which an assessment keeps who changed an entry."""
    part, name = key
    if part in {"", "facts", "ledgers"}:
        return name
    # Reasons for cells change places with their rows.
    cell = _CELL.match(name) if part == "explained" else None
    return cell["ledger"] if cell is not None else f"{part}.{name}"


def _said(record: Kept) -> dict[str, Any]:
    """Return the keys of a record that stand in the file, with those that this version does not know."""
    given = {name: (getattr(record, name), field.default) for name, field in type(record).model_fields.items()}
    return {name: value for name, (value, default) in given.items() if value != default} | dict(
        record.model_extra or {}
    )
