"""`gfassess serve`: the screens in a browser of the same machine."""

import shlex
import socket
import subprocess
import sys
from argparse import Namespace
from importlib import import_module

from gfassess.cli import output
from gfassess.cli.exits import Exit
from gfassess.errors import GfassessError
from gfassess.files import size_of, user_path
from gfassess.words import _, language


def run(arguments: Namespace) -> Exit:
    """Serve until Ctrl+C; the address with its secret is the one line on standard output."""
    if arguments.file is not None:
        size_of(user_path(arguments.file))
    try:
        import_module("textual_serve")
    except ImportError as error:
        hint = _('install it with: pip install "gfassess[web]"')
        raise GfassessError.of(_("the screens in a browser need the package textual-serve"), hint=hint) from error
    from gfassess.tui.browser.guard import LOOPBACK, Guard  # noqa: PLC0415 - an extra
    from gfassess.tui.browser.server import ScreenServer, serve  # noqa: PLC0415 - the same

    with socket.socket() as listening:
        try:
            listening.bind((LOOPBACK, arguments.port))
            # Whoever opens the address at once waits instead of being refused.
            listening.listen()
        except (OSError, OverflowError) as error:
            message = _("port {port} cannot be used").format(port=arguments.port)
            raise GfassessError.of(
                message, hint=_("another program may have it; without --port a free one is taken")
            ) from error
        guard = Guard(listening.getsockname()[1])
        output.write([guard.address])
        sys.stdout.flush()
        output.tell(
            _("Open this address in a browser of this machine. Whoever has it has your files: do not pass it on."),
            _("A session without a key for 30 minutes is closed; every answer is saved by then. Ctrl+C ends it all."),
        )
        serve(ScreenServer(_command(arguments), guard), listening)
    return Exit.DONE


def _command(arguments: Namespace) -> str:
    """Return what a session runs, as a line of the system's shell."""
    words = [sys.executable, "-m", "gfassess", "--lang", language()]
    if arguments.criteria is not None:
        words += ["--criteria", str(user_path(arguments.criteria).resolve())]
    if arguments.ascii:
        words.append("--ascii")
    if arguments.file is not None:
        words += ["open", str(user_path(arguments.file).resolve())]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else f"exec {shlex.join(words)}"
