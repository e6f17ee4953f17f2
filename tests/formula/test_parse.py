"""What the formula language reads, and how it refuses the rest."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.errors import GfassessError, Problem
from gfassess.formula import MAX_DEPTH, MAX_LENGTH, Formula

READ = [
    "1",
    "1.5",
    ".5",
    "1.",
    "2e3",
    "1.5E-3",
    "20_000_000",
    "a",
    "a_1",
    "e5",
    "-a",
    "--a",
    "a + b - c * d / e",
    "(a + b) * c",
    "a < b",
    "a < b <= c != d == e > f >= g",
    "not a and b or not (c or d)",
    "a if b else c if d else e",
    "min(a) + max(a, b) + abs(a) + sum(a, b, c)",
    "round(a) + round(a, 2) + clamp(a, 0, 1)",
    "   a   +   b   ",
    "+".join("a" * MAX_DEPTH),
    "(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH,
    "a" * MAX_LENGTH,
]
"""Every construct of the language at least once, and the longest and deepest formulas."""

REFUSED = [
    # text, words of the message, column of the caret, words of the hint
    ("", "empty", None, ""),
    ("   ", "empty", None, ""),
    ("a" * (MAX_LENGTH + 1), "at most 500 characters, this one has 501", None, ""),
    ("+".join("a" * (MAX_DEPTH + 1)), "nested more than 32 deep", 0, "sum(...)"),
    ("-" * 40 + "a", "nested more than 32 deep", 32, ""),
    ("(" * 33 + "a" + ")" * 33, "nested more than 32 deep", 32, ""),
    ("(" * 499, "nested more than 32 deep", 32, ""),
    ("a +", "ends too early", 3, ""),
    ("1 if a else", "ends too early", 11, ""),
    ("a b", "cannot be read from here", 2, ""),
    ("a * / b", "cannot be read from here", 4, ""),
    ("a if b", "cannot be read from here", 0, "a if test else b"),
    ("(a", "never closed", 0, ""),
    ("a + (b * (c)", "never closed", 4, ""),
    ("a)", "never opened", 1, ""),
    ("()", "cannot hold this", 0, ""),
    ("a ** b", "cannot hold this", 0, ""),
    ("1 + a // b", "cannot hold this", 4, ""),
    ("+a", "cannot hold this", 0, ""),
    ("a in b", "cannot hold this", 0, ""),
    ("a is not b", "cannot hold this", 0, ""),
    ("a, b", "cannot hold this", 0, ""),
    ("min(*a)", "cannot hold this", 4, ""),
    ("sum(a for a in b)", "cannot hold this", 3, ""),
    ("await a", "cannot hold this", 0, ""),
    ("min(a)(b)", "cannot hold this", 0, ""),
    ("yield a", "cannot be read", 0, ""),
    ("lambda: a", '":" cannot stand', 6, ""),
    ("(a := 1)", '":" cannot stand', 3, ""),
    ("a.b", '"." cannot stand', 1, ""),
    ("a.__class__", '"." cannot stand', 1, ""),
    ("...", '"." cannot stand', 0, ""),
    ("a[0]", '"[" cannot stand', 1, 'write "("'),
    ("{a}", '"{" cannot stand', 0, 'write "("'),
    ("a; b", '";" cannot stand', 1, ""),
    ("a # note", '"#" cannot stand', 2, ""),
    ("a \\", '"\\" cannot stand', 2, ""),
    ("a @ b", '"@" cannot stand', 2, ""),
    ("a ^ b", '"^" cannot stand', 2, ""),
    ("a = b", '"=" cannot stand', 2, 'write "=="'),
    ("min(a, key=b)", '"=" cannot stand', 10, 'write "=="'),
    ("a % b", '"%" cannot stand', 2, '"/ 100"'),
    ("a & b", '"&" cannot stand', 2, '"and"'),
    ("a || b", '"|" cannot stand', 2, '"or"'),
    ("!a", '"!" cannot stand', 0, '"not"'),
    ("~a", '"~" cannot stand', 0, ""),
    ("'a'", "cannot hold a text", 0, ""),
    ('kind == "coal"', "cannot hold a text", 8, ""),
    ("f'{a}'", "cannot hold a text", 1, ""),
    ("a（b）", '"（" cannot stand', 1, 'write "("'),
    ("min(a，b)", '"，" cannot stand', 5, 'write ","'),
    ("a \N{MULTIPLICATION SIGN} b", "cannot stand", 2, 'write "*"'),
    ("a ≥ b", "cannot stand", 2, 'write ">="'),
    ("１２ + a", "cannot stand", 0, 'write "12"'),
    ("面积 / 2", "small Latin letters", 0, ""),
    ("a * 占地面积", "small Latin letters", 4, ""),
    ("Area", "small Latin letters", 0, 'write "area"'),
    ("_a", "small Latin letters", 0, ""),
    ("ａrea", "small Latin letters", 0, 'write "area"'),
    ("True", "no words for them", 0, ""),
    ("None", "no words for them", 0, ""),
    ("0x10", "not a number", 0, "plain decimals"),
    ("1 + 1j", "not a number", 4, ""),
    ("2a", "not a number", 0, "with *"),
    ("1.2.3", "not a number", 0, ""),
    ("1if a else 2", "not a number", 0, ""),
    ("a + 1e999", "too large", 4, ""),
    ("9" * 400, "too large", 0, ""),
    ("min", "needs brackets", 0, ""),
    ("a + round", "needs brackets", 4, ""),
    ("min()", "takes 1 to 64 arguments, here it has 0", 0, ""),
    ("abs(a, b)", "takes 1 argument, here it has 2", 0, ""),
    ("clamp(a, b)", "takes 3 arguments, here it has 2", 0, ""),
    ("round(a, b)", "whole number from 0 to 9", 9, ""),
    ("round(a, -1)", "whole number from 0 to 9", 9, ""),
    ("round(a, 1.0)", "whole number from 0 to 9", 9, ""),
    ("round(a, 10)", "whole number from 0 to 9", 9, ""),
    ("1 + mim(a, b)", '"mim" is not a function', 4, 'did you mean "min"?'),
    ("eval(a)", '"eval" is not a function', 0, ""),
    ("__import__(a)", "small Latin letters", 0, ""),
    ("a\n+ b", "U+000A", 1, ""),
    ("a\t+ b", "U+0009", 1, ""),
    ("a\x00", "U+0000", 1, ""),
    ("a + \ud800", "U+D800", 4, ""),
    ("a \u202e+ b", "U+202E", 2, ""),
    ("a\u3000+ b", "space of a special kind", 1, "plain space"),
]
"""Text, words that the message must hold, column of the caret, words that the hint must hold."""


def _refusal(text: str) -> Problem:
    with pytest.raises(GfassessError) as caught:
        Formula.parse(text)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("text", READ)
def test_reads_the_whole_language(text: str) -> None:
    """Everything that the language has is read."""
    assert Formula.parse(text).text == text


@pytest.mark.parametrize(("text", "message", "column", "hint"), REFUSED)
def test_refuses_all_else_and_says_where(text: str, message: str, column: int | None, hint: str) -> None:
    """Whatever is not in the language is refused with what is wrong, the place in characters, and a way out."""
    problem = _refusal(text)
    assert message in problem.message
    assert problem.column == column
    assert hint in problem.hint


def test_names_are_found_once_each_with_their_columns() -> None:
    """A formula tells which names it needs, and in which order."""
    formula = Formula.parse("b + a * b")
    assert formula.names == {"a", "b"}
    assert formula.ordered_names == ("b", "a")


def test_caret_stands_under_the_mistake_after_chinese() -> None:
    """A Chinese character takes two cells, so the caret moves by two."""
    head, source, caret = str(Problem(message="m", source="能耗（a + b", column=4, width=1)).splitlines()
    assert head == "m"
    assert source == "    能耗（a + b"
    assert caret == "    " + " " * 7 + "^"


def test_caret_underlines_all_cells_of_chinese() -> None:
    """The underline is as wide as what it marks."""
    problem = _refusal("a * 占地面积")
    assert str(problem).splitlines()[-1] == "    " + " " * 4 + "^~~~~~~~"


def test_control_characters_are_not_repeated_to_the_terminal() -> None:
    """A refusal shows the text without the characters that a terminal would act on."""
    assert "\x1b" not in str(_refusal("a\x1b[31m"))
    assert "\ud800" not in str(_refusal("a\ud800"))


@given(st.text(max_size=600))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything but a refusal, and the caret stays inside the text."""
    _read_or_refuse(text)


