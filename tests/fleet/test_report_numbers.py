"""What scores come to, held to plain Python over the scorecards of every site."""

from collections import Counter
from collections.abc import ItemsView
from pathlib import Path
from statistics import mean
from typing import Final

import polars as pl
import pytest

from gfassess.errors import GfassessError
from gfassess.fleet import results
from gfassess.fleet.groups import OTHERS, Chosen, groups_of, place_of, require
from gfassess.fleet.scored import Scored, open_scored
from gfassess.fleet.summary import BINS, Group, Spread, Summary, summarize
from gfassess.model.assessment import Assessment
from gfassess.model.rules import Ruleset
from gfassess.model.scorecard import Scorecard
from gfassess.peers.cohort import quantile
from gfassess.scoring import questions_of, score
from tests.fleet.scored import PLACES, fleet_of, shipped, write_scored

COUNT: Final = 120
RULESETS: Final = ("five", "gbt36132-2025", "miit-form-2025")


class Seen:
    """One rule set over the same sites: as summarized, and as scorecards."""

    def __init__(self, name: str, folder: Path) -> None:
        """Score and write."""
        self.rules: Ruleset = shipped().rulesets[name]
        self.assessments = fleet_of(COUNT)
        self.cards = [score(shipped(), one, ruleset=name) for one in self.assessments]
        write_scored(folder, shipped(), self.rules, self.assessments)
        self.scored: Scored = open_scored(folder)
        self.found = self.summary(Chosen())

    def summary(self, chosen: Chosen) -> Summary:
        """Return the summary of the sites that were chosen."""
        return summarize(self.scored, shipped(), self.rules, groups_of(self.scored), chosen)

    def of(self, **wanted: object) -> list[Scorecard]:
        """Return the scorecards of a division, a province, a year."""
        return [card for one, card in zip(self.assessments, self.cards, strict=True) if wanted.items() <= _who(one)]


def _who(one: Assessment) -> ItemsView[str, object]:
    who = one.enterprise
    return {"division": who.division, "province": place_of(who.province), "year": one.year}.items()


