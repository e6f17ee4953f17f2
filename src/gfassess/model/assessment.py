"""The answers of one enterprise, one site, one year, whatever rule set scores them."""

from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field

from gfassess.model.base import Array, Record

Value = bool | float | str | date
"""One answer: yes/no, a number in the unit of the fact, a text or the id of an option, a date."""

LedgerRow = dict[str, Value]

YEARS: Final = (1990, 2100)
"""First and last reporting year."""
Year = Annotated[int, Field(ge=YEARS[0], le=YEARS[1])]

_CHINA: Final = timezone(timedelta(hours=8))


class Kept(Record):
    """A record of the user's file: keys that this version does not know are kept, not refused."""

    model_config = ConfigDict(extra="allow")


class Enterprise(Kept):
    """Who is assessed."""

    name: str = ""
    credit_code: str = ""
    """Unified social credit code (GB 32100), 18 characters."""
    division: str = ""
    """GB/T 4754-2017 division, two digits."""
    province: str = ""
    city: str = ""


class Site(Kept):
    """Which site of it."""

    name: str = ""
    address: str = ""


class EnteredReference(Kept):
    """Reference values that the user brings, or the published row that the user chose."""

    leading: float | None = None
    baseline: float | None = None
    source: str = ""
    """Where own values come from; without it they do not count."""
    row: str = ""
    """A row of the table of this reference instead."""


class Evidence(Kept):
    """A document behind answers."""

    file: str
    """Path beside the assessment."""
    answers: Annotated[tuple[str, ...], Array] = Field(alias="for")
    """Facts and ledgers that it proves, and indicators that it proves not to apply."""
    sha256: str = ""
    """Checksum of its content when it was attached."""
    size: Annotated[int, Field(ge=0)] | None = None
    """Bytes of its content when it was attached."""
    pages: str = ""
    covers_from: date | None = None
    covers_to: date | None = None
    expires: date | None = None
    """Last day on which it is valid."""
    owner: str = ""
    """The department (its id) or the person that keeps it."""

    def valid_on(self, day: date) -> bool:
        """Tell whether it is still valid on a day."""
        return self.expires is None or self.expires >= day

    def in_date(self, year: int) -> bool:
        """Tell whether it proves something about the reporting year: valid at its end, and of a period that meets it.

        A period that covers the year in part only is a warning of `gfassess.store.check`.
        """
        start, end = date(year, 1, 1), date(year, 12, 31)
        return (
            self.valid_on(end)
            and (self.covers_from is None or self.covers_from <= end)
            and (self.covers_to is None or self.covers_to >= start)
        )


class Mark(Kept):
    """Who said something last, and when."""

    by: str = ""
    at: datetime

    @property
    def instant(self) -> datetime:
        """The time as one that can be compared; where no zone is stated it is that of China."""
        return self.at if self.at.tzinfo is not None else self.at.replace(tzinfo=_CHINA)


class Version(Kept):
    """What one file said where several said different things."""

    side: str
    """`A`, `B`: how it was called when the files were merged."""
    file: str
    value: Any = None
    """An answer, reference values, a document; absent where the file had nothing there."""
    row: LedgerRow | None = None
    """A row of a ledger; absent where the file did not have it any more."""
    explained: dict[str, str] = {}
    """Reasons for unusual values in the row, by column."""
    answered: Mark | None = None


class Conflict(Kept):
    """Something that files said differently when they were merged, until somebody decides."""

    part: str
    """`facts`, `ledgers`, `notes`: where it stands in the file; empty for a key at its top."""
    name: str
    """The id of the fact, ledger, indicator or reference; the file of a document; the key of another part."""
    value: Any = None
    """What stands in the file meanwhile; absent where that is nothing."""
    row: LedgerRow | None = None
    """The row that stands in the ledger meanwhile; absent where files added rows about the same thing."""
    explained: dict[str, str] = {}
    versions: Annotated[tuple[Version, ...], Array]

    @property
    def adds(self) -> bool:
        """Tell whether it is about rows that files added: all of them may be kept."""
        return self.part == "ledgers" and self.row is None


class Assessment(Kept):
    """What is in an assessment file, without what export adds."""

    format: int = 1
    """Version of the file format."""
    illustrative: bool = False
    """Invented figures: said wherever they are shown."""
    remark: str = ""
    """What a reader should know about this file."""
    ruleset: str
    """The rule set that scores it unless the user asks for another."""
    year: Year
    """Reporting year."""
    enterprise: Enterprise = Enterprise()
    site: Site = Site()
    facts: dict[str, Value] = {}
    ledgers: dict[str, Annotated[tuple[LedgerRow, ...], Array]] = {}
    notes: dict[str, str] = {}
    """Remark by fact, ledger or indicator."""
    explained: dict[str, str] = {}
    """Reason by fact (or cell, `energy_use[2].amount`, rows from 1) for a value outside the plausible range."""
    not_applicable: dict[str, str] = {}
    """Reason by indicator."""
    references: dict[str, EnteredReference] = {}
    answered: dict[str, Mark] = {}
    """Who changed an answer last, and when, by fact or ledger; for the rest by `notes.land_area` and the like."""
    conflicts: Annotated[tuple[Conflict, ...], Array] = ()
    """What merged files said differently and nobody decided yet."""
    evidence: Annotated[tuple[Evidence, ...], Array] = ()

    def excused(self, indicator: str) -> str:
        """Return why the user says that an indicator does not apply; empty where it does."""
        return self.not_applicable.get(indicator, "").strip()

    def unknown_keys(self) -> dict[str, Any]:
        """Return the keys that this version does not know, by dotted path; they are kept when the file is written."""
        found: dict[str, Any] = dict(self.model_extra or {})
        parts: dict[str, Kept] = {"enterprise": self.enterprise, "site": self.site}
        parts |= {f"references.{name}": entry for name, entry in self.references.items()}
        parts |= {f"answered.{name}": entry for name, entry in self.answered.items()}
        parts |= {f"evidence.{index}": entry for index, entry in enumerate(self.evidence)}
        for path, part in parts.items():
            found |= {f"{path}.{key}": value for key, value in (part.model_extra or {}).items()}
        return found
