"""What every record of a file has in common."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from gfassess.words import language


class Record(BaseModel):
    """A frozen record that mirrors a table of a TOML file exactly: no unknown key, no silent conversion."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True, arbitrary_types_allowed=True
    )


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A name that formulas can use: `snake_case`, ASCII."""

Array = BeforeValidator(_as_tuple)
"""Marks a tuple field that a TOML array fills: `Annotated[tuple[Id, ...], Array]`."""


class Text(Record):
    """Words of the content in both languages; `str()` gives those of the language in use."""

    zh: Annotated[str, StringConstraints(min_length=1)]
    """Chinese, as the standards write it."""
    en: Annotated[str, StringConstraints(min_length=1)]
    """English."""

    def __str__(self) -> str:
        """Return the words in the language in use."""
        return self.zh if language() == "zh" else self.en
