"""What the exactness tests begin from: generated assessments reach every state, and their files say the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

import polars as pl
import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from bench.fleet.generate import generate
from gfassess import rules
from gfassess.cli import main
from gfassess.files.control import forbidden
from gfassess.fleet.layout import assessment_columns, ledger_columns
from gfassess.fleet.packed import Packed, open_packed
from gfassess.fleet.packed_checks import check_columns, read_part
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.model.scorecard import GateState, Refusal, Verdict
from gfassess.scoring import score
from gfassess.store import dump, parse
from tests.fleet.coverage import Coverage, coverage, reachable
from tests.fleet.exports import packed, write_exports
from tests.fleet.generated import an_assessment, assessments
from tests.fleet.synthetic import synthetic_books, synthetic_folders

CRITERIA: Final = Path(__file__).parents[2] / "criteria"
SHIPPED: Final = rules.load(CRITERIA)
_SEED: Final = 1


def _covered(book: Rulebook, count: int) -> Coverage:
    many = assessments(book, _SEED, count)
    return coverage(score(book, one, ruleset=name) for one in many for name in book.rulesets)


def _unreached(book: Rulebook, found: Coverage) -> Iterator[str]:
    """Name the states of indicators, variants and gates that did not occur, and those that should not have."""
    for name, rule_set in book.rulesets.items():
        for line in (line for head in rule_set.heads for line in head.indicator):
            got = {state for rules_id, one, state in found.states if (rules_id, one) == (name, line.id)}
            if got != (wanted := reachable(book, line)):
                yield f"{name} {line.id}: {sorted(wanted - got)} not reached, {sorted(got - wanted)} not foreseen"
            counted = {place for rules_id, one, place, _state in found.variants if (rules_id, one) == (name, line.id)}
            if len(counted) != len(line.variants):
                yield f"{name} {line.id}: only the variants {sorted(counted)} counted"
        for gate in rule_set.gates:
            if missed := [state for state in get_args(GateState) if not found.gates[name, gate.id, state]]:
                yield f"{name} {gate.id}: {missed}"


def _rungs(rule_set: Ruleset) -> Iterator[tuple[str, str, float]]:
    for line in (line for head in rule_set.heads for line in head.indicator):
        for step in (step for variant in line.variants for step in variant.scale.steps):
            yield rule_set.id, line.id, step.at


def test_every_state_of_the_shipped_rules_is_reached() -> None:
    """A few hundred reach all states of all lines and gates, all verdicts, references, refusals and faults."""
    found = _covered(SHIPPED, 500)
    assert list(_unreached(SHIPPED, found)) == []
    assert {verdict for _rules, verdict in found.verdicts} == set(get_args(Verdict))
    assert found.references.keys() == {"fixed", "entered", "chosen", "row"}
    assert found.refusals.keys() == set(get_args(Refusal))
    assert found.faults.keys() == {"zero_divisor", "too_large", "weights"}
    assert {0, 1, 2, 5} <= found.rows.keys()
    missed = [rung for one in SHIPPED.rulesets.values() for rung in _rungs(one) if not found.rungs[rung]]
    assert missed == [], "no value stands exactly on these rungs"


@pytest.mark.parametrize("name", list(synthetic_folders()))
def test_every_state_of_the_synthetic_rules_is_reached(name: str) -> None:
    """The rules that use what the shipped ones do not reach everything, too; their folders pass every check."""
    book = synthetic_books()[name]
    assert list(_unreached(book, _covered(book, 500))) == []


def test_a_seed_gives_the_same_assessments() -> None:
    """The first ones do not depend on how many there are, another seed gives others, and no two are of one site."""
    few, many = assessments(SHIPPED, 3, 5), assessments(SHIPPED, 3, 20)
    assert few == many[:5]
    assert assessments(SHIPPED, 4, 5) != few
    assert len({one.enterprise.name for one in many}) == len(many)


@pytest.mark.parametrize("book", [SHIPPED, synthetic_books()["variants"]], ids=["shipped", "variants"])
def test_every_generated_assessment_can_stand_in_a_file(book: Rulebook) -> None:
    """What is generated is written and read back as it is: odd texts, dates, figures at the ends of a float."""
    for one in assessments(book, 2, 40):
        assert not list(forbidden(one.model_dump()))
        assert parse(dump(one)).assessment == one


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_drawn_assessments_can_be_scored(data: st.DataObject) -> None:
    """Whatever hypothesis draws is an assessment that the scorer of one factory takes."""
    book = data.draw(st.sampled_from([SHIPPED, *synthetic_books().values()]))
    one = data.draw(an_assessment(book))
    for name in book.rulesets:
        assert score(book, one, ruleset=name).criteria


def test_drawn_assessments_shrink() -> None:
    """A failure is shown with the few answers that it needs."""
    book = synthetic_books()["parameters"]
    scored = find(an_assessment(book), lambda one: score(book, one).scores[0].state == "scored")
    assert set(scored.facts) == {"a"}
    assert not scored.ledgers
    assert not scored.references


def _tables(folder: Packed, book: Rulebook) -> Iterator[pl.DataFrame]:
    for number in range(len(folder.head.part)):
        yield pl.read_parquet(folder.assessments(number)).drop("file")
        for name in book.ledgers:
            yield pl.read_parquet(folder.ledger(name, number))


def test_packing_here_and_packing_files_are_one(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Assessments packed in this process give the columns that their files give."""
    many = assessments(SHIPPED, 5, 60)
    write_exports(many, tmp_path / "in")
    here = packed(SHIPPED, many, tmp_path / "here")
    arguments = ["fleet", "pack", "--jobs", "1", str(tmp_path / "in"), "-o", str(tmp_path / "files")]
    assert main(["--lang", "en", *arguments]) == 0, capfd.readouterr().err
    files = open_packed(tmp_path / "files")
    assert here.head == files.head
    for one, other in zip(_tables(here, SHIPPED), _tables(files, SHIPPED), strict=True):
        assert one.equals(other)


