"""The report: one model in both languages, and the same figures in every kind of file."""

from typing import Final

import pytest

from gfassess import words
from gfassess.model.assessment import Enterprise, Site
from gfassess.report.paper.blocks import Cell, Entries, Entry, KeyValues, Pair, Paper, Table
from gfassess.report.paper.both import TONGUES, Both, Tongue, beside, joined, spoken
from gfassess.report.paper.render import render
from tests.report.papers import (
    HOSTILE,
    READ,
    example,
    figures,
    hostile,
    machinery,
    paper_of,
    printed,
    records,
    shown_figures,
    texts,
    unfinished,
    unweighted,
)

PAPERS: Final = {"complete": machinery, "unfinished": unfinished, "unweighted": unweighted, "hostile": hostile}


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", ["complete", "unfinished", "unweighted"])
@pytest.mark.parametrize("kind", READ)
def test_every_kind_of_file_shows_the_same_figures(kind: str, name: str, tongue: Tongue) -> None:
    """Each figure of the model stands in the file as often as in the model, or more often where it is explained."""
    made = PAPERS[name]
    missing = shown_figures(made(), tongue) - figures(READ[kind](printed(made, kind, tongue)))
    assert not missing


@pytest.mark.parametrize("kind", READ)
def test_a_file_shows_no_figure_that_the_model_has_not(kind: str) -> None:
    """Renderers add nothing but the numbers of sections."""
    made = machinery()
    known = figures("\n".join(texts(made, "zh")))
    numbers = {f"{first}.{second}" for first in range(1, 20) for second in range(20)} | set(map(str, range(20)))
    assert set(figures(READ[kind](printed(machinery, kind, "zh")))) - set(known) <= numbers


def test_the_same_paper_gives_the_same_bytes() -> None:
    """No clock, no chance: a report can be compared byte by byte."""
    for kind in READ:
        assert render(machinery(), kind, "both") == printed(machinery, kind, "both")


@pytest.mark.parametrize("kind", READ)
def test_both_languages_stand_in_one_file(kind: str) -> None:
    """With both, title and text of each language are there; with one, those of the other are not."""
    title = Both("原料无害化", "Harmless raw materials")
    for tongue in TONGUES:
        shown = READ[kind](printed(machinery, kind, tongue))
        assert (title.zh in shown) == (tongue != "en")
        assert (title.en in shown) == (tongue != "zh")


def test_a_text_that_is_the_same_in_both_languages_is_shown_once() -> None:
    """Names and figures are not repeated."""
    assert beside(Cell("5 %", 5.0), Cell("5 %", 5.0)) == Cell("5 %", 5.0)
    assert beside(Cell("是"), Cell("yes")).text == Both("是", "yes")
    assert spoken("5 %", "both") == ((None, "5 %"),)
    assert joined(Both("是", "yes"), "both") == "是 / yes"
    assert joined(Both("是", "yes"), "en") == "yes"


def test_texts_are_clean_before_any_renderer_sees_them() -> None:
    """What a terminal obeys, what turns the direction of writing and what XML forbids is replaced; line ends stay."""
    found = beside(Cell("a\x1b\u202e\x00\ud800b\r\nc\td"), Cell(""))
    assert found.text == Both("a����b\nc d", "")


def test_building_a_paper_leaves_the_language_alone() -> None:
    """Whoever speaks goes on in his language, also where something fails inside."""
    for language in words.LANGUAGES:
        words.use(language)
        paper_of(example("chongqing-profiles-2024"))
        assert words.language() == language
        with pytest.raises(LookupError), words.speaking("en"):
            raise LookupError(words.language())
        assert words.language() == language


def test_everything_that_the_forms_ask_for_is_there() -> None:
    """The parts of the skeleton, in its order: information, statement, boundary, gates, lines, gaps, data, evidence."""
    names = [section.id for section in machinery().sections]
    assert names == [
        "basics",
        "statement",
        "boundary",
        "results",
        "gates",
        "lines",
        "peers",
        "gaps",
        "inputs",
        "evidence",
        "notes",
    ]
    assert "peers" not in [section.id for section in unfinished().sections]


def _entries(made: Paper) -> list[Entry]:
    return [entry for block in records(made) if isinstance(block, Entries) for entry in block.entries]


