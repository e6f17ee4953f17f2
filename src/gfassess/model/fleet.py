"""What a packed and a scored folder say of themselves."""

from typing import Annotated, Literal

from pydantic import Field

from gfassess.model.base import Array, Record
from gfassess.model.rules import RulesetId

Count = Annotated[int, Field(ge=0)]
Engine = Literal["polars", "spark"]


class PackedPart(Record):
    """One part: the same sites in the table of assessments and in every ledger."""

    first: Count
    """Number of its first site."""
    sites: Annotated[int, Field(ge=1)]


class PackedFolder(Record):
    """`packed.toml`: written last, so that a folder without it is not complete."""

    format: int
    gfassess: str
    """Version of the program that packed it."""
    sites: Annotated[int, Field(ge=1)]
    skipped: Count
    """Files that could not be read; they are named in `skipped.csv`."""
    part: Annotated[tuple[PackedPart, ...], Array] = ()
    illustrative: bool = False
    """Invented figures: said wherever they are shown."""
    remark: str = ""
    """Where the assessments come from, if the one who packed them said so."""


class ScoredFolder(Record):
    """`scored.toml`: written last, so that a folder without it is not complete."""

    format: int
    gfassess: str
    ruleset: RulesetId
    version: str
    rules_sha256: str
    """Hash of the rules: of another one, the figures cannot be compared."""
    engine: Engine
    sites: Count
    skipped: Count = 0
    """Files that packing left out."""
    illustrative: bool = False
    remark: str = ""
    cohort_sha256: str = ""
    """Hash of the file of the cohort that gave reference values; empty where none did."""