@pytest.fixture(scope="module", params=RULESETS)
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Give every rule set that comes along."""
    return Seen(request.param, tmp_path_factory.mktemp("scored") / "out")


def holds(found: Spread | None, values: list[float]) -> None:
    """Assert that a spread is that of some values."""
    ordered = sorted(values)
    wanted = [mean(values), *(quantile(ordered, part) for part in (0, 0.25, 0.5, 0.75, 1))]
    assert found is not None
    assert list(found) == pytest.approx(wanted)


def group_holds(found: Group, cards: list[Scorecard]) -> None:
    """Assert that a group says what its scorecards say."""
    verdicts = Counter(card.verdict for card in cards)
    assert found.sites == len(cards)
    assert found.verdicts == tuple(verdicts[name] for name in results.VERDICTS)
    totals = [card.total for card in cards if card.total is not None]
    if not totals:
        assert (found.low, found.high, found.evidenced) == (None, None, None)
        return
    holds(found.low, [total.low for total in totals])
    holds(found.evidenced, [total.evidenced for total in totals])
    assert found.high == pytest.approx(mean(total.high for total in totals))


def test_all_together_and_years(seen: Seen) -> None:
    """The whole is that of all scorecards, and so are the years."""
    group_holds(seen.found.whole, seen.cards)
    assert seen.found.years == dict(sorted(Counter(one.year for one in seen.assessments).items()))
    assert seen.found.invented == COUNT


def test_divisions_and_provinces(seen: Seen) -> None:
    """Every division and province is a group of its own, one of several spellings too; those without stand last."""
    for group in seen.found.divisions:
        group_holds(group, seen.of(division=group.id))
    for group in seen.found.regions:
        group_holds(group, seen.of(province=group.id))
    assert [group.id for group in seen.found.divisions] == ["30", "38", "39", "99", ""]
    assert [group.id for group in seen.found.regions] == ["安徽", "湖南", "重庆", "新疆", "火星", ""]


def test_tenths_of_the_points(seen: Seen) -> None:
    """Each total is counted in the tenth that it lies in, a full one in the last; without weights nothing is."""
    lows = [card.total.low for card in seen.cards if card.total is not None]
    counts = Counter(min(int(low / seen.rules.points * BINS), BINS - 1) for low in lows)
    assert seen.found.bins == (tuple(counts[place] for place in range(BINS)) if lows else ())


def test_criteria(seen: Seen) -> None:
    """Means and shares of a criterion are those of the sites for which it has points."""
    assert len(seen.found.criteria) == (len(seen.rules.heads) if seen.rules.weighted else 0)
    for place, found in enumerate(seen.found.criteria):
        heads = [card.criteria[place] for card in seen.cards if card.criteria[place].points > 0]
        assert found.sites == len(heads)
        assert found.points == pytest.approx(mean(head.points for head in heads))
        totals = [head.total for head in heads if head.total is not None]
        assert found.low == pytest.approx(mean(total.low for total in totals))
        assert found.high == pytest.approx(mean(total.high for total in totals))
        assert found.evidenced == pytest.approx(mean(total.evidenced for total in totals))
        holds(found.share, [total.low / head.points for total, head in zip(totals, heads, strict=True)])


def test_gates(seen: Seen) -> None:
    """A gate counts those that it blocks, those that it alone blocks, and those that did not answer."""
    failed = [[one.gate.id for one in card.gates if one.state == "fail"] for card in seen.cards]
    for place, found in enumerate(seen.found.gates):
        states = Counter(card.gates[place].state for card in seen.cards)
        assert (found.passed, found.failed, found.unknown) == (states["pass"], states["fail"], states["unknown"])
        assert found.alone == sum(names == [found.id] for names in failed)
    counts = Counter(map(len, failed))
    assert seen.found.blocked == tuple(counts[number] for number in range(max(counts) + 1))
    assert sum(seen.found.blocked[1:]) == seen.found.whole.verdicts[results.VERDICTS.index("blocked")]


def test_lines(seen: Seen) -> None:
    """What is lost and what is open on a line follows from its scores, in each province and in all together."""
    regions = {**{name: seen.of(province=name) for name in seen.found.by_region}, OTHERS: seen.cards}
    for name, cards in regions.items():
        lines = seen.found.lines if name == OTHERS else seen.found.by_region[name]
        for place, line in enumerate(lines):
            scores = [card.scores[place] for card in cards]
            counts = Counter(one.state for one in scores)
            assert line.sites == tuple(counts[state] for state in results.STATES)
            lost = [one.points - one.low for one in scores if one.state == "scored"]
            assert line.lost == pytest.approx(mean(lost), abs=1e-9) if lost else line.lost is None
            waiting = [one.high - one.low if one.state not in {"scored", "not_applicable"} else 0 for one in scores]
            assert line.open == pytest.approx(mean(waiting))


def test_missing(seen: Seen) -> None:
    """A question counts with the sites that leave it out, and with the points of the unanswered lines behind it."""
    scores = pl.read_parquet(results.scores_folder(seen.scored.folder))
    asking = {line.id: questions_of(shipped(), line) for head in seen.rules.heads for line in head.indicator}
    wanted: dict[str, object] = {}
    for name in results.asked(shipped(), seen.rules):
        sites = scores.filter(pl.col(results.missing_column(name)))["site"].to_list()
        stakes = [
            sum(
                one.points
                for one in seen.cards[site].scores
                if one.state == "unanswered" and name in asking[one.indicator.id]
            )
            for site in sites
        ]
        if sites:
            wanted[name] = [len(sites), pytest.approx(mean(stakes))]
    assert {one.id: [one.sites, one.stake] for one in seen.found.missing} == wanted
    assert [one.sites for one in seen.found.missing] == sorted((one.sites for one in seen.found.missing), reverse=True)


def test_chosen_sites(seen: Seen) -> None:
    """A division, a province in any spelling and a year leave the sites that have them, of all figures."""
    for place in PLACES[1:3]:
        found = seen.summary(Chosen("30", place, 2024))
        cards = seen.of(division="30", province=place_of(place), year=2024)
        assert found.whole.sites == len(cards)
        if cards:
            group_holds(found.whole, cards)
            assert all(sum(line.sites) == len(cards) for line in found.lines)
    assert seen.summary(Chosen(region="湖南省")) == seen.summary(Chosen(region=" 湖南 "))._replace(
        chosen=Chosen(region="湖南省")
    )


def test_sites_that_nobody_has(seen: Seen) -> None:
    """What no site has is refused, all of it at once, with what there is."""
    with pytest.raises(GfassessError) as caught:
        require(groups_of(seen.scored), Chosen("13", "西藏", 1999))
    assert len(caught.value.problems) == 3
    assert "30, 38, 39, 99" in caught.value.problems[0].hint


def test_no_site_at_all(tmp_path: Path) -> None:
    """A folder without a single site has a summary, too."""
    rules = shipped().rulesets["five"]
    write_scored(tmp_path / "out", shipped(), rules, [], parts=1)
    scored = open_scored(tmp_path / "out")
    found = summarize(scored, shipped(), rules, groups_of(scored), Chosen())
    assert (found.whole.sites, found.lines, found.missing, found.criteria) == (0, (), (), ())


def test_very_many_names(tmp_path: Path) -> None:
    """Of very many provinces the most frequent have a group, the rest stand together: nothing is lost or endless."""
    rules = shipped().rulesets["five"]
    written = ["湖南", *(f"地方{number}" for number in range(99)), "湖南省"]
    blank = Assessment(ruleset="five", year=2024)
    sites = [
        blank.model_copy(update={"enterprise": blank.enterprise.model_copy(update={"province": name})})
        for name in written
    ]
    write_scored(tmp_path / "out", shipped(), rules, sites)
    scored = open_scored(tmp_path / "out")
    found = summarize(scored, shipped(), rules, groups_of(scored), Chosen())
    assert (found.regions[0].id, found.regions[0].sites) == ("湖南", 2)
    assert (found.regions[-1].id, found.regions[-1].sites) == (OTHERS, 40)
    assert sum(group.sites for group in found.regions) == len(sites)
