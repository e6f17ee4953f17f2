"""The commands: one module a verb, loaded only when its verb was typed.

`main` is what the shell starts. Data goes to standard output, words about it to standard error.
"""

import os
import sys
from collections.abc import Sequence

from gfassess.cli.exits import Exit


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` names and return its exit code; never raise.

    Without `argv` it is the whole process: it takes the words of the shell, and does not come back.
    """
    from gfassess.cli.parser import read  # noqa: PLC0415 - an interrupt during start-up must end quietly too

    try:
        arguments = read(sys.argv[1:] if argv is None else argv)
    except SystemExit as stop:  # argparse printed help, the version or what is wrong
        return stop.code if isinstance(stop.code, int) else Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    from gfassess.cli.run import leave, run  # noqa: PLC0415 - help and version need nothing of it

    try:
        code = run(arguments)
        if argv is None:
            leave(code)
    except KeyboardInterrupt:  # a second one, while the first was ending it
        if argv is None:
            os._exit(Exit.INTERRUPTED)
        return Exit.INTERRUPTED
    return code
