"""Copies that were filled in apart become one: nothing is lost, nothing is chosen unasked."""

from datetime import UTC, datetime
from typing import Any

import pytest

from gfassess.errors import GfassessError
from gfassess.merge import Copy, Merged, Owner, apart, decided, merge, newest, preferred
from gfassess.model.assessment import Assessment, Evidence, Mark
from gfassess.store import dump, parse

EARLY = Mark(by="王工", at=datetime(2026, 5, 1, tzinfo=UTC))
LATE = Mark(by="李工", at=datetime(2026, 5, 2, tzinfo=UTC))
COAL = {"carrier": "coal", "amount": 5.0}
GAS = {"carrier": "gas", "amount": 7.0}
POWER = {"carrier": "electricity", "amount": 9.0}


def made(**parts: Any) -> Assessment:
    """Return an assessment with these parts."""
    return Assessment.model_validate({"ruleset": "five", "year": 2024, **parts})


def merged(base: Assessment, *copies: Assessment) -> Merged:
    """Merge copies that are called A, B, C."""
    return merge(base, [Copy(side, f"{side.lower()}.toml", copy) for side, copy in zip("ABC", copies, strict=False)])


def ledger(*rows: dict[str, Any], **parts: Any) -> Assessment:
    """Return an assessment with rows in one ledger."""
    return made(ledgers={"energy_use": rows} if rows else {}, **parts)


def rows(found: Merged | Assessment) -> list[dict[str, Any]]:
    """Return the rows of the ledger."""
    whole = found.assessment if isinstance(found, Merged) else found
    return [dict(row) for row in whole.ledgers.get("energy_use", ())]


def test_what_one_copy_changed_is_taken_over() -> None:
    """Every part of the file: answers, notes, reasons, reference values, the head, keys that nobody knows."""
    base = made(facts={"a": 1.0, "gone": 2.0}, notes={"a": "alt"}, future={"x": 1})
    one = made(
        facts={"a": 1.0, "b": True},
        notes={"a": "neu"},
        explained={"a": "停产"},
        not_applicable={"line": "没有"},
        future={"x": 1},
    )
    other = made(
        facts={"a": 1.0, "gone": 2.0, "c": "text"},
        notes={"a": "alt"},
        references={"water": {"leading": 1.0, "source": "某标准"}},
        enterprise={"name": "某厂", "seal": 3},
        site={"address": "某路"},
        future={"x": 2},
    )
    found = merged(base, one, other)
    assert found.conflicts == ()
    assert found.assessment == made(
        facts={"a": 1.0, "b": True, "c": "text"},
        notes={"a": "neu"},
        explained={"a": "停产"},
        not_applicable={"line": "没有"},
        references={"water": {"leading": 1.0, "source": "某标准"}},
        enterprise={"name": "某厂", "seal": 3},
        site={"address": "某路"},
        future={"x": 2},
    )
    assert found.changed["A"] == (
        ("facts", "gone"),
        ("notes", "a"),
        ("facts", "b"),
        ("explained", "a"),
        ("not_applicable", "line"),
    )


def test_what_both_changed_differently_stays_as_it_was() -> None:
    """Both versions stand in the file, with who said them and when, and survive it."""
    base = made(facts={"a": 1.0}, answered={"a": {"by": "赵工", "at": datetime(2026, 1, 1, tzinfo=UTC)}})
    one = made(facts={"a": 2.0}, answered={"a": EARLY})
    other = made(facts={"a": 3.0}, answered={"a": LATE})
    found = merged(base, one, other)
    assert found.assessment.facts == {"a": 1.0}
    assert found.assessment.answered == base.answered
    (conflict,) = found.conflicts
    assert [(one.side, one.file, one.value, one.answered) for one in conflict.versions] == [
        ("A", "a.toml", 2.0, EARLY),
        ("B", "b.toml", 3.0, LATE),
    ]
    again = parse(dump(found.assessment)).assessment
    assert again == found.assessment
    assert newest(conflict) == conflict.versions[1]
    after = preferred(again, again.conflicts, "newest")
    assert (after.facts, after.answered, after.conflicts) == ({"a": 3.0}, {"a": LATE}, ())
    assert preferred(again, again.conflicts, "A").facts == {"a": 2.0}
    assert preferred(again, again.conflicts, "C") == again
    assert decided(again, conflict).facts == {"a": 1.0}


def test_newest_needs_to_be_known() -> None:
    """Where one version has no time, or two have the same, nobody is called the newest."""
    base = made()
    for marks in ({}, {"answered": {"a": EARLY}}):
        found = merged(base, made(facts={"a": 2.0}, answered={"a": EARLY}), made(facts={"a": 3.0}, **marks))
        assert newest(found.conflicts[0]) is None
        assert preferred(found.assessment, found.assessment.conflicts, "newest") == found.assessment


