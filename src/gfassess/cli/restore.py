"""`gfassess restore`: a former version written back; what stands there now becomes a version first."""

from argparse import Namespace
from datetime import UTC, datetime

from gfassess.cli import output
from gfassess.cli.exits import Exit
from gfassess.cli.keeper import locked
from gfassess.files import user_path, write_atomic
from gfassess.files.history import content, find_version, keep_version
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Write the version back."""
    path = user_path(arguments.file)
    version = find_version(path, arguments.version)
    data = content(version)
    with locked(path):
        keep_version(path, datetime.now(UTC), always=True)
        write_atomic(path, data)
    words = _("{file} is again as it was until {time}; what it held now is a version too.")
    output.tell(words.format(file=arguments.file, time=f"{version.at.astimezone():%Y-%m-%d %H:%M:%S}"))
    return Exit.DONE
