"""What can be chosen: the options of a question, the rows of its table, the units of a field."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gfassess.explain import unit_words
from gfassess.model.base import Text
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Row, Table
from gfassess.quantity import units_for, write_number
from gfassess.tui.ranking import plain
from gfassess.words import _

_BRACKETS: Final = re.compile(r"\s*[（(][^）)]*[）)]")
"""Units and remarks in a title, for which a line of a list has no room."""
_FIGURES: Final = 2
"""Figures of a row that are shown while choosing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    id: str
    title: str
    detail: str = ""
    """What helps to choose: figures, unit, source."""
    other: str = ""
    """Its title in every language, one a line, for the search."""

    @property
    def texts(self) -> tuple[str, str]:
        """What is searched first, its titles; what is searched then, its id among it."""
        return plain(f"{self.title}\n{self.other}"), plain(f"{self.id} {self.detail}")


def choices_of(rulebook: Rulebook, question: Question) -> tuple[Choice, ...]:
    """Return the answers that a choice allows."""
    table = rulebook.tables.get(question.table or "")
    if table is not None:
        return tuple(row_choice(table, row) for row in table.rows)
    return tuple(Choice(option.id, str(option.title), other=both(option.title)) for option in question.options)


def unit_choices(rulebook: Rulebook, unit: str) -> tuple[Choice, ...]:
    """Return the units in which a field can be typed, its own first."""
    return tuple(Choice(one.id, str(one.title)) for one in units_for(unit, rulebook.units))


def unit_title(rulebook: Rulebook, unit: str) -> str:
    """Return a unit as people write it."""
    return unit_words(rulebook, unit)


def title_of(choices: Iterable[Choice], name: str) -> str:
    """Return the title of what was chosen, or its id where nothing of that id is offered any more."""
    return next((choice.title for choice in choices if choice.id == name), name)


def both(text: Text) -> str:
    """Return words in both languages, to search in."""
    return f"{text.zh}\n{text.en}"


def row_choice(table: Table, row: Row) -> Choice:
    """Return a row of a table as a choice: its unit, the figures that come first in the table, its source."""
    figures = [
        f"{_BRACKETS.sub('', str(column.title))} {write_number(float(value))}"
        for column in table.column[:_FIGURES]
        if isinstance(value := row.values.get(column.id), float | int) and not isinstance(value, bool)
    ]
    source = row.source or table.source
    in_force = _("in force from {date}").format(date=row.in_force.isoformat()) if row.in_force else ""
    parts = [row.unit, *figures, str(source) if source is not None else "", in_force]
    return Choice(row.id, str(row.title), _("; ").join(part for part in parts if part), both(row.title))
