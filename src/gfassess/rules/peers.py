"""Files of peers: those of a criteria folder, the user's own, and what is checked in them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from gfassess.errors import Problem
from gfassess.model.peers import Category, Peer, PeerFile
from gfassess.model.rulebook import Rulebook
from gfassess.peers.blocks import Read, Slip, read_changes, read_peers
from gfassess.peers.blocks import check_peers as check_cells
from gfassess.peers.disclosures import doubts
from gfassess.peers.registry import Registry, plain
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place
from gfassess.words import _

PEERS: Final = "peers"
"""The folder of these files in a criteria folder."""


def load_peers(root: Path, others: Iterable[Path] = ()) -> Registry:
    """Return the registry of a criteria folder and of other files and folders; raise GfassessError with every mistake.

    What several files say of a firm on one list is put together, the earlier file first.
    """
    folder = Folder(root)
    folder.read_all(PeerFile, PEERS)
    check_rows(folder)
    folder.problems.raise_errors()
    found = [file for file, _place in folder.of(PeerFile)]
    return Registry((*found, *(file for path in others for file in open_peers(path))))


def open_peers(path: Path) -> tuple[PeerFile, ...]:
    """Return the peers of a file or folder, wherever it lies; raise GfassessError with every mistake."""
    folder = read_peer_files(path)
    check_rows(folder)
    folder.problems.raise_errors()
    return tuple(file for file, _place in folder.of(PeerFile))


def read_peer_files(path: Path) -> Folder:
    """Read a file or a folder of files as far as it goes; problems are kept, and name it as the user would."""
    whole = path.resolve()
    at = path if whole.is_dir() else path.parent
    folder = Folder(whole if whole.is_dir() else whole.parent, shown=str(at))
    if whole.is_dir():
        folder.read_all(PeerFile, ".")
    else:
        folder.read(PeerFile, whole)
    return folder


def check_peers(folder: Folder) -> None:
    """Find everything that is wrong in the rows of lists: cells, lists given twice, running numbers used twice."""
    for file, place in folder.of(PeerFile):
        lists: dict[tuple[int, Category], int] = {}
        for index, entry in enumerate(file.list_):
            here = place.at("list", index)
            if lists.setdefault((entry.batch, entry.category), index) != index:
                message = _("batch {batch} has a list of this category above").format(batch=entry.batch)
                folder.problems.add(here.at("batch").problem(message))
            _peers, read = read_peers(entry.rows)
            folder.problems.extend(_problems(here, [*check_cells(read), *_twice(read, entry.batch)]))


def check_rows(folder: Folder) -> None:
    """Find rows that cannot be read."""
    for file, place in folder.of(PeerFile):
        for index, entry in enumerate(file.list_):
            _peers, read = read_peers(entry.rows)
            folder.problems.extend(_problems(place.at("list", index), read.slips))
        for index, change in enumerate(file.change):
            _changes, read = read_changes(change.rows)
            folder.problems.extend(_problems(place.at("change", index), read.slips))


def _problems(place: Place, slips: Iterable[Slip]) -> Iterator[Problem]:
    """Return slips with file and line of their row."""
    from gfassess.toml_lines import line_of  # noqa: PLC0415 - only a mistake needs it

    here = place.at("rows")
    for slip in slips:
        begun = line_of(here.text, here.path)
        line = None
        if begun is not None:
            # The block begins on the line after the quotation marks, where that line ends with them.
            first = here.text.split("\n", begun)[begun - 1].rstrip()
            line = begun + slip.line - (0 if first.endswith(("'''", '"""')) else 1)
        yield Problem(message=slip.message, file=here.file, key=here.key, line=line, hint=slip.hint)


def _twice(read: Read, batch: int) -> Iterator[Slip]:
    """Find running numbers that two rows have; those of design products begin anew for each product."""
    seen: dict[tuple[str, str], int] = {}
    product = Peer._fields.index("product")
    for row, line in zip(read.rows, read.lines, strict=True):
        no = row[0]
        if no and seen.setdefault((no, plain(row[product])), line) != line:
            yield Slip(line, _("running number {no} of batch {batch} is used twice").format(no=no, batch=batch))


def check_disclosures(folder: Folder, book: Rulebook, registry: Registry) -> None:
    """Find figures that firms published and that cannot be right."""
    for file, place in folder.of(PeerFile):
        for doubt in doubts(file.disclosure, book, registry):
            problem = place.at("disclosure", doubt.number, doubt.key).problem(doubt.message, hint=doubt.hint)
            folder.problems.add(problem if doubt.refused else replace(problem, severity="warning"))
