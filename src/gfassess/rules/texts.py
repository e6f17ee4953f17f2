"""Words of the content that are missing in one language."""

import re
from typing import Final

from pydantic import BaseModel

from gfassess.model.base import Text
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place
from gfassess.words import _

_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]")


def check_texts(folder: Folder) -> None:
    """Find texts whose English is Chinese, but for the numbers of documents in it.

    A text without one of the two languages cannot even be read.
    """
    for part in folder.parts:
        _visit(part.record, part.place, folder)


def _visit(value: object, place: Place, folder: Folder) -> None:
    if isinstance(value, Text):
        if len(_CHINESE.findall(value.en)) > len(_LATIN.findall(value.en)):
            message = _("the English text is Chinese: a translation is missing")
            folder.problems.add(place.at("en").problem(message))
    elif isinstance(value, BaseModel):
        for name, inner in value:
            if isinstance(inner, BaseModel | tuple):
                _visit(inner, place.at(type(value).model_fields[name].alias or name), folder)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            _visit(inner, place.at(index), folder)
