"""What the screen and its panes share about the assessment on the desk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gfassess.errors import GfassessError
from gfassess.model.assessment import Evidence
from gfassess.model.documents import Seen
from gfassess.scoring import Inputs, Memo
from gfassess.session import Session
from gfassess.store.changes import Offer, laid_over
from gfassess.tui.shell import ChangedElsewhereError, Opened, Shell
from gfassess.words import _


@dataclass(slots=True)
class Desk:
    """An open assessment, whether it is saved, and what was typed but not yet understood."""

    shell: Shell
    opened: Opened
    saved_at: datetime | None = None
    save_error: str = ""
    """Why the last save failed; the change is kept in memory and written with the next one."""
    kept: bool = False
    """What could not be saved is in the journal meanwhile."""
    conflict: bool = False
    """The last save was refused because someone else changed the file."""
    drafts: dict[str, str] = field(default_factory=dict)
    """Typed text by fact, or field of the head, that could not be read as an answer yet."""
    units: dict[str, str] = field(default_factory=dict)
    """Unit by fact in which the user reads and types it; the fact's own where absent."""
    warned_of: dict[str, str] = field(default_factory=dict)
    """The drafts of which the user was told that leaving loses them."""
    leave_warned: bool = False
    """The user was told that leaving loses what could not be saved."""
    asked_from: tuple[str, str] = ("results", "")
    """Section and id where the user asked why; the way back."""
    cohort_path: str = ""
    """The file of the cohort in use, as it was typed."""
    trail: list[str] = field(default_factory=list)
    """What is explained, and what led to it."""

    _memo: Memo = field(default_factory=Memo)
    _inputs: Inputs | None = None
    _looked: tuple[tuple[Evidence, ...], tuple[Seen, ...]] | None = None

    @property
    def inputs(self) -> Inputs:
        """What names in formulas stand for as things are."""
        if self._inputs is None or self._inputs.assessment is not self.session.assessment:
            self._inputs = Inputs(self.session.rulebook, self.session.assessment, self._memo)
        return self._inputs

    @property
    def session(self) -> Session:
        """The session of the assessment."""
        return self.opened.session

    @property
    def path(self) -> Path:
        """The file of the assessment."""
        return self.opened.path

    def change(self, act: Callable[[], object]) -> bool:
        """Run something that changes the assessment; tell whether it did. A failed save loses nothing."""
        if self.opened.held is not None:
            return False
        before = self.session.assessment
        self._note_save(act, lambda: self.session.assessment is not before)
        return self.session.assessment is not before

    def save(self) -> None:
        """Write the file now; one that somebody else has open is only read."""
        if self.opened.held is None:
            self._note_save(lambda: self.opened.save(self.session.assessment), lambda: True)

    def overwrite(self) -> None:
        """Write the file now, whatever someone else wrote there."""
        write = self.opened.overwrite or self.opened.save
        self._note_save(lambda: write(self.session.assessment), lambda: True)

    def copy(self, path: Path) -> Opened | None:
        """Write the assessment to another path and open it there; where that fails say why and return None."""
        copied: list[Opened] = []
        if (copy := self.shell.copy) is not None:
            self._note_save(lambda: copied.append(copy(self.session, path)), lambda: bool(copied))
        return copied[0] if copied else None

    @property
    def unsettled(self) -> str:
        """What the user has to decide about the file, in words; empty where there is nothing."""
        if self.opened.held is not None:
            return _("Open elsewhere: read only, or write all the same")
        if self.conflict:
            return _("Changed by someone else: merge, reload, keep mine elsewhere, overwrite")
        return _("Answers of the journal that the file lacks") if self.offered else ""

    @property
    def offered(self) -> Sequence[Offer]:
        """What the journal has that the file lacks, until it is decided."""
        return self.opened.safe.offers if self.opened.safe is not None else ()

    def take_over(self, chosen: Iterable[Offer]) -> None:
        """Take over answers of the journal as one change, and note that the others are left out."""
        safe, wanted = self.opened.safe, {offer.key: offer.value for offer in chosen}
        if safe is None:
            return
        if wanted:
            self.change(lambda: self.session.become(laid_over(self.session.assessment, wanted)))
        if not self.save_error or self.kept:
            safe.decide(left=len(wanted) < len(safe.offers))

    @property
    def seen(self) -> Sequence[Seen]:
        """What lies in the place of each document, as of when the evidence was last looked at."""
        evidence = self.session.assessment.evidence
        if self._looked is None or self._looked[0] is not evidence:
            self._looked = (evidence, tuple(self.shell.look(self.session.assessment, self.path)))
        return self._looked[1]

    @property
    def lost(self) -> Sequence[str]:
        """The documents that are missing or were changed, each with the reason."""
        pairs = zip(self.session.assessment.evidence, self.seen, strict=True)
        return [_("{title}: {value}").format(title=proof.file, value=one.reason) for proof, one in pairs if one.lost]

    def look_again(self) -> None:
        """Look at the documents on disk anew when they are next asked for."""
        self._looked = None

    def _failed(self, reason: str) -> None:
        self.save_error = reason
        self.kept = self.opened.safe is not None and self.opened.safe.kept

    def _note_save(self, act: Callable[[], object], happened: Callable[[], bool]) -> None:
        try:
            act()
        except GfassessError as error:
            (first, *_more) = error.problems
            self._failed(f"{first.key}: {first.message}" if first.key else first.message)
        except OSError as error:
            self._failed(error.strerror or str(error))
            self.conflict = isinstance(error, ChangedElsewhereError)
        else:
            if happened():
                self.leave_warned = False
                self.saved_at = self.shell.now()
                self.save_error = ""
                self.conflict = self.kept = False
