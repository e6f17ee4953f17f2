"""Opening an assessment for the screens: its lock, its journal, what should be known before the first change."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gfassess.cli.case import asked_by, require
from gfassess.cli.keeper import holder_words
from gfassess.cli.marking import mark_now
from gfassess.cli.opening import opening_words
from gfassess.cli.person import me
from gfassess.cli.safekeeping import Safekeeping
from gfassess.errors import GfassessError
from gfassess.files import user_path
from gfassess.files.lock import Holder, Lock, take
from gfassess.merge import Copy, apart, merge, owner_of
from gfassess.model.assessment import Assessment
from gfassess.model.journal import JournalChange
from gfassess.model.rulebook import Rulebook
from gfassess.plan.renames import renamed
from gfassess.session import Session
from gfassess.store import Loaded, following, load
from gfassess.tui.shell import Held, Opened
from gfassess.words import _, ngettext


class Opener:
    """Opens one assessment after the other, and holds the lock of the one that is open."""

    def __init__(self, rulebook: Callable[[], Rulebook]) -> None:
        """Take what gives the rules."""
        self._rulebook = rulebook
        self._lock: Lock | None = None

    def open(self, path: Path, seized: str = "", unsaved: tuple[JournalChange, ...] = ()) -> Opened:
        """Open a file, to be read only where somebody else has it open; with `seized` his lock is taken over."""
        path = user_path(str(path)).absolute()
        own = self._lock
        lock = own if own is not None and own.covers(path) else take(path, me(), seized)
        try:
            opened = self._to_read(path, lock) if isinstance(lock, Holder) else self._to_write(path, lock, unsaved)
        except (GfassessError, OSError):
            if isinstance(lock, Lock) and lock is not own:
                lock.release()
            raise
        if lock is not own:
            self.close()
        self._lock = lock if isinstance(lock, Lock) else None
        return opened

    def close(self) -> None:
        """Give the file free that is open."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _to_write(self, path: Path, lock: Lock | None, unsaved: tuple[JournalChange, ...]) -> Opened:
        rulebook = self._rulebook()
        safe = Safekeeping(path, rulebook, lock, unsaved)
        loaded = safe.loaded
        assessment = following(loaded, rulebook).assessment
        with asked_by(loaded):
            require(rulebook, assessment.ruleset)

        def again(mine: Assessment) -> Opened:
            return self.open(path, unsaved=safe.unsaved(mine))

        def joined(mine: Assessment) -> Opened:
            return _joined(renamed(safe.written, rulebook), mine, again(mine))

        return Opened(
            Session(rulebook, assessment, save=safe.save, mark=mark_now),
            path,
            safe.save,
            loaded.problems,
            self._notice(path, loaded, rulebook, *(problem.message for problem in safe.journal.problems)),
            safe.overwrite,
            safe=safe,
            again=again,
            joined=joined,
            close=self.close,
        )

    def _to_read(self, path: Path, holder: Holder) -> Opened:
        rulebook, loaded = self._rulebook(), load(path)
        assessment = following(loaded, rulebook).assessment
        with asked_by(loaded):
            require(rulebook, assessment.ruleset)

        def refuse(_assessment: Assessment) -> None:
            raise OSError(_("this file is open: {who}").format(who=holder_words(holder)))

        held = Held(holder_words(holder), holder.seen, lambda: self.open(path, seized=holder.token))
        notice = self._notice(path, loaded, rulebook)
        return Opened(Session(rulebook, assessment), path, refuse, loaded.problems, notice, held=held, close=self.close)

    def _notice(self, path: Path, loaded: Loaded, rulebook: Rulebook, *more: str) -> str:
        return "  ".join(filter(None, (*more, opening_words(path, loaded, rulebook))))


def _joined(base: Assessment, mine: Assessment, opened: Opened) -> Opened:
    """Bring what was answered here into a file that somebody else changed; what differs is in conflict."""
    theirs = opened.session.assessment
    if opened.held is not None:
        return opened
    if (told := apart(owner_of(mine), owner_of(theirs))) is not None:
        message = _("the file is about {there} now, the answers here are about {here}")
        raise GfassessError.of(message.format(there=told[1], here=told[0]), file=str(opened.path))
    merged = merge(base, [Copy("A", _("here"), mine), Copy("B", _("in the file"), theirs)])
    opened.session.join(merged.assessment)
    if opened.safe is not None:
        opened.safe.decide(left=False)
    count = len(merged.conflicts)
    said = ngettext("Joined; {count} conflict is to be decided.", "Joined; {count} conflicts are to be decided.", count)
    return replace(opened, notice=said.format(count=count) if count else _("Joined; nothing was in conflict."))
