"""What the screens need from outside: the command line hands it in, so that no screen touches disk or clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from gfassess.errors import Problem
from gfassess.model.assessment import Assessment, Evidence
from gfassess.model.cohort import CohortFile
from gfassess.model.documents import Seen
from gfassess.model.sources import Scheme
from gfassess.peers import Registry
from gfassess.report.paper.both import Tongue
from gfassess.session import Session
from gfassess.store.changes import Offer


class ChangedElsewhereError(OSError):
    """A save was refused: the file is not what was read or written here last."""


class Safe(Protocol):
    """The journal of an open assessment."""

    @property
    def kept(self) -> bool:
        """Tell whether it has everything that the file lacks."""

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What it had that the file lacked when it was opened."""

    def decide(self, *, left: bool) -> None:
        """Note that what was offered was taken over, or some of it left out; it is not offered again."""

    def let_go(self) -> None:
        """Note that the user does without everything that the file lacks."""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody else has the file open."""

    who: str
    """In words, with the time since when."""
    seen: datetime | None
    """Last sign of life."""
    seize: "Callable[[], Opened]"
    """Opens the file to write in it all the same."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An assessment that is open: its session, its file, how it is saved."""

    session: Session
    path: Path
    save: Callable[[Assessment], None]
    """Writes the whole file; the session calls it after every change, the screen on demand. May raise OSError."""
    warnings: tuple[Problem, ...] = ()
    """What the reader noticed in the file."""
    notice: str = ""
    """What the user should know before the first change."""
    overwrite: Callable[[Assessment], None] | None = None
    """Writes the whole file even where someone else changed it; None where `save` never refuses."""
    safe: Safe | None = None
    """The journal; None where there is none."""
    again: "Callable[[Assessment], Opened] | None" = None
    """Opens the file as it is now, and offers what an assessment has that was never written into it."""
    joined: "Callable[[Assessment], Opened] | None" = None
    """Opens the file as it is now, with the answers of an assessment merged into it. Raises as saving does."""
    held: Held | None = None
    """Who has it open; it can only be read then."""
    close: Callable[[], None] = lambda: None
    """Gives the file free for others."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A file that was open before."""

    path: Path
    name: str = ""
    """Enterprise, where the file says it."""
    demo: bool = False
    """It is a copy of an example."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The world outside the screens. What reads files raises GfassessError with every problem."""

    recent: Callable[[], Sequence[Recent]]
    open_file: Callable[[Path], Opened]
    new_file: Callable[[Path, int], Opened]
    """Makes an assessment of a reporting year at a path that must not exist."""
    demo: Callable[[], Opened]
    peers: Callable[[], Registry]
    export: Callable[[Session, Path], Path]
    """Writes assessment, result and stamp; returns the whole path written. Raises GfassessError or OSError."""
    report: Callable[[Session, Path, Path, str, Tongue], Path]
    """Writes a report: assessment file, where to, kind of file, language; returns the whole path. Raises the same."""
    evidence: Callable[[Path, str, tuple[str, ...]], Evidence]
    """Returns the record of a document: assessment file, path as typed, what it proves.

    Raises ElsewhereError where it does not lie beside the assessment, GfassessError where it cannot be read.
    """
    now: Callable[[], datetime]
    copy: Callable[[Session, Path], Opened] | None = None
    """Writes the assessment to another path, which must not exist, and opens it there."""
    look: Callable[[Assessment, Path], Sequence[Seen]] = lambda assessment, _path: (
        (Seen("there"),) * len(assessment.evidence)
    )
    """Says what lies in the place of each document; the larger ones are only looked for."""
    take_in: Callable[[Assessment, Path, str, tuple[str, ...]], Evidence] | None = None
    """Copies a document that lies elsewhere beside the assessment and returns its record. Raises GfassessError."""
    schemes: Callable[[], Sequence[Scheme]] = tuple
    """Reads the schemes of the rules, and no more of them."""
    start: Callable[[], Opened] | None = None
    """Opens the assessment to begin with; None begins at home."""
    exists: Callable[[Path], bool] = Path.exists
    """Tells whether there is something at a path."""
    same: Callable[[Path, Path], bool] = lambda one, other: one.resolve() == other.resolve()
    """Tells whether two paths are one file."""
    cohort: Callable[[Path], CohortFile] | None = None
    """Reads a cohort of peers. Raises GfassessError with every mistake in it."""
    cohorts: Callable[[], Sequence[Path]] = tuple
    """Cohorts that were read before and are still there, the latest first."""
    invented_cohort: Path | None = None
    """The cohort that is offered beside invented figures."""
    author: Callable[[], str] = lambda: ""
    """Returns the name under which answers are kept."""
    choose_author: Callable[[str], None] | None = None
    """Keeps another one. Raises GfassessError or OSError where that cannot be stored."""
    ascii: bool = False
    """Draw with ASCII characters only."""
