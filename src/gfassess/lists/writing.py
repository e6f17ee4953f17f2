"""A file of peers as text: heads as TOML, rows as comma-separated values; the same content, the same bytes."""

from typing import Any

import tomli_w

from gfassess.model.base import Record
from gfassess.model.peers import PeerFile


def text_of(file: PeerFile, comment: str = "") -> str:
    """Return the text of a file of peers, below the comment that it began with."""
    head = {name: value for name, value in _plain(file).items() if name not in {"list", "change", "disclosure"}}
    parts = [comment, tomli_w.dumps(head)]
    for name, entries in (("list", file.list_), ("change", file.change), ("disclosure", file.disclosure)):
        parts.extend(_table(name, entry) for entry in entries)
    return "".join(parts)


def comment_of(text: str) -> str:
    """Return the comment that a file begins with."""
    kept = []
    for line in text.splitlines(keepends=True):
        if not line.startswith("#"):
            break
        kept.append(line)
    return "".join(kept)


def _table(name: str, entry: Record) -> str:
    data = _plain(entry)
    rows = data.pop("rows", None)
    if rows is None:
        return f"\n{tomli_w.dumps({name: [data]})}"
    return f"\n[[{name}]]\n{tomli_w.dumps(data)}rows = '''\n{rows}'''\n"


def _plain(record: Record) -> dict[str, Any]:
    return record.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
