"""Where numbers and rules come from."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from gfassess.model.base import Array, Record, Text

Basis = Literal["standard", "policy", "regional", "project"]
"""What kind of number it is: in a standard, in a national plan or notice, in a local rule, our own choice."""

Confidence = Literal["high", "medium"]
"""How sure the carried-over figure is: the text itself or two independent sources, or one secondary source."""


class Document(Record):
    """A standard, plan, notice or table that content refers to by its number."""

    id: str
    """The number as cited: `GB/T 36132-2025`."""
    title: Text
    """Its name."""
    issuer: str = ""
    """Who issued it."""
    published: date | None = None
    """Date of issue."""
    in_force: date | None = None
    """First day in force; absent where the source does not say."""
    replaced_by: str = ""
    """Number of the document that replaces it, where one does."""
    address: str = ""
    """Where the figures were read."""
    confidence: Confidence
    """How sure what was carried over from it is."""
    note: Text | None = None
    """What a user must know about it."""


class Source(Record):
    """The place a rule or figure comes from."""

    document: str
    """Number of a document in `documents.toml`."""
    clause: str = ""
    """Clause, table or row."""

    def __str__(self) -> str:
        """Return number and clause as a report cites them."""
        return f"{self.document} {self.clause}".rstrip()


class Scheme(Record):
    """A pass mark or date that an authority has published; local, never national."""

    id: str
    title: Text
    authority: Text
    """Who published it."""
    levels: Annotated[tuple["SchemeLevel", ...], Array] = ()
    dates: Annotated[tuple["SchemeDate", ...], Array] = ()
    source: Source
    basis: Basis
    note: Text | None = None


class SchemeLevel(Record):
    """A level of a scheme and the points it asks for."""

    title: Text
    points: float


class SchemeDate(Record):
    """A yearly date of a scheme."""

    title: Text
    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]


class Unit(Record):
    """A unit that people type, and how it converts inside its quantity: value x `factor` = base unit."""

    id: str
    """As written in rule files: `10^4 kWh`."""
    quantity: str
    """What it measures; only units of one quantity convert."""
    factor: Annotated[float, Field(gt=0)]
    """How many base units one of it is."""
    title: Text
    """As shown beside a field: 万kWh."""
    aliases: Annotated[tuple[str, ...], Array] = ()
    """Other ways in which people write it; letter case does not matter."""


class DocumentFile(Record):
    """`criteria/documents.toml`."""

    document: Annotated[tuple[Document, ...], Array]


class UnitFile(Record):
    """`criteria/units.toml`."""

    unit: Annotated[tuple[Unit, ...], Array]


class SchemeFile(Record):
    """`criteria/schemes.toml`."""

    scheme: Annotated[tuple[Scheme, ...], Array]
