"""Whether there is somebody at a terminal."""

import os
import sys


def both() -> bool:
    """Tell whether both input and output are a terminal, as the screens need."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def screens() -> bool:
    """Tell whether the screens can be shown: in a terminal, or in the browser that `gfassess serve` serves."""
    return both() or os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")
