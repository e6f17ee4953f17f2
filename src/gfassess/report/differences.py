"""What differs between two rule sets or rule folders, in plain words."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final

from gfassess.explain import basis_words, department_words, reading_words, unit_words
from gfassess.formula import Formula
from gfassess.model.base import Text
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Measure, Scale
from gfassess.model.sources import SchemeDate, SchemeLevel
from gfassess.plan.content import Difference, Kind
from gfassess.plan.differences import Change
from gfassess.quantity import write_number
from gfassess.report.columns import cells, wrapped
from gfassess.report.formulas import formula_words
from gfassess.report.rules import answer_words, combine_words, measure_lines, scale_words
from gfassess.report.sources import confidence_words
from gfassess.words import _, ngettext

_BELOW: Final = "    "


def difference_lines(rulebook: Rulebook, found: Iterable[Difference], width: int = 80) -> Iterator[str]:
    """Go through the differences, each on one line where it is short; `rulebook` gives units and titles of columns."""
    count = 0
    for count, one in enumerate(found, 1):  # noqa: B007 - counted for the last line
        yield from _difference(rulebook, one, width)
    yield (
        ngettext("{count} difference", "{count} differences", count).format(count=count)
        if count
        else _("Nothing differs.")
    )


def _difference(rulebook: Rulebook, one: Difference, width: int) -> Iterator[str]:
    title = _("{kind} {title} ({id})").format(kind=kind_words(one.kind), title=_flat(one.title), id=".".join(one.path))
    if one.mark != "changed":
        mark = _("added") if one.mark == "added" else _("withdrawn")
        yield from wrapped(_("{title}: {value}").format(title=title, value=mark), width)
        return
    texts = [change_words(rulebook, change, one.path) for change in one.changes]
    short = _("{title}: {value}").format(title=title, value=_("; ").join(texts))
    if cells(short) <= width:
        yield short
        return
    yield from wrapped(_("{title}:").format(title=title), width)
    for change, text in zip(one.changes, texts, strict=True):
        yield from _change(rulebook, change, text, one.path, width)


def _change(rulebook: Rulebook, change: Change, text: str, path: tuple[str, ...], width: int) -> Iterator[str]:
    """Go through the lines of one change: both sides below each other where they do not fit beside each other."""
    if cells(text) + cells(_BELOW) <= width:
        yield _BELOW + text
        return
    yield from wrapped(_("{title}:").format(title=_what(rulebook, change, path)), width, _BELOW)
    for words, value in zip((_("was: {text}"), _("now: {text}")), _sides(rulebook, change, path), strict=True):
        yield from wrapped(words.format(text=value), width, _BELOW * 2)


def change_words(rulebook: Rulebook, change: Change, path: tuple[str, ...] = ()) -> str:
    """Return one change in a line: what differs, before and after."""
    text = _("{what} {old} -> {new}")
    old, new = _sides(rulebook, change, path)
    return text.format(what=_what(rulebook, change, path), old=old, new=new)


def _sides(rulebook: Rulebook, change: Change, path: tuple[str, ...]) -> tuple[str, str]:
    """Return what was and what is; words that differ only in the other language are given in both."""
    old, new = (_value_text(rulebook, change.what, value, path) for value in (change.old, change.new))
    if old == new and isinstance(change.old, Text) and isinstance(change.new, Text):
        return _in_both(change.old), _in_both(change.new)
    return old, new


def _in_both(text: Text) -> str:
    return _flat(f"{text.zh} / {text.en}")


def kind_words(kind: Kind) -> str:
    """Return what kind of matter differs."""
    words: dict[Kind, str] = {
        "ruleset": _("rule set"),
        "criterion": _("criterion"),
        "gate": _("gate"),
        "indicator": _("indicator"),
        "theme": _("theme"),
        "fact": _("fact"),
        "ledger": _("ledger"),
        "option": _("option"),
        "column": _("column"),
        "total": _("total of a ledger"),
        "table": _("table"),
        "parameter": _("parameter"),
        "row": _("row"),
        "unit": _("unit"),
        "document": _("document"),
        "scheme": _("scheme"),
    }
    return words[kind]


def field_words(name: str) -> str:
    """Return the name of a part of a rule, as the standards call it; its key where it has no other."""
    return field_names().get(name, name)


def field_names() -> dict[str, str]:
    """Return the names of all parts of rules by their keys."""
    return {**_of_lines(), **_of_content()}


def _of_lines() -> dict[str, str]:
    """Return the names of what lines, gates and their measures hold."""
    return {
        "id": _("id"),
        "title": _("title"),
        "points": _("points"),
        "formula": _("formula"),
        "unit": _("unit"),
        "scale": _("scale"),
        "per": _("rows of"),
        "where": _("rows counted"),
        "combine": _("how rows are combined"),
        "weight": _("weight"),
        "when": _("condition of the variant"),
        "variants": _("variant"),
        "order": _("order of the variants"),
        "decimals": _("decimals shown"),
        "applies_when": _("applies when"),
        "criterion": _("criterion"),
        "source": _("source"),
        "basis": _("kind of basis"),
    }


def _of_content() -> dict[str, str]:
    """Return the names of what facts, tables, documents and rule sets hold."""
    return {
        "help": _("help"),
        "note": _("note"),
        "evidence": _("evidence wanted"),
        "department": _("department"),
        "default": _("default"),
        "plausible": _("plausible range"),
        "optional": _("optional"),
        "kind": _("kind"),
        "table": _("table of choices"),
        "row": _("formula of a row"),
        "column": _("column"),
        "by": _("row picked by"),
        "version": _("version"),
        "in_force": _("in force from"),
        "weighted": _("has weights"),
        "not_applicable": _("points of lines that do not apply"),
        "proved_by_listing_since": _("proved by listings since"),
        "scope": _("whom it is for"),
        "weights_note": _("short note on the weights"),
        "confidence": _("confidence"),
        "issuer": _("issuer"),
        "published": _("published"),
        "replaced_by": _("replaced by"),
        "address": _("read at"),
        "quantity": _("quantity"),
        "factor": _("factor"),
        "aliases": _("other spellings"),
        "division": _("division"),
        "province": _("province"),
        "year": _("year"),
        "authority": _("authority"),
        "levels": _("marks"),
        "dates": _("dates"),
        "formerly": _("earlier ids"),
    }


def _what(rulebook: Rulebook, change: Change, path: tuple[str, ...]) -> str:
    field, _dot, key = change.what.partition(".")
    if key:
        table = rulebook.tables.get(path[0]) if path else None
        heading = next((one for one in table.column if one.id == key), None) if table is not None else None
        title = _flat(heading.title) if heading is not None else key
        return title if field == "values" else _("source of {title}").format(title=title)
    if change.within is None:
        return field_words(field)
    within = formula_words(rulebook, change.within, path)
    return _("{what} (when {condition})").format(what=field_words(field), condition=within)


def _value_text(rulebook: Rulebook, what: str, value: object, path: tuple[str, ...]) -> str:
    """Return one side of a change as text on one line."""
    match value:
        case None | "" | ():
            return _("none")
        case bool():
            return _("yes") if value else _("no")
        case float() | int():
            # A year is no quantity: it has no thousands.
            return str(value) if isinstance(value, int) else write_number(value)
        case date():
            return value.isoformat()
        case Formula():
            return formula_words(rulebook, value, path)
        case Scale():
            return scale_words(value)
        case Measure():
            written = partial(formula_words, rulebook, path=path)
            return _("; ").join(measure_lines(rulebook, value, written))
        case SchemeLevel():
            return f"{_flat(value.title)} {value.points:g}"
        case SchemeDate():
            return f"{_flat(value.title)} {value.month:02}-{value.day:02}"
        case tuple():
            return _(", ").join(_value_text(rulebook, what, one, path) for one in value)
        case _:
            return _coded(rulebook, what, str(value))


def _coded(rulebook: Rulebook, what: str, value: str) -> str:
    """Return the words of a code that a field has, else the text as it is."""
    match what:
        case "basis":
            return basis_words(value)  # type: ignore[arg-type]  # the field holds no other
        case "not_applicable":
            return reading_words(value)  # type: ignore[arg-type]  # the same
        case "department":
            return department_words(value)
        case "kind":
            return answer_words(value)  # type: ignore[arg-type]  # the field holds no other
        case "unit":
            return unit_words(rulebook, value)
        case "by":
            return field_words(value)
        case "confidence":
            return confidence_words(value)  # type: ignore[arg-type]  # the same
        case "combine":
            return combine_words(value)  # type: ignore[arg-type]  # the same
        case _:
            return _flat(value)


def _flat(text: object) -> str:
    return " ".join(str(text).split())
