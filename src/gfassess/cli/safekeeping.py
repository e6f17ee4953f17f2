"""An assessment on the screens: each change is in the journal before the file is replaced, so that none is lost."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from gfassess.cli.keeper import Keeper
from gfassess.errors import GfassessError
from gfassess.files.author import author
from gfassess.files.journal import Journal
from gfassess.files.lock import Lock
from gfassess.model.assessment import Assessment
from gfassess.model.journal import LAST, JournalChange
from gfassess.model.rulebook import Rulebook
from gfassess.store import Loaded, load
from gfassess.store.changes import Key, Offer, difference, offers, write_entries


class Safekeeping:
    """Saves one open assessment, and knows what the journal has that the file lacks."""

    def __init__(
        self, path: Path, rulebook: Rulebook, lock: Lock | None, unsaved: tuple[JournalChange, ...] = ()
    ) -> None:
        """Read file and journal; `unsaved` are changes in memory that belong on top of those of the journal."""
        self._keeper = Keeper(path, rulebook, lock)
        self.loaded: Loaded = load(path)
        self.journal = Journal(path)
        self._held = self.journal.held(self._keeper.known)
        self.offers: tuple[Offer, ...] = offers((*self._held, *unsaved), self.loaded.assessment, self.journal.changes)
        self._noted = self._written = self.loaded.assessment
        self.kept = True
        """Everything that the file lacks is in the journal."""
        self._doubted: set[Key] = set()
        """Entries that may be in the journal, although it could not be said: they are written again."""
        self._left = False
        if not self.offers:
            self.decide(left=False)

    @property
    def written(self) -> Assessment:
        """What the file held when it was last read or written here."""
        return self._written

    def save(self, assessment: Assessment) -> None:
        """Put what changed into the journal, then into the file; raise OSError where the file cannot be written."""
        self._save(assessment, self._keeper.put)

    def overwrite(self, assessment: Assessment) -> None:
        """Do the same whatever somebody else wrote into the file."""
        self._save(assessment, lambda text: self._keeper.put(text, whatever=True))

    def decide(self, *, left: bool) -> None:
        """Note that the user took over or left out what was offered; it is not offered again."""
        self.offers = ()
        self._left = left
        with suppress(OSError):  # tried again with the next save
            self._note_decision()

    def _note_decision(self) -> None:
        if self._held and not self.offers:
            self.journal.decide(_now(), self._held, left=self._left)
            self._held = ()

    def let_go(self) -> None:
        """Note that the user does without what the file lacks, and with what was offered."""
        self._held = (*self._held, *self.journal.held(self._keeper.known))
        self.decide(left=True)

    def unsaved(self, assessment: Assessment) -> tuple[JournalChange, ...]:
        """Return what an assessment has that was never written into the file."""
        was, now = difference(self._written, assessment)
        if not was and not now:
            return ()
        old, new = write_entries(was), write_entries(now)
        return (JournalChange(n=LAST, first=LAST, at=_now(), by=author(), file="", was=old, now=new),)

    def _save(self, assessment: Assessment, write: Callable[[str], None]) -> None:
        text = self._keeper.text(assessment)
        self._note(assessment, hashlib.sha256(text.encode()).hexdigest())
        try:
            write(text)
        except GfassessError as error:
            raise OSError("; ".join(problem.message for problem in error.problems)) from error
        self._written = assessment
        if self.kept:
            with suppress(OSError):
                self.journal.saved(_now())
                self._note_decision()
        else:
            # The file has what the journal has not: nothing older in there may be offered over it.
            self.journal.saved(_now(), certain=True)
            self._note_decision()
            self._doubted.clear()
        self._noted = assessment
        self.kept = True

    def _note(self, assessment: Assessment, sha256: str) -> None:
        """Put into the journal what it has not yet; where that fails the file may still take it."""
        was, now = difference(self._noted, assessment, self._doubted)
        if not was and not now:
            return
        try:
            self.journal.change(_now(), author(), sha256, write_entries(was), write_entries(now))
        except OSError:
            self.kept = False
            self._doubted.update(was, now)
        else:
            self._noted = assessment
            self.kept = True
            self._doubted.clear()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
