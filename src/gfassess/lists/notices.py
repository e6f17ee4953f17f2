"""Renamings and removals of a later notice, matched with the firms that are listed."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from gfassess.errors import GfassessError, Problem, printable
from gfassess.lists.columns import Head, head_of, split
from gfassess.lists.initials import Initials
from gfassess.lists.sheets import Row
from gfassess.lists.titles import category_in
from gfassess.model.peers import Category, ChangeRow, PeerChange, PeerFile
from gfassess.peers.blocks import read_changes, written
from gfassess.peers.registry import Entry, plain
from gfassess.words import _

_OUT: Final = re.compile("移出|撤销|取消|除名|剔除|删除")
_RENAMED: Final = re.compile("更名|变更|名称调整|更改")
_TITLE: Final = re.compile(f"{_OUT.pattern}|{_RENAMED.pattern}|名单|绿色")
"""A row with one text that holds for the rows below it."""
_TWO: Final = 2
_NEAREST: Final = 3


@dataclass(slots=True)
class Notice:
    """What a notice says, matched with the registry."""

    file: str
    changes: dict[Category, list[ChangeRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Errors: rows that change nothing; warnings: what the user should look at."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a notice as it stands there."""

    line: int
    name: str
    new_name: str
    """Empty: moved out."""
    category: Category | None
    note: str


def read_notice(file: str, rows: Iterable[Row]) -> list[Change | Problem]:
    """Return the rows of a notice, with a problem for each that says nothing; raise GfassessError where none does.

    A notice of both kinds has sections: 更名 and 移出, each under its title or with its own line of column names.
    """
    above, head, below = split(rows)
    title = " ".join(cell for row in above for cell in dict.fromkeys(row.cells))
    if head is None:
        hint = _("a notice needs a line of column names: {renamed}, or {out}")
        hint = hint.format(renamed="序号、旧名称、新名称", out="序号、企业名称")
        raise GfassessError.of(_("no line of column names was found"), file=file, hint=hint)
    found = list(_changes(file, title, head, below))
    if not found:
        raise GfassessError.of(_("nothing could be taken over from this list"), file=file)
    return found


def _changes(file: str, title: str, head: Head, below: Iterable[Row]) -> Iterator[Change | Problem]:
    category = category_in(title)
    out = _OUT.search(title) is not None and _RENAMED.search(title) is None
    for row in below:
        filled = list(dict.fromkeys(cell for cell in row.cells if cell))
        if (again := head_of(row.cells)) is not None:
            head, out = again, out and "new" not in again.places
            continue
        if len(filled) == 1 and _TITLE.search(filled[0]):
            category = category_in(filled[0]) or category
            out = _OUT.search(filled[0]) is not None or (out and _RENAMED.search(filled[0]) is None)
            continue
        cells = {name: row.cells[place] for name, place in head.places.items() if place < len(row.cells)}
        kind = category_in(cells.get("category", "")) or category or category_in(head.name)
        name, new_name = cells.get("old") or cells.get("name", ""), cells.get("new", "")
        removed = out or any(_OUT.search(cell) for cell in (new_name, cells.get("note", "")))
        if len(name) < _TWO or (not removed and len(new_name) < _TWO):
            hint = _("a removal stands under a title with {words}").format(words="移出")
            shown = " | ".join(printable(cell) for cell in filled)
            message = _("neither two names nor a removal: {row}").format(row=shown)
            yield Problem(message=message, file=file, line=row.line, hint=hint)
            continue
        yield Change(row.line, name, "" if removed else new_name, kind, cells.get("note", ""))


def matched(
    file: str, changes: Iterable[Change | Problem], entries: Iterable[Entry], category: Category | None
) -> Notice:
    """Return the changes of firms that are listed; the others are told, with the nearest names.

    A firm is found by the name on its list or any that it had since; a notice that names no kind of list means the one
    kind that lists the name.
    """
    notice = Notice(file)
    listed: dict[str, set[Entry]] = {}
    for entry in entries:
        for name in (entry.peer.name, *entry.later.names):
            listed.setdefault(plain(name), set()).add(entry)
    initials = Initials()
    for change in changes:
        if isinstance(change, Problem):
            notice.problems.append(change)
            continue
        kind = change.category or category
        found = {one for one in listed.get(plain(change.name), ()) if kind is None or one.list_.category == kind}
        kinds = {one.list_.category for one in found}
        if not found:
            notice.problems.append(_unknown(file, change, listed))
            continue
        if len(kinds) > 1:
            message = _("{name} is on several kinds of lists").format(name=printable(change.name))
            hint = _("say it with {option}").format(option="--category factory|product|park|supply_chain")
            notice.problems.append(Problem(message=message, file=file, line=change.line, hint=hint))
            continue
        row = ChangeRow(
            "renamed" if change.new_name else "removed",
            _name(found, change.name),
            change.new_name,
            initials.of(change.new_name) if change.new_name else "",
            change.note,
        )
        notice.changes.setdefault(kinds.pop(), []).append(row)
    return notice


def _name(found: Iterable[Entry], typed: str) -> str:
    """Return a name as the list or the earlier notice writes it."""
    names = [name for one in found for name in (one.peer.name, *one.later.names)]
    return next(name for name in sorted(names) if plain(name) == plain(typed))


def _unknown(file: str, change: Change, listed: dict[str, set[Entry]]) -> Problem:
    near = difflib.get_close_matches(plain(change.name), list(listed), n=_NEAREST, cutoff=0.6)
    names = list(dict.fromkeys(entry.name for one in near for entry in listed[one]))
    hint = (
        _("nearest are {names}").format(names=", ".join(names[:_NEAREST])) if names else _("nobody has a name like it")
    )
    message = _("{name} is on no list at hand").format(name=printable(change.name))
    return Problem(message=message, file=file, line=change.line, hint=hint)


def with_changes(old: PeerFile, notice: Notice, head: PeerChange) -> tuple[PeerFile, int]:
    """Return the file with the changes of a notice added, and how many are new; those that are there stay once."""
    changes = {(one.category, one.document): one for one in old.change}
    new = 0
    for category, rows in notice.changes.items():
        key = (category, head.document)
        known = changes.get(key, head.model_copy(update={"category": category, "rows": ""}))
        before, _read = read_changes(known.rows)
        seen = {(row.kind, plain(row.name), plain(row.new_name)) for row in before}
        more = [row for row in rows if (row.kind, plain(row.name), plain(row.new_name)) not in seen]
        new += len(more)
        day = head.published or known.published
        every = sorted({*before, *more}, key=lambda row: (row.kind, row.name))
        changes[key] = known.model_copy(update={"published": day, "rows": written(ChangeRow._fields, every)})
    ordered = sorted(changes.values(), key=lambda one: (str(one.published or ""), one.document, one.category))
    return old.model_copy(update={"change": tuple(ordered)}), new
