"""`gfassess peers apply`: renamings and removals of a later notice, kept as dated events."""

from argparse import Namespace

from gfassess.cli import output
from gfassess.cli.exits import Exit
from gfassess.cli.peers.take_in import tell_rows
from gfassess.cli.peers.target import said_where, target
from gfassess.cli.registry import registry
from gfassess.errors import Problem
from gfassess.files import user_path
from gfassess.lists.notices import matched, read_notice, with_changes
from gfassess.lists.sheets import rows_of
from gfassess.model.peers import PeerChange
from gfassess.peers import Registry
from gfassess.words import _, ngettext


def run(arguments: Namespace) -> Exit:
    """Keep what the notice says of firms that are listed; name those that are not."""
    if not arguments.document:
        hint = _("say it with {option}").format(option="--document 工信厅节函〔2023〕64号")
        message = _("{what} is not in the list").format(what=_("the number of the notice"))
        output.tell_problems([Problem(message=message, file=arguments.list, hint=hint)])
        return Exit.USAGE
    changes = read_notice(arguments.list, rows_of(user_path(arguments.list), arguments.sheet))
    into, listed = target(arguments), registry(arguments)
    # A file that was named holds lists of its own.
    whole = Registry((*(file for file in listed.files if file != into.old), into.old))
    notice = matched(arguments.list, changes, whole.entries, arguments.category)
    tell_rows(notice.problems)
    head = PeerChange(category="factory", document=arguments.document, published=arguments.published, rows="")
    new, added = with_changes(into.old, notice, head)
    changed = into.write(new)
    rows = [row for of in notice.changes.values() for row in of]
    renamed = sum(row.kind == "renamed" for row in rows)
    words = _("{document}: {renamed} renamed, {removed} moved out, {new} of them new")
    output.write([words.format(document=head.document, renamed=renamed, removed=len(rows) - renamed, new=added)])
    if unknown := len(notice.problems):
        text = ngettext("{count} row changed nothing", "{count} rows changed nothing", unknown)
        output.tell(text.format(count=unknown))
    output.tell(said_where(into.path) if changed else _("nothing changed: all of it was there"))
    return Exit.PROBLEMS if unknown else Exit.DONE
