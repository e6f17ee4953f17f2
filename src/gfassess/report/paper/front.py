"""The first pages: cover, basic information, statement of truth, basis and boundary."""

from typing import Final

from gfassess.explain import alone_briefly, verdict_words
from gfassess.report import figures
from gfassess.report.paper.blocks import Bullets, Cell, Cover, KeyValues, Pair, Paragraph, Section, SignatureBox
from gfassess.report.paper.subject import Subject
from gfassess.report.standing import note_words
from gfassess.words import _

_DIVISIONS: Final = "divisions"
"""The table of parameters that lists the divisions of GB/T 4754."""


def cover(subject: Subject) -> Cover:
    """Return the cover."""
    rules, enterprise = subject.card.ruleset, subject.enterprise
    marks = [illustrative()] if subject.assessment.illustrative else []
    cohort = subject.standing.cohort if subject.standing else None
    if cohort is not None and cohort.illustrative:
        marks.append(next(note_words(cohort)))
    return Cover(
        _("Green factory self-assessment report"),
        str(rules.title),
        tuple(marks),
        (
            _pair("name", _("Name of the enterprise"), enterprise.name),
            _pair("site", _("Site"), subject.assessment.site.name),
            _pair("place", _("Province and city"), _place(subject)),
            _pair("year", _("Reporting year"), str(subject.assessment.year)),
            _pair("result", _("Result"), result_words(subject)),
            _pair("day", _("Date of the report"), subject.day.isoformat()),
        ),
    )


def result_words(subject: Subject) -> str:
    """Return total and verdict in one line."""
    card = subject.card
    total = (
        alone_briefly()
        if card.total is None
        else f"{figures.interval(card.total)} / {figures.points(card.ruleset.points)}"
    )
    return _("{first}; {second}").format(first=total, second=verdict_words(card.verdict))


def illustrative() -> str:
    """Return the mark of invented figures."""
    return _("ILLUSTRATIVE: the figures are invented and are those of no real factory")


def basics(subject: Subject) -> Section:
    """Return the table of basic information; what the assessment does not hold is left to be filled in by hand."""
    enterprise, site = subject.enterprise, subject.assessment.site
    rows = (
        _blank("name", _("Name of the enterprise"), text=enterprise.name),
        _blank("credit_code", _("Unified social credit code"), text=enterprise.credit_code),
        _blank("site", _("Site"), text=site.name),
        _blank("address", _("Address"), text=site.address),
        _blank("place", _("Province and city"), text=_place(subject)),
        _blank("division", _("Industry (division of GB/T 4754-2017)"), text=_division(subject)),
        _blank(
            "unit_kind", _("Kind of unit (central state-owned, other state-owned, joint venture, private, foreign)")
        ),
        _blank("representative", _("Legal representative")),
        _blank("department", _("Department in charge")),
        _blank("contact", _("Contact person, telephone and e-mail")),
        _blank("process", _("Production process in brief (at most 200 characters)"), 4),
        _blank("development", _("Green development in brief (at most 500 characters)"), 8),
    )
    return Section("basics", _("Basic information"), (KeyValues("basics", rows),))


def statement(_subject: Subject) -> Section:
    """Return the statement of truth with places for signature and seal."""
    text = _(
        "We have carried out this self-assessment truthfully. All data and documents in this report are genuine, lawful"
        " and complete, and we accept on-site checks. We bear the consequences of any false statement."
    )
    places = (_("Legal representative or authorised person (signature)"), _("Enterprise (seal)"), _("Date"))
    return Section("statement", _("Statement of truth"), (SignatureBox(text, places),))


def boundary(subject: Subject) -> Section:
    """Return by which rules, for which site and year, and what the boundary leaves out."""
    rules, site = subject.card.ruleset, subject.assessment.site
    number = _("{id} {version}, in force from {day}")
    rows = [
        _pair("ruleset", _("Rule set"), str(rules.title)),
        _pair(
            "version", _("Version"), number.format(id=rules.id, version=rules.version, day=rules.in_force.isoformat())
        ),
        _pair("source", _("Basis"), str(rules.source)),
        _pair("year", _("Reporting year"), str(subject.assessment.year)),
        _pair(
            "boundary", _("Boundary"), _("; ").join(filter(None, (subject.enterprise.name, site.name, site.address)))
        ),
        _blank("shared", _("Facilities shared with others, and what is left out"), 3),
        _pair("program", _("Worked out with"), f"gfassess {subject.version}"),
    ]
    if subject.assessment.remark:
        rows.append(_pair("remark", _("Remark"), subject.assessment.remark))
    heading = _("Basis and boundary")
    documents = _documents(subject)
    blocks = (KeyValues("boundary", tuple(rows)),)
    if not documents:
        return Section("boundary", heading, blocks)
    return Section(
        "boundary", heading, (*blocks, Paragraph(_("Documents that the rules rest on:")), Bullets(documents))
    )


def _documents(subject: Subject) -> tuple[str, ...]:
    """Return the documents that gates and lines cite, each with its name."""
    rules = subject.card.ruleset
    cited = [rules.source, *(gate.source for gate in rules.gates)]
    cited += [line.source for head in rules.heads for line in head.indicator]
    known = subject.rulebook.documents
    return tuple(
        f"{name} {known[name].title}" if str(known[name].title) != name else name
        for name in dict.fromkeys(source.document for source in cited)
        if name in known
    )


def _place(subject: Subject) -> str:
    return " ".join(dict.fromkeys(filter(None, (subject.enterprise.province, subject.enterprise.city))))


def _division(subject: Subject) -> str:
    code = subject.enterprise.division
    table = subject.rulebook.tables.get(_DIVISIONS)
    row = table.row(code) if table is not None else None
    return code if row is None else f"{code} {row.title}"


def _pair(name: str, title: str, text: str) -> Pair:
    return Pair(name, title, Cell(text or "-"))


def _blank(name: str, title: str, lines: int = 1, text: str = "") -> Pair:
    """Return what is left to be filled in by hand where nothing is known."""
    return Pair(name, title, Cell(text), lines)
