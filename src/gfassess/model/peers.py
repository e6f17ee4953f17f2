"""Enterprises on official lists."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from gfassess.model.base import Array, Record, Text

Category = Literal["factory", "product", "park", "supply_chain"]
DivisionConfidence = Literal["H", "M", "L"]


class PeerList(Record):
    """One batch of the national list, for one category."""

    batch: int
    year: int
    """The list's own year: the sixth batch is the list of 2021."""
    category: Category
    document: str
    """Number of the notice, in `documents.toml`."""
    published: date | None = None


class Peer(Record):
    """One listed enterprise; no list states indicator values."""

    batch: int
    no: int | None = None
    """Running number in the list; absent where it is not known."""
    name: str
    category: Category = "factory"
    city: str = ""
    """Empty where neither the list nor the name shows it."""
    division: str = ""
    """GB/T 4754 division, read from the firm's business; the lists of batches 3 to 6 state none."""
    division_confidence: DivisionConfidence | None = None
    sector: str = ""
    """The trade as the list prints it, batches 1 and 2 only."""
    evaluator: str = ""
    """Third-party body that the list names."""
    product: str = ""
    """For design products: product and model."""
    note: str = ""


class PeerFile(Record):
    """A file of `criteria/peers/`: one province."""

    province: str
    title: Text
    note: Text | None = None
    """What the fields do not come from the list."""
    list_: Annotated[tuple[PeerList, ...], Array] = Field(alias="list")
    peer: Annotated[tuple[Peer, ...], Array] = Field(alias="peers")
