"""Rule books that use what the shipped rules do not: every scale, way to combine, condition, default and look-up."""

import tempfile
from functools import cache
from pathlib import Path

from gfassess import rules
from gfassess.model.rulebook import Rulebook
from tests.fleet.folders import Synthetic
from tests.fleet.synthetic_lines import line_folders
from tests.fleet.synthetic_names import name_folders
from tests.fleet.synthetic_values import value_folders


def synthetic_folders() -> dict[str, Synthetic]:
    """Return the folders by name; `write` writes one."""
    return {**line_folders(), **value_folders(), **name_folders()}


@cache
def synthetic_books() -> dict[str, Rulebook]:
    """Return the rule books by name, read and checked as any rule folder is; each has one rule set, "small"."""
    return {name: _read(folder) for name, folder in synthetic_folders().items()}


def _read(folder: Synthetic) -> Rulebook:
    with tempfile.TemporaryDirectory() as target:
        folder.write(Path(target))
        book, problems = rules.check_folder(Path(target))
    problems.raise_errors()
    return book
