"""What may stand in a formula at all, checked before Python's parser sees the text.

After this the text is plain ASCII on one line, with numbers, names, signs and closed brackets only,
so columns of bytes are columns of characters and the parser's time is bounded.
"""

import re
import unicodedata
from typing import Final

from gfassess.errors import GfassessError, Problem
from gfassess.words import _

MAX_LENGTH: Final = 500
MAX_DEPTH: Final = 32

_TOKEN: Final = re.compile(
    r"(?P<space> +)"
    r"|(?P<number>(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?)(?P<tail>[\w.]*)"
    r"|(?P<name>[^\W0-9]\w*)"
    r"|(?P<sign><=|>=|==|!=|\*\*|//|[-+*/<>(),])"
    r"|(?P<odd>.)",
    re.DOTALL,
)
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
_QUOTES: Final = "\"'`“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}「」"
_WORDS: Final = {
    "=": '"=="',
    "%": '"/ 100"',
    "&": '"and"',
    "|": '"or"',
    "!": '"not"',
    "\N{MULTIPLICATION SIGN}": '"*"',
    "·": '"*"',
    "÷": '"/"',
    "\N{MINUS SIGN}": '"-"',
    "\N{EN DASH}": '"-"',
    "≤": '"<="',
    "≥": '">="',
    "≠": '"!="',
    "、": '","',
    "[": '"("',
    "]": '")"',
    "【": '"("',
    "】": '")"',
    "{": '"("',
    "}": '")"',
}
"""What to write instead of a character that people mean well."""


def scan(text: str) -> None:
    """Raise GfassessError where the text holds anything that no formula holds."""
    if len(text) > MAX_LENGTH:
        message = _("a formula has at most {limit} characters, this one has {length}")
        raise GfassessError(Problem(message=message.format(limit=MAX_LENGTH, length=len(text))))
    _printable(text)
    if not text.strip():
        raise GfassessError(Problem(message=_("the formula is empty")))
    open_brackets: list[int] = []
    for token in _TOKEN.finditer(text):
        column, found = token.start(), token.group()
        match token.lastgroup:
            case "tail" | "number":
                _number(text, column, found, token.group("tail"))
            case "name":
                _name(text, column, found)
            case "sign" if found == "(":
                open_brackets.append(column)
                if len(open_brackets) > MAX_DEPTH:
                    raise too_deep(text, column)
            case "sign" if found == ")":
                if not open_brackets:
                    raise problem(text, _("this bracket was never opened"), column)
                open_brackets.pop()
            case "odd":
                raise _odd(text, column, found)
    if open_brackets:
        raise problem(text, _("this bracket is never closed"), open_brackets[-1])


def too_deep(text: str, column: int = 0) -> GfassessError:
    """Return the refusal of a formula that is nested too deep."""
    message = _("the formula is nested more than {limit} deep").format(limit=MAX_DEPTH)
    return problem(text, message, column, hint=_("long sums and products: use sum(...) or a ledger total"))


def problem(text: str, message: str, column: int, width: int = 1, hint: str = "") -> GfassessError:
    """Return an error with one problem that points into the text of the formula."""
    return GfassessError(Problem(message=message, source=text, column=column, width=max(width, 1), hint=hint))


def _printable(text: str) -> None:
    for column, character in enumerate(text):
        if character.isprintable():
            continue
        shown = "".join(one if one.isprintable() else "?" for one in text)
        if unicodedata.category(character) == "Zs":
            raise problem(shown, _("this is a space of a special kind"), column, hint=_("write a plain space"))
        message = _("a formula is one line without control characters, here is U+{code}")
        raise problem(shown, message.format(code=f"{ord(character):04X}"), column)


def _number(text: str, column: int, found: str, tail: str) -> None:
    if tail or not found.isascii():
        hint = _("numbers are plain decimals such as 1.5 or 2e3; a product is written with *")
        raise problem(text, _("this is not a number"), column, len(found), hint)


def _name(text: str, column: int, found: str) -> None:
    if _NAME.match(found):
        return
    if found in {"True", "False", "None"}:
        message = _("yes and no come from facts and comparisons, a formula has no words for them")
        raise problem(text, message, column, len(found))
    plain = unicodedata.normalize("NFKC", found).lower()
    if plain.isdigit() and plain.isascii():
        raise _odd(text, column, found)
    hint = _("write {plain} instead").format(plain=f'"{plain}"') if _NAME.match(plain) else ""
    message = _("a name has small Latin letters, digits and _ only")
    raise problem(text, message, column, len(found), hint)


def _odd(text: str, column: int, found: str) -> GfassessError:
    plain = unicodedata.normalize("NFKC", found)
    instead = _WORDS.get(found) or _WORDS.get(plain) or (f'"{plain}"' if plain != found and plain.isascii() else "")
    hint = _("write {plain} instead").format(plain=instead) if instead else ""
    if found in _QUOTES:
        return problem(text, _("a formula cannot hold a text, only numbers and names"), column)
    message = _('"{character}" cannot stand in a formula').format(character=found)
    return problem(text, message, column, len(found), hint)
