"""`gfassess peers import`: a list of an official notice becomes part of a file of peers."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Final

from gfassess.cli import output
from gfassess.cli.exits import Exit
from gfassess.cli.peers.target import nothing, said_where, target
from gfassess.cli.registry import registry
from gfassess.errors import Problem
from gfassess.files import user_path
from gfassess.lists.filing import Notice, batches, file_lists, lines_of, wanted
from gfassess.lists.initials import Initials
from gfassess.lists.reading import Found, Given, read_list
from gfassess.lists.sheets import rows_of
from gfassess.report.peers import category_words
from gfassess.words import _, ngettext

_MOST_TOLD: Final = 200


def run(arguments: Namespace) -> Exit:
    """Take over what can be read, and tell row by row what cannot."""
    path = user_path(arguments.list)
    known = registry(arguments).lists
    notice = Notice(dict(arguments.document), dict(arguments.year), dict(arguments.published))
    given = Given(arguments.batch, arguments.category, arguments.province, batches(known, notice))
    found = read_list(arguments.list, rows_of(path, arguments.sheet), given)
    if asked := wanted(found):
        output.tell_problems(asked)
        return Exit.USAGE
    tell_rows(found.problems)
    if not found.peers:
        raise nothing(arguments.list)
    into = target(arguments)
    new, added, warnings = file_lists(into.old, found, notice, known)
    tell_rows(warnings)
    changed = into.write(new)
    for entry, words in lines_of(added):
        head = _("batch {batch} ({year}), {kind}, {document}")
        kind = category_words(entry.category)
        said = head.format(batch=entry.batch, year=entry.year, kind=kind, document=entry.document)
        output.write([_("{title}: {text}").format(title=said, text=words)])
    output.tell(*_remarks(found), said_where(into.path) if changed else _("nothing changed: all of it was there"))
    return Exit.PROBLEMS if any(problem.severity == "error" for problem in found.problems) else Exit.DONE


def tell_rows(problems: list[Problem]) -> None:
    """Tell what is wrong row by row; of very many the first."""
    output.tell_problems(problems[:_MOST_TOLD])
    if (more := len(problems) - _MOST_TOLD) > 0:
        output.tell(ngettext("... and {count} row more", "... and {count} rows more", more).format(count=more))


def _remarks(found: Found) -> Iterator[str]:
    rows = sum(problem.severity == "error" for problem in found.problems)
    if rows:
        yield ngettext("{count} row was left out", "{count} rows were left out", rows).format(count=rows)
    if found.unused:
        yield _("columns that nothing was made of: {names}").format(names=_(", ").join(found.unused[:20]))
    if not Initials().known:
        yield _('without first letters in pinyin; for these: pip install "gfassess[pinyin]", and import again')
