"""Names that could mean two things, and ids that the loader would not find by the names of their files."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from gfassess.model.facts import FactFile, Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, RulesetHead
from gfassess.model.tables import Table
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place
from gfassess.rules.scopes import Scope, names_chosen
from gfassess.words import _


def check_names(folder: Folder, book: Rulebook) -> None:
    """Find names that mean two things in a row of a ledger, and ids that differ from the name of their file."""
    outer = Scope.outer(book).kinds
    for theme, place in folder.of(FactFile):
        for index, ledger in enumerate(theme.ledger):
            known = dict.fromkeys(outer, _("a fact, total or parameter"))
            for name, meaning, here in _meanings(ledger, place.at("ledger", index), book):
                first = known.setdefault(name, meaning)
                if first is not meaning:
                    message = _('"{name}" means two things in a row of this ledger: {first} and {second}')
                    text = message.format(name=name, first=first, second=meaning)
                    folder.problems.add(here.problem(text, hint=_("give one of the two another id")))
    _check_files(folder)


def _meanings(ledger: Ledger, place: Place, book: Rulebook) -> Iterator[tuple[str, str, Place]]:
    """Go through the names that a ledger brings into its rows: columns, and `column_field` of what they chose."""
    for number, column in enumerate(ledger.columns):
        yield column.id, _('the column "{name}"').format(name=column.id), place.at("columns", number, "id")
    for number, column in enumerate(ledger.columns):
        for name, _kind in names_chosen(book, column):
            field = name.removeprefix(f"{column.id}_")
            meaning = _('"{field}" of what the column "{column}" chose').format(field=field, column=column.id)
            yield name, meaning, place.at("columns", number, "from")


def _check_files(folder: Folder) -> None:
    for head, place in folder.of(RulesetHead):
        _check_file(head.id, PurePosixPath(place.file).parent.name, place, folder)
    for criterion, place in folder.of(Criterion):
        _check_file(criterion.id, PurePosixPath(place.file).stem, place, folder)
    for table, place in folder.of(Table):
        _check_file(table.id, PurePosixPath(place.file).stem.replace("-", "_"), place, folder)


def _check_file(name: str, wanted: str, place: Place, folder: Folder) -> None:
    if name != wanted:
        message = _('the id "{name}" does not fit the name of its file or folder, which asks for "{wanted}"')
        text = message.format(name=name, wanted=wanted)
        folder.problems.add(place.at("id").problem(text, hint=_("change the id, or rename the file or folder")))
