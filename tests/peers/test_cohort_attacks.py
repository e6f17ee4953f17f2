"""What is published, in one version or in all together, gives no single site away."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gfassess.model.cohort import LEAST, BuilderLedger, CohortFile
from gfassess.peers.cohort import DIGITS, Sample, Subject
from gfassess.peers.cohort_blocks import Blocks
from gfassess.peers.cohort_build import build, forget_last
from gfassess.store.cohort import dump_cohort
from tests.peers.sites import LAND, RULES, TOTAL, WATER, figures, ledger, site, sites, versions

EIGHT = [3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 12.0]


def test_few_sites_are_withheld() -> None:
    """Four sites are not published, five are."""
    assert versions(sites(EIGHT[:4]))[0].cells == ()
    assert figures(versions(sites(EIGHT[:5]))[0])["34"].n == 5


@pytest.mark.parametrize("with_values", [False, True])
@pytest.mark.parametrize(
    "after",
    [
        pytest.param([*sites(EIGHT), site("new", 99.0)], id="newcomer"),
        pytest.param([*sites(EIGHT), *sites([1.0, 2.0, 2.5, 99.0], prefix="new")], id="four newcomers"),
        pytest.param(sites(EIGHT)[1:], id="leaver"),
        pytest.param([*sites(EIGHT)[1:], site("new", 99.0)], id="one for another"),
        pytest.param([*sites(EIGHT)[1:], site("s0", 99.0)], id="correction"),
        pytest.param(
            [*(site(one.site, one.readings[WATER] + 1e-6) for one in sites(EIGHT)), site("new", 99.0)],
            id="a newcomer behind corrections of nothing",
        ),
        pytest.param([*sites(EIGHT)[1:], *sites([1.0] * 5, prefix="new")], id="a leaver behind five newcomers"),
    ],
)
def test_a_small_change_changes_nothing(after: list[Sample], with_values: bool) -> None:  # noqa: FBT001
    """The old figures stay, so the difference of two versions is nothing: n times mean shows nobody."""
    first, second = versions(sites(EIGHT), after, with_values=with_values)
    assert figures(second) == figures(first)
    assert {one.reason for one in second.left} >= {"kept"}


def test_a_group_may_join() -> None:
    """Five newcomers at once show as a group, as five sites of a cell of their own would."""
    first, second = versions(sites(EIGHT), [*sites(EIGHT), *sites([1.0] * 5, prefix="new")])
    assert (figures(first)["34"].n, figures(second)["34"].n) == (8, 13)


def test_small_changes_add_up_until_they_are_a_group() -> None:
    """Newcomers wait until there are five of them."""
    grown = [[*sites(EIGHT), *sites([1.0] * count, prefix="new")] for count in range(6)]
    assert [figures(built)["34"].n for built in versions(*grown)] == [8, 8, 8, 8, 8, 13]


def test_versions_further_back_count_too() -> None:
    """Two steps that are each large enough but come back to nearly the first version are refused."""
    base, other = sites(EIGHT + EIGHT, prefix="a"), sites([1.0] * 6, prefix="b")
    first, second, third = versions(base, [*base[6:], *other], [*base[1:], *other[:1]])
    assert figures(second) != figures(first)
    assert figures(third) == figures(second)


def test_a_withheld_cell_does_not_follow_from_the_others() -> None:
    """Of all divisions less those that are published at least five sites are left, or none."""
    (small,) = versions([*sites(EIGHT), *sites([50.0], "35", "b")])
    assert figures(small).keys() == {"34"}
    (enough,) = versions([*sites(EIGHT), *sites([50.0] * 2, "35", "b"), *sites([60.0] * 3, "36", "c")])
    assert figures(enough).keys() == {"34", ""}
    (none,) = versions([*sites(EIGHT), *sites(EIGHT, "35", "b")])
    assert figures(none).keys() == {"34", "35", ""}


def test_a_cell_that_waits_does_not_show_through_all_together() -> None:
    """One newcomer in one division and five in another: all together less the other would show the one."""
    before = [*sites(EIGHT), *sites(EIGHT, "35", "b")]
    first, second = versions(before, [*before, site("new", 99.0), *sites([1.0] * 5, "35", "c")])
    assert figures(second)["35"].n == 13
    assert (figures(second)["34"], figures(second)[""]) == (figures(first)["34"], figures(first)[""])


def test_parts_of_a_total_do_not_show_who_has_more() -> None:
    """Shares add up to each other: a site that a criterion has more than the total would show, and is left out."""
    answered = [Sample(f"s{place}", "34", 2025, {TOTAL: 0.5, LAND: 0.5}, {}) for place in range(8)]
    partly = Sample("t", "34", 2025, {LAND: 0.9}, {})
    (built,) = versions([*answered, partly])
    assert figures(built, TOTAL)["34"].n == 8
    assert figures(built, LAND)["34"].n == 8
    assert figures(built, LAND)["34"].mean == 0.5
    assert figures(built, LAND)[""] == figures(built, LAND)["34"]
    assert {(one.division, one.reason) for one in built.left} == {("34", "part"), ("", "part")}


@pytest.mark.parametrize("more", range(1, 6))
def test_a_value_does_not_follow_from_the_shares_of_others(more: int) -> None:
    """Criterion less its other line is the share of the value, and leading and baseline value are known.

    So the mean of the value over those with a criterion can be worked out; the mean over a few more would show them.
    """
    plot = Subject("indicator", "plot", "", "higher")

    def share(value: float) -> float:
        return (10 - value) / 8

    done = [
        Sample(f"s{place}", "34", 2025, {WATER: value, plot: 0.5, LAND: 0.6 * share(value) + 0.4 * 0.5}, {})
        for place, value in enumerate((3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 2.0))
    ]
    (whole,) = versions(done)
    land, line = figures(whole, LAND)["34"], figures(whole, plot)["34"]
    worked_out = 10 - 8 * (land.mean - 0.4 * line.mean) / 0.6
    assert worked_out == pytest.approx(figures(whole)["34"].mean, rel=0.01), "the attack works"
    after = [*done, *sites([9.0] * more, prefix="open")]
    for built in (versions(after)[-1], versions(done, after)[-1]):
        assert figures(built)["34"].n == (13 if more == LEAST else 8)


def test_sites_without_a_value_hide_nothing_there() -> None:
    """A line that does not apply to a few sites has a figure of the others, beside the total of all."""
    without = [Sample(f"n{place}", "34", 2025, {TOTAL: 0.5}, {}) for place in range(2)]
    (built,) = versions(
        [*(Sample(one.site, "34", 2025, {**one.readings, TOTAL: 0.5}, {}) for one in sites(EIGHT)), *without]
    )
    assert (figures(built, TOTAL)["34"].n, figures(built)["34"].n) == (10, 8)
    assert built.left == ()


def test_what_was_never_handed_out_is_forgotten() -> None:
    """A trial run does not freeze the first version that counts."""
    trial = build(sites(EIGHT), ledger(), RULES)
    again = build([*sites(EIGHT), site("new", 99.0)], forget_last(trial.ledger), RULES)
    assert figures(again)["34"].n == 9
    assert again.ledger.version == 1
    assert forget_last(ledger()) == ledger()


def test_figures_of_other_rules_do_not_stay() -> None:
    """What may not change but was scored by other rules is withheld: the file would not be true."""
    first = build(sites(EIGHT), ledger(), RULES)
    second = build([*sites(EIGHT)[1:], site("s0", 99.0)], first.ledger, "b" * 64)
    assert figures(second) == {}
    assert {one.reason for one in second.left} == {"withheld"}


def test_the_same_sites_give_the_same_file_again() -> None:
    """Order does not matter, and building twice is no change."""
    first, second = versions(sites(EIGHT), reversed(sites(EIGHT)))
    assert first.cells == second.cells
    assert second.left == ()


def test_nothing_in_the_file_says_who() -> None:
    """Neither names nor digests nor their key leave the builder; the ledger holds no name and no figure of a site."""
    named = [site(f"绿源{place}厂", value) for place, value in enumerate(EIGHT)]
    built = build(named, ledger(), RULES)
    cohort = CohortFile(id="c", title="c", ruleset="r", version="1", rules=RULES, digits=DIGITS, cell=built.cells)
    text = dump_cohort(cohort)
    digests = [digest for one in built.ledger.published for digest in one.sites.split()]
    assert not any(word in text for word in ("绿源", ledger().key, *digests))
    assert "绿源" not in built.ledger.model_dump_json()
    other = build(named, BuilderLedger(id="test", key="2" * 64), RULES)
    assert not set(digests) & {digest for one in other.ledger.published for digest in one.sites.split()}


def _solvable(rows: Iterable[frozenset[str]]) -> set[str]:
    """Return the members whose own figure follows from the sums over sets, by elimination in exact numbers."""
    sets = list(dict.fromkeys(rows))
    names = sorted({name for one in sets for name in one})
    matrix = [[Fraction(name in one) for name in names] for one in sets]
    reduced: list[list[Fraction]] = []
    for column in range(len(names)):
        pivot = next((row for row in matrix if row[column]), None)
        if pivot is None:
            continue
        matrix.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        matrix = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in matrix]
        reduced = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in reduced] + [pivot]
    return {
        names[next(place for place, value in enumerate(row) if value)]
        for row in reduced
        if sum(value != 0 for value in row) == 1
    }


def test_the_attack_of_these_tests_works() -> None:
    """It finds who is alone in a difference, also of three sets."""
    assert _solvable([frozenset("ab"), frozenset("abc")]) == {"c"}
    assert _solvable([frozenset("ab"), frozenset("bc"), frozenset("ac")]) == {"a", "b", "c"}
    assert _solvable([frozenset("abc"), frozenset("de")]) == set()


HISTORY = st.lists(
    st.dictionaries(
        st.integers(0, 23), st.tuples(st.sampled_from(("34", "35", "36")), st.sampled_from((1.0, 2.0, 7.0)))
    ),
    min_size=1,
    max_size=5,
)
"""Who is there in each version, in which division and with which value."""


@settings(max_examples=150, deadline=None)
@given(HISTORY, st.booleans())
def test_no_sequence_of_versions_gives_a_site_away(
    history: Sequence[dict[int, tuple[str, float]]],
    with_values: bool,  # noqa: FBT001
) -> None:
    """Whatever joins, leaves, moves and is corrected: from all sums ever published no site's own figure follows."""
    found = versions(
        *([site(f"s{place}", value, division) for place, (division, value) in each.items()] for each in history),
        with_values=with_values,
    )
    published = [frozenset(one.sites.split()) for one in found[-1].ledger.published if one.family == WATER.family]
    assert not _solvable(published)
    assert not _solvable([frozenset(digest.partition(".")[0] for digest in one) for one in published])
    for built in found:
        assert all(figure.n >= LEAST for figure in figures(built).values())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(st.integers(0, 23), st.booleans()), min_size=1, max_size=4))
def test_values_and_shares_together_give_no_site_away(history: Sequence[dict[int, bool]]) -> None:
    """Sums of shares show sums of values; with the sums of values themselves no site's own value follows."""

    def sample(place: int, settled: bool) -> Sample:  # noqa: FBT001
        return Sample(f"s{place}", "34", 2025, {WATER: 1.0, TOTAL: 1.0} if settled else {WATER: 1.0}, {})

    found = versions(*([sample(*one) for one in each.items()] for each in history))
    every = [one.sites.split() for one in found[-1].ledger.published]
    assert not _solvable([frozenset(digest.partition(".")[0] for digest in one) for one in every])


@given(st.lists(st.frozensets(st.sampled_from("abcdefghijklmnopqrst")), max_size=8))
def test_blocks_are_those_of_all_sets(offered: list[frozenset[str]]) -> None:
    """After any admissions the members of no intersection of the sets are fewer than five."""
    blocks, admitted = Blocks(), list[frozenset[str]]()
    for one in offered:
        if blocks.admits(one):
            blocks.add(one)
            admitted.append(one)
    signs = [tuple(name in one for one in admitted) for name in "abcdefghijklmnopqrst"]
    assert all(signs.count(sign) >= LEAST for sign in signs if any(sign))
