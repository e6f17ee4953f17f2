"""Whether there is somebody at a terminal."""

import sys


def both() -> bool:
    """Tell whether both input and output are a terminal, as the screens need."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
