"""Inputs that are nearly right: valid files with a few things in them changed for the worse."""

import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from typing import Final

_TOKEN: Final = re.compile(r"""\"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w.+-]+|[^\s\w]""")
_LONGEST: Final = 200_000
_CHARACTERS: Final = (
    *"\x00\x07\x08\t\n\x0b\r\x1b\x7f\x85\x9b\xa0\xad\u200b\u200e\u202e\u2028\u2066\ufeff\ufffd\U000e0041",
    *"\"'\\[]{}=,;#.:|&<>%$`~^*/+-_()@!? \u3000",
    *"0९٣①甲𠀀e\u0301µΩ\u2126",
)
_VALUES: Final = (
    *('""', "''", '"""', "'''", "[]", "{}", "[[", "]]", "{ a = 1 }", "[1, [2, [3]]]", "[" * 40, "{a=" * 40),
    *("0", "-0", "-1", "0.0", "-0.0", "1e308", "-1e308", "1e309", "5e-324", "inf", "-inf", "nan", "true", "false"),
    *("9223372036854775807", "9223372036854775808", "-9223372036854775809", "9" * 400, "9" * 5000, "0x" + "f" * 40),
    *("2024-02-30", "0001-01-01", "9999-12-31", "2024-05-31T00:00:00Z", "07:32:00", "1979-05-27 07:32:00.999999-23:59"),
    *(r'"\u001b[2J"', r'"\u202eevil"', r'"\ud800"', r'"\U00110000"', r'"\u0000"', '"\x1b]0;x\x07"', '"[red]x[/red]"'),
    *('"../../x"', '"/etc/passwd"', '"C:\\\\x"', '"a\\nb"', '"~"', '"."', '""', '"=1+1"', '"@SUM(A1)"', '"<b>&amp;"'),
    *('"1/0"', '"area / (area - area)"', '"min()"', '"max(1, 2, 3)"', '"clamp(area, 2, 1)"', '"not not area"'),
    *('"1 < 2 < 3"', '"a if b else c"', '"sum(area)"', '"__import__"', '"().__class__"', '"lambda: 0"', '"area ** 9"'),
    *(
        '"' + "(" * 60 + '"',
        '"' + "-" * 400 + '1"',
        '"' + "1+" * 249 + '1"',
        '"' + "9" * 490 + '"',
        '"round(1e308*10)"',
    ),
    *('"' + "x" * 5000 + '"', '"' + "甲" * 3000 + '"', "a" * 300, "a." * 40 + "b", '"".x', "x = 1", "[a]", "[[a]]"),
)
_FIGURES: Final = (
    *("0", "-0.0", "1", "-1", "3", "1e308", "-1e308", "5e-324", "1e-300", "0.1", "99999999999", "inf", "nan", "2024"),
    *("9223372036854775807", "2024-02-29", "0001-01-01", "9999-12-31", "12"),
)
_WORDS: Final = (
    *("", " ", "x", "甲" * 300, "=1+1", "<b>&amp;", "[red]x[/red]", "a,b", "a;b", "\u3000", "%s{0}{name}", "~", ".."),
    *(
        "../x",
        "/etc/passwd",
        "C:\\\\x",
        "CON",
        "a" * 3000,
        "area",
        "level",
        "full",
        "coal",
        "34",
        "湖南省",
        "D1",
        "small",
    ),
    *("e\u0301", "\u200b", "\ufeff", "\U000e0041", "𠀀", "٣", "①", "1/0", "area / 0", "min(area)", "not plan"),
)
_CODES: Final = ("utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32", "latin-1")


