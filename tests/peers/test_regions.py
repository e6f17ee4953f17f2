"""Spellings of regions: one place each, cities under separate plans with their province."""

import pytest

from gfassess.peers.regions import PROVINCES, read_region


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("北京", ("北京", "", "")),
        ("北京市", ("北京", "", "")),
        (" 北　京 ", ("北京", "", "")),
        ("内蒙", ("内蒙古", "", "")),
        ("内蒙古自治区", ("内蒙古", "", "")),
        ("广西壮族自治区", ("广西", "", "")),
        ("宁夏回族自治区", ("宁夏", "", "")),
        ("新疆维吾尔自治区", ("新疆", "", "")),
        ("新疆", ("新疆", "", "")),
        ("兵团", ("新疆", "新疆生产建设兵团", "")),
        ("新疆兵团", ("新疆", "新疆生产建设兵团", "")),
        ("新疆生产建设兵团", ("新疆", "新疆生产建设兵团", "")),
        ("新疆生产建设兵团第八师", ("新疆", "新疆生产建设兵团", "第八师")),
        ("大连", ("辽宁", "大连", "")),
        ("宁波市", ("浙江", "宁波", "")),
        ("广东省深圳市", ("广东", "深圳", "")),
        ("深圳市南山区", ("广东", "深圳", "南山区")),
        ("湖南省株洲市天元区", ("湖南", "株洲", "天元区")),
        ("湖南株洲", ("湖南", "株洲", "")),
        ("湖南省湘西土家族苗族自治州吉首市", ("湖南", "湘西土家族苗族自治州", "吉首市")),
        ("上海市浦东新区", ("上海", "", "浦东新区")),
        ("吉林省吉林市", ("吉林", "吉林", "")),
    ],
)
def test_spellings(typed: str, place: tuple[str, str, str]) -> None:
    """Province, city and district come out, whatever stands around them."""
    assert read_region(typed) == place


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "火星",
        "湖南虚构厂",
        "湖南虚构制造有限公司",
        "中央企业",
        "北京某某某某某某某某某某某某某某某某某某某某某有限公司",
    ],
)
def test_no_places(typed: str) -> None:
    """What is no place is none."""
    assert read_region(typed) is None


def test_every_province() -> None:
    """All short names are their own."""
    assert [read_region(name) for name in PROVINCES] == [(name, "", "") for name in PROVINCES]
