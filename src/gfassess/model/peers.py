"""Enterprises on official lists, what later notices changed, and what the enterprises published themselves."""

from datetime import date
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field

from gfassess.model.base import Array, Id, Record, Text
from gfassess.model.sources import Source

Category = Literal["factory", "product", "park", "supply_chain"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
DivisionConfidence = Literal["", "H", "M", "L"]
Scope = Literal["site", "group"]
"""Whom a figure is about: one factory, or everything that a firm has."""


class Peer(NamedTuple):
    """One row of a list; its fields are the columns of `PeerList.rows`. No list states indicator values."""

    no: int | None
    """Running number in the list; None where it is not known."""
    name: str
    initials: str = ""
    """First letters of the name in pinyin, as people type them to find it."""
    province: str = ""
    """Empty: that of the file."""
    city: str = ""
    """Empty where neither the list nor the name shows it."""
    district: str = ""
    division: str = ""
    """GB/T 4754 division, read from the firm's business; the lists of batches 3 to 6 state none."""
    division_confidence: DivisionConfidence = ""
    sector: str = ""
    """The trade as the list prints it, batches 1 and 2 only."""
    evaluator: str = ""
    """Third-party body that the list names."""
    product: str = ""
    """For design products: product and model."""
    note: str = ""


class ChangeRow(NamedTuple):
    """One firm that a notice renames or moves out; its fields are the columns of `PeerChange.rows`."""

    kind: Literal["renamed", "removed"]
    name: str
    """As it stood on the list before the notice."""
    new_name: str = ""
    initials: str = ""
    """Of the new name."""
    note: str = ""


class PeerList(Record):
    """One batch of the national list, for one category."""

    batch: int
    year: int
    """The list's own year: the sixth batch is the list of 2021."""
    category: Category
    document: str
    """Number of the notice; of a list that ships, in `documents.toml`."""
    published: date | None = None
    rows: str = ""
    """The enterprises as comma-separated values under a line of column names: a tenth of the time that tables take."""


class PeerChange(Record):
    """What a later notice changes on the lists of one category: new names, and firms moved out."""

    category: Category
    document: str
    published: date | None = None
    rows: str
    """The firms as comma-separated values under a line of column names."""


class Disclosure(Record):
    """One figure that a listed enterprise published itself."""

    peer: str
    """Name as on the list."""
    of: Id
    """What it is a figure of: a fact, a reference or an indicator."""
    value: float
    unit: str = ""
    year: int
    """The year that the figure is about."""
    scope: Scope
    source: Source
    parts: Annotated[tuple[float, ...], Array] = ()
    """Figures in the same unit that the source adds up to the value."""
    total: float | None = None
    """For a figure per unit of output: the whole amount, in `total_unit`."""
    total_unit: str = ""
    output: float | None = None
    """What the whole amount is divided by, in `output_unit`."""
    output_unit: str = ""


class PeerFile(Record):
    """A file of peers: of `criteria/peers/`, or of the user's own registry."""

    province: str = ""
    """Of every row that names none."""
    title: Text
    note: Text | None = None
    """What the fields do not come from the list."""
    list_: Annotated[tuple[PeerList, ...], Array] = Field(default=(), alias="list")
    change: Annotated[tuple[PeerChange, ...], Array] = ()
    disclosure: Annotated[tuple[Disclosure, ...], Array] = ()