def test_packing_in_small_parts(tmp_path: Path) -> None:
    """Parts of a few sites hold what one part holds."""
    many = assessments(SHIPPED, 6, 7)
    parts = packed(SHIPPED, many, tmp_path / "parts", part_sites=3)
    assert [part.sites for part in parts.head.part] == [3, 3, 1]
    whole = pl.read_parquet(packed(SHIPPED, many, tmp_path / "whole").assessments(0))
    assert pl.concat([pl.read_parquet(parts.assessments(number)) for number in range(3)]).equals(whole)
    check_columns(parts, *_columns(SHIPPED))


def _columns(book: Rulebook) -> tuple[Any, Any]:
    return assessment_columns(book), {name: ledger_columns(ledger) for name, ledger in book.ledgers.items()}


def test_invented_folders_are_packed_folders(tmp_path: Path) -> None:
    """What the bench draws passes every check of a packed folder and says that it is invented."""
    generate(400, tmp_path / "invented", book=SHIPPED)
    folder = open_packed(tmp_path / "invented")
    columns, ledgers = _columns(SHIPPED)
    check_columns(folder, columns, ledgers)
    read_part(folder, 0, columns, ledgers)
    assert folder.head.illustrative
    table = pl.read_parquet(folder.assessments(0))
    assert table["illustrative"].all()
    assert 28 <= table["division"].n_unique() <= 31
    assert set(table["year"].unique()) == {2023, 2024, 2025}


def test_invented_folders_are_the_same_for_a_seed(tmp_path: Path) -> None:
    """The first factories are the same however many there are; another seed gives others."""
    first, more, others = (
        pl.read_parquet(
            (generate(count, tmp_path / name, seed, SHIPPED), open_packed(tmp_path / name))[1].assessments(0)
        )
        for count, name, seed in ((30, "a", 7), (50, "b", 7), (30, "c", 8))
    )
    assert more.head(30).equals(first)
    assert not others.equals(first)
