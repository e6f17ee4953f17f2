"""The one way to the file of an open assessment: what somebody else wrote there is never lost unasked."""

import os
from pathlib import Path

from gfassess import store
from gfassess.errors import GfassessError
from gfassess.files import sha256_of
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.tui.shell import ChangedElsewhereError
from gfassess.words import _


class Keeper:
    """Writes over a file only while it is as it was read or written here last."""

    def __init__(self, path: Path, rulebook: Rulebook) -> None:
        """Remember what the file holds now; make it before reading the file, so that no change slips in between."""
        self._path = path
        self._rulebook = rulebook
        self._known = sha256_of(path)

    def save(self, assessment: Assessment) -> None:
        """Write the whole file; raise OSError where that fails, ChangedElsewhereError where it is not ours any more."""
        found = self._found()
        if not found:
            raise ChangedElsewhereError(_("the file was moved or deleted by someone else"))
        if found != self._known:
            raise ChangedElsewhereError(_("the file was changed by someone else"))
        self.overwrite(assessment)

    def overwrite(self, assessment: Assessment) -> None:
        """Write the whole file whatever stands there; raise OSError where that fails."""
        if not writable(self._path):
            raise OSError(_("the file is read-only"))
        try:
            self._known = store.save(self._path, assessment, self._rulebook)
        except GfassessError as error:
            # The screens keep the change in memory and say why it is not on the disk yet.
            raise OSError("; ".join(problem.message for problem in error.problems)) from error

    def _found(self) -> str:
        """Return the hash of what stands there now; empty where there is no file."""
        if not self._path.exists():
            return ""
        try:
            return sha256_of(self._path)
        except GfassessError as error:
            raise OSError("; ".join(problem.message for problem in error.problems)) from error


def writable(path: Path) -> bool:
    """Tell whether a file may be replaced: neither it nor its folder is read-only."""
    target = path.resolve()
    return os.access(target.parent, os.W_OK) and (not target.exists() or os.access(target, os.W_OK))
