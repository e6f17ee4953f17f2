"""TOML of any shape is read or refused soon, with a place that can be found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.errors import GfassessError, Problem
from gfassess.files import parse_toml


def problem_of(text: str) -> Problem:
    """Return the one problem of a text."""
    with pytest.raises(GfassessError) as caught:
        parse_toml(text, "f.toml")
    (problem,) = caught.value.problems
    return problem


def test_caret_points_at_the_mistake() -> None:
    """Line, source and caret stand where the reader stopped, counted in characters."""
    found = problem_of('名 = 1\n"用地" = = 2\n')
    assert (found.line, found.column, found.source) == (1, 0, "名 = 1")
    found = problem_of('a = 1\n"用地" = = 2\n')
    assert (found.line, found.column, found.source) == (2, 7, '"用地" = = 2')


def test_end_of_document_is_a_place() -> None:
    """What is never closed is shown at the last line with content."""
    found = problem_of('a = 1\nb = """\nx\n\n')
    assert (found.line, found.source) == (3, "x")


def test_long_lines_are_cut_around_the_caret() -> None:
    """A message stays readable, and nothing in it commands the terminal."""
    found = problem_of("a = '" + "x" * 5000 + "' \x1b[31m")
    assert len(found.source) <= 120
    assert found.column is not None
    assert found.source[found.column - 1] in "' "
    assert "\x1b" not in str(found)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "[" * 200 + "]" * 200,
        "a = " + "{a = " * 200 + "1" + "}" * 200,
        ".".join("a" * 33) + " = 1",
        "[" + ".".join("a" * 100_000) + "]",
        "x = { " + ".".join(['"a"'] * 100_000) + " = 1 }",
        ".".join("a" * 20) + ".b = {" + ".".join("a" * 20) + " = 1}",
    ],
    ids=["open", "lists", "tables", "key", "header", "inline", "both"],
)
def test_deep_nesting_is_refused_soon(text: str) -> None:
    """The stack of the machine is not used up; that it takes no time either shows in the run of this test."""
    assert "nested more than 32 deep" in problem_of(text).message


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "-" + "9" * 30, "0x" + "f" * 17, "0x" + "f" * 100_000])
def test_huge_numbers_are_refused(number: str) -> None:
    """TOML promises 64 bits; Python alone would take minutes for some."""
    found = problem_of(f"a = 1\nb = {number}\n")
    assert "too long" in found.message
    assert found.line == 2


def test_long_digits_in_a_text_are_no_number() -> None:
    """Credit codes and hashes are texts."""
    assert parse_toml(f'a = "{"9" * 5000}"\nb = {2**63 - 1}') == {"a": "9" * 5000, "b": 2**63 - 1}


@given(st.text(max_size=200) | st.text("[]{}=.,\"'#\n\\a1 ", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but GfassessError comes out, and it can be printed."""
    said = "read"
    try:
        parse_toml(text, "f.toml")
    except GfassessError as error:
        said = str(error)
    assert said
