"""The index of a bundle: what is in it, what each document proves, and what is missing; as a table and as a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element

from gfassess.lists.delimited import delimited
from gfassess.model.assessment import Assessment
from gfassess.report.evidence import document_words, owner_words, period_words, size_words
from gfassess.report.paper.elements import el, written
from gfassess.report.paper.style import sheet
from gfassess.session import Held, Survey
from gfassess.words import _, language, ngettext

INDEX: Final = ("index.html", "index.csv")
_STYLE: Final = (
    "td:nth-child(1){min-width:9rem}td:nth-child(2){min-width:12rem}td:nth-child(3){min-width:7rem}"
    "td:nth-child(4){font:.75rem/1.6 monospace;min-width:12rem;word-break:break-all}"
    "td p{margin:0}td p+p{color:var(--soft)}"
)
"""What the index needs beside the style of reports."""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the bundle that was made for it."""

    name: str
    title: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle holds."""

    assessment: Assessment
    """As it stands in the bundle: documents by the names that they have there."""
    survey: Survey
    """Its documents."""
    originals: Sequence[str]
    """The names of the documents in the assessment that was packed."""
    made: Sequence[Made]
    day: date
    version: str
    """Of the program."""

    @property
    def complete(self) -> bool:
        """Tell whether every document is there as it was attached."""
        return not self.survey.lost


def table(contents: Contents) -> bytes:
    """Return the index as a comma-separated table that spreadsheets open; nothing in it is a formula."""
    return delimited((_heads(), *_rows(contents)))


def page(contents: Contents) -> bytes:
    """Return the index as a page without anything that is loaded or run."""
    title = _("Index: {name}").format(name=_name(contents))
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("title", title),
        el("style", sheet() + _STYLE),
    )
    heads = (_("File"), _("For"), _("State"), _("SHA-256"))
    grid = el(
        "table",
        el("thead", el("tr", [el("th", text, scope="col") for text in heads])),
        el("tbody", [_line(row) for row in _rows(contents)]),
    )
    body = el(
        "body",
        el("header", el("h1", title), [el("p", text) for text in _about(contents)], _incomplete(contents)),
        el("main", el("div", grid, class_="scroll", tabindex="0", role="region", aria_label=title)),
    )
    return written(el("html", head, body, lang="zh-CN" if language() == "zh" else "en"))


def _name(contents: Contents) -> str:
    return contents.assessment.enterprise.name or _("(enterprise without a name)")


def _about(contents: Contents) -> Iterator[str]:
    if contents.assessment.illustrative:
        yield _("ILLUSTRATIVE: the figures are invented and are those of no real factory")
    year = _("reporting year {year}").format(year=contents.assessment.year)
    yield "  ".join(filter(None, (contents.assessment.site.name, year)))
    yield _("Packed by gfassess {version}, dated {day}.").format(version=contents.version, day=contents.day.isoformat())
    yield _("gfassess verify recomputes the result; gfassess evidence checks the documents against their SHA-256.")


def _incomplete(contents: Contents) -> Element | None:
    if contents.complete:
        return None
    lost = contents.survey.lost
    said = ngettext(
        "INCOMPLETE: {count} document is missing or was changed after it was attached.",
        "INCOMPLETE: {count} documents are missing or were changed after they were attached.",
        len(lost),
    )
    listed = [el("li", f"{held.proof.file}: {document_words(held.seen.state)}") for held in lost]
    return el("div", el("p", said.format(count=len(lost))), el("ul", listed), class_="mark")


def _heads() -> tuple[str, ...]:
    return (
        _("File"),
        _("State"),
        _("For"),
        _("Pages"),
        _("Period covered"),
        _("Valid until"),
        _("Kept by"),
        _("Size"),
        _("SHA-256"),
        _("Name before"),
    )


class Listed(NamedTuple):
    """One row of the index."""

    file: str
    state: str = ""
    proves: str = ""
    pages: str = ""
    period: str = ""
    expires: str = ""
    owner: str = ""
    size: str = ""
    sha256: str = ""
    """Empty where the file is not in the bundle."""
    before: str = ""
    """Its name in the assessment that was packed, where that is another one."""


def _rows(contents: Contents) -> Iterator[Listed]:
    for file in contents.made:
        yield Listed(file.name, proves=file.title, size=size_words(file.size), sha256=file.sha256)
    titles = {answer.name: str(answer.title) for answer in contents.survey.answers}
    for held, original in zip(contents.survey.documents, contents.originals, strict=True):
        yield _document(held, original, titles)


def _document(held: Held, original: str, titles: dict[str, str]) -> Listed:
    proof, seen = held.proof, held.seen
    return Listed(
        proof.file,
        _("checksum recorded when packed") if seen.state == "unrecorded" else document_words(seen.state),
        _("; ").join(titles.get(name, name) for name in proof.answers),
        proof.pages,
        period_words(proof),
        proof.expires.isoformat() if proof.expires else "",
        owner_words(held.owner) if held.owner else "",
        size_words(seen.size),
        seen.sha256,
        original if original != proof.file else "",
    )


def _line(row: Listed) -> Element:
    """Return one row of the page; the name of a file that is in the bundle is the way to it."""
    name: Element | str = el("a", row.file, href=f"./{quote(row.file)}") if row.sha256 else row.file
    about = (
        _("pages {pages}").format(pages=row.pages) if row.pages else "",
        _("covers {period}").format(period=row.period) if row.period else "",
        _("valid until {day}").format(day=row.expires) if row.expires else "",
        _("kept by: {name}").format(name=row.owner) if row.owner else "",
    )
    before = _("before: {file}").format(file=row.before) if row.before else ""
    return el(
        "tr",
        el("td", _texts(name, before)),
        el("td", _texts(row.proves, _("; ").join(filter(None, about)))),
        el("td", _texts(row.state, row.size)),
        el("td", row.sha256),
    )


def _texts(*texts: Element | str) -> list[Element]:
    return [el("p", text) for text in texts if isinstance(text, Element) or text]
