"""What was settled goes into the session, ledger by ledger."""

from collections.abc import Iterable, Mapping

from gfassess.model.assessment import LedgerRow
from gfassess.session import Session
from gfassess.sheets.edits import Edit


def take_over(session: Session, edits: Iterable[Edit]) -> None:
    """Make the changes of edits in a session."""
    ledgers: dict[str, list[Edit]] = {}
    for edit in edits:
        if edit.key.part == "note":
            session.note(edit.key.name, str(edit.value or ""))
        elif edit.key.part != "fact":
            ledgers.setdefault(edit.key.name, []).append(edit)
        elif not isinstance(edit.value, Mapping):
            session.answer(edit.key.name, edit.value)
    for name, own in ledgers.items():
        _rows(session, name, own)


def _rows(session: Session, ledger: str, edits: Iterable[Edit]) -> None:
    """Change cells, add rows, and take rows out last: until then every row has its place."""
    changed: dict[int, LedgerRow] = {}
    added: list[LedgerRow] = []
    out: list[int] = []
    for edit in edits:
        key, value = edit.key, edit.value
        if key.part == "row":
            out.append(key.row)
        elif isinstance(value, Mapping):
            added.append(dict(value))
        else:
            row = changed.setdefault(key.row, dict(session.rows(ledger)[key.row]))
            row.pop(key.column, None)
            if value is not None:
                row[key.column] = value
    for place, row in changed.items():
        session.set_row(ledger, place, row)
    for row in added:
        session.add_row(ledger, row)
    for place in sorted(out, reverse=True):
        session.delete_row(ledger, place)
