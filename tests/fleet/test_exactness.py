"""The heart of the fleet: a factory comes to the same by itself and among many, in every cell and every state."""

import math
import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gfassess import rules
from gfassess.files import builtin_examples
from gfassess.fleet.compile import compiled
from gfassess.fleet.exact import joined, split
from gfassess.fleet.layout import SITE
from gfassess.fleet.packed import Packed
from gfassess.fleet.references import CohortOf
from gfassess.fleet.results import SCOPES, TOTAL, place_columns, scores_folder, standing_file
from gfassess.fleet.score import Order, score_on_polars
from gfassess.fleet.steps import Plan, Source, run
from gfassess.model.assessment import Assessment
from gfassess.model.cases import CaseFile
from gfassess.model.cohort import LEAST, CohortFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.peers.cohort_pairs import pairs_for
from gfassess.rules.folder import Folder
from gfassess.scoring import Cohort
from gfassess.scoring.references import CohortPair
from gfassess.store import load
from gfassess.store.cohort import load_cohort
from tests.fleet.agreement import Memory, differences
from tests.fleet.exports import packed
from tests.fleet.generated import an_assessment, assessments
from tests.fleet.reference import reference_scores
from tests.fleet.synthetic import synthetic_books, synthetic_folders

ROOT: Final = Path(__file__).parents[2]
SYNTHETIC: Final = tuple(synthetic_folders())
SHIPPED: Final = sorted(path.name for path in (ROOT / "criteria" / "rulesets").iterdir())
MANY: Final = 1000
"""So many generated assessments are scored under each rule set that ships, and so many under each other one."""
SOME: Final = 300
PROVINCES: Final = ("浙江", "浙江省", "广西", "广西壮族自治区", "", "火星")
SHOWN: Final = 20


@cache
def _shipped() -> Rulebook:
    return rules.load(ROOT / "criteria")


@cache
def _book(name: str) -> Rulebook:
    """Return the book of a synthetic folder, or the one that ships."""
    return synthetic_books()[name] if name else _shipped()


@cache
def _plan(book: str, ruleset: str) -> Plan:
    return compiled(_book(book), _book(book).rulesets[ruleset])


def _scored(plan: Plan, source: Source) -> pl.DataFrame:
    found = run(plan, source).to_native().collect()
    assert isinstance(found, pl.DataFrame)
    return found


@cache
def _sites(book: str) -> list[Assessment]:
    """Return generated assessments for a book, the same ones to every test."""
    return assessments(_book(book), 101, SOME if book else MANY)


def _disagreements(book: str, ruleset: str, many: Sequence[Assessment]) -> list[str]:
    """Return the cells that differ, the first ones of them."""
    scores = _scored(_plan(book, ruleset), Memory(_book(book), many))
    wanted = reference_scores(_book(book), _book(book).rulesets[ruleset], many)
    return list(islice(differences(scores, wanted), SHOWN))


@pytest.mark.parametrize("ruleset", SHIPPED)
def test_generated_assessments_under_the_shipped_rules(ruleset: str) -> None:
    """A thousand come to the same under each rule set that ships."""
    assert _disagreements("", ruleset, _sites("")) == []


@pytest.mark.parametrize("name", SYNTHETIC)
def test_generated_assessments_under_other_rules(name: str) -> None:
    """So do hundreds under rules that use whatever a rule file may hold."""
    assert _disagreements(name, "small", _sites(name)) == []


@pytest.mark.parametrize("name", ["", *SYNTHETIC], ids=["shipped", *SYNTHETIC])
@settings(max_examples=3)
@given(data=st.data())
def test_drawn_assessments(name: str, data: st.DataObject) -> None:
    """What hypothesis draws does; where it does not, it is shown with the few answers that it takes."""
    many = data.draw(st.lists(an_assessment(_book(name)), min_size=1, max_size=6))
    assert _disagreements(name, data.draw(st.sampled_from([*_book(name).rulesets])), many) == []


def _worked_cases() -> Iterator[Assessment]:
    folder = Folder(ROOT / "criteria")
    folder.read_all(CaseFile, "cases")
    yield from (case.assessment() for file, _place in folder.of(CaseFile) for case in file.case)


