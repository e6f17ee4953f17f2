"""Where in a TOML text a key stands, so that a message about a value can name its line.

tomllib gives no positions. This reader follows a text that tomllib has already accepted; of any other text it
finds what it can and never raises.
"""

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

Key = tuple[str | int, ...]

_LONGEST: Final = 2_000_000
"""Characters of the longest text that lines are looked up in: it takes memory to index a text."""

_TOKEN: Final = re.compile(
    r'''(?P<skip>[ \t\r]++|\#[^\n]*+)
    |(?P<newline>\n)
    |(?P<text>"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}|\'\'\'(?:[^']++|'{1,2}(?!'))*+'{3,5}|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')
    |(?P<sign>[=\[\]{},.])
    |(?P<bare>[^\s=\[\]{},.\#"']++|.)''',
    re.VERBOSE | re.DOTALL,
)


_ESCAPE: Final = re.compile(r"\\(?:U(?P<long>[\da-fA-F]{8})|.)")


def line_of(text: str, path: Key) -> int | None:
    """Return the line, from 1, on which a key stands; of a key that is not there, that of the table around it.

    `path` has names for tables and numbers, from 0, for the entries of lists. None where not even a table is there.
    """
    lines = _lines(text) if len(text) <= _LONGEST else {}
    for length in range(len(path), 0, -1):
        if (line := lines.get(path[:length])) is not None:
            return line
    return None


@lru_cache(maxsize=8)
def _lines(text: str) -> dict[Key, int]:
    """Return the line of every key; kept for the few texts in use, because many problems ask about one."""
    reader = _Reader(list(_tokens(text)))
    # Not TOML from some place on: what was found before it still helps.
    with suppress(IndexError, RecursionError):
        reader.read()
    return reader.lines


def _tokens(text: str) -> "list[_Token]":
    tokens, line = [], 1
    for match in _TOKEN.finditer(text):
        kind, content = str(match.lastgroup), match[0]
        if kind != "skip":
            tokens.append(_Token(kind, content, line))
        line += content.count("\n")
    return tokens


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    content: str
    line: int


@dataclass(slots=True)
class _Reader:
    """Goes through the tokens once and notes the line of every key."""

    tokens: list[_Token]
    at: int = 0
    lines: dict[Key, int] = field(default_factory=dict)
    entries: Counter[Key] = field(default_factory=Counter)
    """How many entries each list of tables has so far."""

    def read(self) -> None:
        table: Key = ()
        while self.at < len(self.tokens):
            if self._is("newline"):
                self.at += 1
            elif self._is("sign", "["):
                table = self._header()
            else:
                self._pair(table)

    def _is(self, kind: str, content: str = "") -> bool:
        token = self.tokens[self.at]
        return token.kind == kind and content in {"", token.content}

    def _header(self) -> Key:
        line = self.tokens[self.at].line
        self.at += 1
        repeated = self._is("sign", "[")
        self.at += repeated
        *above, last = self._name("]")
        self.at += 1 + repeated
        path: Key = ()
        for part in above:
            path = self._latest((*path, part), line)
        if not repeated:
            return self._latest((*path, last), line)
        path = (*path, last)
        self._note(path, line)
        path = (*path, self.entries[path])
        self.entries[path[:-1]] += 1
        self._note(path, line)
        return path

    def _latest(self, path: Key, line: int) -> Key:
        """Return the table that a header means: of a list of tables its last entry."""
        self._note(path, line)
        return (*path, self.entries[path] - 1) if path in self.entries else path

    def _pair(self, table: Key) -> None:
        line = self.tokens[self.at].line
        path = table
        for part in self._name("="):
            path = (*path, part)
            self._note(path, line)
        self.at += 1
        self._value(path)

    def _value(self, path: Key) -> None:
        if self._is("sign", "["):
            self._list(path)
        elif self._is("sign", "{"):
            self._inline(path)
        else:
            # A number or date may be several tokens: 1.5.
            while self.at < len(self.tokens) and not self._is("newline") and self.tokens[self.at].content not in ",]}":
                self.at += 1

    def _list(self, path: Key) -> None:
        self.at += 1
        number = 0
        while not self._is("sign", "]"):
            if self._is("newline") or self._is("sign", ","):
                self.at += 1
                continue
            before = self.at
            self._note((*path, number), self.tokens[before].line)
            self._value((*path, number))
            if self.at == before:  # a sign that begins no value: this is no TOML
                raise IndexError
            number += 1
        self.at += 1

    def _inline(self, path: Key) -> None:
        self.at += 1
        while not self._is("sign", "}"):
            if self._is("newline") or self._is("sign", ","):
                self.at += 1
                continue
            self._pair(path)
        self.at += 1

    def _name(self, end: str) -> list[str]:
        parts = []
        while not self._is("sign", end):
            token = self.tokens[self.at]
            if token.kind != "sign":
                parts.append(_plain(token))
            self.at += 1
        return parts or [""]

    def _note(self, path: Key, line: int) -> None:
        self.lines.setdefault(path, line)


def _plain(token: _Token) -> str:
    """Return a part of a key without its quotation marks."""
    if token.kind != "text":
        return token.content
    if token.content.startswith("'"):
        return token.content[1:-1]
    import json  # noqa: PLC0415 - only a message about an odd key needs it

    try:
        return str(json.loads(_ESCAPE.sub(_json_escape, token.content), strict=False))
    except ValueError:
        return token.content[1:-1]


def _json_escape(found: re.Match[str]) -> str:
    """Return an escape of TOML as JSON knows it; only the long form of characters differs."""
    return chr(int(found["long"], 16)) if found["long"] else found[0]