def test_the_same_change_twice_is_one_change() -> None:
    """Copies that agree with each other are no conflict; the later mark stays. 5 and 5.0 agree, 1 and yes do not."""
    found = merged(made(), made(facts={"a": 5}, answered={"a": LATE}), made(facts={"a": 5.0}, answered={"a": EARLY}))
    assert (found.assessment.facts, found.assessment.answered) == ({"a": 5.0}, {"a": LATE})
    assert len(merged(made(), made(facts={"a": 1.0}), made(facts={"a": True})).conflicts) == 1


def test_a_deletion_against_a_change_is_a_conflict() -> None:
    """An answer that one took back and another corrected is nobody's to throw away."""
    found = merged(made(facts={"a": 1.0}), made(), made(facts={"a": 2.0}))
    assert found.assessment.facts == {"a": 1.0}
    assert [version.value for version in found.conflicts[0].versions] == [None, 2.0]
    assert preferred(found.assessment, found.assessment.conflicts, "A").facts == {}


def test_rows_are_merged_one_by_one() -> None:
    """Rows that were added, deleted, changed in different cells, all at once."""
    base = ledger(COAL, GAS, POWER)
    one = ledger({**COAL, "amount": 6.0}, POWER, {"carrier": "steam", "amount": 1.0})
    other = ledger({**COAL, "renewable": True}, GAS, POWER, {"carrier": "diesel", "amount": 2.0})
    found = merged(base, one, other)
    assert found.conflicts == ()
    assert rows(found) == [
        {"carrier": "coal", "amount": 6.0, "renewable": True},
        POWER,
        {"carrier": "steam", "amount": 1.0},
        {"carrier": "diesel", "amount": 2.0},
    ]


def test_a_row_changed_in_both_is_a_conflict() -> None:
    """What only one changed in the row is taken over in either case; the rest waits for a decision."""
    base = ledger(COAL, GAS)
    found = merged(base, ledger({**COAL, "amount": 6.0, "note": "新"}, GAS), ledger({**COAL, "amount": 8.0}, GAS))
    assert rows(found) == [{**COAL, "note": "新"}, GAS]
    assert rows(preferred(found.assessment, found.assessment.conflicts, "B")) == [
        {**COAL, "amount": 8.0, "note": "新"},
        GAS,
    ]
    assert rows(preferred(found.assessment, found.assessment.conflicts, "A")) == [
        {**COAL, "amount": 6.0, "note": "新"},
        GAS,
    ]


def test_a_row_is_no_mixture() -> None:
    """Where one copy changed what a row is about, and another its amount, the two are not put together."""
    base = ledger({**COAL, "unit": "t"}, GAS)
    found = merged(
        base, ledger({**COAL, "carrier": "coke", "unit": "t"}, GAS), ledger({**COAL, "amount": 8.0, "unit": "t"}, GAS)
    )
    assert rows(found) == rows(base)
    (conflict,) = found.conflicts
    assert [version.row for version in conflict.versions] == [
        {"carrier": "coke", "amount": 5.0, "unit": "t"},
        {"carrier": "coal", "amount": 8.0, "unit": "t"},
    ]


def test_a_row_deleted_here_and_changed_there_is_a_conflict() -> None:
    """The row stays until somebody decides."""
    found = merged(ledger(COAL, GAS), ledger(GAS), ledger({**COAL, "amount": 6.0}, GAS))
    assert rows(found) == [COAL, GAS]
    assert rows(preferred(found.assessment, found.assessment.conflicts, "A")) == [GAS]
    assert rows(preferred(found.assessment, found.assessment.conflicts, "B")) == [{**COAL, "amount": 6.0}, GAS]


def test_rows_about_the_same_thing_added_by_both() -> None:
    """Energy must not count twice unasked: equal rows are one, those that differ wait for a decision, or both stay."""
    assert rows(merged(ledger(), ledger(COAL), ledger(COAL))) == [COAL]
    assert rows(merged(ledger(), ledger(COAL, COAL), ledger(COAL))) == [COAL, COAL]
    more = {**COAL, "amount": 6.0}
    found = merged(ledger(GAS), ledger(GAS, COAL), ledger(GAS, more))
    (conflict,) = found.conflicts
    assert conflict.adds
    assert rows(found) == [GAS]
    assert rows(decided(found.assessment, conflict, conflict.versions[1])) == [GAS, more]
    assert rows(decided(found.assessment, conflict, *conflict.versions)) == [GAS, COAL, more]


def test_moved_rows_stay_moved() -> None:
    """The order of one copy holds where no other moved rows."""
    assert rows(merged(ledger(COAL, GAS, POWER), ledger(POWER, COAL, GAS), ledger(COAL, GAS, POWER))) == [
        POWER,
        COAL,
        GAS,
    ]
    found = merged(ledger(COAL, GAS, POWER), ledger(POWER, COAL, GAS), ledger(COAL, {**GAS, "amount": 8.0}, POWER))
    assert rows(found) == [POWER, COAL, {**GAS, "amount": 8.0}]