def changed(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a file with one to a few changes; a workbook is changed in its parts or as the archive that it is."""
    if data.startswith(b"PK") and random.random() < 0.8:
        return _workbook(random, data)
    if data.startswith(b"PK") or random.random() < 0.1:
        return _bytes(random, data)
    text = data.decode("utf-8", "replace")
    other = random.choice(others).decode("utf-8", "replace")
    for _change in range(random.choice((1, 1, 1, 2, 4))):
        text = random.choice(_EDITS)(random, text, other)[:_LONGEST]
    code = random.choice(_CODES) if random.random() < 0.05 else "utf-8"
    return text.encode(code, "replace" if code != "utf-8" else "surrogatepass")


def _workbook(random: Random, data: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        names = source.namelist()
        hit = set(random.sample(names, random.randint(1, min(2, len(names)))))
        hit |= {name for name in names if "sheet" in name and random.random() < 0.3}
        for name in names:
            part = source.read(name)
            if name in hit:
                if random.random() < 0.1:
                    continue
                text = part.decode("utf-8", "replace")
                for _change in range(random.randint(1, 3)):
                    text = random.choice(_EDITS)(random, text, text)[:_LONGEST]
                part = text.encode("utf-8", "surrogatepass")
            out.writestr(name, part)
    return target.getvalue()


def _bytes(random: Random, data: bytes) -> bytes:
    """Return the bytes with some of them changed, dropped, doubled or made up, whatever they mean."""
    found = bytearray(data)
    for _change in range(random.randint(1, 6)):
        at, wide = random.randint(0, len(found)), random.choice((1, 1, 2, 8, 64))
        match random.randint(0, 4):
            case 0:
                found[at : at + 1] = bytes([random.randint(0, 255)])
            case 1:
                del found[at : at + wide]
            case 2:
                found[at:at] = found[at : at + wide] * random.choice((1, 2, 50))
            case 3:
                found[at:at] = random.randbytes(wide)
            case _:
                del found[at:]
    return bytes(found[:_LONGEST])


def _another_value(random: Random, text: str, other: str) -> str:
    """Put something else in the place of one word, sign or text."""
    tokens = list(_TOKEN.finditer(text))
    if not tokens:
        return random.choice(_VALUES)
    place = random.choice(tokens)
    put: str = random.choice(_VALUES)
    if random.random() < 0.3 and (there := _TOKEN.findall(other)):
        put = random.choice(there)
    elif random.random() < 0.6:
        put = _alike(random, place[0])
    return text[: place.start()] + put + text[place.end() :]


def _alike(random: Random, token: str) -> str:
    """Return something that may stand where a word stood: a text for a text, a figure for a figure."""
    if token[0] in "\"'":
        return random.choice((f'"{random.choice(_WORDS)}"', f'"{token[1:-1]}{random.choice(_WORDS)}"'))
    if token[0].isdigit():
        return random.choice(_FIGURES)
    return random.choice(("true", "false", f"{token}x", token.upper(), "id"))


def _lines(random: Random, text: str, other: str) -> str:
    """Drop, double, move or borrow a line."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    match random.randint(0, 3):
        case 0:
            del lines[at]
        case 1:
            lines[at:at] = [lines[at]] * random.choice((1, 1, 3, 200))
        case 2:
            lines.insert(random.randrange(len(lines)), lines.pop(at))
        case _:
            lines.insert(at, random.choice(other.split("\n")))
    return "\n".join(lines)


def _character(random: Random, text: str, other: str) -> str:  # noqa: ARG001 - as its siblings
    """Put in a character that means something somewhere."""
    at = random.randint(0, len(text))
    return text[:at] + str(random.choice(_CHARACTERS)) * random.choice((1, 1, 1, 30)) + text[at:]


def _cut(random: Random, text: str, other: str) -> str:  # noqa: ARG001 - as its siblings
    """Take out a piece, often the end."""
    at = random.randint(0, len(text))
    return text[:at] + (text[at + random.randint(1, 40) :] if random.random() < 0.8 else "")


def _repeated(random: Random, text: str, other: str) -> str:  # noqa: ARG001 - as its siblings
    """Say a piece many times."""
    at = random.randint(0, len(text))
    piece = text[at : at + random.randint(1, 30)]
    return text[:at] + piece * random.choice((2, 10, 300)) + text[at:]


def _joined(random: Random, text: str, other: str) -> str:
    """Go on with the end of another file."""
    return text[: random.randint(0, len(text))] + other[random.randint(0, len(other)) :]


_EDITS: Final[tuple[Callable[[Random, str, str], str], ...]] = (
    *(_another_value, _another_value, _another_value, _another_value),
    *(_lines, _lines, _character, _character, _cut, _repeated, _joined),
)
