"""Every check across the files of a criteria folder; all problems are collected."""

from pathlib import Path

from gfassess.errors import GfassessError, Problems
from gfassess.model.rulebook import Rulebook
from gfassess.rules.folder import Folder, load_peers, read_folder
from gfassess.rules.formulas import check_formulas
from gfassess.rules.indicators import check_rulesets
from gfassess.rules.peers import check_peers
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
    check_unique(folder)
    check_texts(folder)
    check_sources(folder, book)
    check_rulesets(folder, book)
    check_formulas(folder, book)
    if not folder.problems.errors:
        # What nothing uses can only be told once every file was read whole.
        check_use(folder, book)
    try:
        check_peers(load_peers(root), book, folder.problems)
    except GfassessError as error:
        folder.problems.extend(error.problems)
    return book, folder.problems
