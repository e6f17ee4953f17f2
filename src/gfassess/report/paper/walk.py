"""Going through a paper as its renderers do: sections with their numbers, places to write by hand."""

from collections.abc import Iterator
from typing import NamedTuple

from gfassess.report.paper.blocks import Paper, Section


class Numbered(NamedTuple):
    """A section with its number and depth."""

    section: Section
    number: str
    """`2`, `2.1`."""
    depth: int
    """1 for a section of the paper."""


def sections(paper: Paper) -> Iterator[Numbered]:
    """Go through all sections in the order of reading, each before those inside it."""
    yield from _numbered(paper.sections, "", 1)


def _numbered(found: tuple[Section, ...], above: str, depth: int) -> Iterator[Numbered]:
    for place, section in enumerate(found, start=1):
        number = f"{above}{place}"
        yield Numbered(section, number, depth)
        yield from _numbered(section.sections, f"{number}.", depth + 1)
