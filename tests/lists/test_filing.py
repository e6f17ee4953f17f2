"""Lists go into a file of peers: nothing is lost, the same list twice changes no byte; all names are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.errors import GfassessError
from gfassess.files import parse_toml
from gfassess.lists.filing import Notice, batches, empty_file, file_lists
from gfassess.lists.reading import Found
from gfassess.lists.writing import comment_of, text_of
from gfassess.model.base import Text
from gfassess.model.peers import ChangeRow, Disclosure, Peer, PeerChange, PeerFile, PeerList
from gfassess.model.sources import Source
from gfassess.peers.blocks import read, read_peers, written

NOTICE = Notice({None: "某号"}, {None: 2022}, {None: date(2023, 3, 23)})


def found(*peers: Peer, batch: int = 7) -> Found:
    """Return a list of factories as it was read."""
    return Found("list.csv", {(batch, "factory"): list(enumerate(peers, 2))})


def rows(file: PeerFile, place: int = 0) -> list[Peer]:
    """Return the enterprises of a list in a file."""
    peers, _read = read_peers(file.list_[place].rows)
    return [peer._replace(initials="") for peer in peers]


def test_the_same_list_twice_changes_nothing() -> None:
    """A second import gives the same bytes."""
    peers = (Peer(1, "虚构甲厂", "xgjc", "北京"), Peer(2, "虚构 O'B 厂"), Peer(None, '虚构"丙",厂'))
    once, added, _said = file_lists(empty_file(), found(*peers), NOTICE, ())
    twice, again, _said = file_lists(once, found(*peers), NOTICE, ())
    assert text_of(once) == text_of(twice)
    assert [(one.new, one.filled, one.whole) for one in (*added, *again)] == [(3, 0, 3), (0, 0, 3)]


def test_what_was_there_stays_and_gaps_are_filled() -> None:
    """A row keeps what it has, takes what it lacks, and firms that the new list lacks stay."""
    old, _added, _said = file_lists(
        empty_file(),
        found(Peer(1, "虚构甲厂", city="株洲", division="33", division_confidence="M"), Peer(3, "虚构丁厂")),
        NOTICE,
        (),
    )
    more = found(Peer(1, "虚构甲厂", province="湖南", city="长沙", division="34"), Peer(2, "虚构乙厂"))
    new, _added, _said = file_lists(old, more, NOTICE, ())
    assert rows(new) == [
        Peer(1, "虚构甲厂", province="湖南", city="株洲", division="33", division_confidence="M"),
        Peer(2, "虚构乙厂"),
        Peer(3, "虚构丁厂"),
    ]


def test_brackets_and_width_make_no_second_firm() -> None:
    """虚构（中国）厂 and 虚构(中国)厂 are one."""
    old, _added, _said = file_lists(empty_file(), found(Peer(1, "虚构（中国）厂")), NOTICE, ())
    new, _added, _said = file_lists(old, found(Peer(1, "虚构(中国)厂")), NOTICE, ())
    assert rows(new) == [Peer(1, "虚构（中国）厂")]


def test_a_number_of_somebody_else_is_told() -> None:
    """Two names under one number: both are kept, the newcomer without it, however often its list is read."""
    old, _added, _said = file_lists(empty_file(), found(Peer(1, "虚构甲厂")), NOTICE, ())
    new, _added, said = file_lists(old, found(Peer(1, "虚构乙厂")), NOTICE, ())
    assert rows(new) == [Peer(1, "虚构甲厂"), Peer(None, "虚构乙厂")]
    assert "number 1 is 虚构甲厂 in the file" in str(said[0])
    again, added, said = file_lists(new, found(Peer(1, "虚构乙厂")), NOTICE, ())
    assert (text_of(again), said) == (text_of(new), [])
    assert [one.filled for one in added] == [0]


def test_year_and_notice_are_asked_for_or_known() -> None:
    """What neither the user nor a list at hand says stops the import and names the option; a list at hand says it."""
    with pytest.raises(GfassessError) as caught:
        file_lists(empty_file(), found(Peer(1, "虚构甲厂")), Notice(), ())
    text = str(caught.value)
    assert "--year 7=2022" in text
    assert "--document 7=" in text
    known = [PeerList(batch=7, year=2022, category="park", document="某号")]
    file, _added, _said = file_lists(empty_file(), found(Peer(1, "虚构甲厂")), Notice(), known)
    assert (file.list_[0].year, file.list_[0].document, file.list_[0].category) == (2022, "某号", "factory")


def test_another_notice_is_another_list() -> None:
    """Rows of two notices never mix under one of them."""
    old, _added, _said = file_lists(empty_file(), found(Peer(1, "虚构甲厂")), NOTICE, ())
    with pytest.raises(GfassessError, match="is there already by the notice 某号"):
        file_lists(old, found(Peer(1, "虚构甲厂")), Notice({None: "别号"}, {None: 2022}), ())


def test_batches_of_years() -> None:
    """A year with two batches names none; what the user says goes before."""
    known = [
        PeerList(batch=one, year=year, category="factory", document="-")
        for one, year in ((2, 2018), (3, 2018), (6, 2021))
    ]
    assert batches(known, Notice()) == {2021: 6}
    assert batches(known, Notice(years={7: 2022, 3: 2018})) == {2018: 3, 2021: 6, 2022: 7}


def test_a_whole_file_comes_back() -> None:
    """Lists, changes and figures survive writing and reading; the comment at the head stays."""
    source = Source(document="某报告", clause="第3页")
    file = PeerFile(
        province="湖南",
        title=Text(zh="名单", en="List"),
        note=Text(zh="说明", en="Note"),
        list=(
            PeerList(batch=1, year=2017, category="factory", document="D", rows=written(Peer._fields, [Peer(1, "甲")])),
        ),
        change=(
            PeerChange(category="factory", document="E", rows=written(ChangeRow._fields, [ChangeRow("removed", "甲")])),
        ),
        disclosure=(
            Disclosure(
                peer="甲", of="x", value=1.5, unit="t", year=2020, scope="site", source=source, parts=(1.0, 0.5)
            ),
        ),
    )
    text = text_of(file, "# 注\n")
    assert comment_of(text) == "# 注\n"
    assert PeerFile.model_validate(parse_toml(text)) == file


CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12)


@given(st.lists(st.tuples(st.none() | st.integers(0, 10**8), CELLS.filter(str.strip), CELLS, CELLS), max_size=6))
def test_any_cells_come_back(cells: list[tuple[int | None, str, str, str]]) -> None:
    """Commas, quotation marks, apostrophes and backslashes in names break neither row nor file."""
    peers = [Peer(no, name, note=note, city=city) for no, name, note, city in cells]
    block = written(Peer._fields, peers)
    text = f"rows = '''\n{block}'''\n"
    back, slips = read_peers(parse_toml(text)["rows"])
    assert slips.slips == []
    expected = [
        [" ".join(str(cell).split()).replace("'", "’") for cell in (peer.name, peer.note, peer.city)] for peer in peers
    ]
    assert [[peer.name, peer.note, peer.city] for peer in back] == expected
    assert [peer.no for peer in back] == [peer.no for peer in peers]


def test_the_parts_of_a_block_are_read_by_name() -> None:
    """Columns stand in any order; what is missing is empty."""
    assert read("name,no\n甲,1\n", ("no", "name", "city")).rows == [["1", "甲", ""]]
