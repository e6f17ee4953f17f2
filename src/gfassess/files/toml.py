"""TOML text to plain data, with mistakes as problems: line, column, the line itself and a caret."""

import re
import tomllib  # noqa: TID251 - the one place that reads TOML
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from gfassess.errors import GfassessError, Problem
from gfassess.files.reading import LIMIT, read_text
from gfassess.words import _

MAX_DEPTH: Final = 32
"""Deepest nesting of tables and lists."""

# tomllib needs time in the square of the parts of one key, so a key with very many parts is refused before it.
_PART: Final = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_LONG_KEY: Final = re.compile(rf"(?:^[ \t]*+\[{{0,2}}|[{{,])[ \t]*+(?:{_PART}){{{MAX_DEPTH}}}", re.MULTILINE)
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
# = " ' , [ ] { } # typed full width.
_FULL_WIDTH: Final = re.compile("[\uff1d\u201c\u201d\u2018\u2019\uff0c\uff3b\uff3d\uff5b\uff5d\uff03]")
_LONG_NUMBER: Final = re.compile(r"[\d_]{19}|0[xob][\da-fA-F_]{16}")
# tomllib needs a hundred bytes for each digit of a number.
_DIGITS: Final = re.compile(r"[\da-fA-F_]{64,}+")
_MOST_DIGITS: Final = 100_000
_HALF: Final = 2**63
_SHOWN: Final = 120


def read_toml(path: Path, limit: int = LIMIT) -> tuple[dict[str, Any], str]:
    """Return the data of a TOML file and its text; raise GfassessError where it cannot be read."""
    text = read_text(path, limit)
    return parse_toml(text, str(path)), text


def parse_toml(text: str, file: str = "", *, quick: bool = False) -> dict[str, Any]:
    """Return the data of a TOML text; raise GfassessError with line and caret where it is not one.

    `quick` takes the compiled reader where it is installed: the same data and the same mistakes, four times as fast.
    """
    # Counting dots line by line first is far quicker than the expression.
    deep = any(line.count(".") >= MAX_DEPTH for line in text.splitlines())
    if deep and (long := _LONG_KEY.search(text)):
        raise _too_deep(file, text.count("\n", 0, long.end()) + 1)
    if len(text) > _MOST_DIGITS and any(len(found[0]) > _MOST_DIGITS for found in _DIGITS.finditer(text)):
        raise GfassessError(_number(text, file))
    try:
        data = _loads(text, quick=quick)
    except tomllib.TOMLDecodeError as error:
        raise GfassessError(_syntax(text, str(error), file)) from error
    except RecursionError as error:
        raise _too_deep(file, None) from error
    except ValueError as error:
        # Python refuses to read whole numbers of thousands of digits.
        raise GfassessError(_number(text, file)) from error
    depth, fits = _shape(data)
    if depth > MAX_DEPTH:
        raise _too_deep(file, None)
    if not fits:
        raise GfassessError(_number(text, file))
    return data


def _loads(text: str, *, quick: bool) -> dict[str, Any]:
    reader = quick_reader() if quick else None
    if reader is not None:
        with suppress(ValueError, RecursionError):  # tomllib says what is wrong
            return reader(text)
    return tomllib.loads(text)


@cache
def quick_reader() -> Callable[[str], dict[str, Any]] | None:
    """Return tomli, from which tomllib was taken, where it is installed; not one that reads TOML 1.1 as well."""
    try:
        from tomli import loads  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    with suppress(ValueError):
        loads("a = {b = 1,}")
        return None
    return loads


def _shape(data: dict[str, Any]) -> tuple[int, bool]:
    """Return how deep tables and lists are nested, and whether every whole number has the 64 bits that TOML promises.

    Stops counting past the limit.
    """
    level: list[Any] = [data]
    depth, fits = 0, True
    while level and depth <= MAX_DEPTH:
        depth += 1
        values = [value for parent in level for value in (parent.values() if type(parent) is dict else parent)]
        fits = fits and all(-_HALF <= value < _HALF for value in values if type(value) is int)
        level = [value for value in values if type(value) is dict or type(value) is list]
    return depth, fits


def _too_deep(file: str, line: int | None) -> GfassessError:
    message = _("tables and lists are nested more than {limit} deep").format(limit=MAX_DEPTH)
    return GfassessError(Problem(message=message, file=file, line=line))


def _number(text: str, file: str) -> Problem:
    long = _LONG_NUMBER.search(text)
    line = text.count("\n", 0, long.start()) + 1 if long else None
    return Problem(message=_("a number here is too long"), file=file, line=line)


def _syntax(text: str, said: str, file: str) -> Problem:
    place = _PLACE.search(said)
    lines = text.replace("\r\n", "\n").split("\n")
    if place and place[1]:
        line, column = int(place[1]), int(place[2]) - 1
    else:
        line = max((number for number, content in enumerate(lines, 1) if content.strip()), default=1)
        column = len(lines[line - 1])
    source = lines[line - 1] if line <= len(lines) else ""
    message = _sentence(said[: place.start()] if place else said)
    hint = _('this line has Chinese punctuation; TOML needs = " , [ ] of the English keyboard')
    hint = hint if _FULL_WIDTH.search(source) else ""
    source, column = _window(source, column)
    return Problem(message=message, file=file, line=line, column=column, source=source, hint=hint)


def _window(source: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around the caret; control characters never reach the terminal."""
    start = max(0, column - _SHOWN // 2) if len(source) > _SHOWN else 0
    part = "".join(character if character.isprintable() else " " for character in source[start : start + _SHOWN])
    return part, column - start


def _sentence(said: str) -> str:
    """Return tomllib's words in the user's language."""
    table = (
        (r"Cannot (declare|overwrite|mutate)|Duplicate inline table key", _("this name was already given above")),
        (r"Expected '=' after a key", _('"=" is missing after the name')),
        (r"Expected newline", _("something stands after the end of the value")),
        (r"Expected '\]+' at the end of a table", _('"]" is missing at the end of the table name')),
        (r"Unclosed array", _('the list is not closed with "]"')),
        (r"Unclosed inline table", _('the table is not closed with "}"')),
        (
            r"Unterminated string|Illegal character '\\n'|Expected '[\"']+'",
            _("the text is not closed with a quotation mark"),
        ),
        (r"Illegal character|Found invalid character", _("this character cannot stand here")),
        (r"Unescaped|Invalid hex value|Escaped character", _("a backslash is written twice, or as /")),
        (r"Invalid date", _("this date does not exist")),
        (
            r"Invalid (initial character for a key|statement)",
            _("a name is needed here, a Chinese one in quotation marks"),
        ),
        (r"Invalid value", _('a value is needed here: "text", a number, true, false or a date')),
    )
    for pattern, sentence in table:
        if re.match(pattern, said):
            return sentence
    return _("this cannot be read as TOML from here on")
