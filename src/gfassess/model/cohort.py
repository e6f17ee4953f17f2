"""Cohorts: figures of several peers by division and year, without names."""

from typing import Annotated, Literal

from pydantic import Field

from gfassess.model.assessment import Year
from gfassess.model.base import Array, Id, Record
from gfassess.model.rules import Better

LEAST: int = 5
"""Fewest sites of which a figure is published or a standing is worked out."""

FigureKind = Literal["reference", "indicator", "criterion", "total"]
"""The value behind a reference id; the share of the points of an indicator, of a criterion, of the whole."""

Division = Annotated[str, Field(pattern=r"^(\d\d)?$")]
"""Division of GB/T 4754-2017, two digits; empty for all together."""

Count = Annotated[int, Field(ge=0)]


class Figure(Record):
    """What the sites of a cell have in one respect; figures are rounded, n is not."""

    kind: FigureKind
    id: Id | Literal[""] = ""
    """Reference, indicator or criterion; empty for the total."""
    unit: str = ""
    """Unit of a reference; shares have none and go from 0 to 1."""
    better: Better = "higher"
    n: Annotated[int, Field(ge=1)]
    """Sites that have it."""
    mean: float
    q1: float | None = None
    """First quartile, by size; of few sites both quartiles are left out."""
    median: float | None = None
    """Absent, as the quartiles and the best 5 %, where cohorts were joined without values."""
    q3: float | None = None
    """Third quartile, by size."""
    best: float | None = None
    """What the best 5 % reach, by `better`."""
    values: Annotated[tuple[float, ...], Array] = ()
    """All of them by size, only where the builder asked for it."""

    @property
    def key(self) -> tuple[FigureKind, str]:
        """What it is a figure of."""
        return self.kind, self.id


class GateCount(Record):
    """How the sites of a cell stand with one gate."""

    id: Id
    passed: Count
    failed: Count
    unknown: Count


class Cell(Record):
    """One division, or all, in one reporting year."""

    division: Division = ""
    year: Year
    figure: Annotated[tuple[Figure, ...], Array] = ()
    gate: Annotated[tuple[GateCount, ...], Array] = ()

    def find(self, kind: FigureKind, name: str) -> Figure | None:
        """Return the figure of a kind and id."""
        return next((one for one in self.figure if one.key == (kind, name)), None)


class CohortFile(Record):
    """A cohort file."""

    format: Literal[1] = 1
    """Version of the file format."""
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
    """The same for every version of one cohort."""
    title: Annotated[str, Field(min_length=1)]
    """As it is named wherever its figures are shown."""
    illustrative: bool = False
    """Invented figures: said wherever they are shown."""
    remark: str = ""
    """What a reader should know about it."""
    statement: str = ""
    """Who built it, and of what."""
    ruleset: str
    version: str
    """Of the rule set."""
    rules: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 over the files of the rules that the sites were scored by."""
    parts: Annotated[tuple[str, ...], Array] = ()
    """Ids of the cohorts that it was joined of."""
    digits: Annotated[int, Field(ge=1, le=15)]
    """Significant digits to which figures are rounded."""
    cell: Annotated[tuple[Cell, ...], Array] = ()


class Published(Record):
    """Figures and gates of a cell that were published once, all of the same sites."""

    version: Annotated[int, Field(ge=1)]
    """Running number of the cohort's versions."""
    rules: str
    """SHA-256 over the files of the rules then."""
    year: int
    division: Division
    family: str
    """What belongs together: figures of one family could be worked out from each other."""
    sites: str
    """Keyed digests of the sites and of what they brought in, parted by spaces."""
    figure: Annotated[tuple[Figure, ...], Array] = ()
    gate: Annotated[tuple[GateCount, ...], Array] = ()


class BuilderLedger(Record):
    """What the builder of a cohort keeps to himself: which sites stood behind what was published."""

    format: Literal[1] = 1
    id: str
    """Of the cohort."""
    key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Secret with which the digests were made."""
    version: Annotated[int, Field(ge=0)] = 0
    """Of the cohort as it was built last; 0 before the first."""
    published: Annotated[tuple[Published, ...], Array] = ()
