"""`gfassess check`: every problem of an assessment at once."""

from argparse import Namespace
from collections.abc import Sequence

from gfassess.cli import output
from gfassess.cli.case import all_rules
from gfassess.cli.exits import Exit
from gfassess.cli.held import tell_held
from gfassess.errors import GfassessError, Problem
from gfassess.files import user_path
from gfassess.store import check, check_evidence, load
from gfassess.words import _, ngettext


def run(arguments: Namespace) -> Exit:
    """Print problems and warnings; only problems count for the exit code."""
    rulebook = all_rules(arguments)
    path = user_path(arguments.file)
    try:
        loaded = load(path)
    except GfassessError as error:
        return conclude(arguments.file, error.problems)
    tell_held(path, loaded.assessment)
    found = [
        *loaded.problems,
        *check(loaded.assessment, rulebook, loaded.file, loaded.text),
        *check_evidence(loaded.assessment, path.parent, loaded.file, loaded.text),
    ]
    return conclude(arguments.file, sorted(found, key=lambda problem: problem.line or 0))


def conclude(file: str, found: Sequence[Problem]) -> Exit:
    """Print what was found in a file or folder, and sum it up."""
    output.write_problems(found)
    errors = sum(problem.severity == "error" for problem in found)
    if errors:
        said = ngettext("{file}: {count} problem", "{file}: {count} problems", errors)
        output.tell(said.format(file=file, count=errors))
        return Exit.PROBLEMS
    if found:
        said = ngettext("{file}: no problem, {count} warning", "{file}: no problem, {count} warnings", len(found))
        output.tell(said.format(file=file, count=len(found)))
    else:
        output.tell(_("{file}: no problem").format(file=file))
    return Exit.DONE
