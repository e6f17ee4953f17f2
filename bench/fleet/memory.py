"""Peak memory of a process with all that it started, where the system tells it (Linux)."""

from collections.abc import Iterator
from pathlib import Path


def forget(pid: int) -> None:
    """Begin anew: from here on only what is used from here on counts."""
    for one in _tree(pid):
        _write(Path(f"/proc/{one}/clear_refs"))


def peak(pid: int) -> int | None:
    """Return the sum of the peaks of all processes of the tree, in bytes; None where the system does not tell."""
    found = [_peak(one) for one in _tree(pid)]
    return sum(found) or None


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(file).split():
            yield from _tree(int(child))


def _peak(pid: int) -> int:
    for line in _read(Path(f"/proc/{pid}/status")).splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError:  # it has just ended
        return ""


def _write(file: Path) -> None:
    try:
        file.write_text("5", "utf-8")
    except OSError:  # it has just ended, or the system has no such thing
        return
