"""The message catalogues: `python -m tools.catalogue update` after changing messages, `compile` to use them.

`update` takes every `_()` and `ngettext()` of the source and the messages of argparse (`argparse.pot`), adds the new
ones without a translation and drops those that are gone. Places carry no line numbers: a catalogue changes only when
its words do.
"""

import argparse
import io
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from hatch_build import compile_catalogue

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "src" / "gfassess"
ARGPARSE: Final = ROOT / "tools" / "argparse.pot"
_KEYWORDS: Final = {"_": None, "ngettext": (1, 2)}
_HEADER: Final = """# Translations of gfassess.
# Licensed like gfassess itself: Apache-2.0.
# """
_IDLE: Final = (
    '"Project-Id-Version:',
    '"POT-Creation-Date:',
    '"PO-Revision-Date:',
    '"Generated-By:',
    '"Report-Msgid-Bugs-To:',
    '"Last-Translator:',
    '"Language-Team:',
)


def catalogues() -> list[Path]:
    """Return the `.po` files, one a language."""
    return sorted((SOURCE / "locale").glob("*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """Return a catalogue as it lies on the disk."""
    with path.open("rb") as file:
        return read_po(file, locale=None if path.suffix == ".pot" else path.parent.parent.name)


def messages(catalogue: Catalog) -> list[Message]:
    """Return the messages of a catalogue, without its header."""
    return [message for message in catalogue if message.id]


def extract() -> Catalog:
    """Return every message that the program can say, without translations."""
    template = Catalog(project="gfassess", header_comment=_HEADER, charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(
        SOURCE, method_map=[("**.py", "python")], keywords=_KEYWORDS
    ):
        template.add(message, None, [(f"src/gfassess/{name}", 0)], auto_comments=comments, context=context)
    for foreign in messages(read(ARGPARSE)):
        template.add(foreign.id, None, [("argparse", 0)])
    return template


def updated(path: Path) -> str:
    """Return the text that a catalogue should have: all messages of today, each with the translation it has."""
    catalogue = read(path)
    catalogue.update(extract(), no_fuzzy_matching=True)
    catalogue.header_comment = _HEADER
    catalogue.obsolete.clear()
    for message in catalogue:
        message.locations = sorted({(name, 0) for name, _line in message.locations})
    text = io.BytesIO()
    write_po(text, catalogue, width=100, sort_output=True, include_lineno=False)
    return "".join(line for line in text.getvalue().decode().splitlines(keepends=True) if not _changing(line))


def _changing(line: str) -> bool:
    """Tell whether a header line changes although no word did, or says nothing."""
    return line.startswith(_IDLE)


def main() -> None:
    """Update or compile the catalogues."""
    parser = argparse.ArgumentParser(description="Keep the message catalogues.")
    parser.add_argument("what", choices=["update", "compile"])
    if parser.parse_args().what == "update":
        for path in catalogues():
            path.write_text(updated(path), encoding="utf-8", newline="\n")
    for path in catalogues():
        compile_catalogue(path)
        missing = [message for message in messages(read(path)) if not message.string]
        print(f"{path.relative_to(ROOT)}: {len(missing)} without a translation")


if __name__ == "__main__":
    main()
