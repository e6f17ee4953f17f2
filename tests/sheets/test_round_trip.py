"""Out and in again: nothing changes by itself, every edit arrives, conflicts do not depend on who is asked first."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gfassess import words
from gfassess.merge.pairing import pair
from gfassess.model.assessment import Assessment, LedgerRow, Value
from gfassess.sheets.asked import offices
from gfassess.sheets.edits import Edit, Key, Reply, equal
from gfassess.sheets.marks import HIDDEN
from gfassess.sheets.settling import settle
from gfassess.sheets.values import escaped, same
from gfassess.sheets.writing import workbook
from tests.sheets.rules import BOOK, Opened, answers, filled, office, replies, sheet, taken
from tests.store.strategies import DATES, NUMBERS, TEXTS, VALUES

_SLOW: Final = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # Every example writes and reads a workbook: looking for a smaller one would take minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
HOSTILE: Final = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://example.invalid","x")',
    "'=1",
    "_x0041_",
    "_x005F_x0041_",
    "_xFFFE_ \ufffe \uffff",
    "<b>&amp;</b>",
    "]]>",
    "\ttab",
    "two\nlines",
    "  blanks  ",
    "TRUE",
    "1e5",
    "是",
    "[x]",
    "{=1}",
    "|cmd",
)
_FIGURES: Final = st.builds(
    lambda figures, power: float(f"{figures}e{power}"), st.integers(-(10**13), 10**13), st.integers(-40, 40)
)
"""Figures that a workbook keeps exactly."""
_TEXT: Final = st.one_of(st.sampled_from(HOSTILE), TEXTS)
_ANSWERS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "area": _FIGURES,
    "people": st.integers(0, 10**6).map(float),
    "plan": st.booleans(),
    "level": st.sampled_from(["none", "some", "full"]),
    "since": DATES,
    "remark": _TEXT,
    "share": _FIGURES,
    "rate": _FIGURES,
}
_CELLS: Final = {
    "carrier": st.sampled_from(["coal", "power", "odd", "twin"]),
    "amount": _FIGURES,
    "energy": _FIGURES,
    "green": st.booleans(),
    "word": _TEXT.filter(str.strip),
    "day": DATES,
}
_ROW: Final = st.fixed_dictionaries(
    {"carrier": _CELLS["carrier"]}, optional={name: kind for name, kind in _CELLS.items() if name != "carrier"}
)
_ROWS: Final = st.lists(_ROW, max_size=5)


def _assessments(strange: bool) -> st.SearchStrategy[Assessment]:  # noqa: FBT001 - one switch
    """Return assessments; strange ones also have answers of the wrong kind and columns that no rule knows."""
    facts = {name: st.one_of(kind, VALUES, _TEXT) if strange else kind for name, kind in _ANSWERS.items()}
    odd = st.fixed_dictionaries({}, optional=dict.fromkeys(("carrier", "amount", "green", "other"), VALUES))
    rows = st.lists(_ROW | odd, max_size=4)
    return st.builds(
        lambda facts, rows, notes: answers(facts=facts, ledgers={"use": rows}, notes=notes),
        st.fixed_dictionaries({}, optional=facts),
        rows if strange else _ROWS,
        st.dictionaries(st.sampled_from(["area", "remark", "use"]), _TEXT, max_size=3),
    )


def _again(now: Assessment, data: bytes) -> Reply:
    with TemporaryDirectory() as folder:
        return replies(Path(folder), now, data)[0]


@settings(_SLOW, max_examples=25)
@given(_assessments(strange=True), st.sampled_from(words.LANGUAGES))
def test_a_sheet_that_nobody_touched_changes_nothing(before: Assessment, lang: words.Language) -> None:
    """Whatever stands in the file, wrong kinds and all: out and in again is no change and no complaint."""
    words.use(lang)
    reply = _again(before, sheet(before))
    assert reply.edits == []
    assert reply.problems == []


@settings(_SLOW, max_examples=25)
@given(_assessments(strange=False), st.data())
def test_every_edit_arrives(before: Assessment, data: st.DataObject) -> None:
    """Whatever is typed into a cell stands in the file afterwards, and nothing else has changed."""
    name = data.draw(st.sampled_from(sorted(_ANSWERS)))
    value = data.draw(st.one_of(st.none(), _ANSWERS[name]))
    sent = filled(sheet(before), lambda opened: _type(opened.cell(name), value))
    after, settled = taken(before, [_again(before, sent)])
    if isinstance(value, str) and not value.strip():
        value = None
    assert equal(after.facts.get(name), value)
    assert settled.conflicts == ()
    rest = {key: kept for key, kept in after.facts.items() if key != name}
    assert rest == {key: kept for key, kept in before.facts.items() if key != name}
    assert (after.ledgers, after.notes) == (before.ledgers, before.notes)


@settings(_SLOW, max_examples=20)
@given(_ROWS, _ROWS)
def test_every_edit_of_a_ledger_arrives(before: list[LedgerRow], wanted: list[LedgerRow]) -> None:
    """A ledger typed anew from top to bottom becomes what was typed."""
    file = answers(ledgers={"use": before})

    def type_all(opened: Opened) -> None:
        for row in range(1, max(len(before), len(wanted)) + 1):
            typed = wanted[row - 1] if row <= len(wanted) else {}
            for column in _CELLS:
                _type(opened.entry(row, column), _title(column, typed.get(column)))

    after, settled = taken(file, [_again(file, filled(sheet(file), type_all))])
    assert settled.conflicts == ()
    found = after.ledgers.get("use", ())
    assert _in_order(found) == _in_order(wanted)


def _in_order(rows: Iterable[LedgerRow]) -> list[str]:
    """Return rows to compare: in any order, without what counts anyway."""
    cells = ([(key, str(value).strip()) for key, value in row.items() if value is not False] for row in rows)
    return sorted(str(sorted(row)) for row in cells)


def _title(column: str, value: object) -> Any:
    if column == "carrier" and isinstance(value, str):
        return f"[{value}]"
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _type(cell: Any, value: Any) -> None:
    cell.value = ("yes" if value else "no") if isinstance(value, bool) else value
    if isinstance(value, str):
        cell.value, cell.data_type = escaped(value), "s"


_VERSIONS: Final = st.one_of(st.none(), st.booleans(), NUMBERS, st.sampled_from(["a", "b"]), st.just(date(2024, 1, 1)))


@given(_VERSIONS, _VERSIONS, _VERSIONS)
def test_conflicts_are_the_same_from_both_sides(base: Value | None, one: Value | None, other: Value | None) -> None:
    """Whoever has the file and whoever the sheet: what they changed apart comes together, or both see the conflict."""
    outcomes = []
    for here, there in ((one, other), (other, one)):
        now = answers(facts={} if here is None else {"remark": here})
        edits = [] if equal(base, there) else [Edit(Key("fact", "remark"), base, there, "s.xlsx", "A1")]
        settled = settle(now, [Reply("s.xlsx", edits)])
        result = settled.taken[0].value if settled.taken else here
        outcomes.append("conflict" if settled.conflicts else result)
    assert outcomes[0] == "conflict" if outcomes[1] == "conflict" else equal(outcomes[0], outcomes[1])


@given(_ROWS, st.randoms())
def test_rows_find_themselves_in_any_order(rows: list[LedgerRow], random: Any) -> None:
    """Rows that were only put in another order are the same rows."""
    order = list(range(len(rows)))
    random.shuffle(order)
    found = pair(rows, [rows[place] for place in order])
    assert len(found) == len(rows)
    assert all(rows[old] == rows[order[new]] for old, new in found.items())


def test_nothing_in_a_text_becomes_a_formula() -> None:
    """Texts that a spreadsheet would work out stay texts in every cell, hidden ones too."""
    for hostile in HOSTILE:
        before = answers(
            enterprise={"name": hostile},
            site={"name": hostile},
            facts={"remark": hostile, "area": hostile, "level": hostile},
            notes={"area": hostile, "use": hostile},
            ledgers={"use": [{"word": hostile, "carrier": hostile, "amount": hostile}]},
        )
        book = openpyxl.load_workbook(BytesIO(sheet(before)))
        formulas = [cell.value for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        assert all(str(formula).startswith("=IFERROR(VLOOKUP(") for formula in formulas)
        assert not any(cell.hyperlink for page in book for row in page.iter_rows() for cell in row)
        opened = Opened(sheet(before))
        starts = hostile.startswith(("=", "+", "-", "@", "'"))
        assert opened.cell("remark").quotePrefix is starts


def test_the_same_sheet_is_the_same_bytes() -> None:
    """Nothing of the time or the machine stands in a sheet."""
    before = answers(facts={"area": 77037.0})
    assert workbook(BOOK, before, office()) == workbook(BOOK, before, office())
    assert openpyxl.load_workbook(BytesIO(sheet(before)))[HIDDEN].sheet_state == "veryHidden"


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_read_in_the_other_language(tmp_path: Path, lang: words.Language) -> None:
    """A sheet in Chinese is read where English is spoken, and the other way round."""
    before = answers(
        facts={"plan": True, "level": "some", "area": 5.0},
        ledgers={"use": [{"carrier": "coal", "green": True}]},
    )
    words.use(lang)
    data = sheet(before)
    words.use("en" if lang == "zh" else "zh")
    (reply,) = replies(tmp_path, before, data)
    assert (reply.edits, reply.problems) == ([], [])


def test_an_office_is_asked_what_only_it_knows() -> None:
    """Questions go to their office, each to one; what no result needs is not asked at all."""
    found = offices(BOOK, answers(), [BOOK.rulesets["small"]])
    assert [(one.id, one.count, one.ledgers) for one in found] == [("energy", 1, ())]


@pytest.mark.parametrize("text", ["_xFFFE_ \ufffe \uffff", "_x005F_x0041_", "\ufffe", "_x005F_xFFFF_"])
def test_a_text_and_its_cell_are_the_same(text: str) -> None:
    """What a workbook escapes compares as the text it stands for, whatever escapes the text itself spells."""
    assert same(escaped(text), text)
    assert not same(escaped(text), f"{text}x")
