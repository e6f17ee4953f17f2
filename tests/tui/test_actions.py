"""What the keys do beside answering: notes, evidence, reasons, reference values, undo, saving, language."""

from datetime import date

from textual.widgets import Input

from gfassess.model.assessment import Assessment, Evidence
from tests.tui.conftest import Bench, Walk, go, paste, screen, seen, type_text


async def test_keys_of_an_indicator(bench: Bench, walk: Walk) -> None:
    """With x goes a reason and back again, m a note, on the indicator whose question had the focus."""
    async with walk("ground") as pilot:
        await pilot.press("escape", "x")
        await paste(pilot, "[rented] {x}\\")
        await pilot.press("ctrl+s")
        assert bench.saved.not_applicable == {"plot_ratio": "[rented] {x}\\"}
        assert "[rented] {x}\\" in seen(pilot)
        await pilot.press("x")
        assert bench.saved.not_applicable == {}
        await go(pilot, "ground", "layout")
        await pilot.press("m")
        await paste(pilot, "ask [Li]")
        await pilot.press("ctrl+s")
    assert bench.saved.notes == {"layout": "ask [Li]"}


async def test_reasons_are_needed(bench: Bench, walk: Walk) -> None:
    """Without a reason nothing becomes not applicable, and Escape changes nothing."""
    async with walk("ground") as pilot:
        await pilot.press("escape", "x", "ctrl+s")
        assert "A reason is needed" in seen(pilot)
        await pilot.press("escape")
    assert bench.saved.not_applicable == {}


async def test_evidence_is_attached_and_taken_away(bench: Bench, walk: Walk) -> None:
    """A document is recorded with pages and dates; one that does not exist is refused in words."""
    async with walk("ground") as pilot:
        await go(pilot, "ground", "land_area")
        await pilot.press("escape", "e")
        pilot.app.screen.query_one("#file", Input).value = "missing.pdf"
        await pilot.press("ctrl+s")
        assert "does not exist" in seen(pilot)
        pilot.app.screen.query_one("#file", Input).value = "deed.pdf"
        pilot.app.screen.query_one("#pages", Input).value = "1-3"
        pilot.app.screen.query_one("#expires", Input).value = "2030年1月2日"
        await pilot.press("ctrl+s")
        (proof,) = bench.saved.evidence
        assert (proof.file, proof.answers, proof.pages) == ("deed.pdf", ("land_area",), "1-3")
        assert proof.expires == date(2030, 1, 2)
        assert "[evidence]" in seen(pilot)
        await pilot.press("e", "shift+tab")
        pilot.app.screen.query_one("#found").focus()
        await pilot.press("delete")
    assert bench.saved.evidence == ()


async def test_a_document_of_another_answer_keeps_its_pages(bench: Bench, walk: Walk) -> None:
    """A document that is attached to a second answer is shown with what is known of it, and proves both.

    What is emptied there is known no more.
    """
    known = {"file": "deed.pdf", "for": ["floor_area"], "pages": "1-3", "expires": date(2030, 1, 2)}
    bench.write(bench.saved.model_copy(update={"evidence": (Evidence.model_validate(known),)}))
    async with walk("ground") as pilot:
        await go(pilot, "ground", "land_area")
        await pilot.press("escape", "e")
        pilot.app.screen.query_one("#covers_to", Input).value = "2025-12-31"
        pilot.app.screen.query_one("#file", Input).value = "deed.pdf"
        await pilot.pause()
        assert pilot.app.screen.query_one("#pages", Input).value == "1-3"
        pilot.app.screen.query_one("#expires", Input).value = ""
        await pilot.press("ctrl+s")
    (proof,) = bench.saved.evidence
    assert (proof.answers, proof.pages) == (("floor_area", "land_area"), "1-3")
    assert (proof.expires, proof.covers_to) == (None, date(2025, 12, 31))


