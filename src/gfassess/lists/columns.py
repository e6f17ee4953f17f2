"""Which column is which: head lines in any order and spelling, on one or two lines, below titles."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from gfassess.lists.sheets import Row

_SPELLINGS: Final[Mapping[str, str]] = {
    "batch": "批次 批 公布批次 名单批次 入选批次 batch",
    "no": "序号 编号 号 no no. number",
    "province": (
        "地区 省份 省 省市 省区市 省市区 省市自治区 省自治区直辖市 所在省 所在省份 所在地区 所属地区 "
        "所在地 区域 推荐单位 province region"
    ),
    "city": "城市 市 地市 市州 地级市 所在市 所在城市 所属城市 city",
    "district": "区县 县区 县市区 所在区县 所属区县 district county",
    "name": (
        "名称 工厂名称 企业名称 单位名称 公司名称 园区名称 工业园区名称 绿色工厂名称 绿色工业园区名称 "
        "工厂 企业 园区 企业名 单位 申报单位 生产企业 企业全称 name factory enterprise company"
    ),
    "sector": "行业 所属行业 行业类别 行业名称 sector industry",
    "division": "行业代码 行业大类代码 国民经济行业代码 division",
    "division_confidence": "division_confidence",
    "evaluator": "第三方评价机构 评价机构 第三方机构 评价单位 第三方评价机构名称 评价机构名称 evaluator",
    "product": "产品名称 产品 product",
    "model": "产品型号 型号 规格型号 型号规格 model",
    "kind": "产品类别 产品种类",
    "category": "名单类别 名单类型 称号 绿色制造类别 category",
    "year": "年度 年份 名单年度 公布年份 入选年份 year",
    "document": "文号 文件号 文件文号 公告文号 document",
    "note": "备注 说明 note",
    "old": (
        "旧名称 原名称 原企业名称 原工厂名称 变更前名称 变更前 更名前 更名前名称 变更前企业名称 "
        "更名前企业名称 变更前工厂名称 原单位名称 曾用名"
    ),
    "new": (
        "新名称 现名称 现企业名称 新企业名称 变更后名称 变更后 更名后 更名后名称 变更后企业名称 "
        "更名后企业名称 变更后工厂名称 现单位名称"
    ),
}
_PARTS: Final = (
    ("old", re.compile("(变更|更名|更改)前.*名称|原.*名称")),
    ("new", re.compile("(变更|更名|更改)后.*名称|[现新].*名称")),
    ("evaluator", re.compile("评价机构|第三方")),
    ("product", re.compile("产品名称")),
    ("name", re.compile("(工厂|企业|单位|园区|公司).*名称|名称.*(工厂|企业|单位|园区|公司)")),
    ("sector", re.compile("行业")),
    ("province", re.compile("(地区|省)")),
)
_LONGEST: Final = 16
"""Characters of a head that is looked at for parts: what is longer is a sentence."""
_FORGOTTEN: Final = re.compile(r"[\s()（）\[\]【】:：/、,，*＊._-]")
_LOOKED_AT: Final = 60
"""Rows above which the head must stand."""
_LEAST: Final = 2


class Head(NamedTuple):
    """The line of heads: which column holds what."""

    places: dict[str, int]
    unused: tuple[str, ...]
    """Heads that nothing is made of."""
    name: str = ""
    """How the column of names is called."""


def meaning(head: str) -> str:
    """Return what a head means; empty where it means nothing here."""
    return _meaning(head[: _LONGEST * 2])


@lru_cache(maxsize=1024)
def _meaning(head: str) -> str:
    plain = _FORGOTTEN.sub("", head).casefold()
    if (name := _names().get(plain)) is not None:
        return name
    if plain and len(plain) <= _LONGEST:
        return next((name for name, pattern in _PARTS if pattern.search(plain)), "")
    return ""


@cache
def _names() -> dict[str, str]:
    """Return what each spelling means."""
    return {
        _FORGOTTEN.sub("", one): name for name, spellings in _SPELLINGS.items() for one in spellings.split(" ") if one
    }


def head_of(cells: Sequence[str]) -> Head | None:
    """Return the heads that a row has; None where it is no line of heads."""
    places: dict[str, int] = {}
    unused = []
    for place, cell in enumerate(cells):
        name = meaning(cell)
        if name and name not in places:
            places[name] = place
        elif cell:
            unused.append(cell)
    if not places.keys() & {"name", "old"} or len(places) < _LEAST:
        return None
    return Head(places, tuple(unused), cells[places["name"]] if "name" in places else "")


def split(rows: Iterable[Row]) -> tuple[list[Row], Head | None, Iterator[Row]]:
    """Return the rows above the line of heads, the heads, and the rows below; no heads, then no rows below.

    Heads on two lines (a merged 企业信息 above 地区 and 企业名称) count together, the lower first.
    """
    rest = iter(rows)
    above: list[Row] = []
    for row in rest:
        upper = above[-1] if above else None
        found = head_of(row.cells)
        if upper is not None and sum(bool(meaning(cell)) for cell in upper.cells) and (both := _both(upper, row)):
            found = head_of(both) or found
        if found is not None:
            following = next(rest, None)
            if following is not None and _heads_only(following, found):
                found, following = head_of(_both(row, following)) or found, None
            return above, found, _chained(following, rest)
        above.append(row)
        if len(above) > _LOOKED_AT:
            break
    return above, None, iter(())


def _both(upper: Row, lower: Row) -> list[str]:
    """Return two lines of heads as one: what stands below where it means something, else what stands above."""
    width = max(len(upper.cells), len(lower.cells))
    above = [*upper.cells, *[""] * (width - len(upper.cells))]
    below = [*lower.cells, *[""] * (width - len(lower.cells))]
    return [low if meaning(low) or not meaning(high) else high for high, low in zip(above, below, strict=True)]


def _heads_only(row: Row, head: Head) -> bool:
    """Tell whether a row is a second line of heads: whatever it has means something, and it has no name."""
    filled = [cell for cell in row.cells if cell]
    known = sum(bool(meaning(cell)) for cell in filled)
    return known == len(filled) and head_of(row.cells) is None and known > 0 and bool(head.places)


def _chained(first: Row | None, rest: Iterator[Row]) -> Iterator[Row]:
    if first is not None:
        yield first
    yield from rest
