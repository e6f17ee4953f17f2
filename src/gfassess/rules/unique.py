"""Ids that must be unique, because formulas and answers use them."""

from gfassess.model.facts import FactFile, Question
from gfassess.model.rules import Criterion, GateFile
from gfassess.model.sources import DocumentFile, SchemeFile, UnitFile
from gfassess.model.tables import Table
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place
from gfassess.words import _


def check_unique(folder: Folder) -> None:
    """Find ids that are used twice: names of formulas over all files, lines in a rule set, rows in a table."""
    names = _Seen(folder)
    tables = _Seen(folder)
    for theme, place in folder.of(FactFile):
        for index, fact in enumerate(theme.fact):
            names.see(fact.id, place.at("fact", index, "id"))
            _check_options(fact, place.at("fact", index), folder)
        for index, ledger in enumerate(theme.ledger):
            names.see(ledger.id, place.at("ledger", index, "id"))
            columns = _Seen(folder)
            for number, column in enumerate(ledger.columns):
                columns.see(column.id, place.at("ledger", index, "columns", number, "id"))
                _check_options(column, place.at("ledger", index, "columns", number), folder)
            for number, total in enumerate(ledger.total):
                names.see(total.id, place.at("ledger", index, "total", number, "id"))
    for table, place in folder.of(Table):
        tables.see(table.id, place.at("id"))
        columns = _Seen(folder)
        for index, heading in enumerate(table.column):
            columns.see(heading.id, place.at("columns", index, "id"))
        rows = _Seen(folder)
        for index, row in enumerate(table.rows):
            rows.see(row.id, place.at("rows", index, "id"))
        for index, parameter in enumerate(table.parameter):
            names.see(parameter.id, place.at("parameter", index, "id"))
    _check_lines(folder)
    _check_lists(folder)


def _check_options(question: Question, place: Place, folder: Folder) -> None:
    seen = _Seen(folder)
    for index, option in enumerate(question.options):
        seen.see(option.id, place.at("options", index, "id"))


def _check_lines(folder: Folder) -> None:
    lines: dict[str, _Seen] = {}
    for gates, place in folder.of(GateFile):
        seen = lines.setdefault(place.file.rpartition("/")[0], _Seen(folder))
        for index, gate in enumerate(gates.gate):
            seen.see(gate.id, place.at("gate", index, "id"))
    for criterion, place in folder.of(Criterion):
        seen = lines.setdefault(place.file.rpartition("/")[0], _Seen(folder))
        seen.see(criterion.id, place.at("id"))
        for index, indicator in enumerate(criterion.indicator):
            seen.see(indicator.id, place.at("indicator", index, "id"))


def _check_lists(folder: Folder) -> None:
    for documents, place in folder.of(DocumentFile):
        seen = _Seen(folder)
        for index, document in enumerate(documents.document):
            seen.see(document.id, place.at("document", index, "id"))
    for units, place in folder.of(UnitFile):
        seen = _Seen(folder)
        for index, unit in enumerate(units.unit):
            seen.see(unit.id, place.at("unit", index, "id"))
    for schemes, place in folder.of(SchemeFile):
        seen = _Seen(folder)
        for index, scheme in enumerate(schemes.scheme):
            seen.see(scheme.id, place.at("scheme", index, "id"))


class _Seen:
    """The ids seen so far in one scope."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.places: dict[str, Place] = {}

    def see(self, name: str, place: Place) -> None:
        first = self.places.setdefault(name, place)
        if first is not place:
            message = _('the id "{name}" is used twice; first in {file}').format(name=name, file=first.file)
            self.folder.problems.add(place.problem(message, hint=_("give one of the two another id")))
