"""Which keys the last line names, by where the user is."""

from textual.widget import Widget
from textual.widgets import Input, OptionList

from gfassess.model.rules import Indicator
from gfassess.tui.widgets.keybar import Key
from gfassess.words import _


def hints(focused: Widget | None, line: Indicator | None, *, few: bool, asked: bool = False) -> tuple[Key, ...]:
    """Return the keys that matter at a widget.

    `line` is the indicator around it, `few` tells of little room, `asked` that it is the field of a question.
    """
    search, basis = Key("/", _("search"), "search"), Key("F1", _("basis"), "explain_here")
    more, leave = Key("^p", _("commands"), "app.command_palette"), Key("^q", _("quit"), "app.quit")
    if is_typing(focused):
        onward = () if few else (Key("Enter", _("next"), "app.focus_next"),)
        return (
            *onward,
            Key("Esc", _("then {keys}").format(keys=_letters(line)) if asked else _("leave"), "leave"),
            Key("^n", _("next open"), "next"),
            basis,
            Key("^z", _("undo"), "undo"),
            more,
        )
    following = Key("n", _("next open"), "next")
    if isinstance(focused, OptionList) and focused.id == "nav":
        return (following, search, Key("^p", _("commands, all sections"), "app.command_palette"), leave)
    if few or isinstance(focused, OptionList):
        return (following, search, more, leave)
    if (focused is not None and focused.has_class("head")) or (focused is None and line is not None):
        why, evidence, note = (
            Key("w", _("why"), "why"),
            Key("e", _("evidence"), "evidence"),
            Key("m", _("note"), "note"),
        )
        if line is None:
            return (following, basis, why, evidence, note, more)
        taken = any(measure.scale.reference is not None for measure in line.variants)
        reference = (Key("r", _("reference"), "reference"),) if taken else ()
        return (following, basis, why, *reference, Key("x", _("not applicable"), "not_applicable"), evidence, note)
    return (following, search, basis, Key("^z", _("undo"), "undo"), more, leave)


def _letters(line: Indicator | None) -> str:
    """Return the letters that are keys once the field is left."""
    taken = line is not None and any(measure.scale.reference is not None for measure in line.variants)
    return " ".join((*("x" if line is not None else ""), "m", "e", *("r" if taken else ""), "v", "w"))


def is_typing(widget: Widget | None) -> bool:
    """Tell whether letters go into a field."""
    return isinstance(widget, Input) or (widget is not None and widget.has_class("paper"))
