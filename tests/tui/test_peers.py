"""The page of peers: who is listed, what narrows the list, what a listing proves."""

import dataclasses
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeAlias

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gfassess.errors import GfassessError, Problem
from gfassess.model.assessment import Enterprise
from gfassess.model.peers import Peer, PeerFile
from gfassess.model.rulebook import Rulebook
from gfassess.peers import Registry
from gfassess.peers.blocks import written
from gfassess.tui.app import GfassessApp
from gfassess.tui.panes.listing import PeerTable
from gfassess.tui.panes.peers import PeersPane
from gfassess.tui.screens.work import WorkScreen
from gfassess.tui.widgets.options import Options
from gfassess.tui.widgets.pick import Pick
from tests.tui.conftest import Bench, go, seen, settle

Peers: TypeAlias = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

LISTS = [
    {"batch": 2, "year": 2018, "category": "factory", "document": "T 1"},
    {"batch": 6, "year": 2021, "category": "factory", "document": "T 1"},
    {"batch": 6, "year": 2021, "category": "product", "document": "T 1"},
]
PEERS: list[dict[str, Any]] = [
    {"batch": 6, "no": 7, "name": "株洲[一]厂", "city": "株洲", "division": "33", "division_confidence": "M"},
    {
        "batch": 2,
        "no": 3,
        "name": "长沙二厂",
        "city": "长沙",
        "division": "36",
        "division_confidence": "L",
        "sector": "机械",
    },
    {"batch": 2, "no": 4, "name": "三厂", "division": "33", "evaluator": "某机构"},
    {"batch": 6, "no": 1, "name": "四厂", "category": "product", "city": "株洲", "product": "电暖气 [X]"},
]


def _registry(peers: list[dict[str, Any]]) -> Registry:
    title = {"zh": "湖南", "en": "Hunan"}
    lists = [{**one, "rows": _rows(peers, one)} for one in LISTS]
    return Registry((PeerFile.model_validate({"province": "湖南", "title": title, "list": lists}),))


def _rows(peers: list[dict[str, Any]], one: dict[str, object]) -> str:
    of = [peer for peer in peers if (peer["batch"], peer.get("category", "factory")) == (one["batch"], one["category"])]
    own = {"batch", "category"}
    rows = [Peer(**{name: value for name, value in peer.items() if name not in own}) for peer in of]
    return written(Peer._fields, rows)


@pytest.fixture
def open_peers(bench: Bench, rulebook: Rulebook) -> Peers:
    """Return what opens the page with a registry, for a factory in 株洲 of division 33."""
    rules = rulebook.rulesets["tiny"]
    gates = tuple(gate.model_copy(update={"proved_by_listing_since": 2018}) for gate in rules.gates)
    bench.rulebook = dataclasses.replace(rulebook, rulesets={"tiny": rules.model_copy(update={"gates": gates})})
    near = Enterprise(name="本厂", province="湖南省", city="株洲市", division="33")

    @asynccontextmanager
    async def start(
        peers: list[dict[str, Any]] = PEERS, size: tuple[int, int] = (80, 24), own: Enterprise = near
    ) -> AsyncIterator[Pilot[None]]:
        bench.write(bench.saved.model_copy(update={"enterprise": own, "facts": {"convicted": False}}))
        app = GfassessApp(lambda: dataclasses.replace(bench.shell(), peers=lambda: _registry(peers)))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await go(pilot, "peers")
            yield pilot

    return start


def _names(pilot: Pilot[None]) -> list[str]:
    return [one.peer.name for one in pilot.app.screen.query_one(PeerTable).peers]


async def test_the_own_province_is_shown_first(open_peers: Peers) -> None:
    """The page begins with the own province: own city, own trade, the rest; it says that no figure is published."""
    async with open_peers() as pilot:
        assert _names(pilot) == ["株洲[一]厂", "四厂", "三厂", "长沙二厂"]
        text = seen(pilot)
    assert "The lists publish no figures." in text
    assert "株洲[一]厂" in text
    assert "[green design product] 四厂" in text
    assert "33 M" in text


@pytest.mark.parametrize(
    ("key", "names"),
    [("1", ["株洲[一]厂", "四厂"]), ("3", ["株洲[一]厂", "三厂"]), ("4", ["株洲[一]厂", "四厂", "三厂", "长沙二厂"])],
)
async def test_ready_choices(open_peers: Peers, key: str, names: list[str]) -> None:
    """My city, my trade, all: one key each."""
    async with open_peers() as pilot:
        pilot.app.screen.query_one(Options).focus()
        await pilot.press(key)
        await settle(pilot)
        assert _names(pilot) == names


async def test_choices_narrow_the_list_together(open_peers: Peers) -> None:
    """City, trade, year and kind narrow together, and can be taken back."""
    async with open_peers() as pilot:
        pane = pilot.app.screen.query_one(PeersPane)
        for name, value in (("year", "2018"), ("division", "33")):
            pick = pane.query_one(f"Pick.{name}", Pick)
            pick.post_message(Pick.Changed(pick, value))
            await settle(pilot)
        assert _names(pilot) == ["三厂"]
        pick = pane.query_one("Pick.year", Pick)
        pick.post_message(Pick.Changed(pick, None))
        await settle(pilot)
        assert _names(pilot) == ["株洲[一]厂", "三厂"]


