"""`gfassess sheet`: workbooks that ask each office for what it knows, out and in again."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from gfassess.cli import output
from gfassess.cli.case import all_rules, asked_by, require
from gfassess.cli.exits import Exit
from gfassess.errors import GfassessError, Problem
from gfassess.explain import department_words
from gfassess.files import user_path, write_atomic
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.store.load import Loaded, load
from gfassess.store.renames import following
from gfassess.words import _, ngettext

if TYPE_CHECKING:
    from gfassess.sheets.asked import Office
    from gfassess.sheets.edits import Reply


def run(arguments: Namespace) -> Exit:
    """Write or read sheets; both need a package that is an extra."""
    try:
        import_module("openpyxl")
    except ImportError as error:
        hint = _('install it with: pip install "gfassess[office]"')
        raise GfassessError.of(_("workbooks need the package openpyxl"), hint=hint) from error
    return _out(arguments) if arguments.action == "out" else _in(arguments)


def _out(arguments: Namespace) -> Exit:
    """Write a workbook for each office, or one for all; a file that is there stays unless `--force` says otherwise."""
    from gfassess.sheets.asked import offices  # noqa: PLC0415 - an extra
    from gfassess.sheets.writing import workbook  # noqa: PLC0415 - the same

    book = all_rules(arguments)
    loaded = following(load(user_path(arguments.file)), book)
    output.tell_problems(loaded.problems)
    names = dict.fromkeys(arguments.ruleset or [loaded.assessment.ruleset])
    with asked_by(loaded):
        require(book, *names)
    asked = offices(book, loaded.assessment, [book.rulesets[name] for name in names], arguments.department or ())
    targets = list(_targets(arguments, asked))
    for target, _offices in targets:
        if target.exists() and not arguments.force:
            hint = _("it may hold answers: take them over first, choose another name, or --force to replace it")
            raise GfassessError.of(_("this file is there already"), file=str(target), hint=hint)
    for target, own in targets:
        write_atomic(target, workbook(book, loaded.assessment, own))
        facts, ledgers = sum(office.count for office in own), sum(len(office.ledgers) for office in own)
        asks = ngettext("{count} question", "{count} questions", facts).format(count=facts)
        asks += _(", ") + ngettext("{count} table", "{count} tables", ledgers).format(count=ledgers)
        who = _(", ").join(department_words(office.id) for office in own)
        output.write([_("{file}: {office} ({asks})").format(file=target, office=who, asks=asks)])
    return Exit.DONE


def _targets(arguments: Namespace, asked: Sequence["Office"]) -> Iterator[tuple[Path, tuple["Office", ...]]]:
    """Go through the files to write, each with the offices that it asks."""
    path = user_path(arguments.file)
    chosen = user_path(arguments.output) if arguments.output is not None else path.parent
    if arguments.output is not None and not chosen.is_dir():
        if chosen.suffix.casefold() != ".xlsx":
            hint = _("a folder that is there takes one workbook for each office")
            raise GfassessError.of(_("the name of a workbook ends in .xlsx"), file=arguments.output, hint=hint)
        yield chosen, tuple(asked)
        return
    for office in asked:
        yield chosen / f"{path.stem}-{department_words(office.id).replace(' ', '-')}.xlsx", (office,)


def _in(arguments: Namespace) -> Exit:
    """Take over what can be, and tell the rest; what nobody decided stays as it is in the file."""
    from gfassess.cli.keeper import Keeper  # noqa: PLC0415 - only this action changes the file
    from gfassess.cli.marking import mark_now  # noqa: PLC0415 - the same
    from gfassess.session import Session  # noqa: PLC0415 - the same
    from gfassess.sheets.settling import settle  # noqa: PLC0415 - an extra
    from gfassess.sheets.summary import doubts, summary_lines  # noqa: PLC0415 - the same
    from gfassess.sheets.taking import take_over  # noqa: PLC0415 - the same

    path = user_path(arguments.file)
    book = all_rules(arguments)
    keeper = Keeper(path, book)
    loaded = following(load(path), book)
    output.tell_problems(loaded.problems)
    with asked_by(loaded):
        require(book, loaded.assessment.ruleset)
    replies, refused = _replies(arguments, book, loaded.assessment)
    settled = settle(loaded.assessment, replies, arguments.prefer)
    session = Session(book, loaded.assessment, mark=mark_now)
    before = {(found.key, found.value) for found in session.warnings()}
    take_over(session, settled.taken)
    if session.assessment != loaded.assessment and not arguments.dry_run:
        keeper.save(session.assessment)
    output.tell_problems(refused)
    output.tell_problems(problem for reply in replies for problem in reply.problems if problem.severity == "warning")
    output.write(summary_lines(book, loaded.assessment, replies, settled))
    output.tell_problems(doubts(book, (one for one in session.warnings() if (one.key, one.value) not in before)))
    _tell_end(arguments, loaded, changed=session.assessment != loaded.assessment, open_=len(settled.open))
    unread = any(problem.severity == "error" for reply in replies for problem in reply.problems)
    return Exit.PROBLEMS if refused or unread or settled.open else Exit.DONE


def _replies(arguments: Namespace, book: Rulebook, assessment: Assessment) -> tuple[list["Reply"], list[Problem]]:
    """Return what the sheets say, each once, and why some cannot be read at all."""
    from gfassess.sheets.base import check_owner  # noqa: PLC0415 - an extra
    from gfassess.sheets.grid import read_sheet  # noqa: PLC0415 - the same
    from gfassess.sheets.reply import read_reply  # noqa: PLC0415 - the same

    replies: list[Reply] = []
    refused: list[Problem] = []
    for name in dict.fromkeys(arguments.sheets):
        try:
            filled = read_sheet(user_path(name))
            check_owner(name, filled.base, assessment)
        except GfassessError as error:
            refused.extend(error.problems)
        else:
            replies.append(read_reply(book, assessment, filled))
    return replies, refused


def _tell_end(arguments: Namespace, loaded: Loaded, *, changed: bool, open_: int) -> None:
    """Say what was written, and what decides the rest."""
    if arguments.dry_run:
        output.tell(_("nothing was written (--dry-run)"))
    elif changed:
        output.tell(_("written: {file}").format(file=arguments.file))
        if loaded.result or loaded.stamp:
            output.tell(_("It was an exported file: result and stamp are gone, because the answers changed."))
    if open_:
        output.tell(_("Conflicts are decided with --prefer file or --prefer sheet, or in the file itself."))
