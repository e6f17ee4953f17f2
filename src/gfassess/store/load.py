"""Assessment files in: every problem at once, with lines; what this version does not know is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from gfassess.errors import GfassessError, Problem, Problems, did_you_mean, printable
from gfassess.files import parse_toml, read_text
from gfassess.files.control import forbidden, may_hold
from gfassess.model.assessment import Assessment, Kept
from gfassess.model.credit_code import problem_of
from gfassess.records import key_of, read_record
from gfassess.toml_lines import Key, line_of
from gfassess.words import _, ngettext

FORMAT: Final = 1
"""Newest version of the file format that this program reads, and the one that it writes."""

MOST_BYTES: Final = 5_000_000
"""Bytes of the largest assessment: 50,000 rows of a ledger; TOML is read at a few megabytes a second."""

_ADDED: Final = ("result", "stamp")
"""What export adds; never part of the answers."""

_DIVISION: Final = re.compile(r"\d\d\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An assessment with what its file says beside the answers."""

    assessment: Assessment
    problems: tuple[Problem, ...]
    """Warnings; a file with errors is not loaded."""
    text: str
    file: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    """The `[result]` of an exported file as it stands there, unchecked."""
    stamp: dict[str, Any] = field(default_factory=dict)
    """The `[stamp]` of an exported file as it stands there, unchecked."""


def load(path: Path, limit: int = MOST_BYTES, *, quick: bool = False) -> Loaded:
    """Return the assessment in a file; raise GfassessError with all its mistakes.

    `quick` reads TOML with the compiled reader where it is installed; nothing else differs.
    """
    return parse(read_text(path, limit), str(path), quick=quick)


def parse(text: str, file: str = "", *, quick: bool = False) -> Loaded:
    """Return the assessment in a text; raise GfassessError with all its mistakes, named as of `file`."""
    data = parse_toml(text, file, quick=quick)
    refuse_newer(data, file, text)
    problems = Problems()
    added = {name: _table(data, name, file, text, problems) for name in _ADDED}
    for path, character in forbidden(data) if may_hold(text) else ():
        message = _("the text holds the control character {character}, which no answer has")
        problems.add(_problem(path, message.format(character=character), file, text, hint=_("delete it")))
    assessment = read_record(Assessment, data, file, text, problems)
    if assessment is not None:
        problems.extend(_warnings(assessment, file, text))
    problems.raise_errors()
    if assessment is None:  # its mistakes were raised
        raise GfassessError.of(_("this file cannot be read as an assessment"), file=file)
    return Loaded(assessment, tuple(problems), text, file, added["result"], added["stamp"])


def refuse_newer(data: dict[str, Any], file: str, text: str) -> None:
    """Say nothing else about a file of a later format: its other keys may mean something new."""
    version = data.get("format", FORMAT)
    if isinstance(version, bool) or not isinstance(version, int) or version == FORMAT:
        return
    if version > FORMAT:
        message = _("this file has format {version}, written by a newer gfassess; this one reads up to {known}")
        hint = _("install a newer gfassess; the file was not changed")
    else:
        message, hint = _("there is no file format {version}; the newest is {known}"), ""
    message = message.format(version=version, known=FORMAT)
    raise GfassessError(_problem(("format",), message, file, text, hint=hint))


def _table(data: dict[str, Any], name: str, file: str, text: str, problems: Problems) -> dict[str, Any]:
    """Take what export added out of the data."""
    found = data.pop(name, {})
    if isinstance(found, dict):
        return found
    problems.add(_problem((name,), _("a table is needed here"), file, text))
    return {}


def _warnings(assessment: Assessment, file: str, text: str) -> Iterator[Problem]:
    """Go through what is odd in a file that can be read."""
    for path, part in _parts(assessment):
        for name in part.model_extra or {}:
            fields = type(part).model_fields
            hint = did_you_mean(name, [field.alias or key for key, field in fields.items()])
            message = _('"{name}" is not known here; it is kept, and counts for nothing').format(name=printable(name))
            yield _problem((*path, name), message, file, text, hint=hint, warning=True)
    if count := len(assessment.conflicts):
        message = ngettext(
            "{count} conflict of merged files is not decided",
            "{count} conflicts of merged files are not decided",
            count,
        )
        hint = _("gfassess open shows them and lets you decide")
        yield _problem(("conflicts",), message.format(count=count), file, text, hint=hint, warning=True)
    enterprise = assessment.enterprise
    if enterprise.credit_code and (found := problem_of(enterprise.credit_code)) is not None:
        line = line_of(text, ("enterprise", "credit_code"))
        yield replace(found, file=file, key="enterprise.credit_code", line=line, severity="warning")
    if enterprise.division and not _DIVISION.match(enterprise.division):
        message = _("a division of GB/T 4754 has two digits")
        yield _problem(("enterprise", "division"), message, file, text, hint=_('like "36"'), warning=True)


def _parts(assessment: Assessment) -> Iterator[tuple[Key, Kept]]:
    yield (), assessment
    yield ("enterprise",), assessment.enterprise
    yield ("site",), assessment.site
    yield from ((("references", name), entry) for name, entry in assessment.references.items())
    yield from ((("evidence", index), entry) for index, entry in enumerate(assessment.evidence))


def _problem(path: Key, message: str, file: str, text: str, *, hint: str = "", warning: bool = False) -> Problem:
    return Problem(
        message=message,
        file=file,
        key=key_of(path),
        line=line_of(text, path),
        hint=hint,
        severity="warning" if warning else "error",
    )
