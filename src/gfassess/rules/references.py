"""Sources that are cited, and the cells of tables."""

from collections.abc import Iterator
from pathlib import Path

from gfassess.errors import did_you_mean
from gfassess.formula.kinds import ValueKind
from gfassess.model.peers import PeerChange, PeerList
from gfassess.model.rulebook import Rulebook
from gfassess.model.sources import DocumentFile, Source
from gfassess.model.tables import ROW_KEYS, Table
from gfassess.rules.figures import Figure, figures_of
from gfassess.rules.folder import Folder, read_folder
from gfassess.rules.place import Place
from gfassess.rules.scopes import kind_of_cell
from gfassess.rules.walk import parts_of
from gfassess.words import _


def check_sources(folder: Folder, book: Rulebook) -> None:
    """Find documents that are cited but unknown, figures without a source, cells without a column or of two kinds."""
    for name, place in _cited(folder):
        if name not in book.documents:
            message = _('the document "{name}" is not in documents.toml').format(name=name)
            hint = did_you_mean(name, book.documents) or _("add it there, with its title and confidence")
            folder.problems.add(place.problem(message, hint=hint))
    for table, place in folder.of(Table):
        _check_columns(table, place, folder)
        _check_cells(table, place, folder)
    for figure in figures_of(folder):
        if figure.source is None:
            message = _("this figure has no source")
            hint = _("put it into a table with its source, and name the parameter here")
            if figure.part == "cell":
                hint = _("name the document in the row, in the column or for the whole table")
            folder.problems.add(figure.place.problem(message, hint=hint))


def read_figures(root: Path) -> tuple[Rulebook, tuple[Figure, ...]]:
    """Return the rule book of a folder with all its figures; raise GfassessError where one of them has no source."""
    folder = Folder(root)
    book = read_folder(folder)
    check_sources(folder, book)
    folder.problems.raise_errors()
    return book, tuple(figures_of(folder))


def check_documents(folder: Folder) -> None:
    """Find documents that nothing cites."""
    cited = {name for name, _place in _cited(folder)}
    for documents, place in folder.of(DocumentFile):
        for index, document in enumerate(documents.document):
            if document.id not in cited:
                message = _("nothing cites this document: take it out, or name it as the source of something")
                folder.problems.add(place.at("document", index, "id").problem(message))


def _cited(folder: Folder) -> Iterator[tuple[str, Place]]:
    for part in folder.parts:
        for value, place in parts_of(part.record, part.place):
            if isinstance(value, Source | PeerList | PeerChange):
                yield value.document, place.at("document")


def _check_columns(table: Table, place: Place, folder: Folder) -> None:
    columns = {column.id: column for column in table.column}
    for index, column in enumerate(table.column):
        if column.id in ROW_KEYS:
            message = _('a column cannot be called "{name}": every row has a key of this name').format(name=column.id)
            hint = _("give the column another id")
            folder.problems.add(place.at("columns", index, "id").problem(message, hint=hint))
    for index, parameter in enumerate(table.parameter):
        if parameter.column not in columns:
            message = _('the table has no column "{name}"').format(name=parameter.column)
            hint = did_you_mean(parameter.column, columns)
            folder.problems.add(place.at("parameter", index, "column").problem(message, hint=hint))


def _check_cells(table: Table, place: Place, folder: Folder) -> None:
    columns = {column.id for column in table.column}
    kinds: dict[str, ValueKind] = {}
    for index, row in enumerate(table.rows):
        for name, value in row.values.items():
            here = place.at("rows", index, name)
            kind = kind_of_cell(value)
            if name not in columns:
                message = _('the table has no column "{name}"').format(name=name)
                folder.problems.add(here.problem(message, hint=did_you_mean(name, columns)))
            elif kinds.setdefault(name, kind) != kind:
                said = _said()
                message = _("this is {actual}, but the column has {wanted} in the rows above")
                text = message.format(actual=said[kind], wanted=said[kinds[name]])
                folder.problems.add(here.problem(text, hint=_("all cells of a column are of one kind")))


def _said() -> dict[ValueKind, str]:
    return {"number": _("a number"), "truth": _("yes or no"), "text": _("a text")}
