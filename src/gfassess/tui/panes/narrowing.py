"""Which peers are wanted: by name, place, trade, year and kind of list, and who evaluated them."""

from collections.abc import Iterator
from typing import Final, cast

from gfassess.model.assessment import Enterprise
from gfassess.model.peers import Category
from gfassess.model.rulebook import Rulebook
from gfassess.peers import Query, Registry
from gfassess.report.peers import category_words
from gfassess.tui.choices import Choice
from gfassess.words import _

NAMES: Final = ("province", "city", "division", "year", "category", "evaluator")
"""What narrows the list by a choice, in the order shown."""

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
        "evaluator": _("evaluator"),
    }


def choices(listed: Registry, rulebook: Rulebook, name: str) -> tuple[Choice, ...]:
    """Return what can be chosen: only what occurs, and everything."""
    values = dict.fromkeys(value for value in _values(listed, name) if value)
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
        evaluator=wanted.get("evaluator", ""),
        search=wanted.get("search", ""),
    )


def start_with(listed: Registry, own: Enterprise) -> dict[str, str]:
    """Return what is shown first: the own province where the registry has it, otherwise everything."""
    return {"province": own.province} if own.province and listed.covers(own.province) else {}


def scopes(own: Enterprise) -> dict[str, dict[str, str]]:
    """Return the ready-made choices; one that the assessment says too little for asks for nothing."""
    return {
        "city": {"city": own.city} if own.city else {},
        "province": {"province": own.province} if own.province else {},
        "trade": {"division": own.division} if own.division else {},
        "all": {},
    }


def _values(listed: Registry, name: str) -> Iterator[str]:
    match name:
        case "province":
            yield from listed.provinces
        case "year":
            yield from (str(entry.year) for entry in listed.lists)
        case "category":
            yield from (entry.category for entry in listed.lists)
        case _:
            yield from (getattr(entry.peer, name) for entry in listed.entries)


def _title(rulebook: Rulebook, name: str, value: str) -> str:
    if name == "category":
        return category_words(cast("Category", value))
    return division_title(rulebook, value) if name == "division" else value
