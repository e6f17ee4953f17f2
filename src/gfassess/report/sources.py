"""The figures of a criteria folder by the documents that they come from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gfassess.explain import basis_words, unit_words, value_words
from gfassess.model.rulebook import Rulebook
from gfassess.model.sources import Confidence, Document
from gfassess.report.columns import wrapped
from gfassess.rules.figures import Figure, Part
from gfassess.words import _, ngettext


def sources_lines(rulebook: Rulebook, figures: Sequence[Figure], width: int = 80) -> Iterator[str]:
    """Go through the documents with how many figures each gives, of what kind, how sure, and where they were read."""
    by_document = _by_document(figures)
    text = ngettext("{figures} from {count} document", "{figures} from {count} documents", len(by_document))
    yield text.format(figures=_count(len(figures)), count=len(by_document))
    yield from wrapped(_kinds(rulebook, figures), width, "  ")
    for document in rulebook.documents.values():
        if document.id in by_document:
            yield ""
            yield from _head(rulebook, document, by_document[document.id], width)
    without = [name for name in rulebook.documents if name not in by_document]
    if without:
        yield ""
        yield from wrapped(_("cited without a figure: {documents}").format(documents=_("; ").join(without)), width)


def figure_lines(rulebook: Rulebook, document: Document, figures: Sequence[Figure], width: int = 80) -> Iterator[str]:
    """Go through the figures of one document, each with its place in the rule files."""
    yield from _head(rulebook, document, figures, width)
    if document.note is not None:
        yield from wrapped(str(document.note), width, "  ")
    for figure in figures:
        yield ""
        said = _("{title}: {value}").format(title=_title(figure), value=_value(rulebook, figure))
        yield from wrapped(said, width)
        sure = _sure(confidence_words(figure.sure(rulebook.documents)))
        about = (figure.clause, basis_words(figure.basis), *sure)
        yield from wrapped(_("; ").join(part for part in about if part), width, "    ")
        yield from wrapped(f"{figure.place.file}:{figure.place.line or 1}: {figure.place.key}", width, "    ")


def sources_data(rulebook: Rulebook, documents: Iterable[Document], figures: Sequence[Figure]) -> dict[str, Any]:
    """Return documents and figures as plain data, the answer of `--json`."""
    counts = Counter(figure.document for figure in figures)
    return {
        "documents": [
            {**document.model_dump(mode="json", exclude_none=True), "figures": counts[document.id]}
            for document in documents
        ],
        "figures": [_figure_data(rulebook, figure) for figure in figures],
    }


def _figure_data(rulebook: Rulebook, figure: Figure) -> dict[str, Any]:
    return {
        "file": figure.place.file,
        "line": figure.place.line,
        "key": figure.place.key,
        "part": figure.part,
        "title": {
            "zh": "：".join(title.zh for title in figure.titles),
            "en": ": ".join(title.en for title in figure.titles),
        },
        "value": figure.value,
        "unit": figure.unit,
        "document": figure.document,
        "clause": figure.clause,
        "basis": figure.basis,
        "confidence": figure.sure(rulebook.documents),
    }


def _by_document(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.document, []).append(figure)
    return found


def _head(rulebook: Rulebook, document: Document, figures: Sequence[Figure], width: int) -> Iterator[str]:
    yield from wrapped(f"{document.id}  {document.title}", width)
    said = _("{figures}: {kinds}").format(figures=_count(len(figures)), kinds=_kinds(rulebook, figures))
    yield from wrapped(said if figures else _count(0), width, "  ")
    if document.replaced_by:
        yield from wrapped(_("replaced by {document}").format(document=document.replaced_by), width, "  ")
    if document.address:
        yield from wrapped(_("read at {address}").format(address=document.address), width, "  ")


def _count(number: int) -> str:
    return ngettext("{count} figure", "{count} figures", number).format(count=number)


def _kinds(rulebook: Rulebook, figures: Iterable[Figure]) -> str:
    """Return how many figures there are of each basis and of each confidence."""
    found = list(figures)
    bases = Counter(figure.basis for figure in found)
    sure = Counter(figure.sure(rulebook.documents) for figure in found)
    parts = [f"{basis_words(basis)} {number}" for basis, number in bases.most_common()]
    degrees = [f"{confidence_words(degree)} {number}" for degree, number in sure.most_common() if degree is not None]
    return _("; ").join([*parts, *_sure(_(", ").join(degrees))])


def _sure(degrees: str) -> Iterator[str]:
    if degrees:
        yield _("confidence: {degrees}").format(degrees=degrees)


def confidence_words(confidence: Confidence | None) -> str:
    """Return how sure a figure is; nothing for our own choices."""
    words: dict[Confidence | None, str] = {"high": _("high"), "medium": _("medium"), None: ""}
    return words[confidence]


def _title(figure: Figure) -> str:
    """Return what a figure is about, and which part of it the figure is."""
    parts: dict[Part, str] = {
        "leading": _("leading value"),
        "baseline": _("baseline value"),
        "step": _("step"),
        "share": _("share of the points"),
        "points": _("points"),
        "formula": _("number in a formula"),
        "default": _("default"),
        "pass_mark": _("pass mark"),
    }
    names = [*map(str, figure.titles), *([parts[figure.part]] if figure.part in parts else [])]
    return _(" / ").join(names)


def _value(rulebook: Rulebook, figure: Figure) -> str:
    return value_words(figure.value, unit_words(rulebook, figure.unit))
