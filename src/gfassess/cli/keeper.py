"""The one way to the file of an open assessment: what somebody else wrote there is never lost unasked."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from gfassess.cli.person import me
from gfassess.errors import GfassessError, printable
from gfassess.files import sha256_of, write_atomic
from gfassess.files.history import keep_version
from gfassess.files.lock import Holder, Lock, take
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.store import dump
from gfassess.tui.shell import ChangedElsewhereError
from gfassess.words import _


class Keeper:
    """Writes over a file only while it is as it was read or written here last; what it replaces becomes a version."""

    def __init__(self, path: Path, rulebook: Rulebook, lock: Lock | None = None) -> None:
        """Remember what the file holds now; make it before reading the file, so that no change slips in between.

        Without a lock of the caller's own the file is locked while it is written.
        """
        self._path = path
        self._rulebook = rulebook
        self._lock = lock
        self.known = sha256_of(path)

    def text(self, assessment: Assessment) -> str:
        """Return what the file would hold; raise OSError where an answer cannot stand in it."""
        try:
            return dump(assessment, self._rulebook)
        except GfassessError as error:
            raise _as_oserror(error) from error

    def save(self, assessment: Assessment) -> None:
        """Write the whole file; raise OSError where that fails, ChangedElsewhereError where it is not ours any more."""
        self.put(self.text(assessment))

    def overwrite(self, assessment: Assessment) -> None:
        """Write the whole file whatever stands there; raise OSError where that fails."""
        self.put(self.text(assessment), whatever=True)

    def put(self, text: str, *, whatever: bool = False) -> None:
        """Write a text as the whole file; with `whatever` over what somebody else wrote too: it becomes a version."""
        with nullcontext() if self._lock is not None else locked(self._path):
            if not whatever:
                self._check()
            if not writable(self._path):
                raise OSError(_("the file is read-only"))
            data = text.encode()
            new = hashlib.sha256(data).hexdigest()
            try:
                self._keep_version(always=whatever)
                write_atomic(self._path, data)
            except GfassessError as error:
                # The disk may have failed when the new content had its place already.
                if self._found() == new:
                    self.known = new
                # The screens keep the change in memory and say why it is not on the disk yet.
                raise _as_oserror(error) from error
            self.known = new
        if self._lock is not None:
            self._lock.touch()

    def _keep_version(self, *, always: bool) -> None:
        """Keep what is about to be replaced; that this fails stops only what throws somebody else's work away."""
        try:
            keep_version(self._path, datetime.now(UTC), always=always)
        except GfassessError:
            if always:
                raise

    def _check(self) -> None:
        if not self._path.exists():
            if not self._path.parent.is_dir():
                raise OSError(_("its folder is gone; is the drive still connected?"))
            raise ChangedElsewhereError(_("the file was moved or deleted by someone else"))
        try:
            found = sha256_of(self._path)
        except GfassessError as error:
            raise _as_oserror(error) from error
        if found != self.known:
            raise ChangedElsewhereError(_("the file was changed by someone else"))

    def _found(self) -> str:
        try:
            return sha256_of(self._path)
        except GfassessError:
            return ""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file while a command writes it; raise GfassessError where somebody has it open."""
    lock = take(path, me())
    if isinstance(lock, Holder):
        hint = _("close it there first; where nobody has it open any more, gfassess open takes it over")
        message = _("this file is open: {who}").format(who=holder_words(lock))
        raise GfassessError.of(message, file=str(path), hint=hint)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def holder_words(holder: Holder) -> str:
    """Return who has a file open, and since when."""
    who = _("{user} on {host}").format(user=printable(holder.user), host=printable(holder.host))
    since = f"{holder.since.astimezone():%Y-%m-%d %H:%M}" if holder.since is not None else ""
    if not holder.user and not holder.host:
        return _("somebody")
    return _("{who}, since {time}").format(who=who, time=since) if since else who


def writable(path: Path) -> bool:
    """Tell whether a file may be replaced: neither it nor its folder is read-only."""
    target = path.resolve()
    return os.access(target.parent, os.W_OK) and (not target.exists() or os.access(target, os.W_OK))


def _as_oserror(error: GfassessError) -> OSError:
    return OSError("; ".join(problem.message for problem in error.problems))