async def test_reference_values(bench: Bench, walk: Walk) -> None:
    """Own values need a source and the right direction; a published row is enough by itself."""
    async with walk("power") as pilot:
        await go(pilot, "power", "carbon")
        await pilot.press("r")
        pilot.app.screen.query_one("#leading", Input).value = "0.8"
        pilot.app.screen.query_one("#baseline", Input).value = "0.6"
        await pilot.press("ctrl+s")
        assert "worse than the baseline" in seen(pilot)
        pilot.app.screen.query_one("#leading", Input).value = "0.2"
        await pilot.press("ctrl+s")
        assert "where the values come from" in seen(pilot)
        pilot.app.screen.query_one("#source", Input).value = "[清洁生产标准] {3}"
        await pilot.press("ctrl+s")
        assert bench.saved.references["carbon"].leading == 0.2
        assert "[清洁生产标准] {3}" in seen(pilot)
        await pilot.press("r")
        for name in ("leading", "baseline", "source"):
            pilot.app.screen.query_one(f"#{name}", Input).value = ""
        pilot.app.screen.query_one("#fields Pick").focus()
        await pilot.press("enter", "down", "enter", "ctrl+s")
        assert "National row" in seen(pilot)
    assert bench.saved.references["carbon"].row == "national"
    assert bench.saved.references["carbon"].leading is None


async def test_undo_in_a_field_and_of_answers(bench: Bench, walk: Walk) -> None:
    """^z first throws away what is being typed, then takes answers back one by one, wherever they were given."""
    async with walk("ground") as pilot:
        await paste(pilot, "100")
        await pilot.press("enter")
        await paste(pilot, "700")
        await pilot.press("ctrl+z")
        assert bench.saved.facts == {"floor_area": 100.0}
        assert pilot.app.screen.query_one("#q-land_area Input", Input).value == ""
        await pilot.press("f5", "ctrl+z")
        assert bench.saved.facts == {}
        assert "Taken back: Floor area" in seen(pilot)
        assert pilot.app.screen.query("#q-floor_area")
        await pilot.press("ctrl+y")
        assert bench.saved.facts == {"floor_area": 100.0}


async def test_a_failed_save_is_said_and_made_good(bench: Bench, walk: Walk) -> None:
    """What the disk refuses stays in memory, is said on top, and stands in the file with the next change."""
    async with walk("ground") as pilot:
        bench.broken = "no space left [on] {disk}"
        await paste(pilot, "100")
        await pilot.press("enter")
        assert "not saved: no space left [on] {disk}" in seen(pilot)
        await pilot.press("ctrl+q")
        assert "once more leaves" in " ".join(seen(pilot).split())
        assert pilot.app.is_running
        bench.broken = ""
        await paste(pilot, "900")
        await pilot.press("enter")
        assert "saved 12:30" in seen(pilot)
    assert bench.saved.facts == {"floor_area": 100.0, "land_area": 900.0}


async def test_the_language_switches_where_one_stands(walk: Walk) -> None:
    """^l shows section, question and typed text in the other language, the focus where it was."""
    async with walk("ground") as pilot:
        await go(pilot, "ground", "land_area")
        assert "Site area" in seen(pilot)
        await pilot.press("ctrl+l")
        assert "用地面积" in seen(pilot)
        assert "Site area" not in seen(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#q-land_area Input")
        await pilot.press("ctrl+l")
        assert "Site area" in seen(pilot)


async def test_letters_are_letters_in_a_field(bench: Bench, walk: Walk) -> None:
    """n, x and / do nothing but write while a text is typed; after Escape they are keys."""
    bench.write(Assessment(ruleset="tiny", year=2025, facts={"has_case": True}))
    async with walk("ground") as pilot:
        await pilot.pause()
        await go(pilot, "ground", "case_text")
        await type_text(pilot, "nxvr")
        await pilot.press("slash", "escape", "n")
        assert bench.saved.facts["case_text"] == "nxvr/"
        assert screen(pilot).section == "power"


async def test_everything_is_in_the_palette(walk: Walk) -> None:
    """^p finds actions by the words of the language in use and runs them."""
    async with walk("ground") as pilot:
        await pilot.press("ctrl+p")
        await type_text(pilot, "next")
        await pilot.pause(0.3)
        assert "Next unanswered" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.focused is not None
        assert pilot.app.focused is pilot.app.screen.query_one("#q-land_area Input")


async def test_the_mouse_does_it_too(bench: Bench, walk: Walk) -> None:
    """Sections, answers and keys can be clicked."""
    async with walk() as pilot:
        await pilot.click("#nav", offset=(3, 1))
        await pilot.pause()
        await pilot.click("#q-convicted Options", offset=(14, 0))
        await pilot.pause()
        assert bench.saved.facts == {"convicted": False}
        await pilot.click("#keys", offset=(3, 0))
        await pilot.pause()
        assert pilot.app.focused is pilot.app.screen.query_one("#q-plan_made Options")
