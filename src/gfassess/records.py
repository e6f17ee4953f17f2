"""Data of a TOML file to a record, with every mistake as a problem in plain words: file, key, line, way out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gfassess.errors import Problem, Problems, did_you_mean, printable
from gfassess.toml_lines import Key, line_of
from gfassess.words import _, ngettext

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)

_ID_PATTERN: Final = "^[a-z][a-z0-9_]*$"


def read_record(
    model: type[AnyRecord], data: Mapping[str, Any], file: str, text: str, problems: Problems
) -> AnyRecord | None:
    """Return the record that `data` holds; None where it has mistakes, which are added to `problems`.

    `text` is the text that `data` was read from: it gives the lines.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found: dict[Key, list[ErrorDetails]] = {}
        for details in error.errors(include_url=False):
            found.setdefault(_located(data, details), []).append(details)
        said = [
            _problem(model, path, group).at(file=file, key=key_of(path), line=line_of(text, path))
            for path, group in found.items()
        ]
        problems.extend(sorted(said, key=lambda problem: problem.line or 0))
        return None


def key_of(path: Key) -> str:
    """Return the dotted key of a path, entries of lists counted from 1: `indicator[3].formula`."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{printable(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def _located(data: Any, details: ErrorDetails) -> Key:  # noqa: ANN401 - whatever a TOML file holds
    """Return the path as the file has it: without what pydantic or a record adds on the way down."""
    node, path = data, []
    for part in details["loc"]:
        inside = part in node if isinstance(node, dict) else isinstance(node, list) and part in range(len(node))
        if inside:
            node = node[part]
            path.append(part)
    if details["type"] == "missing":
        path.append(details["loc"][-1])
    return tuple(path)


def _problem(model: type[BaseModel], path: Key, group: list[ErrorDetails]) -> Problem:
    """Return the one problem that the errors of one place make: a value that may be several kinds has one for each."""
    for details in group:
        problem = details.get("ctx", {}).get("problem")
        if isinstance(problem, Problem):
            return problem
    kinds = _wanted()
    odd = next((details for details in group if details["type"] not in kinds), None)
    if odd is not None:
        return _odd(model, path, odd)
    *wanted, last = dict.fromkeys(kinds[details["type"]] for details in group)
    one_of = _("{some} or {last}").format(some=_(", ").join(wanted), last=last) if wanted else last
    value = group[0]["input"]
    message = _("{wanted} is needed here, this is {actual}").format(wanted=one_of, actual=_actual(value))
    return Problem(message=message, hint=_type_hint(group[0], value))


def _odd(model: type[BaseModel], path: Key, details: ErrorDetails) -> Problem:
    """Return the problem of an error that is about more than the kind of a value."""
    context = details.get("ctx", {})
    match details["type"]:
        case "missing":
            return _missing(path)
        case "extra_forbidden":
            name = str(path[-1])
            hint = did_you_mean(name, _known(model, path[:-1], name))
            return Problem(message=_('"{name}" is not known here').format(name=printable(name)), hint=hint)
        case "literal_error":
            known = re.findall(r"'([^']*)'", context["expected"])
            value = str(details["input"])
            message = _('"{value}" is not possible here; possible are {known}')
            message = message.format(value=printable(value), known=", ".join(known))
            return Problem(message=message, hint=did_you_mean(value, known))
        case "finite_number":
            return Problem(message=_("this number is infinite or not a number"))
        case "value_error":
            code = str(context.get("error", ""))
            return Problem(message=_sentences().get(code, _("this is not possible here")))
        case kind:
            return Problem(message=_limit(kind, context))


def _missing(path: Key) -> Problem:
    last = path[-1]
    if isinstance(last, int):
        return Problem(message=_("entry {number} of the list is missing").format(number=last + 1))
    return Problem(message=_('"{name}" is missing').format(name=last))


def _limit(kind: str, context: Mapping[str, Any]) -> str:
    """Return the sentence of a value of the right kind outside its bounds."""
    bounds = {
        "greater_than": ("gt", _("must be greater than {bound}")),
        "greater_than_equal": ("ge", _("must be at least {bound}")),
        "less_than": ("lt", _("must be less than {bound}")),
        "less_than_equal": ("le", _("must be at most {bound}")),
    }
    if kind in bounds:
        name, sentence = bounds[kind]
        return sentence.format(bound=f"{context[name]:g}")
    if kind == "string_too_short":
        return _("the text is empty")
    if kind == "string_too_long":
        most = int(context.get("max_length", 0))
        return ngettext("has at most {count} character", "has at most {count} characters", most).format(count=most)
    if kind == "too_long":
        return _("has at most {count} entries").format(count=context.get("max_length"))
    if kind == "too_short":
        return _("the list is empty")
    if kind == "string_pattern_mismatch":
        if context.get("pattern") == _ID_PATTERN:
            return _("a name has small Latin letters, digits and _ only, and begins with a letter")
        return _("the text does not have the form {pattern}").format(pattern=context.get("pattern"))
    if kind == "recursion_loop":
        return _("the file is nested too deep")
    return _("this is not possible here")


def _sentences() -> dict[str, str]:
    """Return the words for the codes that records raise as ValueError."""
    return {
        "scale_forms": _(
            "a scale has exactly one form: leading with baseline, steps, levels, yes_no, case, reference or candidates"
        ),
        "scale_pair": _('a leading value needs a "baseline" beside it'),
        "scale_better": _('"better" is missing: which side is better, "higher" or "lower"'),
        "measure_forms": _("an indicator has either a formula and a scale or variants, not both"),
    }


def _wanted() -> dict[str, str]:
    """Return what each type error of pydantic asks for."""
    number, whole, words, table, sequence = _("a number"), _("a whole number"), _("a text"), _("a table"), _("a list")
    return {
        "float_type": number,
        "int_type": whole,
        "int_from_float": whole,
        "bool_type": _("true or false"),
        "string_type": words,
        "formula_type": words,
        "date_type": _("a date"),
        "datetime_type": _("a date with a time"),
        "tuple_type": sequence,
        "list_type": sequence,
        "dict_type": table,
        "model_type": table,
    }


def _actual(value: object) -> str:
    """Return what a value of a TOML file is, in words."""
    names: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, _("true or false")),
        (int, _("a number")),
        (float, _("a number with decimals")),
        (str, _("a text")),
        (datetime, _("a date with a time")),
        (date, _("a date")),
        (time, _("a time")),
        ((list, tuple), _("a list")),
    )
    return next((name for kind, name in names if isinstance(value, kind)), _("a table"))


def _type_hint(details: ErrorDetails, value: object) -> str:
    """Return the way out of the usual slips of people who meet TOML for the first time."""
    kind = details["type"]
    if details.get("ctx", {}).get("class_name") == "Text":
        return _('write it in both languages: { zh = "...", en = "..." }')
    if isinstance(value, str):
        if kind in {"float_type", "int_type"}:
            return _("write the number without quotation marks, unit and thousands separators")
        if kind == "date_type":
            return _("write the date without quotation marks: 2024-05-31")
        if kind == "bool_type":
            return _("write true or false without quotation marks")
    if kind == "string_type" and isinstance(value, int | float):
        return _("put it into quotation marks")
    if isinstance(value, datetime):
        return _("leave out the time: 2024-05-31")
    return ""


def _known(model: type[BaseModel], path: Iterable[str | int], name: str) -> list[str]:
    """Return the keys that a record at a path knows; where none resembles `name`, those of its parts too.

    A rule file may write the single part of a record in place of it.
    """
    models = [model]
    for part in path:
        if isinstance(part, str):
            fields = [_fields(one).get(part) for one in models]
            below = [found for one in fields for found in _models(one)]
            # A free name, as of a reference, is followed by its record.
            models = below or models
    own = [key for one in models for key in _fields(one)]
    if did_you_mean(name, own):
        return own
    parts = {part for one in models for annotation in _fields(one).values() for part in _models(annotation)}
    return own + [key for part in parts for key in _fields(part)]


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for part in get_args(annotation):
            yield from _models(part)
