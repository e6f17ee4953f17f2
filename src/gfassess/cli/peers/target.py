"""The file of peers that a command writes to: the one that was named, else the user's own."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gfassess.errors import GfassessError
from gfassess.files import read_text, registry_folder, user_path, write_atomic
from gfassess.lists.filing import empty_file
from gfassess.lists.writing import comment_of, text_of
from gfassess.model.peers import PeerFile
from gfassess.rules.peers import open_peers
from gfassess.words import _

_OWN: Final = "lists.toml"


@dataclass(frozen=True, slots=True)
class Target:
    """The file with what it held before."""

    path: Path
    old: PeerFile
    text: str
    """What stands in it; empty where it is not there yet."""

    def write(self, new: PeerFile) -> bool:
        """Replace it as a whole and tell whether anything changed.

        A file that people wrote by hand is kept beside the new one: its comments would be lost.
        """
        comment = comment_of(self.text)
        text = text_of(new, comment)
        if text == self.text:
            return False
        if self.text and self.text != text_of(self.old, comment):
            write_atomic(self.path.with_name(f"{self.path.name}~"), self.text)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(self.path, text)
        return True


def target(arguments: Namespace) -> Target:
    """Return where to write; raise GfassessError where the file that is there has mistakes."""
    path = registry_folder() / _OWN if arguments.output is None else user_path(arguments.output)
    if path.is_dir():
        raise GfassessError.of(_("this is a folder, not a file"), file=str(path))
    if not path.exists():
        return Target(path, empty_file(), "")
    (old,) = open_peers(path)
    return Target(path, old, read_text(path))


def said_where(path: Path) -> str:
    """Return the line that says where it went."""
    return _("written to {file}").format(file=path)


def nothing(path: str) -> GfassessError:
    """Return the error of a list that nothing could be taken from."""
    return GfassessError.of(_("nothing could be taken over from this list"), file=path)
