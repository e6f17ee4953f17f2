"""Peers: the lists that ship, who is found, and what a listing proves."""

from functools import cache
from pathlib import Path

import pytest

from gfassess import rules
from gfassess.model.assessment import Assessment
from gfassess.model.base import Text
from gfassess.model.peers import Peer, PeerFile, PeerList
from gfassess.model.places import same_place
from gfassess.peers import Query, Registry, compare, find
from gfassess.peers.blocks import written
from gfassess.scoring import score

CRITERIA = Path(__file__).parents[2] / "criteria"


@cache
def shipped() -> Registry:
    """Return the lists that ship."""
    return rules.load_peers(CRITERIA)


def test_the_lists_of_hunan() -> None:
    """100 factories of the first six batches, two design products, one supply-chain firm."""
    assert len(find(shipped(), Query(province="湖南", category="factory"))) == 100
    assert len(find(shipped(), Query(category="product"))) == 2
    assert [one.peer.name for one in find(shipped(), Query(category="supply_chain"))] == ["中车株洲电力机车有限公司"]


def test_the_twenty_one_of_zhuzhou() -> None:
    """21 factories of Zhuzhou, seven of them on the list of 2021."""
    zhuzhou = find(shipped(), Query(city="株洲市", category="factory"))
    assert len(zhuzhou) == 21
    of_2021 = [one.peer.name for one in zhuzhou if one.list_.year == 2021]
    assert of_2021 == [
        "株洲华锐精密工具股份有限公司",
        "中车株洲电力机车研究所有限公司",
        "株洲九方装备股份有限公司",
        "湖南南方通用航空发动机有限公司",
        "汉德车桥（株洲）齿轮有限公司",
        "北京汽车股份有限公司株洲分公司",
        "湖南长城计算机系统有限公司",
    ]


def test_every_peer_has_its_list_and_document() -> None:
    """Batch, running number and document are there for every factory; the confidence of a division is kept."""
    for one in find(shipped(), Query(category="factory")):
        assert one.peer.no is not None
        assert one.list_.document
        assert one.peer.division_confidence in {"H", "M", "L"}


def test_own_city_and_trade_are_marked() -> None:
    """The factory's own city and division mark the peers that share them."""
    marked = find(shipped(), Query(), city="株洲", division="37")
    assert any(one.same_city and one.same_division for one in marked)
    assert all(one.peer.division == "37" for one in marked if one.same_division)
    assert not any(one.same_city or one.same_division for one in find(shipped(), Query()))


def test_a_listing_proves_only_gates_of_its_year() -> None:
    """What a listing proves is compared with the own gates; a later list proves more, an earlier one less."""
    book = rules.load(CRITERIA)
    answers = Assessment.model_validate({"ruleset": "five", "year": 2024})
    card = score(book, answers)
    early = compare(shipped(), Query(year=2017), card)
    late = compare(shipped(), Query(year=2021), card)
    assert {one.gate.id for one in early.proved} <= {one.gate.id for one in late.proved}
    assert late.proved
    assert all(one.gate.proved_by_listing_since is not None for one in late.proved)
    assert late.not_passed == late.proved
    assert compare(shipped(), Query(city="nowhere"), card).proved == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("湖南", "湖南省", True),
        ("广西", "广西壮族自治区", True),
        ("重庆市", "重庆", True),
        ("", "", False),
        ("湖南", "湖北", False),
    ],
)
def test_places(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a row of the table
    """A place is the same with and without its kind."""
    assert same_place(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        pytest.param([Peer(1, "甲厂")], [Peer(1, "甲厂", city="株洲")], [Peer(1, "甲厂", city="株洲")], id="number"),
        pytest.param([Peer(None, "甲厂")], [Peer(7, "甲厂")], [Peer(7, "甲厂")], id="the first has no number"),
        pytest.param([Peer(7, "甲厂")], [Peer(None, "甲厂")], [Peer(7, "甲厂")], id="the second has no number"),
        pytest.param([Peer(1, "甲厂")], [Peer(1, "乙厂")], [Peer(1, "甲厂"), Peer(1, "乙厂")], id="two names"),
        pytest.param([Peer(1, "甲厂")], [Peer(2, "甲厂")], [Peer(1, "甲厂"), Peer(2, "甲厂")], id="two numbers"),
        pytest.param(
            [Peer(None, "甲厂", product="A")],
            [Peer(3, "甲厂", product="B")],
            [Peer(None, "甲厂", product="A"), Peer(3, "甲厂", product="B")],
            id="two products",
        ),
    ],
)
def test_a_firm_that_two_files_have_counts_once(one: list[Peer], other: list[Peer], whole: list[Peer]) -> None:
    """On the same list, with what each file knows of it; the numbers of two firms are never mixed up."""
    files = []
    for rows in (one, other):
        text = written(Peer._fields, rows)
        listed = PeerList(batch=1, year=2017, category="factory", document="D", rows=text)
        files.append(PeerFile(title=Text(zh="名单", en="List"), list=(listed,)))
    assert [entry.peer for entry in Registry(tuple(files)).entries] == whole
