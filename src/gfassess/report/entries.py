"""Single entries of an assessment in words: what they are called, what they say."""

from collections.abc import Mapping
from typing import Any, Final

from gfassess.errors import printable
from gfassess.explain import missing_words, unit_words, value_words
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook
from gfassess.store.changes import Key
from gfassess.words import _, ngettext

_LONG: Final = 40


def entry_title(rulebook: Rulebook, key: Key) -> str:
    """Return what an entry is about, by the title of its question or line."""
    part, name = key
    subject = _subject(rulebook, name)
    match part:
        case "facts" | "ledgers":
            return subject
        case "notes":
            return _("{title}, note").format(title=subject)
        case "explained":
            return _("{title}, reason for the value").format(title=subject)
        case "not_applicable":
            return _("{title}, why it does not apply").format(title=subject)
        case "references":
            return _("{title}, reference values").format(title=subject)
        case "evidence":
            return _("document {file}").format(file=printable(name))
    heads = {"year": _("reporting year"), "ruleset": _("rule set"), "remark": _("remark")}
    own = {
        ("enterprise", "name"): _("name of the enterprise"),
        ("enterprise", "credit_code"): _("credit code"),
        ("enterprise", "division"): _("division"),
        ("enterprise", "province"): _("province"),
        ("enterprise", "city"): _("city"),
        ("site", "name"): _("name of the site"),
        ("site", "address"): _("address"),
    }
    return own.get(key) or (heads.get(name) if not part else None) or printable(".".join(filter(None, key)))


def entry_words(rulebook: Rulebook, key: Key, value: Any) -> str:  # noqa: ANN401 - any TOML value
    """Return what an entry says, short enough for a line; None is said to be empty."""
    part, name = key
    if value is None:
        return _("empty")
    if part == "facts" and name in rulebook.facts:
        return _answer(rulebook, rulebook.facts[name], value)
    if part == "evidence":
        return _("attached")
    if isinstance(value, list | tuple):
        return ngettext("{count} row", "{count} rows", len(value)).format(count=len(value))
    if isinstance(value, Mapping):
        return printable(", ".join(str(one) for one in value.values()))
    return _short(value_words(value) if isinstance(value, bool | float | int) else str(value))


def _subject(rulebook: Rulebook, name: str) -> str:
    lines = (rules.indicator(name) for rules in rulebook.rulesets.values())
    found = next((line for line in lines if line is not None), None)
    return str(found.title) if found is not None else missing_words(rulebook, (name,))


def _answer(rulebook: Rulebook, question: Question, value: Any) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(value, bool):
        return value_words(value)
    if isinstance(value, float | int):
        unit = question.unit
        return value_words(float(value), unit_words(rulebook, unit) if unit and "." not in unit else "")
    option = next((one for one in question.options if one.id == value), None)
    table = rulebook.tables.get(question.table or "")
    row = table.row(value) if table is not None and isinstance(value, str) else None
    return _short(str(option.title if option is not None else row.title if row is not None else value))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return printable(line if len(line) <= _LONG else f"{line[:_LONG]}..")
