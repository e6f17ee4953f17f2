"""`gfassess history`: former versions of an assessment, and answers of the journal that its file lacks."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from gfassess.cli import output
from gfassess.cli.case import all_rules
from gfassess.cli.exits import Exit
from gfassess.errors import GfassessError, printable
from gfassess.files import sha256_of, user_path
from gfassess.files.history import Version, content, versions
from gfassess.files.journal import Journal
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.report.entries import entry_title, entry_words
from gfassess.store import load, parse
from gfassess.store.changes import Entries, Key, difference, offers
from gfassess.words import _

_SHOWN: Final = 6
"""Changes of a version that are named; the others are counted."""


class _Step(NamedTuple):
    """What changed after a version."""

    version: Version
    was: Entries
    now: Entries
    problem: str = ""


def run(arguments: Namespace) -> Exit:
    """Print the versions, the newest first, each with what was changed after it."""
    path = user_path(arguments.file)
    rulebook = all_rules(arguments)
    steps = _steps(path)
    if arguments.json:
        output.write_json([_data(step) for step in steps])
    else:
        output.write(_lines(rulebook, steps))
    tell_journal(path, rulebook)
    if steps:
        output.tell(_("gfassess restore {file} VERSION writes one of them back.").format(file=printable(path.name)))
    return Exit.DONE


def _steps(path: Path) -> list[_Step]:
    found, after = [], _read(path)
    for version in versions(path):
        try:
            before = parse(content(version).decode(), str(version.path)).assessment
        except UnicodeDecodeError:
            found.append(_Step(version, {}, {}, _("this is not UTF-8 text")))
        except GfassessError as error:
            found.append(_Step(version, {}, {}, error.problems[0].message))
        else:
            changes = difference(before, after) if after is not None else ({}, {})
            found.append(_Step(version, *changes))
            after = before
    return found


def _read(path: Path) -> Assessment | None:
    """Return what the file says now; None where it cannot be read, which is when versions are needed most."""
    try:
        return load(path).assessment
    except GfassessError as error:
        output.tell_problems(error.problems)
        return None


def _lines(rulebook: Rulebook, steps: Sequence[_Step]) -> Iterator[str]:
    if not steps:
        yield _("There are no former versions yet: the first is kept when an answer is changed.")
    for step in steps:
        yield f"{step.version.id[:8]}  {step.version.at.astimezone():%Y-%m-%d %H:%M:%S}"
        if step.problem:
            yield f"    {printable(step.problem)}"
        keys = _keys(step)
        yield from (f"    {change_words(rulebook, key, step.was.get(key), step.now.get(key))}" for key in keys[:_SHOWN])
        if more := len(keys) - _SHOWN if len(keys) > _SHOWN else 0:
            yield "    " + _("and {count} more").format(count=more)


def _keys(step: _Step) -> list[Key]:
    return [key for key in {**step.was, **step.now} if key[0] != "answered"]


def change_words(rulebook: Rulebook, key: Key, old: object, new: object) -> str:
    """Return what became of one entry: title, old and new value."""
    before, after = entry_words(rulebook, key, old), entry_words(rulebook, key, new)
    change = _("{old} -> {new}").format(old=before, new=after)
    return _("{title}: {value}").format(title=entry_title(rulebook, key), value=change)


def _data(step: _Step) -> dict[str, Any]:
    changed = [".".join(filter(None, key)) for key in _keys(step)]
    return {"version": step.version.id, "time": step.version.at.isoformat(), "changed": changed}


def tell_journal(path: Path, rulebook: Rulebook) -> None:
    """Say which answers of the journal the file lacks: those that are still to be decided, and those left out."""
    if not path.exists():
        return
    journal, there = Journal(path), _read(path)
    output.tell_problems(journal.problems)
    if there is None:
        return
    held = journal.held(sha256_of(path))
    for title, changes in (
        (_("In the journal and not in the file; gfassess open offers them:"), held),
        (_("Left out, still in the journal:"), journal.left),
    ):
        found = offers(changes, there, journal.changes)
        if found:
            output.tell(title, *_offered(rulebook, found))


def _offered(rulebook: Rulebook, found: Iterable[Any]) -> Iterator[str]:
    for offer in found:
        words = change_words(rulebook, offer.key, offer.there, offer.value)
        yield f"    {words}  ({offer.at.astimezone():%Y-%m-%d %H:%M} {printable(offer.by)})"
