"""Papers for the tests of the renderers, and what can be read out of each kind of file."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from markdown_it import MarkdownIt

from gfassess import peers
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.peers.cohort_pairs import cell_for, pairs_for
from gfassess.peers.standing import stand
from gfassess.report.paper.blocks import Bar, Bullets, Cell, Entry, Paper, Paragraph, Section, Table
from gfassess.report.paper.both import Both, Tongue, spoken
from gfassess.report.paper.build import paper
from gfassess.report.paper.render import render
from gfassess.report.paper.subject import Beside, Standing, Subject
from gfassess.report.paper.walk import sections
from gfassess.rules.folder import load as load_rules
from gfassess.rules.peers import load_peers
from gfassess.scoring import score
from gfassess.store import load
from gfassess.store.cohort import load_cohort
from tests.report.office import word_text

ROOT: Final = Path(__file__).resolve().parents[2]
DAY: Final = date(2026, 3, 4)
HOSTILE: Final = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></td></table><b>bold</b>",
    "[link](http://evil.example/a) ![image](http://evil.example/b)",
    "http://evil.example www.evil.example evil.example a@evil.example",
    "javascript:alert(1)",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "`code` *stars* _under_ ~~gone~~ $x$ a|b",
    "# heading",
    "1. one",
    "--- + - ***",
    "&lt;b&gt; &amp; &#60;",
    "\x1b[31mred\x07\u202eesrever\u2028end",
    "line one\nline two",
    "{{ 1 + 1 }} {% raw %} ${x}",
    "x" * 400,
)
"""Texts that some kind of file would obey."""
_FIGURE: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")


@cache
def rulebook() -> Rulebook:
    """Return the rules that come along."""
    return load_rules(ROOT / "criteria")


def example(name: str) -> Assessment:
    """Return an example."""
    return load(ROOT / "examples" / f"{name}.toml").assessment


def paper_of(assessment: Assessment, ruleset: str | None = None, *, beside: bool = False, **more: Any) -> Paper:
    """Return the paper of an assessment, on demand with listed peers and the illustrative cohort."""
    book, name = rulebook(), ruleset or assessment.ruleset
    division, year = assessment.enterprise.division, assessment.year
    cohort = load_cohort(ROOT / "examples" / "cohort-illustrative.toml") if beside else None
    pairs = pairs_for(cohort, book.rulesets[name], division, year).cohort if cohort else None
    card = score(book, assessment, ruleset=name, cohort=pairs)
    if cohort is not None:
        cell = cell_for(cohort, division, year)
        more["standing"] = Standing(cohort, stand(cohort, cell, card) if cell else None)
        registry = load_peers(ROOT / "criteria", ())
        city = assessment.enterprise.city
        found = peers.compare(registry, peers.Query(), card, city=city, division=division)
        more["peers"] = Beside(registry, found)
    return paper(Subject(book, assessment, card, DAY, "1.0", **more))


@cache
def machinery() -> Paper:
    """Return the paper of the complete example, with peers."""
    return paper_of(example("machinery-illustrative"), beside=True)


@cache
def unfinished() -> Paper:
    """Return the paper of the unfinished example."""
    return paper_of(example("chongqing-profiles-2024"))


@cache
def unweighted() -> Paper:
    """Return the paper of a rule set without weights."""
    return paper_of(example("machinery-illustrative"), "miit-form-2025")


@cache
def hostile() -> Paper:
    """Return a paper with hostile texts wherever a user can write."""
    given = example("machinery-illustrative")
    texts = iter(HOSTILE * 20)
    notes = {name: next(texts) for name in [*given.facts, *given.ledgers, "renewable_share", "plot_ratio"]}
    ledgers = {
        name: tuple(
            {
                key: next(texts) if key in {"material", "source", "waste", "technology"} else value
                for key, value in row.items()
            }
            for row in rows
        )
        for name, rows in given.ledgers.items()
    }
    changes = {
        "notes": notes,
        "ledgers": ledgers,
        "remark": "\n".join(HOSTILE),
        "enterprise": given.enterprise.model_copy(update={"name": HOSTILE[2], "credit_code": HOSTILE[5]}),
        "site": given.site.model_copy(update={"name": HOSTILE[0], "address": HOSTILE[4]}),
        "explained": {"land_area": HOSTILE[1]},
        "not_applicable": {"plot_ratio": HOSTILE[3]},
        "evidence": tuple(
            proof.model_copy(update={"file": next(texts), "pages": next(texts), "sha256": next(texts)})
            for proof in given.evidence
        ),
    }
    return paper_of(given.model_copy(update=changes), lost=frozenset([HOSTILE[0]]))


@cache
def printed(made: Callable[[], Paper], kind: str, tongue: Tongue) -> bytes:
    """Return one of these papers as a file: rendered once, for all that only read it."""
    return render(made(), kind, tongue)


def texts(part: Any, tongue: Tongue) -> Iterator[str]:
    """Go through every text of a part of a paper, ids included."""
    if isinstance(part, str | Both):
        yield from (text for _language, text in spoken(part, tongue))
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one, tongue)


def numbered_texts(part: Paper) -> Iterator[str]:
    """Go through the numbers that renderers give to sections."""
    yield from (found.number for found in sections(part))


def figures(text: str) -> Counter[str]:
    """Return the figures in a text, each as it stands there."""
    return Counter(_FIGURE.findall(text))


def shown_figures(part: Paper, tongue: Tongue) -> Counter[str]:
    """Return the figures of a paper that every renderer must show: those of all cells, titles and paragraphs."""
    return figures("\n".join(_shown(part, tongue)))


def _shown(part: Any, tongue: Tongue) -> Iterator[str]:
    """Go through the texts of cells, titles and paragraphs; marks, steps and ids are not for every renderer."""
    for record in records(part):
        match record:
            case Cell() | Paragraph():
                yield from texts(record.text, tongue)
            case Section():
                yield from texts(record.heading, tongue)
            case Bullets():
                yield from texts(record.items, tongue)
            case Entry() | Bar():
                yield from texts(record.title, tongue)
            case Table():
                yield from texts((record.title, record.note), tongue)
                yield from texts(tuple(column.title for column in record.columns if record.rows), tongue)


def records(part: Any) -> Iterator[Any]:
    """Go through all records of a paper."""
    if isinstance(part, tuple) and not isinstance(part, Both):
        yield part
        for one in part:
            yield from records(one)


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text without style."""

    def __init__(self, data: bytes) -> None:
        """Read a page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.parts: list[str] = []
        self._style = False
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self._style = tag == "style"
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        self.parts.append("\n" if tag != "span" or found.get("class") == "second" else "")

    def handle_endtag(self, tag: str) -> None:
        """Part what stands in different elements."""
        self._style = False
        self.parts.append("\n" if tag != "span" else "")

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if not self._style:
            self.parts.append(data)

    @property
    def text(self) -> str:
        """The text of the page."""
        return "".join(self.parts)


def markdown(data: bytes) -> MarkdownIt:
    """Return a reader of Markdown that makes links of whatever looks like one."""
    del data
    return MarkdownIt("gfm-like", {"linkify": True, "html": True})


def text_of_markdown(data: bytes) -> str:
    """Return what a reader of Markdown shows."""
    return Page(markdown(data).render(data.decode()).encode()).text


READ: Final[dict[str, Callable[[bytes], str]]] = {
    "txt": bytes.decode,
    "md": text_of_markdown,
    "html": lambda data: Page(data).text,
    "docx": word_text,
}
"""What is shown by a file, by its kind."""
