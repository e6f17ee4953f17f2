"""Who holds the lock of a file that is open here."""

import os
import secrets
import socket
from datetime import UTC, datetime

from gfassess.files.author import author
from gfassess.files.lock import Holder


def me() -> Holder:
    """Return what the lock of a file says about this process."""
    return Holder(
        user=author(),
        host=socket.gethostname(),
        pid=os.getpid(),
        since=datetime.now(UTC).replace(microsecond=0),
        token=secrets.token_hex(8),
    )
