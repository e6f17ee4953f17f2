"""The name under which answers are kept: the one that the user chose, else the one of the login."""

import getpass
import os
from contextlib import suppress
from typing import Final

from gfassess.errors import GfassessError
from gfassess.files.control import forbidden
from gfassess.files.places import state_folder
from gfassess.files.reading import read_text
from gfassess.files.writing import write_atomic

_FILE: Final = "name.txt"
_LIMIT: Final = 1000
_LONGEST: Final = 60


def author() -> str:
    """Return who works here: `GFASSESS_USER`, the name that was chosen once, or the login; empty where all are."""
    if chosen := _tidy(os.environ.get("GFASSESS_USER", "")):
        return chosen
    with suppress(GfassessError):
        if kept := _tidy(read_text(state_folder() / _FILE, _LIMIT)):
            return kept
    with suppress(OSError, KeyError, ImportError):  # a system without logins
        return _tidy(getpass.getuser())
    return ""


def choose_author(name: str) -> None:
    """Keep a name for the runs to come; raise OSError or GfassessError where that cannot be stored."""
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    write_atomic(folder / _FILE, f"{_tidy(name)}\n")


def _tidy(name: str) -> str:
    """Return a name as one short line without anything that commands a terminal."""
    line = " ".join(name.split())
    bad = {character for _path, character in forbidden({"name": line})}
    return "" if bad else line[:_LONGEST].rstrip()
