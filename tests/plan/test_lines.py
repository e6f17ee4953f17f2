"""Which lines belong together."""

from hypothesis import given
from hypothesis import strategies as st

from gfassess.model.rules import Indicator
from gfassess.plan.lines import Spot, groups, pairs
from tests.plan.pair import line

NAMES = st.sampled_from(["p", "q", "r", "s", "t"])
LINES = st.lists(
    st.tuples(NAMES, st.lists(NAMES, max_size=2, unique=True)), max_size=5, unique_by=lambda one: one[0]
).map(lambda found: [_line(name, *(each for each in before if each != name)) for name, before in found])


def _line(name: str, *formerly: str) -> Indicator:
    return Indicator.model_validate(line(name, formerly=list(formerly)))


def _ids(found: tuple[tuple[Indicator | None, Indicator | None], ...]) -> list[tuple[str, str]]:
    return [(old.id if old else "", new.id if new else "") for old, new in found]


def test_the_same_id_comes_first() -> None:
    """Two lines of one id belong together, whatever else names one of them as its earlier id."""
    assert _ids(pairs([_line("p"), _line("q")], [_line("q"), _line("p", "q")])) == [("q", "q"), ("p", "p")]


def test_an_earlier_id_is_followed_either_way() -> None:
    """A rename is known to the newer line, or to the older one where rule sets stand side by side."""
    assert _ids(pairs([_line("p")], [_line("q", "p")])) == [("p", "q")]
    assert _ids(pairs([_line("p", "q")], [_line("q")])) == [("p", "q")]


def test_lines_split_and_merge() -> None:
    """One line may become several, several one; each pair is told, and nothing is left over twice."""
    assert _ids(pairs([_line("p")], [_line("q", "p"), _line("r", "p")])) == [("p", "q"), ("p", "r")]
    assert _ids(pairs([_line("p"), _line("q")], [_line("r", "p", "q")])) == [("p", "r"), ("q", "r")]
    assert _ids(pairs([_line("p")], [_line("p"), _line("q", "p")])) == [("p", "p"), ("p", "q")]


def test_what_has_no_counterpart_stands_alone() -> None:
    """New lines keep their order, withdrawn ones come last."""
    assert _ids(pairs([_line("p"), _line("q")], [_line("r"), _line("q")])) == [("", "r"), ("q", "q"), ("p", "")]


@given(LINES, LINES)
def test_pairs_turn_round(old: list[Indicator], new: list[Indicator]) -> None:
    """From new to old the same lines belong together; every line stands in some pair."""
    forth = _ids(pairs(old, new))
    assert sorted(forth) == sorted((before, after) for after, before in _ids(pairs(new, old)))
    assert {before for before, _after in forth} - {""} == {one.id for one in old}
    assert {after for _before, after in forth} - {""} == {one.id for one in new}


@given(st.lists(LINES, min_size=1, max_size=3))
def test_groups_hold_every_line_once(rulesets: list[list[Indicator]]) -> None:
    """Side by side no line is lost and none stands twice, and pairs are never torn apart."""
    found = groups(rulesets)
    spots = [spot for group in found for spot in group]
    assert sorted(spots) == [Spot(at, place) for at, lines in enumerate(rulesets) for place in range(len(lines))]
    home = {spot: at for at, group in enumerate(found) for spot in group}
    if len(rulesets) > 1:
        old, new = rulesets[0], rulesets[1]
        for before, after in pairs(old, new):
            if before is not None and after is not None:
                assert home[Spot(0, old.index(before))] == home[Spot(1, new.index(after))]
