"""The page of what the soak runs counted: `docs/reliability.md` from the files in build/reliability."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "build" / "reliability"
PAGE: Final = ROOT / "docs" / "reliability.md"
_HEAD: Final = """# Reliability

Written by `make soak` (`python -m tools.reliability`) from what its runs counted; nothing here is typed by hand.
What is promised, and which test holds each promise, stands in [SECURITY.md](../SECURITY.md).
"""
_FUZZ: Final = """
## Hostile input

Each input is a valid file with a few changes, given to the real reader. A *find* is anything but a result or a refusal
in words: an exception, more than 2 s of processor time, more than 500 MB, a file touched outside the folder, or
a character that a terminal would obey. *Taken*: the input was still valid. *Corpus*: inputs that the
coverage-guided run (atheris) kept because they reached something new.

| reader | files to begin from | inputs | taken | of them coverage-guided | corpus | finds |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
"""
_CRASH: Final = """
## Lost answers

The program is killed while answers are typed, and opened again; every answer that it said was saved must be there.

| counted | |
| --- | ---: |
"""


def page() -> str:
    """Return the page; a kind of run that left no file has no section."""
    text = _HEAD
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*-*.json"))]
    if runs:
        text += _FUZZ + "\n".join(_readers(runs)) + "\n"
    crash = RESULTS / "crash.json"
    if crash.exists():
        counted: dict[str, int] = json.loads(crash.read_text(encoding="utf-8"))
        text += _CRASH + "".join(f"| {name} | {number:,} |\n" for name, number in counted.items())
    return text


def _readers(runs: list[dict[str, Any]]) -> list[str]:
    counts: dict[str, Counter[str]] = {}
    for run in runs:
        for one in run["readers"]:
            count = counts.setdefault(one["reader"], Counter())
            guided = run["kind"] == "atheris"
            count.update(inputs=one["inputs"], taken=one["taken"], finds=len(one["finds"]), corpus=one["corpus"])
            count.update(guided=one["inputs"] if guided else 0)
            count["seeds"] = one["seeds"]
    whole: Counter[str] = Counter()
    for count in counts.values():
        whole.update(count)
    rows = {**counts, "**all**": whole}
    keys = ("seeds", "inputs", "taken", "guided", "corpus", "finds")
    return [f"| {name} | " + " | ".join(f"{count[key]:,}" for key in keys) + " |" for name, count in rows.items()]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
