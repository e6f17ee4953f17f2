"""Which days and months of the reporting year documents cover."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gfassess.model.assessment import Evidence
from gfassess.session import coverage

DAYS = st.one_of(st.none(), st.dates(date(2023, 6, 1), date(2025, 6, 30)))


def _proof(start: date | None, end: date | None) -> Evidence:
    return Evidence.model_validate({"file": "a.pdf", "for": ["x"], "covers_from": start, "covers_to": end})


@given(st.lists(st.tuples(DAYS, DAYS), max_size=4))
def test_holes_and_overlaps_are_those_of_the_days(periods: list[tuple[date | None, date | None]]) -> None:
    """Each day of the year is in a hole, in an overlap or covered once, as counting the documents day by day says."""
    found = coverage(2024, (_proof(*period) for period in periods))
    stated = [period for period in periods if period != (None, None)]
    first = date(2024, 1, 1)
    for number in range(366):
        day = first + timedelta(number)
        count = sum((start or day) <= day <= (end or day) for start, end in stated)
        assert found.counts[number] == count
        assert any(start <= day <= end for start, end in found.overlaps) is (count > 1)
        assert any(start <= day <= end for start, end in found.holes) is (found.stated and count == 0)
    assert found.unstated == len(periods) - len(stated)
    assert found.stated is any(found.counts)


def test_months_say_how_much_of_them_is_covered() -> None:
    """A month is covered not at all, in part, as a whole, or as a whole and some of it more than once."""
    found = coverage(2024, [_proof(date(2023, 7, 1), date(2024, 3, 15)), _proof(date(2024, 2, 20), date(2024, 2, 29))])
    assert found.months == ("whole", "twice", "part", *["none"] * 9)
    assert found.holes == ((date(2024, 3, 16), date(2024, 12, 31)),)
    assert found.overlaps == ((date(2024, 2, 20), date(2024, 2, 29)),)


def test_a_document_without_a_period_leaves_no_hole() -> None:
    """A certificate states no period: nothing is said to be missing because of it."""
    found = coverage(2025, [_proof(None, None)])
    assert (found.stated, found.holes, found.unstated) == (False, (), 1)


def test_a_backward_period_covers_nothing() -> None:
    """A period that ends before it begins covers no day."""
    assert not coverage(2025, [_proof(date(2025, 5, 1), date(2025, 4, 1))]).stated
