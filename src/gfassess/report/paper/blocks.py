"""What a paper is made of: light records that every renderer goes through, so that all of them show the same figures.

A paper holds each text in both languages; which of them is shown is the renderer's choice.
"""

from typing import Literal, NamedTuple, TypeAlias

from gfassess.model.rules import Better
from gfassess.report.paper.both import Words

Align = Literal["left", "right", "center"]
Tone = Literal["", "good", "bad", "open"]
"""How a finding is to be taken; the text says it too, a colour only repeats it."""
MarkKind = Literal["own", "baseline", "leading", "site", "box", "median", "mean", "best"]
Manner = Literal["plain", "note", "mark"]
"""Running text, a remark in smaller type, something that must not be overlooked."""


class Cell(NamedTuple):
    """One value of a table or list."""

    text: Words = ""
    number: float | None = None
    """The figure behind the text, not rounded, in `unit`; for spreadsheets."""
    unit: Words = ""
    tone: Tone = ""
    to: str = ""
    """Id of the entry that explains it."""


class Column(NamedTuple):
    """The head of a column."""

    id: str
    title: Words
    align: Align = "left"
    weight: int = 1
    """Its width beside that of the others."""


class Row(NamedTuple):
    """A row of cells, one a column; a single cell is a heading over the rows below it."""

    cells: tuple[Cell, ...]

    @property
    def heads(self) -> bool:
        """Tell whether it is a heading over all columns."""
        return len(self.cells) == 1


class Table(NamedTuple):
    """Rows under repeating heads. One without rows says so in `empty`."""

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: Words = ""
    note: Words = ""
    empty: Words = ""


class Paragraph(NamedTuple):
    """A piece of text; line ends part its lines."""

    text: Words
    manner: Manner = "plain"


class Bullets(NamedTuple):
    """Short texts, one a line."""

    items: tuple[Words, ...]


class Pair(NamedTuple):
    """A name with its value; one without text is a place to write by hand."""

    id: str
    name: Words
    value: Cell
    lines: int = 1
    """Lines of room for writing by hand."""


class KeyValues(NamedTuple):
    """Names with values."""

    id: str
    rows: tuple[Pair, ...]


class Bar(NamedTuple):
    """What is reached of a whole: with evidence, without, and what is still open."""

    title: Words
    proved: float
    low: float
    high: float
    whole: float
    text: Words
    """The same in words."""


class Bars(NamedTuple):
    """Bars below one another."""

    rows: tuple[Bar, ...]
    legend: tuple[Words, ...] = ()
    """With evidence, without evidence, still open; only where it is said for the first time."""


class Mark(NamedTuple):
    """A place on a strip."""

    value: float
    kind: MarkKind
    text: Words
    """What it is and its figure."""


class Strip(NamedTuple):
    """The own figure on a line, the better end at the right; both ends of it differ while questions are open."""

    low: float
    high: float
    better: Better
    marks: tuple[Mark, ...]
    box: tuple[float, float] | None
    """The middle half of the sites of a cohort."""
    own: Words
    """The own figure."""
    text: Words
    """The same in words."""

    def place(self, value: float) -> float:
        """Return where a figure lies in the whole range that is shown: 0 at its worse end, 1 at its better one."""
        values = [self.low, self.high, *(mark.value for mark in self.marks), *(self.box or ())]
        ends = min(values), max(values)
        worst, best = ends if self.better == "higher" else ends[::-1]
        # Halves first: the distance of two figures near the ends of what a float holds is none.
        return 0.5 if worst == best else (value / 2 - worst / 2) / (best / 2 - worst / 2)


class Step(NamedTuple):
    """One step of an explanation."""

    title: Words
    value: Words
    detail: Words
    source: Words
    children: tuple["Step", ...] = ()


class Entry(NamedTuple):
    """One line with everything that belongs to it."""

    id: str
    title: Words
    figure: Cell
    state: Cell
    rows: tuple[Pair, ...] = ()
    """The ids of the pairs are the same in every entry of a block."""
    strip: Strip | None = None
    table: Table | None = None
    steps: tuple[Step, ...] = ()
    """Its explanation down to the ledger row and the clause."""
    group: Words = ""
    """What it belongs to, where entries of several kinds stand in one block."""

    @property
    def brief(self) -> bool:
        """Whether it fits into a row of a table: it has no table or explanation of its own."""
        return self.table is None and not self.steps and not self.state.text


class Entries(NamedTuple):
    """Lines below one another."""

    id: str
    entries: tuple[Entry, ...]
    key: tuple[tuple[MarkKind, Words], ...] = ()
    """What the marks on their strips mean; those of baseline and leading value carry their figures."""
    figure: Words = ""
    """What the figures of the lines are."""


class SignatureBox(NamedTuple):
    """A statement with places for signature, seal and date."""

    statement: Words
    places: tuple[Words, ...]


Block: TypeAlias = Paragraph | Bullets | KeyValues | Table | Bars | Entries | SignatureBox


class Section(NamedTuple):
    """A part under a heading; renderers number it."""

    id: str
    heading: Words
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    new_page: bool = False


class Cover(NamedTuple):
    """The first page."""

    title: Words
    subtitle: Words
    marks: tuple[Words, ...]
    """What must not be overlooked: invented figures, a gate that blocks."""
    rows: tuple[Pair, ...]


class Labels(NamedTuple):
    """The few words that renderers say themselves."""

    contents: Words
    skip: Words
    """Leads readers with a keyboard past the contents."""
    why: Words
    """Over the explanation of a score."""
    blank: Words
    """A place to write by hand, for those who hear the page."""
    part: Words
    """Over the part of the report that a row of a spreadsheet is from."""
    item: Words
    unit: Words
    state: Words
    page: Words
    """The number of a page, with `{page}` and `{pages}` for it and their count."""


class Paper(NamedTuple):
    """A whole report."""

    labels: Labels
    cover: Cover
    sections: tuple[Section, ...]
    header: Words
    """Name and year, over every page."""
    footer: Words
    """What the report is and is not, under every page."""