@given(st.text(alphabet=string.ascii_lowercase[:6] + "0123456789_.+-*/<>=!(), " + "andorifelse", max_size=500))
def test_any_text_of_formula_characters_is_read_or_refused(text: str) -> None:
    """The same for texts that come near to formulas."""
    _read_or_refuse(text)


@given(st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Zs", "Lo", "Nd", "Sm"]), max_size=60))
def test_any_odd_unicode_is_read_or_refused(text: str) -> None:
    """The same for surrogates, null bytes, bidirectional marks and foreign digits."""
    _read_or_refuse(text)


PYTHON = [
    "__import__('os').system('touch owned')",
    "().__class__.__bases__[0].__subclasses__()",
    "(lambda: open('owned', 'w'))()",
    "[x for x in (1).__class__.__mro__]",
    "exec('import os')",
    "open('owned', 'w')",
    "print(a)",
    "f'{open(\"owned\")}'",
    "a if (b := open('owned', 'w')) else c",
    "min(a, key=exec)",
    "min(*open('owned'))",
    "min(**a)",
    "breakpoint()",
    "a.__globals__",
    "9**9**9",
    "1 << 999999",
    "await a",
    "@a",
    "import os",
    "a; import os",
]


@pytest.mark.parametrize("text", PYTHON)
def test_python_is_never_run(text: str) -> None:
    """Python source is refused, whatever it asks for."""
    _refusal(text)


@given(st.lists(st.sampled_from([*PYTHON, "a", "(", ")", " if ", " else ", "not ", ",", "+", "min("]), max_size=8))
def test_mixed_python_is_read_or_refused(parts: list[str]) -> None:
    """Pieces of Python and of formulas together never raise anything but a refusal."""
    _read_or_refuse("".join(parts))


def _read_or_refuse(text: str) -> None:
    try:
        formula = Formula.parse(text)
    except GfassessError as error:
        (problem,) = error.problems
        assert problem.message
        assert str(problem).encode()
        assert problem.column is None or 0 <= problem.column <= len(problem.source)
    else:
        assert formula.text.isascii()
        assert formula.show(str)
