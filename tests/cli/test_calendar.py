"""`gfassess calendar`: the next dates, and what is open until then."""

from pathlib import Path

from tests.cli.papers import Papers


def test_dates_come_nearest_first(papers: Papers) -> None:
    """A date is that of this year until it is over; today counts as still to come."""
    assert papers.run("calendar", "--on", "2026-04-15").out == (
        "2026-04-15, today: National: Form due (D1)\n2026-07-31, in 107 days: National: Recommendations due (D1)\n"
    )
    assert papers.run("calendar", "--on", "2026-04-16").out.splitlines()[1].startswith("2027-04-15, in 364 days")


def test_what_is_open_until_then(papers: Papers) -> None:
    """Gates, questions, answers without a document, documents that are gone or will have expired."""
    own = papers.write({"a.pdf": "area", "b.pdf": "area"}, {"a.pdf": "expires = 2026-05-01"})
    Path("b.pdf").unlink()
    ran = papers.run("calendar", own, "--on", "2026-03-01")
    assert ran.code == 0
    assert ran.out.partition("\n\n")[2].splitlines() == [
        "Still open: 示例厂, reporting year 2025, Small",
        "  2 questions are not answered",
        "  1 answer has no document in date",
        "  1 document is missing or changed",
        "  1 document is no longer valid on 2026-07-31",
    ]


def test_nothing_is_open(papers: Papers) -> None:
    """An assessment with everything in it says so in one line."""
    own = papers.write({"a.pdf": "area", "b.pdf": "plan"})
    text = Path(own).read_text("utf-8").replace("plan = true", 'plan = true\nlevel = "full"')
    text = text.replace("[[evidence]]", '[not_applicable]\ni = "none"\n[[evidence]]', 1).replace(
        '["plan"]', '["plan", "i"]'
    )
    Path(own).write_text(text, "utf-8")
    assert papers.run("calendar", own).out.endswith("  nothing is open\n")
