"""Putting a folder where another one was: the work is done beside it, and a crash leaves one of the two whole."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gfassess.errors import GfassessError
from gfassess.files.writing import make_folder, settle
from gfassess.words import _

_NEW: Final = "new"
_OLD: Final = "old"
_MARK: Final = ".gfassess"
"""A file that says that the folder of the work is ours; the last thing to go."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The folder that is wanted, and the one beside it where it is made."""

    target: Path
    head: str
    """The file that makes such a folder complete, written last."""
    suffix: str
    """How the folder of the work is called beside the target."""

    @property
    def work(self) -> Path:
        """Where the work lies until it is done; an interrupted run finds it again."""
        return self.target.with_name(f"{self.target.name}{self.suffix}")

    @property
    def new(self) -> Path:
        """What becomes the target."""
        return self.work / _NEW

    def begin(self, *, force: bool) -> None:
        """Undo what a crash cut short, and raise GfassessError where the target or the work may not stand."""
        self._require_ours()
        self._recover()
        self._require_free(force=force)
        try:
            make_folder(self.work)
            (self.work / _MARK).touch()
        except OSError as error:
            message = _("this folder cannot be made: {reason}").format(reason=error.strerror or error)
            raise GfassessError.of(message, file=str(self.work)) from error
        remove(self.work / _OLD)
        make_folder(self.new)

    def finish(self) -> None:
        """Put the new folder in place of the old one."""
        if (self.target / self.head).is_file():
            self.target.replace(self.work / _OLD)
        elif self.target.exists():  # empty
            self.target.rmdir()
        try:
            self.new.replace(self.target)
        except BaseException:
            self._recover()
            raise
        settle(self.target.parent)
        self.give_up()

    def give_up(self) -> None:
        """Remove the folder of the work with all that is in it."""
        mark = self.work / _MARK
        remove(*(path for path in self.work.iterdir() if path != mark))
        mark.unlink()
        self.work.rmdir()

    def _require_ours(self) -> None:
        work = self.work
        if not os.path.lexists(work) or (work / _MARK).is_file() or (work.is_dir() and not any(work.iterdir())):
            return
        raise GfassessError.of(_("this name is needed for the work, and something else has it"), file=str(work))

    def _recover(self) -> None:
        """Put the old folder back; a new one that is finished belongs to an order that need not be this one."""
        old = self.work / _OLD
        if not os.path.lexists(self.target) and (old / self.head).is_file():
            old.replace(self.target)
            settle(self.target.parent)

    def _require_free(self, *, force: bool) -> None:
        target = self.target
        if not os.path.lexists(target):
            return
        if not target.is_dir():
            raise GfassessError.of(_("this is a file, not a folder"), file=str(target))
        if not (target / self.head).is_file():
            if any(target.iterdir()):
                hint = _("choose another name; only a folder of this kind is replaced")
                raise GfassessError.of(_("there is something else in this folder"), file=str(target), hint=hint)
        elif not force:
            hint = _("another name, or --force to replace it")
            raise GfassessError.of(_("this folder is there already"), file=str(target), hint=hint)


def remove(*paths: Path) -> None:
    """Remove files, and folders with all that is in them, where they are there."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
