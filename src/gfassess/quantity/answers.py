"""Yes or no and dates, as people type them."""

import re
from datetime import date
from typing import Final

from gfassess.errors import GfassessError
from gfassess.quantity.typed import plain, shown
from gfassess.words import _

_YES: Final = frozenset({"yes", "y", "true", "1", "是", "有", "对", "√", "✓", "✔"})
_NO: Final = frozenset({"no", "n", "false", "0", "否", "不是", "无", "没有", "不", "✗", "✘"})
_DATE: Final = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?: ?年 ?(?P<m1>[0-9]{1,2}) ?月 ?(?P<d1>[0-9]{1,2}) ?[日号]?"
    r"|(?P<mark>[-/.])(?P<m2>[0-9]{1,2})(?P=mark)(?P<d2>[0-9]{1,2})"
    r"|(?P<m3>[0-9]{2})(?P<d3>[0-9]{2}))\Z"
)


def read_yes_no(text: str) -> bool:
    """Return the truth value of a typed yes or no, in Chinese or English."""
    typed = plain(text).casefold()
    if typed in _YES:
        return True
    if typed in _NO or text.strip() == "\N{MULTIPLICATION SIGN}":
        return False
    message = _('"{text}" is neither yes nor no').format(text=shown(typed))
    raise GfassessError.of(message, hint=_("type y or n"))


def read_date(text: str) -> date:
    """Return a typed date: 2024-05-01, 2024/5/1, 2024.5.1, 20240501 or 2024年5月1日."""
    typed = plain(text)
    hint = _("write year, month and day: 2024-05-01")
    match = _DATE.match(typed)
    if match is None:
        raise GfassessError.of(_('"{text}" is not a date').format(text=shown(typed)), hint=hint)
    month, day = (match[f"{part}1"] or match[f"{part}2"] or match[f"{part}3"] for part in "md")
    try:
        return date(int(match["year"]), int(month), int(day))
    except ValueError as error:
        message = _('"{text}" is not a day of the calendar').format(text=shown(typed))
        raise GfassessError.of(message, hint=hint) from error
