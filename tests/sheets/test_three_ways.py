"""File, sheet and what the sheet began from: nobody's answer is overwritten silently."""

from pathlib import Path

import pytest

from gfassess.sheets.settling import Prefer
from tests.sheets.rules import Opened, answers, filled, replies, sheet, taken

ROW = {"carrier": "coal", "amount": 10.0}
OTHER = {"carrier": "power", "amount": 5.0}
BASE = answers(facts={"area": 1000.0, "plan": True}, ledgers={"use": [ROW, OTHER]})


def _set(name: str, value: object) -> bytes:
    return filled(sheet(BASE), lambda opened: setattr(opened.cell(name), "value", value))


def test_what_only_the_file_changed_stays(tmp_path: Path) -> None:
    """A sheet that says what it always said does not undo later work."""
    now = answers(facts={"area": 2000.0, "plan": True, "people": 3.0}, ledgers={"use": [OTHER, ROW]})
    after, settled = taken(now, replies(tmp_path, now, sheet(BASE)))
    assert (after, settled.conflicts) == (now, ())


def test_changes_of_both_come_together(tmp_path: Path) -> None:
    """The file changed one answer, the sheet another: both stand."""
    now = answers(facts={"area": 2000.0, "plan": True}, ledgers={"use": [{**ROW, "word": "x"}, OTHER]})

    def change(opened: Opened) -> None:
        opened.cell("plan").value = "no"
        opened.entry(1, "amount").value = 11

    after, settled = taken(now, replies(tmp_path, now, filled(sheet(BASE), change)))
    assert after.facts == {"area": 2000.0, "plan": False}
    assert after.ledgers["use"] == ({**ROW, "word": "x", "amount": 11.0}, OTHER)
    assert settled.conflicts == ()


@pytest.mark.parametrize(("prefer", "area"), [("", 2000.0), ("file", 2000.0), ("sheet", 3000.0)])
def test_changed_differently_is_a_conflict(tmp_path: Path, prefer: Prefer, area: float) -> None:
    """All three versions are told; the file keeps its own unless the sheet is preferred; the rest is taken over."""
    now = answers(facts={"area": 2000.0, "plan": True}, ledgers=BASE.ledgers)

    def change(opened: Opened) -> None:
        opened.cell("area").value = 3000
        opened.cell("plan").value = "no"

    after, settled = taken(now, replies(tmp_path, now, filled(sheet(BASE), change)), prefer)
    (conflict,) = settled.conflicts
    assert (conflict.base, conflict.now, conflict.edits[0].value) == (1000.0, 2000.0, 3000.0)
    assert after.facts == {"area": area, "plan": False}
    assert bool(settled.open) is (prefer == "")


def test_read_twice_is_read_once(tmp_path: Path) -> None:
    """The same sheet again changes nothing more, new rows included."""

    def change(opened: Opened) -> None:
        opened.cell("area").value = 3000
        opened.fill(2, carrier=None, amount=None)
        opened.fill(3, carrier="Coal", amount=7, green="yes")

    sent = filled(sheet(BASE), change)
    once, _settled = taken(BASE, replies(tmp_path, BASE, sent))
    twice, settled = taken(once, replies(tmp_path, once, sent))
    assert (twice, settled.conflicts, settled.taken) == (once, (), ())
    assert once.ledgers["use"] == (ROW, {"carrier": "coal", "amount": 7.0, "green": True})


def test_a_corrected_new_row_is_not_added_again(tmp_path: Path) -> None:
    """A sheet whose new row was taken over and then corrected is a conflict, not a second row."""
    first = filled(sheet(BASE), lambda opened: opened.fill(3, carrier="Coal", amount=7, green="yes"))
    now, _settled = taken(BASE, replies(tmp_path, BASE, first))
    second = filled(sheet(BASE), lambda opened: opened.fill(3, carrier="Coal", amount=8, green="yes"))
    after, settled = taken(now, replies(tmp_path, now, second), "sheet")
    assert len(settled.conflicts) == 1
    assert after.ledgers["use"][2]["amount"] == 8.0


@pytest.mark.parametrize("prefer", ["", "file", "sheet"])
def test_sheets_that_disagree(tmp_path: Path, prefer: Prefer) -> None:
    """Two sheets with different answers: neither counts, whoever is preferred."""
    after, settled = taken(BASE, replies(tmp_path, BASE, _set("area", 1), _set("area", 2)), prefer)
    assert after == BASE
    assert [edit.value for edit in settled.conflicts[0].edits] == [1.0, 2.0]
    assert bool(settled.open) is (prefer != "file")


