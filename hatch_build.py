"""Build hook: compiles the message catalogues, in an editable install too, so that no `.mo` file is ever committed."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogue(source: Path) -> Path:
    """Write the `.mo` file beside a `.po` file and return its path; fuzzy translations stay out.

    A reader of the old one is never left with half a file: the new one takes its place whole.
    """
    target = source.with_suffix(".mo")
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parent.parent.name)
    fresh = target.with_name(f"{target.name}.{os.getpid()}")
    with fresh.open("wb") as binary:
        write_mo(binary, catalogue)
    fresh.replace(target)
    return target


class CatalogueHook(BuildHookInterface[Any]):
    """Runs before a wheel, an sdist or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's signature
        """Compile every catalogue under `src/`."""
        for source in sorted(Path(self.root, "src", "gfassess", "locale").glob("*/LC_MESSAGES/*.po")):
            compile_catalogue(source)
