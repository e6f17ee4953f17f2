"""Reading bare numbers, yes and no, and dates; writing numbers."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.errors import GfassessError, Problem
from gfassess.quantity import read_date, read_number, read_yes_no, write_number

ORDINARY = st.floats(-1e250, 1e250).filter(lambda value: value == 0 or abs(value) > 1e-250)
"""All figures but those at the very ends of what a float holds."""


def _problem(error: pytest.ExceptionInfo[GfassessError]) -> Problem:
    (problem,) = error.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("\u200b1,200\u200d\ufeff", 1200.0),
        (" 12 ", 12.0),
        ("-1.5", -1.5),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("007", 7.0),
        ("１２３４．５", 1234.5),
        ("－１２", -12.0),
        ("\N{MINUS SIGN}12", -12.0),
        ("1,234", 1234.0),
        ("1，234，567.8", 1234567.8),
        ("1'234'567", 1234567.0),
        ("1 234 567", 1234567.0),
        ("1\u00a0234\u3000567", 1234567.0),
        ("12。5", 12.5),
        ("1.2万", 12_000.0),
        ("1.1 亿", 110_000_000.0),
        ("3百万", 3_000_000.0),
        ("2千", 2000.0),
        ("2 million", 2_000_000.0),
        ("12%", 0.12),
        ("12％", 0.12),
        ("5‰", 0.005),
        ("1.2e5", 120_000.0),
        ("1.2E-3", 0.0012),
        ("1.2\N{MULTIPLICATION SIGN}10^4", 12_000.0),
        ("1.2\N{MULTIPLICATION SIGN}10⁴", 12_000.0),
        ("1.2*10^-4", 0.00012),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    """Full-width digits, separators, 万 and 亿, percent and powers of ten all come to the exact number."""
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nothing was typed"),
        ("   ", "nothing was typed"),
        ("many", "does not begin with a number"),
        ("三亿", "does not begin with a number"),
        ("--5", "does not begin with a number"),
        ("nan", "does not begin with a number"),
        ("inf", "does not begin with a number"),
        ("1,5", "more than one way"),
        ("0,123", "more than one way"),
        ("12,34", "more than one way"),
        ("1,2345", "more than one way"),
        ("1,234,56", "more than one way"),
        ("1.234,5", "more than one way"),
        ("1.2.3", "more than one way"),
        ("1234 567", "more than one way"),
        ("1,234 567", "more than one way"),
        ("12 kg", "only a number"),
        ("5²", "only a number"),
        ("1½", "only a number"),
        ("1e400", "too large"),
        ("1e999", "too large"),
        ("1e-400", "too small"),
        ("9" * 90 + "e300", "too large"),
        ("1" * 101, "at most 100"),
    ],
)
def test_what_is_no_number_or_two_is_refused(text: str, message: str) -> None:
    """A text that could mean two numbers is never guessed at."""
    with pytest.raises(GfassessError) as error:
        read_number(text)
    assert message in _problem(error).message


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.0, None, "0"),
        (-0.0, None, "0"),
        (1200.0, None, "1,200"),
        (1234567.891, None, "1,234,567.891"),
        (0.1 + 0.2, None, "0.3"),
        (0.000001, None, "0.000001"),
        (1e-7, None, "1e-07"),
        (123456789012345.0, None, "123,456,789,012,345"),
        (1e20, None, "1e+20"),
        (1e20, 2, "1e+20"),
        (0.125, 2, "0.12"),
        (0.135, 2, "0.14"),
        (2.675, 2, "2.68"),
        (2.5, 0, "2"),
        (999.995, 2, "1,000.00"),
        (-0.001, 2, "0.00"),
        (-1234.5, 1, "-1,234.5"),
        (100.0, 0, "100"),
        (1e-9, 3, "0.000"),
    ],
)
def test_numbers_are_written_for_people(value: float, decimals: int | None, text: str) -> None:
    """Thousands are parted, rounding is half-even on the figures as shown, and no zero has a minus."""
    assert write_number(value, decimals) == text


@given(ORDINARY)
def test_a_written_number_reads_back(value: float) -> None:
    """What is shown can be typed again."""
    assert math.isclose(read_number(write_number(value)), value, rel_tol=1e-14)


@pytest.mark.parametrize("text", ["是", "有", "Yes", "y", "TRUE", "１", " √ "])
def test_yes(text: str) -> None:
    """Every usual way to say yes."""
    assert read_yes_no(text) is True


@pytest.mark.parametrize("text", ["否", "无", "没有", "No", "n", "False", "0", "\N{MULTIPLICATION SIGN}"])
def test_no(text: str) -> None:
    """Every usual way to say no."""
    assert read_yes_no(text) is False


@pytest.mark.parametrize("text", ["", "maybe", "是否", "x", "*", "2"])
def test_neither_yes_nor_no(text: str) -> None:
    """A doubtful answer is asked again, never guessed."""
    with pytest.raises(GfassessError, match="neither yes nor no"):
        read_yes_no(text)


@pytest.mark.parametrize(
    "text", ["2024-05-01", "2024-5-1", "2024/5/1", "2024.05.01", "20240501", "2024年5月1日", "２０２４ 年 5 月 1 日"]
)
def test_dates(text: str) -> None:
    """The usual ways to write a day."""
    assert read_date(text) == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a date"),
        ("2024-05", "not a date"),
        ("2024年5月", "not a date"),
        ("24-05-01", "not a date"),
        ("05/01/2024", "not a date"),
        ("2024-05/01", "not a date"),
        ("2024-02-30", "not a day of the calendar"),
        ("0000-01-01", "not a day of the calendar"),
    ],
)
def test_what_is_no_date_is_refused(text: str, message: str) -> None:
    """Half a date and a day that does not exist are refused, with how to write one."""
    with pytest.raises(GfassessError) as error:
        read_date(text)
    assert message in _problem(error).message
    assert "2024-05-01" in _problem(error).hint
