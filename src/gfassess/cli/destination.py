"""Where a command writes: never over the assessment itself, over another file only when that was asked for."""

from pathlib import Path

from gfassess.errors import GfassessError
from gfassess.files import user_path
from gfassess.words import _


def destination(typed: str, assessment: Path, *, force: bool) -> Path:
    """Return the path that was typed; raise GfassessError where nothing may be written there."""
    target = user_path(typed)
    if target.exists() and target.samefile(assessment):
        raise GfassessError.of(_("this is the assessment itself; choose another name"), file=typed)
    if target.exists() and not force:
        hint = _("another name, or --force to replace it")
        raise GfassessError.of(_("this file is there already"), file=typed, hint=hint)
    return target
