"""Every check across the files of a criteria folder; all problems are collected."""

from pathlib import Path

from gfassess.errors import Problems
from gfassess.model.peers import PeerFile
from gfassess.model.rulebook import Rulebook
from gfassess.peers import Registry
from gfassess.rules.folder import Folder, read_folder
from gfassess.rules.former import check_former
from gfassess.rules.formulas import check_formulas
from gfassess.rules.indicators import check_rulesets
from gfassess.rules.names import check_names
from gfassess.rules.peers import check_disclosures, check_peers, check_rows
from gfassess.rules.references import check_sources
from gfassess.rules.texts import check_texts
from gfassess.rules.unique import check_unique
from gfassess.rules.use import check_use


def check_folder(root: Path) -> tuple[Rulebook, Problems]:
    """Read a whole folder and return its rule book with everything that is wrong in it.

    Raises GfassessError only where there is no folder to read.
    """
    folder = Folder(root)
    book = read_folder(folder)
    folder.read_all(PeerFile, "peers")
    check_unique(folder)
    check_former(folder, book)
    check_names(folder, book)
    check_texts(folder)
    check_sources(folder, book)
    check_rulesets(folder, book)
    check_formulas(folder, book)
    check_rows(folder)
    check_peers(folder)
    check_disclosures(folder, book, Registry(tuple(file for file, _place in folder.of(PeerFile))))
    if not folder.problems.errors:
        # What nothing uses can only be told once every file was read whole.
        check_use(folder, book)
    return book, folder.problems
