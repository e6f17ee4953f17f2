"""What the user decides about a file: who else has it open, what it lacks, what somebody else changed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gfassess.errors import GfassessError
from gfassess.tui.desk import Desk
from gfassess.tui.dialogs.offered import OfferedDialog
from gfassess.tui.dialogs.one_of import OneOfDialog
from gfassess.tui.shell import Held, Opened
from gfassess.words import _

if TYPE_CHECKING:
    from gfassess.store.changes import Offer
    from gfassess.tui.app import GfassessApp
    from gfassess.tui.screens.work import WorkScreen

_QUIET: Final = 24 * 3600
"""Seconds without a sign of life after which a lock was probably left behind."""


def begin(app: "GfassessApp", screen: "WorkScreen") -> None:
    """Ask what has to be decided about a file that was just opened."""
    opened = screen.desk.opened
    if opened.held is not None:
        _ask_held(app, screen, opened.held)
    elif opened.safe is not None and opened.safe.offers:
        _ask_offered(app, screen)


def ask(app: "GfassessApp", screen: "WorkScreen") -> None:
    """Ask what becomes of the answers where somebody else changed the file, or has it open."""
    screen.commit()
    desk = screen.desk
    if desk.opened.held is not None:
        _ask_held(app, screen, desk.opened.held)
    elif desk.conflict:
        _ask_changed(app, screen, free_name(desk.path, desk.shell.exists))
    elif desk.offered:
        _ask_offered(app, screen)


def free_name(path: Path, exists: Callable[[Path], bool]) -> Path:
    """Return a name beside a file that nothing has yet."""
    number = 2
    while exists(found := path.with_stem(f"{path.stem}-{number}")):
        number += 1
    return found


def _ask_held(app: "GfassessApp", screen: "WorkScreen", held: Held) -> None:
    silent = held.seen is not None and (screen.desk.shell.now().astimezone() - held.seen).total_seconds() > _QUIET
    about = [_("{who} has this file open.").format(who=held.who)]
    if silent and held.seen is not None:
        about.append(_("Nothing was heard since {time}.").format(time=f"{held.seen.astimezone():%Y-%m-%d %H:%M}"))
    choices = {
        "read": _("Read only; scores, reasons and exports work"),
        "write": _("Open it to write; only where nobody has it open any more"),
    }

    def chosen(choice: str | None) -> None:
        if choice == "write":
            _open(app, screen, held.seize)

    dialog = OneOfDialog(_("This file is open already"), "\n".join(about), choices, "write" if silent else "read")
    app.push_screen(dialog, chosen)


def _ask_offered(app: "GfassessApp", screen: "WorkScreen") -> None:
    desk = screen.desk

    async def chosen(taken: "tuple[Offer, ...] | None") -> None:
        if taken is not None:
            desk.take_over(taken)
            await screen.rebuild()
        elif desk.offered:
            screen.say(_("The journal keeps these answers; ^o lists them again."))

    app.push_screen(OfferedDialog(desk.session.rulebook, desk.offered), chosen)


def _ask_changed(app: "GfassessApp", screen: "WorkScreen", copy: Path) -> None:
    desk = screen.desk
    choices = {
        "merge": _("Reload the file, and choose which of my answers to take over"),
        "join": _("Join both: my answers and those of the file; what differs is listed to decide"),
        "reload": _("Reload the file, without my changes since the last save"),
        "copy": _("Keep mine as {name}, and go on there").format(name=copy.name),
        "overwrite": _("Overwrite the file; what the other one wrote becomes a former version"),
    }
    if desk.opened.again is None:
        del choices["merge"]
    if desk.opened.joined is None:
        del choices["join"]

    def chosen(choice: str | None) -> None:
        if choice is not None:
            _do(app, screen, choice, copy)

    title = _("Not saved: {reason}.").format(reason=desk.save_error)
    app.push_screen(OneOfDialog(title, str(desk.path), choices, "copy"), chosen)


def _do(app: "GfassessApp", screen: "WorkScreen", choice: str, copy: Path) -> None:
    desk: Desk = screen.desk
    safe, again, joined = desk.opened.safe, desk.opened.again, desk.opened.joined
    if choice == "overwrite":
        desk.overwrite()
        screen.show()
    elif choice == "merge" and again is not None:
        _open(app, screen, lambda: again(desk.session.assessment))
    elif choice == "join" and joined is not None:
        _open(app, screen, lambda: joined(desk.session.assessment))
    elif choice == "copy":
        opened = desk.copy(copy)
        if opened is None:
            screen.show()
        else:
            if safe is not None:
                safe.let_go()
            app.work_on(opened)
    else:
        if safe is not None:
            safe.let_go()
        _open(app, screen, lambda: desk.shell.open_file(desk.path))


def _open(app: "GfassessApp", screen: "WorkScreen", opening: Callable[[], Opened]) -> None:
    try:
        app.work_on(opening())
    except (GfassessError, OSError) as error:
        screen.say(str(error))
