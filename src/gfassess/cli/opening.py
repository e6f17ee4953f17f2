"""What the user should know about a file before the first change: problems, an export, no permission to write."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gfassess.cli.keeper import writable
from gfassess.model.assessment import Assessment
from gfassess.model.documents import Seen
from gfassess.model.rulebook import Rulebook
from gfassess.store import Loaded, check, check_evidence, look
from gfassess.words import _, ngettext

_SMALL: Final = 1_000_000
"""Most bytes of a document that is read only to say whether it was changed."""


def look_briefly(assessment: Assessment, path: Path) -> tuple[Seen, ...]:
    """Return what lies in the place of each document; the larger ones are only looked for."""
    return look(assessment, path.parent, most=_SMALL)


def opening_words(path: Path, loaded: Loaded, rulebook: Rulebook) -> str:
    """Return it in one line; nothing where all is well."""
    return "  ".join(_notices(path, loaded, rulebook))


def _notices(path: Path, loaded: Loaded, rulebook: Rulebook) -> Iterator[str]:
    if not writable(path):
        yield _("This file or its folder is read-only: nothing can be saved here.")
    if loaded.result or loaded.stamp:
        yield _("An exported file: result and stamp go when you change it.")
    found = [
        *loaded.problems,
        *check(loaded.assessment, rulebook),
        *check_evidence(loaded.assessment, path.parent, most=_SMALL),
    ]
    errors = sum(problem.severity == "error" for problem in found)
    parts = []
    if errors:
        parts.append(ngettext("{count} problem", "{count} problems", errors).format(count=errors))
    if warnings := len(found) - errors:
        parts.append(ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings))
    if parts:
        yield _("{counts}: gfassess check {file} lists them.").format(counts=_(", ").join(parts), file=path.name)
