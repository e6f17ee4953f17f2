"""The check of unified social credit codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.model.credit_code import ALPHABET, check_character, problem_of

WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""The weights as GB 32100-2015 prints them."""

FIRST_17 = st.builds(
    lambda head, division, tail: head + division + tail,
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@pytest.mark.parametrize("code", ["91110000600037341L", "91350100M000100Y43"])
def test_published_examples_are_sound(code: str) -> None:
    """Codes that are printed as examples of the standard pass."""
    assert problem_of(code) is None


@given(FIRST_17)
def test_computed_codes_are_sound(first: str) -> None:
    """Whatever comes from the algorithm of the standard, worked out another way, passes."""
    rest = 31 - sum(ALPHABET.index(character) * weight for character, weight in zip(first, WEIGHTS, strict=True)) % 31
    code = first + ALPHABET[0 if rest == 31 else rest]
    assert check_character(first) == code[-1]
    assert problem_of(code) is None


@given(FIRST_17, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_mistyped_character_is_always_found(first: str, place: int, other: str) -> None:
    """The check character exists to catch a single slip of the pen."""
    code = first + check_character(first)
    wrong = code[:place] + other + code[place + 1 :]
    assert (problem_of(wrong) is None) == (wrong == code)


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    """No text raises; the message can be printed."""
    problem = problem_of(text)
    assert problem is None or str(problem).encode()


@pytest.mark.parametrize(
    ("code", "message", "column", "hint"),
    [
        ("", "has 18 characters, this one has 0", None, "business licence"),
        ("9111000060003734", "has 18 characters, this one has 16", None, ""),
        ("91110000600037341L1", "this one has 19", None, ""),
        ("91110000600037341l", '"l" does not occur', 17, "capital"),
        ("9111O000600037341L", '"O" does not occur', 4, 'is it a "0"?'),
        ("91110000600037341I", '"I" does not occur', 17, 'is it a "1"?'),
        ("9111000060003734１L", '"１" does not occur', 16, ""),
        ("91110000600037 341", '" " does not occur', 14, ""),
        ("91A10000600037341L", "digits of an administrative division", 2, ""),
        ("91110000600037341K", '"K" stands where "L" should', 17, "mistyped"),
        ("91110000600073341L", "stands where", 17, "mistyped"),
        ("9111\x1b000600037341L", "control character at place 5", None, ""),
    ],
)
def test_says_what_is_wrong(code: str, message: str, column: int | None, hint: str) -> None:
    """A refused code comes with the reason, the place, and what to do."""
    problem = problem_of(code)
    assert problem is not None
    assert message in problem.message
    assert problem.column == column
    assert hint in problem.hint
