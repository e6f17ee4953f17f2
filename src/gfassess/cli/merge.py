"""`gfassess merge`: copies of one assessment that were filled in apart become one."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import combinations
from string import ascii_uppercase

from gfassess import store
from gfassess.cli import output, terminal
from gfassess.cli.case import all_rules
from gfassess.cli.destination import destination
from gfassess.cli.exits import Exit
from gfassess.cli.usage import columns
from gfassess.errors import GfassessError, Problem, Problems, printable
from gfassess.files import user_path
from gfassess.merge import Copy, apart, merge, owner_of, preferred
from gfassess.report.conflicts import merge_data, merge_lines
from gfassess.store.load import Loaded
from gfassess.words import _, ngettext

_NEWEST = "newest"


def run(arguments: Namespace) -> Exit:
    """Write what comes of the copies; conflicts that nobody decided stand in the file, and end with exit code 1."""
    typed = [arguments.base, arguments.first, *arguments.others]
    sides = ascii_uppercase[: len(typed) - 1]
    prefer = _NEWEST if arguments.prefer == _NEWEST else arguments.prefer.upper()
    if len(typed) - 1 > len(ascii_uppercase):
        output.tell(_("at most {count} copies can be merged at once").format(count=len(ascii_uppercase)))
        return Exit.USAGE
    if prefer and prefer != _NEWEST and (len(prefer) > 1 or prefer not in sides):
        known = _(", ").join((*sides, _NEWEST))
        output.tell(_("--prefer takes one of {known}").format(known=known))
        return Exit.USAGE
    base, *loaded = _read(typed)
    targets = [destination(arguments.output, user_path(name), force=arguments.force) for name in typed]
    book = all_rules(arguments)
    base, *loaded = (store.following(one, book) for one in (base, *loaded))
    copies = [Copy(*parts) for parts in zip(sides, _labels(typed[1:]), (one.assessment for one in loaded), strict=True)]
    merged = merge(base.assessment, copies)
    whole = preferred(merged.assessment, merged.conflicts, prefer) if prefer else merged.assessment
    store.save(targets[0], whole, book)
    left = [conflict for conflict in merged.conflicts if conflict in whole.conflicts]
    if arguments.json:
        output.write_json(merge_data(book, merged, copies, left))
    else:
        output.write(merge_lines(book, merged, copies, left, columns()))
    lost = sum(seen.lost for seen in store.look(whole, targets[0].absolute().parent))
    return _end(arguments, len(left), lost)


def _end(arguments: Namespace, left: int, lost: int) -> Exit:
    """Say what was written, and in a terminal let the rest be decided on the screens."""
    output.tell(_("written: {file}").format(file=printable(arguments.output)))
    if lost:
        said = ngettext(
            "{count} document does not lie beside it as it was attached; gfassess evidence names it",
            "{count} documents do not lie beside it as they were attached; gfassess evidence names them",
            lost,
        )
        output.tell(said.format(count=lost))
    if not left:
        return Exit.DONE
    if terminal.both() and not arguments.prefer and not arguments.json:
        from gfassess.cli.screens import run_screens  # noqa: PLC0415 - most merges end without screens

        path = user_path(arguments.output)
        found = run_screens(arguments, lambda walk: walk.open_file(path), path)
        return found or (Exit.PROBLEMS if store.load(path).assessment.conflicts else Exit.DONE)
    said = ngettext(
        "{count} conflict is open: decide it in the file with gfassess open, or merge again with --prefer.",
        "{count} conflicts are open: decide them in the file with gfassess open, or merge again with --prefer.",
        left,
    )
    output.tell(said.format(count=left))
    return Exit.PROBLEMS


def _read(typed: Sequence[str]) -> list[Loaded]:
    """Return all files; raise GfassessError with the mistakes of all, or where they are not about the same."""
    problems = Problems()
    found: list[Loaded] = []
    for name in typed:
        try:
            found.append(store.load(user_path(name)))
        except GfassessError as error:
            problems.extend(error.problems)
    problems.raise_errors()
    problems.extend(_strangers(typed, found))
    problems.raise_errors()
    for one in found:
        output.tell_problems(one.problems)
    return found


def _strangers(typed: Sequence[str], found: Sequence[Loaded]) -> Iterator[Problem]:
    """Go through pairs of files that are not about the same enterprise, site and year."""
    for (one, name), (other, file) in combinations(zip(found, typed, strict=True), 2):
        told = apart(owner_of(one.assessment), owner_of(other.assessment))
        if told is not None:
            message = _("this file is about {there}, {file} is about {here}")
            message = message.format(there=printable(told[1]), file=printable(name), here=printable(told[0]))
            hint = _("only copies of one assessment can be merged; if it is a slip, put it right in the files first")
            yield Problem(message=message, file=file, hint=hint)


def _labels(typed: Sequence[str]) -> Sequence[str]:
    """Return the names of the copies, with their folders only where names alone are not enough."""
    names = [user_path(name).name for name in typed]
    return names if len(set(names)) == len(names) else typed