async def test_who_is_elsewhere_is_not_unlisted(open_peers: Peers) -> None:
    """Where the choice leaves out everybody who has what was typed, the page says how many there are."""
    async with open_peers() as pilot:
        pilot.app.screen.query_one(Options).focus()
        await pilot.press("1")
        field = pilot.app.screen.query_one("#who", Input)
        for typed, words in (("长沙", True), ("没有", False)):
            field.value = typed
            await settle(pilot)
            assert _names(pilot) == []
            assert ("Nobody in this choice, but 1 in all" in seen(pilot)) is words


async def test_typing_narrows_by_name_and_initials(open_peers: Peers) -> None:
    """Words of a name, of a product, or first letters narrow at each key; Enter goes into the list."""
    named = [{**PEERS[0], "initials": "zzyc"}, *PEERS[1:]]
    async with open_peers(named) as pilot:
        field = pilot.app.screen.query_one("#who", Input)
        for typed, names in (
            ("zzy", ["株洲[一]厂"]),
            ("电 暖气", ["四厂"]),
            ("厂 二", ["长沙二厂"]),
            ("没有", []),
            ("", ["株洲[一]厂", "四厂", "三厂", "长沙二厂"]),
        ):
            field.value = typed
            await settle(pilot)
            assert _names(pilot) == names
        field.focus()
        await pilot.press("z", "enter")
        await settle(pilot)
        assert _names(pilot) == ["株洲[一]厂"]
        assert pilot.app.screen.focused is pilot.app.screen.query_one(PeerTable)


async def test_the_evaluator_narrows(open_peers: Peers) -> None:
    """Everybody that one body evaluated."""
    async with open_peers() as pilot:
        pick = pilot.app.screen.query_one("Pick.evaluator", Pick)
        pick.post_message(Pick.Changed(pick, "某机构"))
        await settle(pilot)
        assert _names(pilot) == ["三厂"]


async def test_the_marked_one_stands_below_in_full(open_peers: Peers) -> None:
    """Batch, number, evaluator, product and how sure the trade is: nothing of it needs a wider terminal."""
    async with open_peers(size=(80, 40)) as pilot:
        await pilot.press("down")
        await settle(pilot)
        assert "电暖气 [X]" in seen(pilot)
        await pilot.press("down", "down")
        await settle(pilot)
        text = " ".join(seen(pilot).split())
    assert "list of 2018, batch 2, no. 3" in text
    assert "(unsure)" in text
    assert "trade in the list: 机械" in text


async def test_what_a_listing_proves_and_is_open_here(open_peers: Peers) -> None:
    """The gates that the listed passed are counted; the own ones not yet passed are named, and Enter leads there."""
    async with open_peers(size=(100, 40)) as pilot:
        text = " ".join(seen(pilot).split())
        assert "had passed 2 gates" in text
        assert "Not yet passed here: 1" in text
        assert "? Low-carbon plan (not answered; lists since 2018)" in text
        await pilot.press("tab", "end", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WorkScreen)
        assert pilot.app.screen.section == "gates"


async def test_products_alone_prove_nothing_of_a_factory(open_peers: Peers) -> None:
    """A design product on a list says nothing about the gates of its factory."""
    async with open_peers([PEERS[3]], size=(100, 40)) as pilot:
        assert "None of these listings proves a gate" in seen(pilot)


async def test_thousands_are_listed(open_peers: Peers) -> None:
    """A registry of the whole country is one table; the last row is one key away."""
    many = [{"batch": 6, "no": at, "name": f"厂{at}", "division": "33"} for at in range(1, 3001)]
    async with open_peers(many) as pilot:
        table = pilot.app.screen.query_one(PeerTable)
        assert table.row_count < 3000
        await pilot.press("ctrl+end")
        await settle(pilot)
        assert table.row_count == 3000
        assert table.marked is not None
        assert table.marked.peer.name == "厂3000"


async def test_an_empty_registry_is_no_mistake(open_peers: Peers) -> None:
    """Without anybody listed the page says so."""
    async with open_peers([]) as pilot:
        assert "0 of 0 entries" in seen(pilot)


async def test_a_file_that_cannot_be_read_stops_nothing(bench: Bench) -> None:
    """A mistake in a file of peers is told with its place on this page; the rest of the program goes on."""

    def broken() -> Registry:
        raise GfassessError(Problem(message="the name is empty", file="mine.toml", line=9))

    bench.write(bench.saved)
    app = GfassessApp(lambda: dataclasses.replace(bench.shell(), peers=broken))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await go(pilot, "peers")
        assert "mine.toml:9: the name is empty" in seen(pilot)
        assert "0 of 0 entries" in seen(pilot)


async def test_a_registry_without_the_own_place_says_so(open_peers: Peers) -> None:
    """A province that the registry does not cover is no province without listed factories."""
    async with open_peers(size=(100, 40)) as pilot:
        text = seen(pilot)
        assert "registry: it covers 湖南 only" in text
        assert "does not cover" not in text
    async with open_peers(size=(100, 40), own=Enterprise(name="本厂", province="重庆", city="重庆")) as pilot:
        text = " ".join(seen(pilot).split())
    assert "The registry does not cover 重庆; this says nothing about listed factories there." in text
