"""Who changes an answer at this machine, and when."""

from datetime import datetime

from gfassess.files.author import author
from gfassess.model.assessment import Mark


def mark_now() -> Mark:
    """Return the name of the user with the time here, to the second and with its zone."""
    return Mark(by=author(), at=datetime.now().astimezone().replace(microsecond=0))
