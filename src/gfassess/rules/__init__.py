"""A criteria folder: read, checked across all its files, and looked up through a rule book.

The checks and the peers load when they are first used: a command that only scores does not pay for them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from gfassess.rules.folder import Want, load

if TYPE_CHECKING:
    from gfassess.rules.check import check_folder
    from gfassess.rules.peers import load_peers

__all__ = ["Want", "check_folder", "load", "load_peers"]

_HOME: Final = {"check_folder": "gfassess.rules.check", "load_peers": "gfassess.rules.peers"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any part of the package
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(_HOME[name]), name)
