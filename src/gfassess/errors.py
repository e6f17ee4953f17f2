"""What can go wrong, said so that the user can mend it: what, where, why, and what to do."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from gfassess.words import _

_SHOWN: Final = 60
"""Characters of a text of a file that a message shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in one file; several are collected before they are shown."""

    message: str
    """What is wrong, a sentence in the user's language."""
    file: str = ""
    """The file as the user would type it."""
    key: str = ""
    """The dotted key inside the file: `indicator.plot_ratio.formula`."""
    line: int | None = None
    """Line in the file, from 1."""
    column: int | None = None
    """Column in `source`, in characters, from 0."""
    source: str = ""
    """The text the mistake is in, printed above the caret."""
    width: int = 1
    """How many characters the caret underlines."""
    hint: str = ""
    """What to do about it."""
    severity: Literal["error", "warning"] = "error"
    """A warning never stops anything."""

    def __str__(self) -> str:
        """Return the problem as the terminal shows it: place, sentence, caret, way out."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        head = _harmless(": ".join(part for part in (place, self.key, self.message) if part))
        hint = _harmless(self.hint)
        if not self.source:
            return f"{head}\n    {hint}" if hint else head
        lines = [head, f"    {_harmless(self.source)}"]
        if self.column is not None:
            before = "".join(_blank(character) for character in self.source[: self.column])
            marked = self.source[self.column : self.column + self.width] or " "
            carets = "^" + "~" * (sum(_cells(character) for character in marked) - 1)
            lines.append(f"    {before}{carets} {hint}".rstrip())
        elif hint:
            lines.append(f"    {hint}")
        return "\n".join(lines)

    def at(self, *, file: str = "", key: str = "", line: int | None = None) -> "Problem":
        """Return the same problem with the parts of its place that it lacks filled in."""
        return replace(
            self, file=self.file or file, key=self.key or key, line=self.line if self.line is not None else line
        )


class GfassessError(Exception):
    """One or more problems that stop what was asked for."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems in the order in which they were found."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    @classmethod
    def of(cls, message: str, *, file: str = "", hint: str = "") -> "GfassessError":
        """Return an error with one problem made from its parts."""
        return cls(Problem(message=message, file=file, hint=hint))


@dataclass(slots=True)
class Problems:
    """A collector: checks add to it and go on, so that the user sees every mistake at once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Keep one more problem."""
        self.found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Keep several more."""
        self.found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        """Go through what was found, errors and warnings, in order."""
        return iter(self.found)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Only what must be mended."""
        return tuple(problem for problem in self.found if problem.severity == "error")

    def raise_errors(self) -> None:
        """Raise all errors together; do nothing when there are only warnings."""
        if errors := self.errors:
            raise GfassessError(*errors)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the hint that names the known word nearest to a misspelt one, or an empty text."""
    import difflib  # noqa: PLC0415 - only a mistake needs it

    if len(name) > _SHOWN:  # no misspelt word, and it would take long
        return ""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return _('did you mean "{name}"?').format(name=near[0]) if near else ""


def printable(text: str) -> str:
    """Return a text of a file as a message may show it: not too long, nothing that a terminal would obey."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return short if short.isprintable() else ascii(short)[1:-1]


def _harmless(text: str) -> str:
    """Return a line with a stand-in for each character that a terminal would obey; lengths stay."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def _cells(character: str) -> int:
    """Return how many cells of a terminal a character takes; one that joins the one before it takes none."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _blank(character: str) -> str:
    return " " * _cells(character)