def test_sheets_that_agree(tmp_path: Path) -> None:
    """Two copies with the same answer and the same new row are one."""

    def change(opened: Opened) -> None:
        opened.cell("area").value = 5
        opened.fill(3, carrier="Coal", amount=7)

    sent = filled(sheet(BASE), change)
    after, settled = taken(BASE, replies(tmp_path, BASE, sent, sent))
    assert (after.facts["area"], len(after.ledgers["use"]), settled.conflicts) == (5.0, 3, ())


def test_sheets_that_add_different_rows(tmp_path: Path) -> None:
    """Rows about different things are all added; two figures for one thing are a conflict."""
    one = filled(sheet(BASE), lambda opened: opened.fill(3, carrier="Coal", amount=7, word="new"))
    other = filled(sheet(BASE), lambda opened: opened.fill(3, carrier="Power [twin]", amount=7))
    third = filled(sheet(BASE), lambda opened: opened.fill(3, carrier="Power [twin]", amount=8))
    after, settled = taken(BASE, replies(tmp_path, BASE, one, other))
    assert (len(after.ledgers["use"]), settled.conflicts) == (4, ())
    after, settled = taken(BASE, replies(tmp_path, BASE, one, other, third))
    assert (len(after.ledgers["use"]), len(settled.open)) == (3, 1)


@pytest.mark.parametrize(("prefer", "rows"), [("", 2), ("file", 2), ("sheet", 1)])
def test_deleted_here_and_changed_there(tmp_path: Path, prefer: Prefer, rows: int) -> None:
    """A row that the sheet deleted and the file changed since."""
    now = answers(facts=BASE.facts, ledgers={"use": [{**ROW, "amount": 12.0}, OTHER]})
    sent = filled(sheet(BASE), lambda opened: opened.fill(1, carrier=None, amount=None))
    after, settled = taken(now, replies(tmp_path, now, sent), prefer)
    assert (len(after.ledgers["use"]), len(settled.conflicts)) == (rows, 1)


@pytest.mark.parametrize(("prefer", "rows"), [("", 1), ("file", 1), ("sheet", 2)])
def test_changed_here_and_deleted_there(tmp_path: Path, prefer: Prefer, rows: int) -> None:
    """A row that the sheet changed and the file has no more."""
    now = answers(facts=BASE.facts, ledgers={"use": [OTHER]})
    sent = filled(sheet(BASE), lambda opened: opened.fill(1, amount=12))
    after, settled = taken(now, replies(tmp_path, now, sent), prefer)
    assert (len(after.ledgers["use"]), len(settled.conflicts)) == (rows, 1)


def test_one_sheet_deletes_what_another_changes(tmp_path: Path) -> None:
    """The row stays as it is until somebody decides."""
    gone = filled(sheet(BASE), lambda opened: opened.fill(1, carrier=None, amount=None))
    kept = filled(sheet(BASE), lambda opened: opened.fill(1, amount=12))
    after, settled = taken(BASE, replies(tmp_path, BASE, gone, kept), "sheet")
    assert (after, len(settled.open)) == (BASE, 1)


def test_rows_that_moved_in_the_file(tmp_path: Path) -> None:
    """An edit finds its row, wherever the file has it now and whatever else was done to it."""
    now = answers(facts=BASE.facts, ledgers={"use": [{"carrier": "odd"}, OTHER, {**ROW, "word": "kiln"}]})
    sent = filled(sheet(BASE), lambda opened: opened.fill(1, amount=12))
    after, settled = taken(now, replies(tmp_path, now, sent))
    assert after.ledgers["use"] == ({"carrier": "odd"}, OTHER, {**ROW, "word": "kiln", "amount": 12.0})
    assert settled.conflicts == ()


def test_reasons_stay_with_their_rows(tmp_path: Path) -> None:
    """The reason for an odd value moves up with its row when a row above is deleted."""
    now = answers(facts=BASE.facts, ledgers=BASE.ledgers, explained={"use[2].amount": "meter"})
    sent = filled(sheet(BASE), lambda opened: opened.fill(1, carrier=None, amount=None))
    after, _settled = taken(now, replies(tmp_path, now, sent))
    assert after.explained == {"use[1].amount": "meter"}
