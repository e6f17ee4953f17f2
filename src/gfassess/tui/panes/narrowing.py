"""Which peers are wanted: by place, trade, year and kind of list."""

from collections.abc import Iterable, Iterator
from typing import Final, cast

from gfassess.model.assessment import Enterprise
from gfassess.model.peers import Category, PeerFile
from gfassess.model.places import same_place
from gfassess.model.rulebook import Rulebook
from gfassess.peers import Query
from gfassess.report.peers import category_words
from gfassess.tui.choices import Choice
from gfassess.words import _

NAMES: Final = ("province", "city", "division", "year", "category")
"""What narrows the list, in the order shown."""

_DIVISIONS: Final = "divisions"
"""The table of parameters that lists the divisions of GB/T 4754."""


def titles() -> dict[str, str]:
    """Return the word for each way to narrow the list."""
    return {
        "province": _("province"),
        "city": _("city"),
        "division": _("trade"),
        "year": _("year"),
        "category": _("kind"),
    }


def choices(files: tuple[PeerFile, ...], rulebook: Rulebook, name: str) -> tuple[Choice, ...]:
    """Return what can be chosen: only what occurs, and everything."""
    values = dict.fromkeys(value for value in _values(files, name) if value)
    order = sorted(values, reverse=name == "year")
    return (Choice("", _("all")), *(Choice(value, _title(rulebook, name, value)) for value in order))


def division_title(rulebook: Rulebook, code: str) -> str:
    """Return a division with its name."""
    table = rulebook.tables.get(_DIVISIONS)
    row = table.row(code) if table is not None else None
    return f"{code} {row.title}" if row is not None else code


def query_of(wanted: dict[str, str]) -> Query:
    """Return the query for what was chosen."""
    return Query(
        province=wanted.get("province", ""),
        city=wanted.get("city", ""),
        division=wanted.get("division", ""),
        year=int(wanted["year"]) if wanted.get("year") else None,
        category=cast("Category", wanted["category"]) if wanted.get("category") else None,
    )


def start_with(files: Iterable[PeerFile], own: Enterprise) -> dict[str, str]:
    """Return what is shown first: the own province where the registry has it, otherwise everything."""
    known = any(same_place(file.province, own.province) for file in files)
    return {"province": own.province} if known else {}


def scopes(own: Enterprise) -> dict[str, dict[str, str]]:
    """Return the ready-made choices; one that the assessment says too little for asks for nothing."""
    return {
        "city": {"city": own.city} if own.city else {},
        "province": {"province": own.province} if own.province else {},
        "trade": {"division": own.division} if own.division else {},
        "all": {},
    }


def _values(files: tuple[PeerFile, ...], name: str) -> Iterator[str]:
    for file in files:
        match name:
            case "province":
                yield file.province
            case "year":
                yield from (str(entry.year) for entry in file.list_)
            case "category":
                yield from (entry.category for entry in file.list_)
            case _:
                yield from (str(getattr(peer, name)) for peer in file.peer)


def _title(rulebook: Rulebook, name: str, value: str) -> str:
    if name == "category":
        return category_words(cast("Category", value))
    return division_title(rulebook, value) if name == "division" else value
