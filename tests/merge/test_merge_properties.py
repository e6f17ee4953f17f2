"""What holds of any merge, whatever was answered."""

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gfassess.merge import Copy, merge
from gfassess.merge.entries import entries
from gfassess.merge.pairing import whole_of
from gfassess.model.assessment import Assessment
from gfassess.store import dump, parse
from tests.store.strategies import ASSESSMENTS

PEOPLE = 3
"""Each changes entries and rows of their own only."""


def merged(base: Assessment, *copies: Assessment) -> Assessment:
    """Merge copies."""
    return merge(base, [Copy(side, side, copy) for side, copy in zip("ABC", copies, strict=False)]).assessment


def by_document(found: Assessment) -> Assessment:
    """Return an assessment with its documents in an order of their own."""
    return found.model_copy(update={"evidence": tuple(sorted(found.evidence, key=repr))})


def in_any_order(found: Assessment) -> Any:
    """Return an assessment without the order of its entries and rows."""
    plain = {key: value for key, value in entries(found).items() if key[0] != "ledgers" and "[" not in key[1]}
    rows = {name: Counter(whole_of(row) for row in rows) for name, rows in found.ledgers.items() if rows}
    return plain, rows, found.answered, {conflict.name for conflict in found.conflicts}


@settings(max_examples=60, deadline=None)
@given(ASSESSMENTS, ASSESSMENTS)
def test_merging_with_oneself_changes_nothing(base: Assessment, copy: Assessment) -> None:
    """One copy, or the same one twice, is what comes out: changes and deletions, also of keys that nobody knows.

    Documents keep the order of the base.
    """
    copy = copy.model_copy(update={"year": base.year})
    for copies in ((copy,), (copy, copy), (base, copy), (copy, base)):
        assert by_document(merged(base, *copies)) == by_document(copy)


@settings(max_examples=60, deadline=None)
@given(ASSESSMENTS, ASSESSMENTS, ASSESSMENTS)
def test_no_answer_is_dropped(base: Assessment, one: Assessment, other: Assessment) -> None:
    """What a copy says, and no other copy changed, is in the result; all else is among the versions in conflict."""
    copies = [one.model_copy(update={"year": base.year}), other.model_copy(update={"year": base.year})]
    whole = merged(base, *copies)
    was, now = entries(base), entries(whole)
    versions = {(conflict.part, conflict.name) for conflict in whole.conflicts}
    for mine, theirs in (copies, copies[::-1]):
        for key, value in entries(mine).items():
            kept = now.get(key) == value or key in versions
            if key[0] not in {"ledgers", "evidence", "explained"} and entries(theirs).get(key) == was.get(key):
                assert kept
            elif key[0] == "ledgers":
                rows = Counter(map(whole_of, whole.ledgers.get(key[1], ())))
                rows += Counter(
                    whole_of(version.row)
                    for conflict in whole.conflicts
                    if conflict.name == key[1]
                    for version in conflict.versions
                    if version.row is not None
                )
                old = [whole_of(row) for row in base.ledgers.get(key[1], ())]
                assert all(rows[whole_of(row)] for row in value if whole_of(row) not in old)
    assert parse(dump(whole)).assessment == whole


@settings(max_examples=60, deadline=None)
@given(ASSESSMENTS, ASSESSMENTS, ASSESSMENTS)
def test_the_order_of_copies_does_not_matter(base: Assessment, one: Assessment, other: Assessment) -> None:
    """Up to the order of entries and rows, and which version is listed first, whatever was changed."""
    one, other = (copy.model_copy(update={"year": base.year}) for copy in (one, other))
    assert in_any_order(merged(base, one, other))[0] == in_any_order(merged(base, other, one))[0]


def _changes(person: int) -> st.SearchStrategy[list[tuple[str, float]]]:
    """Return what one person does to the entries and rows that are theirs."""
    kinds = st.sampled_from(["fact", "note", "forget", "amount", "delete", "add"])
    return st.lists(st.tuples(kinds, st.floats(0, 1e6)), max_size=6).map(lambda found: [*found, ("fact", person + 0.5)])


def _edited(base: Assessment, person: int, changes: list[tuple[str, float]]) -> Assessment:
    facts, notes = dict(base.facts), dict(base.notes)
    rows = [dict(row) for row in base.ledgers["energy_use"]]
    for kind, value in changes:
        mine = [row for row in rows if row.get("of") == person]
        match kind:
            case "fact":
                facts[f"fact_{person}"] = value
            case "note":
                notes[f"fact_{person}"] = f"{value}"
            case "forget":
                facts.pop(f"fact_{person}", None)
            case "amount" if mine:
                mine[int(value) % len(mine)]["amount"] = value
            case "delete" if mine:
                rows.remove(mine[int(value) % len(mine)])
            case "add":
                rows.append({"carrier": f"new {person} {value}", "of": person, "amount": value})
    return base.model_copy(update={"facts": facts, "notes": notes, "ledgers": {"energy_use": tuple(rows)}})


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, PEOPLE - 1), max_size=8), st.tuples(*(_changes(person) for person in range(PEOPLE))))
def test_departments_that_keep_to_their_own(owners: list[int], changes: tuple[list[tuple[str, float]], ...]) -> None:
    """Merging is associative and commutative, up to the order of rows, and equals doing all edits in one file."""
    given_rows = [
        {"carrier": f"old {place}", "of": owner, "amount": float(place)} for place, owner in enumerate(owners)
    ]
    base = Assessment.model_validate(
        {
            "ruleset": "five",
            "year": 2024,
            "facts": {f"fact_{p}": 0.0 for p in range(PEOPLE)},
            "ledgers": {"energy_use": given_rows},
        }
    )
    one, two, three = (_edited(base, person, own) for person, own in enumerate(changes))
    together = base
    for person, own in enumerate(changes):
        together = _edited(together, person, own)
    expected = in_any_order(together)
    assert in_any_order(merged(base, one, two, three)) == expected
    assert in_any_order(merged(base, three, one, two)) == expected
    assert in_any_order(merged(base, merged(base, one, two), three)) == expected
    assert in_any_order(merged(base, one, merged(base, two, three))) == expected