def test_examples_and_worked_cases(tmp_path: Path) -> None:
    """The examples and every case worked out by hand do under every rule set, from files and with a standing."""
    shown = [load(path).assessment for path in builtin_examples()]
    found = [
        one.model_copy(update={"enterprise": one.enterprise.model_copy(update={"name": f"{number}"})})
        for number, one in enumerate((*shown, *_worked_cases()))
    ]
    assert len(found) > 100
    folder = packed(_shipped(), found, tmp_path / "packed")
    for name, rule_set in _shipped().rulesets.items():
        scores = _scored_folder("", name, folder, tmp_path / name)
        assert list(islice(differences(scores, reference_scores(_shipped(), rule_set, found)), SHOWN)) == []


def _scored_files(
    book: str, ruleset: str, many: Sequence[Assessment], place: Path, *, part_sites: int = 10_000
) -> pl.DataFrame:
    """Pack and score as the command does; return the scores."""
    folder = packed(_book(book), many, place / "packed", part_sites=part_sites)
    return _scored_folder(book, ruleset, folder, place / "scored")


def _scored_folder(book: str, ruleset: str, folder: Packed, place: Path) -> pl.DataFrame:
    score_on_polars(Order(folder, _book(book), ruleset, place), lambda _done: None)
    return pl.concat([pl.read_parquet(path) for path in sorted(scores_folder(place).iterdir())])


def _text(scores: pl.DataFrame) -> str:
    """Return scores as text, to the last digit and with the sign of nothing."""
    return scores.write_csv()


@given(st.lists(st.floats(-1e15, 1e15).filter(lambda figure: not 0 < abs(figure) < 1e-9), max_size=40), st.randoms())
def test_sums_are_those_of_exact_arithmetic(figures: list[float], chance: random.Random) -> None:
    """Any order of figures up to 10^15, opposite ones among them, sums up to the exact sum, rounded once."""
    mixed = [*figures, *(-one for one in figures[::2])]
    chance.shuffle(mixed)
    small = [one / 1e15 for one in map(abs, figures)]
    for column, bound in ((mixed, math.inf), (small, 1.0)):
        frame = nw.from_native(pl.DataFrame({"figure": column}, schema={"figure": pl.Float64}))
        parts = frame.select(**{name: part.sum() for name, part in split(nw.col("figure"), bound).items()})
        total = parts.select(total=joined([nw.col(name) for name in parts.columns])).item()
        assert total == pytest.approx(math.fsum(column), rel=0, abs=2**-60)


@pytest.mark.parametrize("name", ["", "rows_weighted", "totals", "variants"])
def test_order_of_sites_and_parts_changes_nothing(name: str, tmp_path: Path) -> None:
    """Every site has the same bytes wherever it stands, and whichever others are in its part."""
    many = _sites(name)[:30]
    ruleset = next(iter(_book(name).rulesets))
    whole = _scored_files(name, ruleset, many, tmp_path / "whole")
    parts = _scored_files(name, ruleset, many, tmp_path / "parts", part_sites=7)
    assert _text(parts) == _text(whole)
    order = random.Random(3).sample(range(len(many)), len(many))
    shuffled = _scored_files(name, ruleset, [many[place] for place in order], tmp_path / "shuffled", part_sites=11)
    assert shuffled[SITE].to_list() == list(range(len(many)))
    assert _text(_unnumbered(shuffled)) == _text(_unnumbered(whole[order]))


def _unnumbered(scores: pl.DataFrame) -> pl.DataFrame:
    return scores.drop(SITE, "file")


@pytest.mark.parametrize("name", ["", *SYNTHETIC], ids=["shipped", *SYNTHETIC])
def test_order_of_ledger_rows_changes_nothing(name: str) -> None:
    """Sums over rows come to the same last digit in any order."""
    many, chance = _sites(name)[:80], random.Random(4)
    turned = [
        one.model_copy(
            update={"ledgers": {key: tuple(chance.sample(rows, len(rows))) for key, rows in one.ledgers.items()}}
        )
        for one in many
    ]
    for ruleset in _book(name).rulesets:
        found = _unnumbered(_scored(_plan(name, ruleset), Memory(_book(name), [*many, *turned])))
        assert _text(found[len(many) :]) == _text(found[: len(many)])


