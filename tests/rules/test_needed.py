"""A command reads only the files that one assessment needs; the result is that of the whole folder."""

from pathlib import Path

import pytest

from gfassess.files import builtin_criteria, builtin_examples
from gfassess.model.assessment import Assessment
from gfassess.rules import load
from gfassess.rules.needed import load_needed
from gfassess.rules.which import UnknownRulesetError
from gfassess.scoring import score
from gfassess.stamp import result
from gfassess.store import load as load_assessment

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("path", builtin_examples(), ids=lambda path: path.stem)
def test_needed_files_score_as_all_files(path: Path) -> None:
    """Leaving files out changes no figure."""
    assessment = load_assessment(path).assessment
    some, everything = load_needed(builtin_criteria(), assessment), load(builtin_criteria())
    assert result(score(some, assessment)) == result(score(everything, assessment))
    assert len(some.hashes) < len(everything.hashes)


def test_chosen_rows_bring_their_table() -> None:
    """A row of a ledger that chose from a reference table, and a reference that names a row, load that table."""
    assessment = load_assessment(ROOT / "examples" / "chongqing-profiles-2024.toml").assessment
    assert "energy_limits" not in load_needed(builtin_criteria(), assessment).tables
    rows = {"main_products": ({"limit": "any"},)}
    assert "energy_limits" in load_needed(builtin_criteria(), assessment.model_copy(update={"ledgers": rows})).tables


def test_what_was_renamed_is_found_in_the_part_that_is_read(criteria: Path) -> None:
    """A rule set that the file names by its earlier id is read; one that nobody knows is refused."""
    head = criteria / "rulesets" / "small" / "ruleset.toml"
    head.write_text(head.read_text("utf-8").replace('version = "1"', 'version = "1"\nformerly = ["tiny"]'), "utf-8")
    book = load_needed(criteria, Assessment(ruleset="tiny", year=2024))
    assert list(book.rulesets) == ["small"]
    with pytest.raises(UnknownRulesetError):
        load_needed(criteria, Assessment(ruleset="teeny", year=2024))
