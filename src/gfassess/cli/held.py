"""Answers that are in the journal of a file and not in the file: every command that reads it says so."""

from contextlib import suppress
from pathlib import Path

from gfassess.cli import output
from gfassess.errors import GfassessError, printable
from gfassess.files.places import has_companion
from gfassess.model.assessment import Assessment
from gfassess.words import _


def tell_held(path: Path, assessment: Assessment) -> None:
    """Say on standard error that the journal has answers that the file lacks, where it does."""
    if not has_companion(path, "journal"):
        return
    from gfassess.files import sha256_of  # noqa: PLC0415 - most files have no journal
    from gfassess.files.journal import Journal  # noqa: PLC0415 - the same
    from gfassess.store.changes import offers  # noqa: PLC0415 - the same

    journal = Journal(path)
    with suppress(GfassessError):  # the file is gone since it was read
        if offers(journal.held(sha256_of(path)), assessment, journal.changes):
            words = _("{file}: the journal has answers that are not in the file; gfassess open offers them")
            output.tell(words.format(file=printable(path.name)))
    output.tell_problems(journal.problems)
