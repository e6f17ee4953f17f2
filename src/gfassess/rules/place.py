"""Where a record stands in its file, so that a problem can say it."""

from dataclasses import dataclass

from gfassess.errors import Problem
from gfassess.records import key_of


@dataclass(frozen=True, slots=True)
class Place:
    """A path of keys and indexes inside one TOML file."""

    file: str
    text: str
    path: tuple[str | int, ...] = ()

    def at(self, *steps: str | int) -> "Place":
        """Return the place further down."""
        return Place(self.file, self.text, (*self.path, *steps))

    @property
    def key(self) -> str:
        """The dotted key, array elements counted from 1: `indicator[3].formula`."""
        return key_of(self.path)

    @property
    def line(self) -> int | None:
        """The line of the file, from 1; None where not even a table around it is found."""
        from gfassess.toml_lines import line_of  # noqa: PLC0415 - only a mistake or a list of places needs it

        return line_of(self.text, self.path)

    def problem(
        self, message: str, *, hint: str = "", source: str = "", column: int | None = None, width: int = 1
    ) -> Problem:
        """Return a problem of this place."""
        return Problem(
            message=message,
            file=self.file,
            key=self.key,
            line=self.line,
            hint=hint,
            source=source,
            column=column,
            width=width,
        )
