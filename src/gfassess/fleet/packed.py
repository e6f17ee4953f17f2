"""A packed folder as whoever scores it meets it: complete, or refused with the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gfassess.errors import GfassessError
from gfassess.fleet.heads import read_head
from gfassess.fleet.layout import FORMAT, HEAD, PART_SITES, assessments_folder, ledger_folder, part_name
from gfassess.fleet.mistaken import not_packed
from gfassess.model.fleet import PackedFolder
from gfassess.words import _


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed folder that is complete; its tables are the parts that its head lists, whatever else lies there."""

    root: Path
    head: PackedFolder

    @property
    def numbers(self) -> range:
        """Return the numbers of the parts."""
        return range(len(self.head.part))

    def assessments(self, number: int) -> Path:
        """Return the file of a part of the table of assessments."""
        return assessments_folder(self.root) / part_name(number)

    def ledger(self, name: str, number: int) -> Path:
        """Return the file of a part of the table of a ledger."""
        return ledger_folder(self.root, name) / part_name(number)

    def files(self, number: int, ledgers: Iterable[str]) -> Iterator[Path]:
        """Go through the files of a part: the assessments, then these ledgers."""
        yield self.assessments(number)
        for name in ledgers:
            yield self.ledger(name, number)


def open_packed(path: Path) -> Packed:
    """Return a packed folder; raise GfassessError where it is none, is not complete, or is of a later format."""
    place = path / HEAD
    if not place.is_file():
        raise not_packed(path)
    head = read_head(place, PackedFolder, FORMAT)
    if not _adds_up(head):
        raise GfassessError.of(_("the parts do not add up to the sites"), file=str(place), hint=pack_again())
    return Packed(path, head)


def pack_again() -> str:
    """Return what to do where a packed folder is damaged."""
    return _("pack the files again, with --force")


def _adds_up(head: PackedFolder) -> bool:
    first = 0
    for part in head.part:
        if part.first != first or part.sites > PART_SITES:
            return False
        first += part.sites
    return first == head.sites