def test_what_is_not_known_is_left_to_be_filled_in() -> None:
    """Basic information without an answer is room to write, not a dash that would have to be deleted."""
    given = example("machinery-illustrative")
    bare = given.model_copy(update={"enterprise": Enterprise(name="A"), "site": Site()})
    (found,) = (block for block in records(paper_of(bare)) if isinstance(block, KeyValues) and block.id == "basics")
    assert {pair.id for pair in found.rows if not joined(pair.value.text, "zh")} >= {"credit_code", "site", "contact"}


def test_the_index_says_who_keeps_a_document() -> None:
    """An office by its name, a person as written; nothing where nobody is named."""
    proofs = tuple(
        proof.model_copy(update={"owner": owner})
        for proof, owner in zip(example("machinery-illustrative").evidence, ("energy", "Li Hua", ""), strict=False)
    )
    made = paper_of(example("machinery-illustrative").model_copy(update={"evidence": proofs}))
    (index,) = (block for block in records(made) if isinstance(block, Table) and block.id == "evidence")
    files = [joined(row.cells[1].text, "en") for row in index.rows]
    assert [file.partition("\n")[2] for file in files] == ["Kept by: energy office", "Kept by: Li Hua", ""]


def test_every_line_says_how_its_figure_arose() -> None:
    """Each scored line has value, formula, figures put in, clause, kind of basis and an explanation."""
    found = [entry for entry in _entries(machinery()) if entry.id.startswith("line-")]
    assert len(found) > 20
    for entry in found:
        ids = {pair.id for pair in entry.rows}
        assert {"value", "formula", "figures", "source", "basis", "evidence"} <= ids
        assert entry.steps


def test_without_weights_nothing_has_points() -> None:
    """No total, no points, no bars: each line by itself with its share."""
    columns = {column.id for table in records(unweighted()) if isinstance(table, Table) for column in table.columns}
    assert "gain" not in columns
    assert {pair.id for pair in records(unweighted()) if isinstance(pair, Pair)}.isdisjoint({"total", "evidenced"})
    shown = READ["txt"](render(unweighted(), "txt", "en"))
    assert not [line for line in shown.split("\n") if line.startswith("Total ")]
    assert "Share" in shown


def test_an_unfinished_assessment_says_what_is_missing_and_from_whom() -> None:
    """Open questions stand by office; the total is an interval."""
    shown = READ["txt"](render(unfinished(), "txt", "en"))
    assert "7.60 - 91.60 / 100.00" in shown
    (table,) = (one for one in records(unfinished()) if isinstance(one, Table) and one.id == "gaps-open")
    assert len({joined(row.cells[0].text, "en") for row in table.rows}) > 3


def test_invented_figures_are_marked_on_cover_and_at_the_end() -> None:
    """Nobody can take an example for a real factory, whichever page he reads."""
    made = machinery()
    assert any("ILLUSTRATIVE" in joined(mark, "en") for mark in made.cover.marks)
    assert "ILLUSTRATIVE" in joined(made.footer, "en")
    assert "no certificate" in joined(unfinished().footer, "en")
    assert "ILLUSTRATIVE" not in joined(unfinished().footer, "en")


def test_plain_text_holds_nothing_that_a_terminal_obeys() -> None:
    """Every character can be printed, whatever a user wrote, and no line is wider than promised."""
    shown = render(hostile(), "txt", "both").decode()
    assert all(line.isprintable() for line in shown.split("\n"))
    widest = max(len(word) for text in HOSTILE for word in text.split())
    assert all(len(line) <= 100 or len(line) >= widest for line in shown.split("\n"))


def test_rows_of_a_line_say_the_unit_of_every_figure() -> None:
    """Value, baseline and leading value of a row stand in the same unit and all say it."""
    tables = [one for one in records(machinery()) if isinstance(one, Table) and one.id.startswith("rows-")]
    cells = [
        cell for table in tables for row in table.rows for cell in row.cells if cell.unit and cell.number is not None
    ]
    assert cells
    assert all(spoken(cell.text, "en")[0][1].endswith(spoken(cell.unit, "en")[0][1]) for cell in cells)
