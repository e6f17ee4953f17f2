"""A criteria folder: read, checked across all its files, and looked up through a rule book.

The checks load when they are first used: a command that only scores does not pay for them.
"""

from typing import TYPE_CHECKING, Any

from gfassess.rules.folder import Want, load, load_peers

if TYPE_CHECKING:
    from gfassess.rules.check import check_folder

__all__ = ["Want", "check_folder", "load", "load_peers"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any part of the package
    if name != "check_folder":
        raise AttributeError(name)
    from gfassess.rules.check import check_folder  # noqa: PLC0415 - what this function is for

    return check_folder
