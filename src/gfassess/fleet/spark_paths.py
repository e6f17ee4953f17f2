"""Paths of this machine as Spark reads them."""

import re
from pathlib import Path


def place(path: Path) -> str:
    """Return a path as an address; Spark reads no percent signs in it as `Path.as_uri` writes them."""
    return f"file:///{path.resolve().as_posix().lstrip('/')}"


def exactly(path: Path) -> str:
    """Return a path to read, of which no character is a pattern."""
    return re.sub(r"([][{}*?\\])", r"\\\1", place(path))
