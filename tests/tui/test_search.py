"""Search over everything that is asked, and F1 for what it rests on."""

import pytest

from gfassess import words
from gfassess.session import Session
from gfassess.tui.basis import basis_of
from gfassess.tui.finding import everything, find
from gfassess.tui.places import place_of
from gfassess.tui.screens.work import WorkScreen
from tests.tui.conftest import Bench, Walk, seen, settle


@pytest.fixture
def session(bench: Bench) -> Session:
    """Return a session on the small rules."""
    return Session(bench.rulebook, bench.saved)


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("plot", "plot_ratio"),
        ("容积", "plot_ratio"),
        ("PLOT_RATIO", "plot_ratio"),
        ("ｐｌｏｔ　ratio", "plot_ratio"),
        ("certificate", "land_area"),
        ("不动产", "land_area"),
        ("折标准煤", "energy_use"),
        ("law", "law_abiding"),
        ("land use", "ground"),
        ("T 1 7", "carbon"),
    ],
)
def test_search_finds_titles_ids_and_help_in_both_languages(session: Session, wanted: str, first: str) -> None:
    """English words find while the screens are Chinese and the other way round, also full-width ones."""
    for language in words.LANGUAGES:
        words.use(language)
        assert find(everything(session), wanted)[0].id == first


def test_search_for_nothing_lists_everything_once(session: Session) -> None:
    """Without a word everything stands there in the order of the walk; a word of no title finds nothing."""
    all_ = everything(session)
    assert find(all_, "  ") == list(all_)
    assert len({one.id for one in all_}) == len(all_)
    assert {"energy_use", "convicted", "law_abiding", "carbon"} <= {one.id for one in all_}
    assert find(all_, "nothing of the kind") == []


def test_everything_found_has_a_place_and_a_basis(session: Session) -> None:
    """Each hit leads somewhere, and F1 has something to say about it."""
    for one in everything(session):
        assert place_of(session, one.id) is not None
        assert basis_of(session, one.id) is not None


async def test_slash_leads_to_a_question(walk: Walk) -> None:
    """Slash, some letters, Enter: the question is open in its section."""
    async with walk("results") as pilot:
        await pilot.press("slash")
        await settle(pilot)
        await pilot.press(*"zero")
        assert "Nothing fits." in seen(pilot)
        await pilot.press(*["backspace"] * 4, *"floor", "enter")
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, WorkScreen)
        assert screen.section == "ground"
        assert screen.pane.marked == "floor_area"


async def test_arrows_choose_among_the_hits(walk: Walk) -> None:
    """The arrows move in the list while the field keeps the focus; Escape leaves everything as it was."""
    async with walk("results") as pilot:
        await pilot.press("slash", *"carbon", "down", "up", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WorkScreen)
        assert pilot.app.screen.section == "results"


async def test_f1_shows_clause_formula_and_help(walk: Walk) -> None:
    """F1 on a question says help, evidence, department, and the formulas and clauses that use it."""
    async with walk("ground", size=(100, 45)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, WorkScreen)
        await screen.open("ground", "land_area")
        await pilot.press("f1")
        await settle(pilot)
        text = " ".join(seen(pilot).split())
        for wanted in (
            "As on the certificate.",
            "Land-use certificate",
            "Floor area / Site area",
            "T 1 3",
            "Test standard",
        ):
            assert wanted in text
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WorkScreen)


async def test_f1_without_a_subject_lists_the_keys(walk: Walk) -> None:
    """Where nothing is marked F1 says what the keys do."""
    async with walk("export", size=(100, 45)) as pilot:
        await pilot.press("f1")
        await settle(pilot)
        assert "next unanswered question" in seen(pilot)
