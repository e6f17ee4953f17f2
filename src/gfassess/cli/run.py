"""Running a verb: its module, and what happens when something stops it."""

import gc
import os
import sys
from argparse import Namespace
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import NoReturn

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


def leave(code: int) -> NoReturn:
    """End the process at once: all is written, and taking thousands of objects apart is a tenth of a short run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read it has gone
            stream.flush()
    os._exit(code)


def _give_up_writing() -> None:
    """Keep Python from flushing once more at its end, and complaining."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _hurry() -> None:
    """Leave out what a short run does not need: looking for cycles of objects, and for plugins of pydantic."""
    gc.disable()
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    sys.modules.setdefault(_PLUGINS, _NoPlugins(_PLUGINS))


_PLUGINS = "pydantic.plugin._loader"


class _NoPlugins(ModuleType):
    """Stands for the module by which pydantic finds its plugins.

    With plugins switched off that module does nothing, but it loads importlib.metadata, email and zipfile on the way:
    an eighth of the start of every command. Whatever else is wanted of it comes from the module itself.
    """

    @staticmethod
    def get_plugins() -> tuple[()]:
        """Return no plugins."""
        return ()

    def __getattr__(self, name: str) -> object:
        """Give way to the real module."""
        if name.startswith("__"):
            raise AttributeError(name)
        del sys.modules[_PLUGINS]
        return getattr(import_module(_PLUGINS), name)
