"""What the screen and its panes share about the assessment on the desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gfassess.errors import GfassessError
from gfassess.model.assessment import Evidence
from gfassess.model.documents import Seen
from gfassess.scoring import Inputs, Memo
from gfassess.session import Session
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
        before = self.session.assessment
        self._note_save(act, lambda: self.session.assessment is not before)
        return self.session.assessment is not before

    def save(self) -> None:
        """Write the file now."""
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

    def _note_save(self, act: Callable[[], object], happened: Callable[[], bool]) -> None:
        try:
            act()
        except GfassessError as error:
            (first, *_more) = error.problems
            self.save_error = f"{first.key}: {first.message}" if first.key else first.message
        except OSError as error:
            self.save_error = error.strerror or str(error)
            self.conflict = isinstance(error, ChangedElsewhereError)
        else:
            if happened():
                self.leave_warned = False
                self.saved_at = self.shell.now()
                self.save_error = ""
                self.conflict = False