def test_reasons_go_with_their_rows() -> None:
    """The file counts rows by number; a reason stays with its row when another row goes or comes."""
    base = ledger(COAL, GAS, POWER, explained={"energy_use[3].amount": "停产"})
    one = ledger(GAS, POWER, explained={"energy_use[2].amount": "停产"})
    other = ledger(COAL, GAS, POWER, explained={"energy_use[3].amount": "停产", "energy_use[2].amount": "扩建"})
    found = merged(base, one, other)
    assert found.conflicts == ()
    assert rows(found) == [GAS, POWER]
    assert found.assessment.explained == {"energy_use[1].amount": "扩建", "energy_use[2].amount": "停产"}


def test_a_row_that_was_changed_since_is_not_doubled() -> None:
    """Deciding for a row that is not there any more is refused; keeping what stands always works."""
    found = merged(ledger(COAL), ledger({**COAL, "amount": 6.0}), ledger({**COAL, "amount": 8.0}))
    later = found.assessment.model_copy(update={"ledgers": {"energy_use": ({**COAL, "amount": 7.0},)}})
    (conflict,) = later.conflicts
    with pytest.raises(GfassessError, match="changed or deleted since"):
        decided(later, conflict, conflict.versions[0])
    assert decided(later, conflict).conflicts == ()


def test_a_version_edited_by_hand_is_refused() -> None:
    """A file comes from outside: what cannot be an answer is told, not taken."""
    found = merged(made(), made(facts={"a": 2.0}), made(facts={"a": 3.0}))
    data = found.conflicts[0].model_copy(
        update={"versions": (found.conflicts[0].versions[0].model_copy(update={"value": [1]}),)}
    )
    whole = found.assessment.model_copy(update={"conflicts": (data,)})
    with pytest.raises(GfassessError, match="by hand"):
        preferred(whole, whole.conflicts, "A")


def test_documents_prove_what_any_copy_says() -> None:
    """What a document is for comes from all copies; one record that two changed differently is a conflict."""

    def held(*proves: str, pages: str = "") -> Assessment:
        return made(evidence=[{"file": "a.pdf", "for": proves, "pages": pages}])

    found = merged(held("a", "b"), held("a", "b", "c"), held("a", "d"))
    assert found.conflicts == ()
    assert found.assessment.evidence == held("a", "c", "d").evidence
    found = merged(held("a"), held("a", "b", pages="1"), held("a", pages="2"))
    assert found.assessment.evidence == held("a", "b").evidence
    assert preferred(found.assessment, found.assessment.conflicts, "B").evidence == held("a", "b", pages="2").evidence
    again = parse(dump(found.assessment)).assessment
    assert preferred(again, again.conflicts, "B").evidence == held("a", "b", pages="2").evidence
    gone = merged(held("a"), made(), held("a", pages="2"))
    assert isinstance(gone.assessment.evidence[0], Evidence)
    assert preferred(gone.assessment, gone.assessment.conflicts, "A").evidence == ()


def test_reference_values_belong_together() -> None:
    """A leading value of one source never stands beside the baseline of another."""
    one = made(references={"water": {"leading": 1.0, "baseline": 3.0, "source": "甲"}})
    other = made(references={"water": {"leading": 2.0, "baseline": 4.0, "source": "乙"}})
    found = merged(made(), one, other)
    assert found.assessment.references == {}
    again = parse(dump(found.assessment)).assessment
    assert preferred(again, again.conflicts, "B").references == other.references


def test_open_conflicts_are_carried_on() -> None:
    """Merging again keeps what nobody decided, and lets go what one copy decided."""
    first = merged(made(), made(facts={"a": 2.0}), made(facts={"a": 3.0})).assessment
    found = merged(first, first.model_copy(update={"facts": {"b": 1.0}}), first)
    assert found.assessment.conflicts == first.conflicts
    found = merged(first, preferred(first, first.conflicts, "A"), first)
    assert (found.assessment.conflicts, found.assessment.facts) == ((), {"a": 2.0})


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (Owner(2024, "", "甲", ""), Owner(2024, "", "甲", ""), None),
        (Owner(2024, "", "甲", ""), Owner(2024, "", "", "一厂"), None),
        (Owner(2024, "", "甲", ""), Owner(2023, "", "甲", ""), ("2024", "2023")),
        (Owner(2024, "", "甲", ""), Owner(2024, "", "乙", ""), ("甲", "乙")),
        (Owner(2024, "1", "甲", ""), Owner(2024, "1", "乙", ""), None),
        (Owner(2024, "1", "甲", ""), Owner(2024, "2", "甲", ""), ("1", "2")),
        (Owner(2024, "1", "甲", "一厂"), Owner(2024, "1", "甲", "二厂"), ("一厂", "二厂")),
    ],
)
def test_what_tells_files_apart(one: Owner, other: Owner, told: tuple[str, str] | None) -> None:
    """Another year, site or enterprise; a name may be put right where the credit code is the same."""
    assert apart(one, other) == told
