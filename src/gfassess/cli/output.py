"""The way out to the terminal: the one place where text from files meets it."""

import codecs
import os
import sys
import unicodedata
from collections.abc import Iterable
from typing import Any, Final, TextIO

from gfassess.errors import Problem
from gfassess.words import _

_CHINESE: Final = "绿"
_PLAINLY: Final = "gfassess-plain"
"""Name of our handler among those of the codecs."""
_OBEYED: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})
"""Categories of what a terminal acts on instead of showing: control, direction of writing, ends of lines."""


def prepare() -> None:
    """Make the streams take any text: what they cannot write becomes its plain form or "?", never an exception.

    A stream whose encoding has no Chinese at all (a Windows code page of Europe, ASCII) becomes UTF-8. One that was
    closed before the start takes no result, which is told as any failure to write, and swallows words.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    codecs.register_error(_PLAINLY, _plainly)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        try:
            _CHINESE.encode(stream.encoding)
        except (UnicodeEncodeError, LookupError):
            reconfigure(encoding="utf-8", errors=_PLAINLY)
        else:
            reconfigure(errors=_PLAINLY)


def draws(text: str) -> bool:
    """Tell whether standard output has every character of a text."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Stand in for characters that an encoding lacks: those of an index or exponent become plain (m³: m3)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    plain = (unicodedata.normalize("NFKC", character) for character in missing)
    return "".join(text if text.isascii() and text.isprintable() else "?" for text in plain), error.end


def safe(line: str) -> str:
    """Return one line of text that no terminal obeys: control and direction characters become "?"."""
    if line.isprintable():
        return line
    return "".join("?" if unicodedata.category(character) in _OBEYED else character for character in line)


def write(lines: Iterable[str]) -> None:
    """Print lines of a result."""
    _print(lines, sys.stdout)


def tell(*lines: str) -> None:
    """Print words about a result; they never mix with it."""
    _print(lines, sys.stderr)


def write_problems(problems: Iterable[Problem]) -> None:
    """Print problems where they are the result that was asked for."""
    write(_lines(problems))


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print problems beside a result, or in its place."""
    _print(_lines(problems), sys.stderr)


def write_json(data: dict[str, Any] | list[dict[str, Any]]) -> None:
    """Print data as JSON; in a stream that is not UTF-8, and for what a terminal obeys, escaped."""
    import json  # noqa: PLC0415 - most commands print no JSON

    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(data, ensure_ascii=not unicode, indent=2, allow_nan=False)
    write(
        "".join(_escaped(character) for character in line) if not line.isprintable() else line
        for line in text.split("\n")
    )


def _escaped(character: str) -> str:
    """Return the escape of a character that may stand in a JSON text only inside a string."""
    if unicodedata.category(character) not in _OBEYED:
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex(" ", 2).split()
    return "".join(f"\\u{unit}" for unit in units)


def _lines(problems: Iterable[Problem]) -> Iterable[str]:
    for problem in problems:
        text = str(problem)
        if problem.severity == "warning":
            text = _("warning: {text}").format(text=text)
        yield from text.split("\n")


def _print(lines: Iterable[str], stream: TextIO) -> None:
    stream.writelines(f"{safe(line)}\n" for line in lines)
