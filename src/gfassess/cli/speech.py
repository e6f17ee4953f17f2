"""Which language the program speaks, argparse included."""

import gettext
import os
from collections.abc import Sequence

from gfassess import words


def speak(arguments: Sequence[str]) -> None:
    """Take up the language that `--lang` names anywhere on the command line, else that of the machine.

    Help has to be in that language, so it is found before the arguments are read.
    """
    language = _named(arguments) or words.of_environment()
    words.use(language)
    # argparse asks gettext itself. Its messages are in our catalogue; English needs none.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("gfassess", words.CATALOGUES)
    gettext.textdomain("gfassess" if language != "en" else "messages")


def _named(arguments: Sequence[str]) -> words.Language | None:
    for place, argument in enumerate(arguments):
        option, equals, value = argument.partition("=")
        if argument == "--":
            break
        if option == "--lang":
            value = value if equals else "".join(arguments[place + 1 : place + 2])
            return next((known for known in words.LANGUAGES if known == value), None)
    return None