def test_places(tmp_path: Path) -> None:
    """The place of every site is that which counting gives, within each scope; a province is one however written."""
    chance, many = random.Random(11), assessments(_book("scales"), 11, 90)
    some = [
        one.model_copy(
            update={
                "year": chance.choice((2023, 2024)),
                "enterprise": one.enterprise.model_copy(
                    update={"division": chance.choice(("13", "14", "")), "province": chance.choice(PROVINCES)}
                ),
            }
        )
        for one in many
    ]
    scores = _scored_files("scales", "small", some, tmp_path, part_sites=50).rows(named=True)
    found = pl.read_parquet(standing_file(tmp_path / "scored")).sort(SITE)
    for row in found.rows(named=True):
        own = scores[row[SITE]]
        assert [row[name] for name in TOTAL] == [own[name] for name in TOTAL]
        for scope, keys in SCOPES.items():
            others = [_told(one) for one in scores if all(_region(one, key) == _region(own, key) for key in keys)]
            above, below = (sum(one > _told(own) for one in others), sum(one < _told(own) for one in others))
            middle = below + (len(others) - above - below) / 2
            percentile = middle * 100 / len(others) if len(others) >= LEAST else None
            assert [row[name] for name in place_columns(scope)] == [len(others), above + 1, percentile]


def _told(row: dict[str, Any]) -> int:
    """Return the points for sure as far as engines agree on them."""
    low: float = row["low"]
    return round(low * 1e9)


def _region(row: dict[str, Any], key: str) -> Any:
    """Return where a site is for a scope: of the provinces here the first two characters tell."""
    return row[key][:2] if key == "province" else row[key]


def test_cohort_of_a_file() -> None:
    """With a cohort, each site is given the reference values of its division and year, as one factory is."""
    cohort, book = load_cohort(ROOT / "examples" / "cohort-illustrative.toml"), _shipped()
    divisions = sorted({cell.division for cell in cohort.cell})
    chance = random.Random(9)
    many = [
        one.model_copy(update={"enterprise": one.enterprise.model_copy(update={"division": chance.choice(divisions)})})
        for one in assessments(book, 9, 80)
    ]
    for rule_set in book.rulesets.values():
        assert _with_cohort(book, rule_set.id, many, _giving(cohort, rule_set)) == []
    five = book.rulesets["five"]
    scores = (reference_scores(book, five, many, cohort=one) for one in (None, _giving(cohort, five)))
    assert len({_text(one) for one in scores}) == 2


def _giving(cohort: CohortFile, rule_set: Ruleset) -> CohortOf:
    return lambda division, year: pairs_for(cohort, rule_set, division, year).cohort


@pytest.mark.parametrize("name", ["scales", "scales_full", "variants"])
def test_any_cohort(name: str) -> None:
    """Also pairs the wrong way round, without distance, beyond all figures, and divisions that have none."""
    book, chance = _book(name), random.Random(10)
    figures = (0.0, 0.5, 1.0, 2.0, 2.0, 8.0, -3.0, 1e308, -1e308, 5e-324)
    given = {
        (division, year): {
            reference: CohortPair(chance.choice(figures), chance.choice(figures), "cohort")
            for reference in ("both", "based", "less", "gap")
            if chance.random() < 0.8
        }
        for division in ("", "13", "20", "99")
        for year in range(2015, 2030)
    }

    def of(division: str, year: int) -> Cohort:
        return given.get((division, year), {})

    assert _with_cohort(book, "small", assessments(book, 10, 200), of) == []


def _with_cohort(book: Rulebook, ruleset: str, many: Sequence[Assessment], cohort: CohortOf) -> list[str]:
    rule_set = book.rulesets[ruleset]
    found = _scored(compiled(book, rule_set, cohort), Memory(book, many))
    return list(islice(differences(found, reference_scores(book, rule_set, many, cohort=cohort)), SHOWN))
