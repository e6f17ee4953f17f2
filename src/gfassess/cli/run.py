"""Running a verb: its module, and what happens when something stops it."""

import gc
import os
import sys
from argparse import Namespace
from importlib import import_module

from gfassess.cli import output
from gfassess.cli.exits import Exit
from gfassess.errors import GfassessError
from gfassess.words import _


def run(arguments: Namespace) -> int:
    """Run what was typed and return its exit code.

    Mistakes of the user are told without a traceback. A reader that went away (`| head`) and Ctrl+C end it quietly.
    """
    output.prepare()
    _hurry()
    try:
        verb = import_module(f"gfassess.cli.{arguments.verb or 'home'}")
        code = int(verb.run(arguments))
        sys.stdout.flush()
    except GfassessError as error:
        output.tell_problems(error.problems)
        return Exit.PROBLEMS
    except BrokenPipeError:
        _give_up_writing()
        return Exit.DONE
    except OSError as error:
        _give_up_writing()
        output.tell(_("The result cannot be written: {reason}").format(reason=error.strerror or error))
        return Exit.PROBLEMS
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    finally:
        gc.enable()
    return code


def _give_up_writing() -> None:
    """Keep Python from flushing once more at its end, and complaining."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _hurry() -> None:
    """Leave out what a short run does not need: looking for cycles of objects, and for plugins of pydantic."""
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
