"""The page: nothing but text comes from users, every part is named, and its colours can be read."""

import re
from collections import Counter
from itertools import pairwise
from typing import Final

import pytest

from gfassess.report.paper.both import TONGUES, Tongue
from gfassess.report.paper.render import render
from gfassess.report.paper.style import DARK, LIGHT, sheet
from tests.report.papers import HOSTILE, Page, hostile, machinery, unfinished, unweighted

_HEADINGS: Final = ("h1", "h2", "h3", "h4")


def _page(made: object = None, tongue: Tongue = "zh") -> Page:
    return Page(render(machinery() if made is None else made, "html", tongue))  # type: ignore[arg-type]  # a paper


@pytest.mark.parametrize("tongue", TONGUES)
def test_hostile_texts_add_no_element_and_no_link(tongue: Tongue) -> None:
    """Texts of users are text: no element that renderers do not make, no link out of the page, no event, no script."""
    found = _page(hostile(), tongue)
    known = {tag for tag, _attributes in _page(machinery(), tongue).elements}
    assert {tag for tag, _attributes in found.elements} <= known
    assert known.isdisjoint({"script", "img", "link", "iframe", "object", "form", "input", "base"})
    for _tag, attributes in found.elements:
        assert not any(name.startswith("on") or name in {"src", "srcset", "action"} for name in attributes)
        assert attributes.get("href", "#").startswith("#")
    text = found.text
    for wanted in (HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[3], HOSTILE[15]):
        assert wanted in text


def test_nothing_in_the_style_comes_from_a_user_as_it_was_written() -> None:
    """The name in the margin of printed pages ends neither its string nor the style sheet; only #hatch is looked up."""
    page = render(hostile(), "html", "zh").decode()
    style = page[page.index("<style>") : page.index("</style>")]
    assert "<" not in style.removeprefix("<style>")
    assert "@import" not in style
    assert set(re.findall(r"url\([^)]*\)", page)) == {"url(#hatch)"}
    header = style[style.rindex("@top-left{content:") :]
    assert re.match(r'@top-left\{content:"(?:\w|\\[0-9a-f]+ )*"\}', header)


@pytest.mark.parametrize("made", [machinery, unfinished, unweighted])
@pytest.mark.parametrize("tongue", TONGUES)
def test_every_id_is_there_once_and_every_link_leads_somewhere(made: object, tongue: Tongue) -> None:
    """Contents, scores and the skip link lead to something on the page."""
    elements = _page(made(), tongue).elements  # type: ignore[operator]  # a function
    ids = Counter(attributes["id"] for _tag, attributes in elements if "id" in attributes)
    assert set(ids.values()) == {1}
    links = [attributes["href"][1:] for tag, attributes in elements if tag == "a"]
    named = [attributes["aria-labelledby"] for _tag, attributes in elements if "aria-labelledby" in attributes]
    assert {*links, *named} <= set(ids)
    assert links[0] == "report"


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_page_says_what_its_parts_are(tongue: Tongue) -> None:
    """Language, landmarks, headings without gaps, heads of tables, words for every drawing."""
    page = _page(tongue=tongue)
    tags = [tag for tag, _attributes in page.elements]
    by_tag = dict(page.elements)
    assert by_tag["html"]["lang"] == {"zh": "zh-CN", "en": "en", "both": "zh-CN"}[tongue]
    assert [tags.count(tag) for tag in ("header", "nav", "main", "footer", "h1")] == [1] * 5
    levels = [_HEADINGS.index(tag) for tag in tags if tag in _HEADINGS]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for tag, attributes in page.elements:
        if tag == "th":
            assert attributes["scope"] in {"col", "row", "colgroup"}
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or attributes.get("aria-label", "").strip()
        if attributes.get("role") in {"img", "region"}:
            assert attributes["aria-label"].strip()
    if tongue == "both":
        assert any(attributes.get("lang") == "en" for _tag, attributes in page.elements)


def test_every_score_opens_its_explanation() -> None:
    """Each line leads to its entry, which opens down to the clause."""
    page = _page()
    lines = [attributes["href"] for tag, attributes in page.elements if tag == "a" and "#line-" in attributes["href"]]
    entries = [
        attributes["id"] for tag, attributes in page.elements if tag == "article" and "line-" in attributes["id"]
    ]
    assert {f"#{name}" for name in entries} == set(lines)
    assert [tag for tag, _attributes in page.elements].count("details") == len(entries)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_can_be_read(colours: dict[str, str]) -> None:
    """WCAG 2.2 AA: text against what lies behind it 4.5 to 1, edges and drawings 3 to 1."""
    for behind in ("page", "panel"):
        for text in ("ink", "soft", "accent", "good", "bad", "open"):
            assert _contrast(colours[text], colours[behind]) >= 4.5, (text, behind)
        for edge in ("edge", "accent"):
            assert _contrast(colours[edge], colours[behind]) >= 3, (edge, behind)


def test_the_style_sheet_uses_no_colour_beside_those_that_are_checked() -> None:
    """Each colour is a variable of both palettes; figures of colours stand in the palettes and page margins only."""
    assert LIGHT.keys() == DARK.keys()
    written = set(re.findall(r"#[0-9a-f]{6}", sheet()))
    assert written <= {*LIGHT.values(), *DARK.values()}
    assert set(re.findall(r"var\(--([a-z]+)\)", sheet())) <= LIGHT.keys()


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
