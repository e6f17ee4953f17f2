"""What the user does where someone else changed the file: the question, and what follows from the answer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gfassess.errors import GfassessError
from gfassess.tui.desk import Desk
from gfassess.tui.dialogs.changed import ChangedDialog, Choice

if TYPE_CHECKING:
    from gfassess.tui.app import GfassessApp
    from gfassess.tui.screens.work import WorkScreen


def ask(app: "GfassessApp", screen: "WorkScreen") -> None:
    """Ask what becomes of the answers, and do it."""
    screen.commit()
    desk = screen.desk
    copy = free_name(desk.path, desk.shell.exists)

    def chosen(choice: Choice | None) -> None:
        if choice is not None:
            _do(app, screen, choice, copy)

    app.push_screen(ChangedDialog(desk.save_error, desk.path, copy), chosen)


def free_name(path: Path, exists: Callable[[Path], bool]) -> Path:
    """Return a name beside a file that nothing has yet."""
    number = 2
    while exists(found := path.with_stem(f"{path.stem}-{number}")):
        number += 1
    return found


def _do(app: "GfassessApp", screen: "WorkScreen", choice: Choice, copy: Path) -> None:
    desk: Desk = screen.desk
    if choice == "overwrite":
        desk.overwrite()
        screen.show()
    elif choice == "copy":
        opened = desk.copy(copy)
        if opened is None:
            screen.show()
        else:
            app.work_on(opened)
    else:
        try:
            app.work_on(desk.shell.open_file(desk.path))
        except GfassessError as error:
            screen.say(str(error))
