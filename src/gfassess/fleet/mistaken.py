"""A folder of another kind than the one that is wanted: what it is instead, and the command that leads on."""

import shlex
import subprocess
import sys
from pathlib import Path

from gfassess.errors import GfassessError
from gfassess.fleet.heads import SCORED, is_packed, is_scored
from gfassess.fleet.layout import HEAD as PACKED
from gfassess.fleet.pack_files import holds_files
from gfassess.fleet.results import scores_folder
from gfassess.words import _


def not_packed(folder: Path) -> GfassessError:
    """Say why a folder cannot be scored."""
    if is_scored(folder):
        return already_scored(folder)
    message = _("this is no packed folder, or its packing did not end: {file} is missing").format(file=PACKED)
    return _other(folder) or _error(folder, message, _("run gfassess fleet pack again; it goes on where it was"))


def not_scored(folder: Path) -> GfassessError:
    """Say why there is no report of a folder."""
    if is_packed(folder):
        return _error(folder, _("this folder is packed, not scored yet"), _score_it(folder))
    if scores_folder(folder).is_dir():
        message = _("scoring of this folder was not finished: {file} is missing").format(file=SCORED)
        return _error(folder, message, _("run gfassess fleet score again"))
    message = _("this is not a folder of scores")
    return _other(folder) or _error(folder, message, _("gfassess fleet score DIR -o OUT makes one"))


def already_packed(folder: Path) -> GfassessError:
    """Say that a folder holds no files to pack."""
    return _error(folder, _("this folder is packed already"), _score_it(folder))


def already_scored(folder: Path) -> GfassessError:
    """Say that a folder holds scores."""
    hint = _("this shows it: {command}; to score again, name the packed folder that it was made from")
    command = _command("report", folder)
    return _error(folder, _("this folder is scored already"), hint.format(command=command))


def _other(folder: Path) -> GfassessError | None:
    """Say what a folder is that neither packing nor scoring made."""
    if not folder.exists():
        return _error(folder, _("there is no such folder"))
    if not folder.is_dir():
        return _error(folder, _("this is a file, not a folder"))
    if not holds_files(folder):
        return None
    target = "packed" if folder.resolve().name != "packed" else "packed-columns"
    command = _command("pack", folder, "-o", target)
    hint = _("pack them first: {command}").format(command=command)
    return _error(folder, _("there are .toml files in this folder, which are not packed yet"), hint)


def _score_it(folder: Path) -> str:
    command = _command("score", folder, "--ruleset", "ID", "-o", "scored")
    return _("score it: {command}").format(command=command)


def _command(action: str, folder: Path, *words: str) -> str:
    """Return a command as the shell of this system takes it; a name that begins with "-" would be an option."""
    name = str(folder)
    line = ["gfassess", "fleet", action, f"./{name}" if name.startswith("-") else name, *words]
    return subprocess.list2cmdline(line) if sys.platform == "win32" else shlex.join(line)


def _error(folder: Path, message: str, hint: str = "") -> GfassessError:
    return GfassessError.of(message, file=str(folder), hint=hint)
