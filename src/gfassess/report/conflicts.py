"""What merged files said differently, in words and as plain data; and what each of them brought."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gfassess.explain import cell_unit, mark_words, unit_words, value_words
from gfassess.merge import Copy, Merged, newest
from gfassess.model.assessment import Conflict, Version
from gfassess.model.facts import Fact, Ledger, Question
from gfassess.model.rulebook import Rulebook
from gfassess.report.columns import wrapped
from gfassess.words import _, ngettext


def merge_lines(
    rulebook: Rulebook, merged: Merged, copies: Sequence[Copy], left: Sequence[Conflict], width: int = 80
) -> Iterator[str]:
    """Go through what was merged: changes by copy, then conflicts; `left` are those that nobody decided."""
    for copy in copies:
        count = len(merged.changed[copy.side])
        said = ngettext("{count} entry differs from the base", "{count} entries differ from the base", count)
        yield from wrapped(f"{copy.side} {copy.file}: {said.format(count=count)}", width)
    groups = (
        (_("Conflicts, decided"), [one for one in merged.conflicts if one not in left]),
        (_("Conflicts, open"), left),
    )
    for title, conflicts in groups:
        if conflicts:
            yield ""
            yield _("{title}: {count}").format(title=title, count=len(conflicts))
        for conflict in conflicts:
            yield from wrapped(f"{conflict_title(rulebook, conflict)}  {conflict.name}", width, "  ")
            for line in conflict_lines(rulebook, conflict):
                yield from hanging(line, width, "    ")


def conflict_lines(rulebook: Rulebook, conflict: Conflict) -> Iterator[str]:
    """Go through what stands meanwhile and the versions, a line each."""
    yield _("meanwhile: {value}").format(value=version_words(rulebook, conflict, conflict))
    last = newest(conflict)
    for version in conflict.versions:
        value = version_words(rulebook, conflict, version)
        said = _("{side} {file}: {value}").format(side=version.side, file=version.file, value=value)
        who = mark_words(version.answered, minutes=True)
        if who and version == last:
            who = _("{who}, newest").format(who=who)
        yield _("{first} ({second})").format(first=said, second=who) if who else said


def hanging(text: str, width: int, indent: str) -> list[str]:
    """Return a text wrapped with an indent, and two cells more from the second line on."""
    first, *rest = wrapped(text, width, f"{indent}  ")
    return [first[2:], *rest]


def conflict_title(rulebook: Rulebook, conflict: Conflict) -> str:
    """Return what a conflict is about."""
    name = conflict.name
    title = _title(rulebook, name.partition("[")[0])
    match conflict.part:
        case "facts" | "ledgers":
            return title
        case "notes":
            return _("{title}, note").format(title=title)
        case "explained":
            return _("{title}, reason for an unusual value").format(title=title)
        case "not_applicable":
            return _("{title}, does not apply").format(title=title)
        case "references":
            return _("{title}, reference values").format(title=_reference_title(rulebook, name))
        case "evidence":
            return _("document {file}").format(file=name)
        case _:
            return _heads().get((conflict.part, name), name)


def version_words(rulebook: Rulebook, conflict: Conflict, said: Version | Conflict) -> str:
    """Return one version of a conflict, or what stands in the file meanwhile."""
    if conflict.part == "ledgers":
        if said.row is None:
            return _("no such row") if said is conflict else _("row deleted")
        ledger = rulebook.ledgers.get(conflict.name)
        cells = [*_cells(rulebook, ledger, said.row)]
        return _("; ").join([*cells, *(_("reason: {reason}").format(reason=text) for text in said.explained.values())])
    if said.value is None:
        return _("nothing")
    fact = rulebook.facts.get(conflict.name) if conflict.part == "facts" else None
    return _value(rulebook, fact, said.value, fact.unit if fact is not None else "")


def merge_data(rulebook: Rulebook, merged: Merged, copies: Sequence[Copy], left: Sequence[Conflict]) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "copies": [
            {
                "side": copy.side,
                "file": copy.file,
                "changed": [".".join(filter(None, key)) for key in merged.changed[copy.side]],
            }
            for copy in copies
        ],
        "conflicts": [
            {
                "part": one.part,
                "name": one.name,
                "title": conflict_title(rulebook, one),
                "base": _json(one.row if one.part == "ledgers" else one.value),
                "versions": [_version(one, version) for version in one.versions],
                "decided": one not in left,
            }
            for one in merged.conflicts
        ],
    }


def _version(conflict: Conflict, version: Version) -> dict[str, Any]:
    mark = version.answered
    return {
        "side": version.side,
        "file": version.file,
        "value": _json(version.row if conflict.part == "ledgers" else version.value),
        "by": mark.by if mark is not None else "",
        "at": mark.at.isoformat() if mark is not None else None,
    }


def _json(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    if isinstance(value, Mapping):
        return {name: _json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_json(one) for one in value]
    return value if isinstance(value, bool | int | float | str | None) else value.isoformat()


def _title(rulebook: Rulebook, name: str) -> str:
    found = rulebook.facts.get(name) or rulebook.ledgers.get(name)
    if found is not None:
        return str(found.title)
    lines = (rules.indicator(name) for rules in rulebook.rulesets.values())
    return next((str(line.title) for line in lines if line is not None), name)


def _reference_title(rulebook: Rulebook, name: str) -> str:
    """Return the title of the first line that asks for reference values of this id."""
    lines = (line for rules in rulebook.rulesets.values() for head in rules.heads for line in head.indicator)
    asks = (line for line in lines if any(variant.scale.reference == name for variant in line.variants))
    return next((str(line.title) for line in asks), name)


def _heads() -> dict[tuple[str, str], str]:
    return {
        ("enterprise", "name"): _("Enterprise"),
        ("enterprise", "credit_code"): _("Credit code"),
        ("enterprise", "division"): _("Division"),
        ("enterprise", "province"): _("Province"),
        ("enterprise", "city"): _("City"),
        ("site", "name"): _("Site"),
        ("site", "address"): _("Address"),
        ("", "ruleset"): _("Rule set"),
        ("", "remark"): _("Remark"),
        ("", "illustrative"): _("Invented figures"),
    }


def _cells(rulebook: Rulebook, ledger: Ledger | None, row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        column = ledger.column(name) if ledger is not None else None
        if ledger is None or column is None:
            yield f"{name} {_value(rulebook, None, value, '')}"
        else:
            unit = cell_unit(rulebook, ledger, column, dict(row))
            yield f"{column.title} {_value(rulebook, column, value, unit)}"


def _value(rulebook: Rulebook, question: Question | Fact | None, value: Any, unit: str) -> str:  # noqa: ANN401 - any
    """Return a value as people say it: a figure with its unit, the title of what was chosen."""
    if isinstance(value, bool | int | float):
        number = value if isinstance(value, bool) else float(value)
        return value_words(number, unit_words(rulebook, unit) if not isinstance(value, bool) else "")
    if isinstance(value, str):
        table = rulebook.tables.get(question.table or "") if question is not None else None
        rows = table.rows if table is not None else question.options if question is not None else ()
        return next((str(one.title) for one in rows if one.id == value), " ".join(value.split()))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _("; ").join(f"{name} {_value(rulebook, None, one, '')}" for name, one in value.items())
    return _(", ").join(_value(rulebook, None, one, "") for one in value)
