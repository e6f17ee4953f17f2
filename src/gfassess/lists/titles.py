"""What Chinese words in titles and cells say: batch, year, kind of list."""

import re
from typing import Final

from gfassess.model.peers import Category

_DIGITS: Final = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_BATCH: Final = re.compile(r"第?\s*([零〇一二两三四五六七八九十]{1,3}|\d{1,3})\s*批?\Z")
_BATCH_IN: Final = re.compile(r"第\s*([零〇一二两三四五六七八九十]{1,3}|\d{1,3})\s*批")
_YEAR_IN: Final = re.compile(r"(?<!\d)(20\d\d)\s*年度")
_YEAR: Final = re.compile(r"(20\d\d)\s*年?度?\Z")
_KINDS: Final[tuple[tuple[str, Category], ...]] = (
    ("供应链", "supply_chain"),
    ("设计产品", "product"),
    ("绿色产品", "product"),
    ("园区", "park"),
    ("工厂", "factory"),
)


def batch_of(text: str) -> int | None:
    """Return the number of a batch: 6, 第六批, 第 12 批 (2025年度)."""
    found = _BATCH.match(re.sub(r"[(（].*", "", text).strip())
    return _number(found[1]) if found else None


def batch_in(text: str) -> int | None:
    """Return the batch that a title names."""
    found = _BATCH_IN.search(text)
    return _number(found[1]) if found else None


def year_of(text: str) -> int | None:
    """Return a year: 2021, 2021年度."""
    found = _YEAR.match(text.strip())
    return int(found[1]) if found else None


def year_in(text: str) -> int | None:
    """Return the year that a title names: 2021年度绿色制造名单; the day of a notice is none."""
    found = _YEAR_IN.search(text)
    return int(found[1]) if found else None


def category_in(text: str) -> Category | None:
    """Return the kind of list that a title or cell names; None where it names none or several."""
    found = {category for word, category in _KINDS if word in text}
    return found.pop() if len(found) == 1 else None


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS[text] if len(text) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
