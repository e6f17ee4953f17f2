"""Renamings and removals of later notices: dated, kept, and matched with who is listed; all names are invented."""

from datetime import date

import pytest

from gfassess.errors import GfassessError
from gfassess.lists.filing import empty_file
from gfassess.lists.notices import Notice, matched, read_notice, with_changes
from gfassess.lists.sheets import Row
from gfassess.lists.writing import text_of
from gfassess.model.base import Text
from gfassess.model.peers import Peer, PeerChange, PeerFile, PeerList
from gfassess.peers import Query, Registry, find
from gfassess.peers.blocks import written

LISTED = PeerFile(
    title=Text(zh="名单", en="List"),
    list=(
        PeerList(
            batch=6,
            year=2021,
            category="factory",
            document="D6",
            published=date(2022, 1, 15),
            rows=written(
                Peer._fields,
                [Peer(1, "虚构甲制造厂", "xgjzzc"), Peer(2, "虚构乙（株洲）制造厂"), Peer(3, "虚构丙制造厂")],
            ),
        ),
        PeerList(
            batch=6, year=2021, category="park", document="D6", rows=written(Peer._fields, [Peer(1, "虚构甲制造厂")])
        ),
    ),
)
HEAD = PeerChange(category="factory", document="D7", published=date(2023, 3, 23), rows="")


def rows(*cells: tuple[str, ...]) -> list[Row]:
    """Return rows as a file gives them."""
    return [Row(line, list(texts)) for line, texts in enumerate(cells, 1)]


def taken(*cells: tuple[str, ...], registry: Registry | None = None) -> Notice:
    """Return what a notice says of who is listed."""
    entries = (registry or Registry((LISTED,))).entries
    return matched("notice.csv", read_notice("notice.csv", rows(*cells)), entries, None)


RENAMED = (("绿色工厂更名名单",), ("序号", "旧名称", "新名称"), ("1", "虚构甲制造厂", "虚构新甲制造厂"))
REMOVED = (("移出绿色工厂名单",), ("序号", "工厂名称"), ("1", "虚构乙(株洲)制造厂"))


def applied(*notices: tuple[PeerChange, Notice]) -> Registry:
    """Return the registry after some notices."""
    file = empty_file()
    for head, notice in notices:
        file, _new = with_changes(file, notice, head)
    return Registry((LISTED, file))


def test_a_renamed_firm_is_found_by_both_names() -> None:
    """The new name is shown; the old one is still found, and so are the initials of both."""
    registry = applied((HEAD, taken(*RENAMED)))
    for words in ("虚构甲", "虚构新甲", "xgjzzc", "xgxjzzc"):
        found = find(registry, Query(search=words, category="factory"))
        assert [one.entry.name for one in found] == ["虚构新甲制造厂"]
        assert found[0].peer.name == "虚构甲制造厂"


def test_a_removed_firm_stays_with_its_notice() -> None:
    """Nobody vanishes: who was moved out is shown with the notice that did it, whatever the brackets."""
    registry = applied((HEAD, taken(*REMOVED)))
    (one,) = find(registry, Query(search="虚构乙"))
    assert one.entry.later.removed is not None
    assert (one.entry.later.removed.document, one.entry.later.removed.published) == ("D7", date(2023, 3, 23))


def test_a_notice_of_both_kinds() -> None:
    """Sections under their titles, each with its line of heads."""
    notice = taken(*REMOVED, *RENAMED)
    assert [(row.kind, row.name) for row in notice.changes["factory"]] == [
        ("removed", "虚构乙（株洲）制造厂"),
        ("renamed", "虚构甲制造厂"),
    ]
    assert taken(*RENAMED, *REMOVED).problems == []


def test_renamed_again_by_a_later_notice() -> None:
    """A chain of names is one firm, in the order of the dates and not of the files."""
    first = taken(*RENAMED)
    once = applied((HEAD, first))
    again = taken(("绿色工厂",), ("原名称", "现名称"), ("虚构新甲制造厂", "虚构最新制造厂"), registry=once)
    later = HEAD.model_copy(update={"document": "D8", "published": date(2024, 1, 5)})
    for order in (((HEAD, first), (later, again)), ((later, again), (HEAD, first))):
        (one,) = find(applied(*order), Query(search="虚构最新"))
        assert one.peer.name == "虚构甲制造厂"
        assert one.entry.later.names == ("虚构新甲制造厂", "虚构最新制造厂")


def test_a_firm_listed_anew_after_its_removal() -> None:
    """A removal is about the lists before it."""
    anew = PeerList(
        batch=8,
        year=2023,
        category="factory",
        document="D8",
        published=date(2024, 1, 5),
        rows="name\n虚构乙（株洲）制造厂\n",
    )
    file = LISTED.model_copy(update={"list_": (*LISTED.list_, anew)})
    out, _new = with_changes(empty_file(), taken(*REMOVED), HEAD)
    found = find(Registry((file, out)), Query(search="虚构乙"))
    assert [(one.list_.batch, one.entry.later.removed is None) for one in found] == [(8, True), (6, False)]


def test_applied_twice_changes_nothing() -> None:
    """The same notice again gives the same bytes."""
    once, new = with_changes(empty_file(), taken(*RENAMED, *REMOVED), HEAD)
    twice, more = with_changes(once, taken(*RENAMED, *REMOVED, registry=Registry((LISTED, once))), HEAD)
    assert (new, more) == (2, 0)
    assert text_of(once) == text_of(twice)


def test_unknown_names_are_told_with_the_nearest() -> None:
    """A name that nobody has changes nothing; the likeliest are named."""
    notice = taken(("移出绿色工厂名单",), ("序号", "工厂名称"), ("1", "虚构丙制造工厂"), ("2", "风马牛"))
    assert notice.changes == {}
    assert [problem.line for problem in notice.problems] == [3, 4]
    assert "虚构丙制造厂" in notice.problems[0].hint
    assert "nobody has a name like it" in notice.problems[1].hint


def test_a_name_on_two_kinds_of_lists_needs_the_kind() -> None:
    """A park and a factory of one name are not confused."""
    notice = taken(("旧名称", "新名称"), ("虚构甲制造厂", "虚构新甲制造厂"))
    assert "on several kinds of lists" in str(notice.problems[0])
    assert "--category" in str(notice.problems[0])


def test_rows_that_say_nothing_are_told() -> None:
    """A name without a new one is no removal unless the notice says so."""
    notice = taken(("绿色工厂",), ("旧名称", "新名称"), ("虚构甲制造厂", ""), ("虚构丙制造厂", "虚构新丙厂"))
    assert notice.changes["factory"][0].name == "虚构丙制造厂"
    assert "neither two names nor a removal" in str(notice.problems[0])
    with pytest.raises(GfassessError, match="no line of column names"):
        read_notice("notice.csv", rows(("甲", "乙")))
