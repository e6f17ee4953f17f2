"""What the cells of a sheet take: lists to choose from, limits that warn and never refuse."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from gfassess.explain import unit_words
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook
from gfassess.quantity import convert, units_for, write_number
from gfassess.sheets.choosing import Choosing
from gfassess.sheets.look import put
from gfassess.words import _

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Pair = tuple[str, str | float]
_LONGEST_TITLE: Final = 32
_LONGEST_PROMPT: Final = 225
"""Characters that every version of Excel shows."""


class Lists:
    """The lists behind the drop-downs, side by side on the hidden page, each with a second column to look up."""

    def __init__(self, hidden: "Worksheet", rulebook: Rulebook) -> None:
        """Begin right of what the hidden page holds."""
        self.choosing = Choosing(rulebook)
        self._hidden = hidden
        self._next = 3
        self._known: dict[tuple[Pair, ...], str] = {}

    def range(self, pairs: Sequence[Pair], *, both: bool = False) -> str:
        """Return where a list stands; equal ones stand there once. `both` takes in the second column."""
        key = tuple(pairs)
        if key not in self._known:
            for row, (title, second) in enumerate(pairs, 1):
                put(self._hidden.cell(row, self._next), title)
                put(self._hidden.cell(row, self._next + 1), second)
            self._known[key] = f"{self._next}:{len(pairs)}"
            self._next += 2
        column, count = map(int, self._known[key].split(":"))
        last = get_column_letter(column + both)
        return f"{self._hidden.title}!${get_column_letter(column)}$1:${last}${count}"


def unit_pairs(rulebook: Rulebook, own: str) -> tuple[Pair, ...]:
    """Return the units that a field takes, each with how many of its own units it is."""
    return tuple(
        (str(unit.title), convert(1.0, unit.id, own, rulebook.units)) for unit in units_for(own, rulebook.units)
    )


def choice_of(question: Question, lists: Lists) -> DataValidation | None:
    """Return the drop-down of a question with given answers; None for any other."""
    if question.kind == "yes_no":
        titles = [_("yes"), _("no")]
    elif question.kind == "choice":
        titles = list(lists.choosing.of(question).shown.values())
    else:
        return None
    return drop_down(lists.range([(title, "") for title in titles])) if titles else None


def drop_down(place: str) -> DataValidation:
    """Return a list to choose from; another text is warned of, because a title may be typed as well."""
    found = DataValidation(type="list", formula1=place, allow_blank=True, errorStyle="warning", showErrorMessage=True)
    found.errorTitle, found.error = _("Not in the list"), _("Choose an entry of the list. Keep it all the same?")
    return found


def figure_limit(rulebook: Rulebook, question: Question, cell: str, unit: str, lists: Lists) -> DataValidation | None:
    """Return what warns of a figure that is hard to believe, also in another unit, or of no figure at all.

    `cell` and `unit` are the cell and the one with its unit; None for what is no number.
    """
    if question.kind not in {"number", "count"}:
        return None
    tests = [f"ISNUMBER({cell})"]
    if question.kind == "count":
        tests += [f"{cell}>=0", f"{cell}=INT({cell})"]
    words = _("This is no plain number.")
    if question.plausible is not None and "." not in question.unit:
        least, greatest = question.plausible
        pairs = unit_pairs(rulebook, question.unit)
        scaled = f"*VLOOKUP({unit},{lists.range(pairs, both=True)},2,FALSE)" if unit and len(pairs) > 1 else ""
        tests += [f"{cell}{scaled}>={least!r}", f"{cell}{scaled}<={greatest!r}"]
        words = _("This is no plain number, or outside the usual range: {range}.").format(
            range=usual_words(rulebook, question)
        )
    found = DataValidation(
        type="custom", formula1=f"AND({','.join(tests)})", allow_blank=True, errorStyle="warning", showErrorMessage=True
    )
    found.errorTitle, found.error = _("Please check"), _cut(_("{words} Keep it all the same?").format(words=words))
    return found


def usual_words(rulebook: Rulebook, question: Question) -> str:
    """Return the usual range of a figure with its unit; nothing where none is known."""
    if question.plausible is None:
        return ""
    least, greatest = question.plausible
    unit = unit_words(rulebook, question.unit) if "." not in question.unit else ""
    return _("{least} to {greatest}").format(
        least=write_number(least), greatest=f"{write_number(greatest)} {unit}".rstrip()
    )


def say(limit: DataValidation, title: str, text: str) -> None:
    """Show a hint beside a cell as soon as it is chosen."""
    limit.promptTitle = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    limit.prompt, limit.showInputMessage = _cut(text), True


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_PROMPT else text[: _LONGEST_PROMPT - 1] + "…"
