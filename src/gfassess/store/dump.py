"""Assessments out: plain TOML in a fixed order, only what was answered, replaced as a whole."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from gfassess.errors import GfassessError, Problem
from gfassess.files import write_atomic
from gfassess.files.control import forbidden
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.records import key_of
from gfassess.words import _

_EXACT: Final = 2**53
"""Whole numbers up to here lose nothing when they are written without a decimal point."""


def dump(assessment: Assessment, rulebook: Rulebook | None = None) -> str:
    """Return the text of an assessment file; raise GfassessError where an answer cannot stand in one.

    With a rule book, facts and ledgers stand in the order in which they are asked, else as they were answered.
    """
    data = plain(assessment, rulebook)
    found = [
        Problem(message=_("the text holds the control character {character}").format(character=one), key=key_of(path))
        for path, one in forbidden(data)
    ]
    if found:
        raise GfassessError(*found)
    return text_of(data)


def save(path: Path, assessment: Assessment, rulebook: Rulebook | None = None) -> str:
    """Write an assessment file as a whole, or leave the old one as it was and raise GfassessError.

    Returns the SHA-256 of what was written.
    """
    import hashlib  # noqa: PLC0415 - only commands that write need it

    text = dump(assessment, rulebook)
    write_atomic(path, text)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(assessment: Assessment, rulebook: Rulebook | None = None) -> dict[str, Any]:
    """Return what an assessment file holds as plain data: only what was answered, in the order of the record."""
    data: dict[str, Any] = {"format": assessment.format}
    data |= _unix(assessment.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True))
    for name in ("facts", "ledgers", "conflicts"):
        if name in data:
            data[name] = whole(data[name])
    for entry in data.get("references", {}).values():
        # Keys that this version does not know stay exactly as they are.
        entry.update({name: whole(entry[name]) for name in ("leading", "baseline") if name in entry})
    if rulebook is not None:
        for name, order in (("facts", rulebook.facts), ("ledgers", rulebook.ledgers)):
            if name in data:
                data[name] = _ordered(data[name], order)
    return data


def text_of(data: Mapping[str, Any]) -> str:
    """Return plain data as TOML; who answered stands in a line each, evidence comes last, a table for each document."""
    import tomli_w  # noqa: PLC0415 - only commands that write need it

    rest = dict(data)
    marks, evidence = rest.get("answered", {}), rest.get("evidence", ())
    after = []
    if marks and not any(isinstance(value, dict | list) for entry in marks.values() for value in entry.values()):
        del rest["answered"]
        lines = [tomli_w.dumps({name: [entry]}).split("\n") for name, entry in marks.items()]
        # An inline table stands alone in the line between `name = [` and `]`.
        after.append("[answered]\n" + "".join(f"{one[0][:-1]}{one[1].strip(' ,')}\n" for one in lines))
    if not any(_nested(value) for entry in evidence for value in entry.values()):
        rest.pop("evidence", None)
        after += [f"[[evidence]]\n{tomli_w.dumps(entry, multiline_strings=True)}" for entry in evidence]
    return "\n".join([tomli_w.dumps(rest, multiline_strings=True), *after])


def _nested(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list | tuple) and any(isinstance(one, dict) for one in value))


def _ordered(data: dict[str, Any], order: Mapping[str, object]) -> dict[str, Any]:
    return {name: data[name] for name in order if name in data} | data


def _unix(data: Any) -> Any:  # noqa: ANN401 - any TOML value
    """Return the data with the line ends that TOML has; text pasted on Windows brings others."""
    if isinstance(data, str):
        return data.replace("\r\n", "\n")
    if isinstance(data, dict):
        return {key: _unix(value) for key, value in data.items()}
    return [_unix(value) for value in data] if isinstance(data, list | tuple) else data


def whole(data: Any) -> Any:  # noqa: ANN401 - any TOML value
    """Return the data with whole numbers written as people write them: 5, not 5.0."""
    if isinstance(data, float):
        return int(data) if data.is_integer() and abs(data) <= _EXACT else data
    if isinstance(data, dict):
        return {key: whole(value) for key, value in data.items()}
    return [whole(value) for value in data] if isinstance(data, list | tuple) else data
