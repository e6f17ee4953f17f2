"""Provinces and the places that lists name beside them: many spellings, one place."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from gfassess.model.places import short_place

# fmt: off
PROVINCES: Final = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃",
    "青海", "宁夏", "新疆", "香港", "澳门", "台湾",
)
# fmt: on
"""Short names, in the order of GB/T 2260."""

_APART: Final = {
    "大连": ("辽宁", "大连"),
    "宁波": ("浙江", "宁波"),
    "厦门": ("福建", "厦门"),
    "青岛": ("山东", "青岛"),
    "深圳": ("广东", "深圳"),
    "兵团": ("新疆", "新疆生产建设兵团"),
    "建设兵团": ("新疆", "新疆生产建设兵团"),
    "生产建设兵团": ("新疆", "新疆生产建设兵团"),
}
"""Cities under separate plans (计划单列市) and the Production and Construction Corps: lists name them apart."""

_OTHERS: Final = {"内蒙": "内蒙古", "黑龙": "黑龙江"}
_MUNICIPALITIES: Final = frozenset({"北京", "天津", "上海", "重庆"})
_PLACES: Final = re.compile(r"[·,，、/-]?(?:[\u4e00-\u9fff]{1,20}[市区县州盟旗师镇]|[\u4e00-\u9fff]{1,3}(?<![厂司]))\Z")
"""City and district after the province: 株洲市天元区, 株洲; what ends otherwise is the name of a firm."""
_BLANK: Final = re.compile(r"\s+")


class Region(NamedTuple):
    """A place that was understood; empty parts are not known."""

    province: str
    city: str = ""
    district: str = ""


def read_region(text: str) -> Region | None:
    """Return the place behind a spelling, also with city or district (浙江省宁波市鄞州区); None where there is none."""
    name = _BLANK.sub("", unicodedata.normalize("NFKC", text)).strip("·-/,，、")
    if (known := _spellings().get(name.lower())) is not None:
        return known
    for start, region in _prefixes():
        if name.startswith(start) and _PLACES.match(name, len(start)):
            return _below(region, name[len(start) :].lstrip("·-/,，、"))
    return None


@cache
def _spellings() -> dict[str, Region]:
    """Return every short and whole name with its place."""
    found = {name: Region(name) for name in PROVINCES} | {old: Region(new) for old, new in _OTHERS.items()}
    for name in PROVINCES:
        # 吉林市 is a city, 上海市 is not one of several of its province.
        found[f"{name}市" if name in _MUNICIPALITIES else f"{name}省"] = found[f"{name}自治区"] = Region(name)
    found |= {f"{name}特别行政区": Region(name) for name in ("香港", "澳门")}
    nations = {"广西": "壮族", "宁夏": "回族", "新疆": "维吾尔"}
    found |= {f"{name}{nation}自治区": Region(name) for name, nation in nations.items()}
    found["新疆维吾尔族自治区"] = Region("新疆")
    for name, place in _APART.items():
        found[name] = found[f"{name}市"] = found[f"{place[0]}{name}"] = Region(*place)
        found[f"{place[0]}省{name}市"] = found[f"{place[0]}{name}市"] = Region(*place)
    return found


@cache
def _prefixes() -> tuple[tuple[str, Region], ...]:
    """Return the spellings that may stand before a city, the longest first."""
    return tuple(sorted(_spellings().items(), key=lambda pair: -len(pair[0])))


def _below(region: Region, rest: str) -> Region:
    """Return the place with the city and district that stand after the province."""
    parts = list(_parts(rest))
    if not parts:
        return region
    if region.city or region.province in _MUNICIPALITIES:
        return Region(region.province, region.city, "".join(parts))
    return Region(region.province, short_place(parts[0]), "".join(parts[1:]))


def _parts(rest: str) -> Iterator[str]:
    """Split 株洲市天元区 after the first name of a city, prefecture or league."""
    found = re.match(r".{2,}?(?:市|自治州|地区|盟)", rest)
    if found is None:
        yield from filter(None, [rest])
        return
    yield found[0]
    yield from filter(None, [rest[found.end() :]])
