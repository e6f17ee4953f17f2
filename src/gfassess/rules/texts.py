"""Words of the content that are missing in one language."""

import re
from typing import Final

from gfassess.model.base import Text
from gfassess.rules.folder import Folder
from gfassess.rules.walk import parts_of
from gfassess.words import _

_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]")


def check_texts(folder: Folder) -> None:
    """Find texts whose English is Chinese, but for the numbers of documents in it.

    A text without one of the two languages cannot even be read.
    """
    for part in folder.parts:
        for value, place in parts_of(part.record, part.place):
            if isinstance(value, Text) and len(_CHINESE.findall(value.en)) > len(_LATIN.findall(value.en)):
                message = _("the English text is Chinese: a translation is missing")
                folder.problems.add(place.at("en").problem(message))
