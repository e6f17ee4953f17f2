"""Putting a paper together: once in each language, then side by side."""

from gfassess.report.paper.beside import peers
from gfassess.report.paper.blocks import Labels, Paper
from gfassess.report.paper.both import beside
from gfassess.report.paper.closing import gaps, not_a_decision, notes, proofs
from gfassess.report.paper.front import basics, boundary, cover, illustrative, statement
from gfassess.report.paper.inputs import inputs
from gfassess.report.paper.lines import lines
from gfassess.report.paper.results import gates, results
from gfassess.report.paper.subject import Subject
from gfassess.words import _, speaking


def paper(subject: Subject) -> Paper:
    """Return the report of one assessment under one rule set, every text in both languages."""
    with speaking("zh"):
        chinese = _built(subject)
    with speaking("en"):
        english = _built(subject)
    return beside(chinese, english)


def labels() -> Labels:
    """Return the words that renderers say themselves, in the language in use."""
    return Labels(
        _("Contents"),
        _("Skip to the report"),
        _("How this arose"),
        _("to be filled in by hand"),
        _("Part"),
        _("Item"),
        _("Unit"),
        _("State"),
        _("page {page} of {pages}"),
    )


def _built(subject: Subject) -> Paper:
    """Return the report in the language in use."""
    sections = (
        basics(subject),
        statement(subject),
        boundary(subject),
        results(subject),
        gates(subject),
        lines(subject),
        peers(subject),
        gaps(subject),
        inputs(subject),
        proofs(subject),
        notes(subject),
    )
    year = _("reporting year {year}").format(year=subject.assessment.year)
    header = "  ".join(filter(None, (subject.enterprise.name, subject.assessment.site.name, year)))
    footer = f"{illustrative()}  {not_a_decision()}" if subject.assessment.illustrative else not_a_decision()
    return Paper(labels(), cover(subject), tuple(one for one in sections if one is not None), header, footer)
