"""What the journal beside an assessment holds: changes of the answers, and what became of them."""

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field

from gfassess.model.base import Record

LAST: Final = 2**53
"""The greatest number of a line: that of a change which is only in memory."""

Number = Annotated[int, Field(ge=1, le=LAST)]
"""The place of a line in the journal; numbers only grow."""


class JournalChange(Record):
    """One change of an assessment, written before the file itself."""

    n: Number
    first: Number
    """The first change of the same opening of the file."""
    at: datetime
    by: str = ""
    """Who made it."""
    file: str
    """SHA-256 of the file once this change is in it."""
    was: str
    """The entries that differ as they were, as the TOML of an assessment."""
    now: str
    """The same entries as they are; what stands only in `was` was taken away."""


class JournalMark(Record):
    """What became of the changes from `first` to `last`."""

    n: Number
    at: datetime
    done: Literal["saved", "taken", "left"]
    """In the file; taken over into it later; left out by the user."""
    first: Number
    last: Number
