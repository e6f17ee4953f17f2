"""Kinds of value in a formula: numbers, yes and no, texts."""

import pytest

from gfassess.formula import Formula
from gfassess.formula.kinds import ValueKind, kind_of

KINDS: dict[str, ValueKind] = {"n": "number", "m": "number", "t": "truth", "u": "truth", "c": "text"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("n", "number"),
        ("t", "truth"),
        ("c", "text"),
        ("n + m", "number"),
        ("n < m < 3", "truth"),
        ("not t and u", "truth"),
        ("n if t else m", "number"),
        ("t if u else n < m", "truth"),
        ("sum(n, m) / 2", "number"),
        ("-n", "number"),
    ],
)
def test_kind_of_a_sound_formula(text: str, kind: ValueKind) -> None:
    """A formula that fits its names has the kind that its outermost sign says, and no problem."""
    assert kind_of(text, Formula.parse(text).tree, KINDS.__getitem__) == (kind, [])


@pytest.mark.parametrize(
    ("text", "messages", "columns"),
    [
        ("n + t", ["t is yes or no; a number is needed here"], [4]),
        ("t + u", ["t is yes or no; a number", "u is yes or no; a number"], [0, 4]),
        ("n and t", ["n is a number; yes or no is needed here"], [0]),
        ("1 and t", ["1 is a number; yes or no is needed here"], [None]),
        ("not n", ["n is a number"], [4]),
        ("c == c", ["c is a text; a number", "c is a text; a number"], [0, 5]),
        ("t == u", ["t is yes or no; a number", "u is yes or no; a number"], [0, 5]),
        ("n if m else n", ["m is a number; yes or no"], [5]),
        ("n if t else u", ["u is yes or no; a number"], [12]),
        ("c if t else c", ["c is a text; a number"], [0]),
        ("n if t else c", ["c is a text; a number"], [12]),
        ("min(n, t)", ["t is yes or no; a number"], [7]),
        ("-c", ["c is a text; a number"], [1]),
        ("(n + t) if c else (m and u)", ["t is yes", "m is a number", "m and u is yes or no", "c is a text"], None),
    ],
)
def test_every_mismatch_is_found(text: str, messages: list[str], columns: list[int | None] | None) -> None:
    """A sum of yes and no, a comparison of texts: each is told with the part and its place."""
    _kind, problems = kind_of(text, Formula.parse(text).tree, KINDS.__getitem__)
    assert len(problems) == len(messages)
    assert all(any(words in problem.message for problem in problems) for words in messages)
    if columns is not None:
        assert [problem.column for problem in problems] == columns
