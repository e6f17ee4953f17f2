"""Sources that are cited, and tables that are chosen from."""

from pydantic import BaseModel

from gfassess.errors import did_you_mean
from gfassess.model.rulebook import Rulebook
from gfassess.model.sources import Source
from gfassess.model.tables import Table, source_of
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place
from gfassess.words import _


def check_sources(folder: Folder, book: Rulebook) -> None:
    """Find figures without a source and sources that are not in `documents.toml`."""
    for part in folder.parts:
        _visit(part.record, part.place, folder, book)
    for table, place in folder.of(Table):
        _check_table(table, place, folder)


def _visit(value: object, place: Place, folder: Folder, book: Rulebook) -> None:
    if isinstance(value, Source):
        if value.document not in book.documents:
            message = _('the document "{name}" is not in documents.toml').format(name=value.document)
            hint = did_you_mean(value.document, book.documents) or _("add it there, with its title and confidence")
            folder.problems.add(place.at("document").problem(message, hint=hint))
    elif isinstance(value, BaseModel):
        for name, inner in value:
            if isinstance(inner, BaseModel | tuple):
                _visit(inner, place.at(type(value).model_fields[name].alias or name), folder, book)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            _visit(inner, place.at(index), folder, book)


def _check_table(table: Table, place: Place, folder: Folder) -> None:
    columns = {column.id: column for column in table.column}
    for index, row in enumerate(table.rows):
        for name, value in row.values.items():
            figure = isinstance(value, float) and not isinstance(value, bool)
            if figure and source_of(table, row, name) is None:
                message = _("this figure has no source: neither row nor column nor table names a document")
                folder.problems.add(place.at("rows", index, name).problem(message))
    for index, parameter in enumerate(table.parameter):
        if parameter.column not in columns:
            message = _('the table has no column "{name}"').format(name=parameter.column)
            hint = did_you_mean(parameter.column, columns)
            folder.problems.add(place.at("parameter", index, "column").problem(message, hint=hint))
