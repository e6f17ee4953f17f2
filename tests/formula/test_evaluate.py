"""What formulas come to."""

import pytest

from gfassess.formula import Formula, Outcome, Undefined, Unknown
from gfassess.formula.text import Phrasing

VALUES: dict[str, Outcome] = {
    "one": 1.0,
    "two": 2.0,
    "zero": 0.0,
    "huge": 1e308,
    "yes": True,
    "no": False,
    "coal": "coal",
    "x": Unknown(frozenset({"x"})),
    "y": Unknown(frozenset({"y"})),
}


def _value(text: str) -> Outcome:
    return Formula.parse(text)(VALUES.__getitem__)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + two * 3 - 4 / two", 5.0),
        ("-two * -two", 4.0),
        ("min(3, two, 5)", 2.0),
        ("max(3, two, 5)", 5.0),
        ("min(two) + max(two) + sum(two)", 6.0),
        ("sum(1, two, 3)", 6.0),
        ("abs(-two)", 2.0),
        ("round(2.5)", 2.0),
        ("round(3.5)", 4.0),
        ("round(1.2345, 2)", 1.23),
        ("clamp(5, 0, two)", 2.0),
        ("clamp(-5, 0, two)", 0.0),
        ("one < two <= 2 != 3", True),
        ("one < two < 2", False),
        ("one == 1 and not two == 1", True),
        ("3 if yes else 4", 3.0),
        ("3 if no else 4", 4.0),
        ("coal", "coal"),
        ("round(huge, 9)", 1e308),
    ],
)
def test_known_values(text: str, expected: Outcome) -> None:
    """With all values known a formula comes to what its signs say."""
    assert _value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no and x", False),
        ("x and no", False),
        ("yes or x", True),
        ("x or y or yes", True),
        ("two < one < x", False),
        ("x < two < one", False),
        ("3 if yes else x", 3.0),
        ("x if no else 4", 4.0),
        ("1 / zero if no else 4", 4.0),
        ("no and 1 / zero > 2", False),
    ],
)
def test_what_cannot_matter_is_not_needed(text: str, expected: Outcome) -> None:
    """An unknown or undefined part that cannot change the result does not stop it."""
    assert _value(text) == expected


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("x + y", "xy"),
        ("x * 0", "x"),
        ("min(x, two, y)", "xy"),
        ("one < x < y", "xy"),
        ("yes and x and y", "xy"),
        ("no or x", "x"),
        ("not x", "x"),
        ("-x", "x"),
        ("x if y else 1", "y"),
        ("x if yes else y", "x"),
        ("x / zero", "x"),
        ("zero / x", "x"),
        ("1 / zero + x", "x"),
        ("1 / zero > 1 or x", "x"),
    ],
)
def test_unknown_names_all_that_is_missing(text: str, missing: str) -> None:
    """An unknown result lists every name that it still needs; missing answers come before undefined parts."""
    assert _value(text) == Unknown(frozenset(missing))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1 / zero", ("zero_divisor", "zero")),
        ("1 / (one - one) + 2", ("zero_divisor", "one - one")),
        ("1 / zero + 1 / (two - 2)", ("zero_divisor", "zero")),
        ("sum(1, 2 / zero)", ("zero_divisor", "zero")),
        ("not 1 / zero > 2", ("zero_divisor", "zero")),
        ("yes and 1 / zero > 2", ("zero_divisor", "zero")),
        ("3 if 1 / zero > 2 else 4", ("zero_divisor", "zero")),
        ("huge * 10", ("too_large", "huge * 10")),
        ("huge + huge", ("too_large", "huge + huge")),
        ("1 / (huge * 10)", ("too_large", "huge * 10")),
        ("min(huge * 10, 5)", ("too_large", "huge * 10")),
        ("sum(huge, huge)", ("too_large", "sum(huge, huge)")),
        ("huge / 1e-300", ("too_large", "huge / 1e-300")),
    ],
)
def test_undefined_says_which_part(text: str, fault: tuple[str, str]) -> None:
    """A zero divisor and a figure beyond all bounds are told with the part of the formula, never as a number."""
    outcome = _value(text)
    assert isinstance(outcome, Undefined)
    assert (outcome.fault, outcome.text) == fault


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(a+b)*c/(d*e)", "(a + b) * c / (d * e)"),
        ("((a*b))-(c-d)", "a * b - (c - d)"),
        ("not (a and b)", "not (a and b)"),
        ("(a if b else c) + 1", "(a if b else c) + 1"),
        ("-(a+b)", "-(a + b)"),
        ("20_000.50", "20000.5"),
        ("0.1", "0.1"),
        ("1e21", "1e+21"),
        ("round(a,2)", "round(a, 2)"),
        ("(a < b) == c", "(a < b) == c"),
    ],
)
def test_text_has_the_brackets_it_needs(text: str, shown: str) -> None:
    """Shown text is tidy and means the same."""
    assert Formula.parse(text).show(str) == shown
    assert Formula.parse(shown).tree == Formula.parse(text).tree


def test_names_can_be_shown_as_titles_or_figures() -> None:
    """An explanation writes a formula in the words or with the figures of the reader."""
    titles = {"a": "综合能耗", "b": "产值"}
    assert Formula.parse("a / b * 100").show(titles.__getitem__) == "综合能耗 / 产值 * 100"


def test_signs_as_papers_write_them() -> None:
    """People read the signs of a standard; a comparison in a chain is written like any other."""
    said = Formula.parse("a * 2 if 0 <= a * a >= 3 else b").show(str, Phrasing(signs={"*": "×", "<=": "≤", ">=": "≥"}))
    assert said == "a × 2 if 0 ≤ a × a ≥ 3 else b"
