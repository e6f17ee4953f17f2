"""The line of every key of a document, however it is written."""

import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gfassess.toml_lines import Key, line_of
from tests.store.strategies import KEYS, STRANGE

DOCUMENT = '''# a comment with [brackets] = "x"
a = 1.5
b.c = "x = [ # no"
"中文 键" = """
many
""lines""\\"
"""
rows = [
  { id = "a", v = 1 }, # one
  { id = "b", deep = { x = 2 } },
]
lists = [[1, 2],
 [3]]
[t.u]
k = '#]'
[[evidence]]
file = "x"
for = [
  "a",
  "b"]
[[evidence]]
file = "y"
[evidence.sub]
q = 2024-05-01 10:00:00
[[evidence.deep]]
z = 1
[[evidence.deep]]
z = 2
["quoted.key".'lit']
"\\U00004e2d" = 1
"esc\\u4e2d" = 1e5
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 2),
        (("b",), 3),
        (("b", "c"), 3),
        (("中文 键",), 4),
        (("rows",), 8),
        (("rows", 0, "v"), 9),
        (("rows", 1), 10),
        (("rows", 1, "deep", "x"), 10),
        (("lists", 1, 0), 13),
        (("t",), 14),
        (("t", "u", "k"), 15),
        (("evidence",), 16),
        (("evidence", 0, "for", 1), 20),
        (("evidence", 1), 21),
        (("evidence", 1, "sub", "q"), 24),
        (("evidence", 1, "deep", 1, "z"), 28),
        (("quoted.key", "lit", "中"), 30),
        (("quoted.key", "lit", "esc中"), 31),
    ],
)
def test_lines(path: Key, line: int) -> None:
    """Tables, lists of tables, inline tables, dotted and quoted keys."""
    assert line_of(DOCUMENT, path) == line


def test_key_that_is_not_there() -> None:
    """The line is that of the nearest table around it; without one there is none."""
    assert line_of(DOCUMENT, ("evidence", 1, "pages")) == 21
    assert line_of(DOCUMENT, ("rows", 1, "deep", "y")) == 10
    assert line_of(DOCUMENT, ("nothing",)) is None
    assert line_of(DOCUMENT, ()) is None
    assert line_of("", ("a",)) is None


def _paths(data: Any, path: Key = ()) -> list[Key]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = [] if not path else [path]
    for key, value in items:
        found += _paths(value, (*path, key))
    return found


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(KEYS, STRANGE, max_size=4), st.booleans())
def test_every_key_of_any_document_is_found(data: dict[str, Any], multiline: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever a writer makes of any data, each key has a line, and it is one that names it."""
    text = tomli_w.dumps(data, multiline_strings=multiline)
    lines = text.split("\n")
    for path in _paths(tomllib.loads(text)):
        line = line_of(text, path)
        assert line is not None
        plain = [part for part in path if isinstance(part, str) and part.isascii() and part.isalnum()]
        if plain[-1:] == [path[-1]]:
            assert plain[-1] in lines[line - 1]


@example("a = [}")
@given(st.text(max_size=100) | st.text("[]{}=.,\"'#\n\\a1 ", max_size=60))
def test_never_raises(text: str) -> None:
    """A text that is no TOML gives a line or none."""
    assert line_of(text, ("a", 0, "b")) is None or text


def test_very_long_texts_are_not_indexed() -> None:
    """A message about a hostile file costs no memory."""
    assert line_of("a = 1\n" * 400_000, ("a",)) is None
