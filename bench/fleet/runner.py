"""Interleaved rounds: every engine in a process of its own, from a thousand assessments to a million."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, Final

import polars as pl

from bench.fleet import memory
from bench.fleet.engines import ENGINES, OURS
from bench.fleet.percentile import Look, look_up
from gfassess.fleet.results import scores_folder, standing_file

SIZES: Final = (1_000, 100_000, 1_000_000)
LARGE: Final = 10_000_000
_WARM: Final = 1_000
"""Every engine scores so many before its first timed run."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one timed run took."""

    seconds: float
    peak: int | None
    """Bytes of the whole process tree, where the system tells."""


@dataclass(slots=True)
class Measured:
    """All runs of one engine."""

    key: str
    name: str = ""
    starts: list[float] = field(default_factory=list)
    """Seconds until it was ready: imports, sessions, compiled rules."""
    first: list[float] = field(default_factory=list)
    """Seconds of the run that warms it up."""
    runs: dict[int, list[Run]] = field(default_factory=dict)

    def seconds(self, size: int) -> float | None:
        """Return the median of a size."""
        return median(run.seconds for run in self.runs[size]) if self.runs.get(size) else None

    def peak(self, size: int) -> int | None:
        """Return the greatest peak of a size."""
        return max((run.peak or 0 for run in self.runs.get(size, ())), default=0) or None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a whole bench of the fleet found."""

    engines: Mapping[str, Measured]
    looks: tuple[Look, ...]
    """How long the percentile of one takes among the greatest number."""
    skipped: tuple[str, ...]
    """Engines that are not installed, or that stopped."""


def measure(sizes: Iterable[int] = SIZES, *, large: bool = False, only: Iterable[str] = ()) -> Findings:
    """Run all engines in turn, each so often as it says; with `large`, ours on ten million as well."""
    wanted = [engine for engine in ENGINES if not only or engine.key in set(only)]
    present = [engine for engine in wanted if not engine.needs or find_spec(engine.needs)]
    skipped = [f"{engine.key}: {engine.needs} is not installed" for engine in wanted if engine not in present]
    found = {engine.key: Measured(engine.key) for engine in present}
    with tempfile.TemporaryDirectory(prefix="gfassess-bench-") as place:
        home, kept = Path(place), Path(place) / "kept"
        packed = {size: _packed(home, size) for size in sorted({_WARM, *sizes})}
        for turn in range(max((engine.rounds for engine in present), default=0)):
            for engine in [one for one in present if turn < one.rounds and one.key in found]:
                keep = kept if engine.key == OURS else None
                try:
                    run_engine(engine.key, found[engine.key], packed, _WARM, home, keep=keep)
                except EngineStoppedError as error:
                    skipped.append(f"{engine.key}: {error}")
                    del found[engine.key]
                    shutil.rmtree(home / "out", ignore_errors=True)
        looks = look_up(standing_file(kept)) if OURS in found else ()
        if large and OURS in found:
            runs = {_WARM: packed[_WARM], LARGE: _packed(home, LARGE)}
            again = Measured(OURS)
            run_engine(OURS, again, runs, _WARM, home)
            found[OURS].runs[LARGE] = again.runs[LARGE]
    return Findings(found, looks, tuple(skipped))


class EngineStoppedError(Exception):
    """An engine that ended instead of answering."""


def _packed(home: Path, size: int) -> Path:
    """Make so many assessments, in a process of its own whose memory is given back."""
    target = home / f"packed-{size}"
    if not target.exists():
        subprocess.run(
            [sys.executable, "-m", "bench.fleet.generate", str(size), str(target)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return target


def run_engine(
    key: str,
    found: Measured,
    packed: Mapping[int, Path],
    warm: int,
    home: Path,
    *,
    keep: Path | None = None,
) -> None:
    """Start an engine, warm it up, and run every size that it goes up to; `keep` is where the last result goes."""
    work, out = home / "work", home / "out"
    with _process(key) as process:
        ready = _answer(process)
        found.name = str(ready["name"])
        prepared = _order(process, "prepare", packed[warm], work)
        found.starts.append(ready["seconds"] + prepared["seconds"])
        found.first.append(_timed(process, packed[warm], out, warm).seconds)
        for size in sorted(one for one in packed if one <= ready["most"]):
            shutil.rmtree(out)
            _order(process, "prepare", packed[size], work)
            found.runs.setdefault(size, []).append(_timed(process, packed[size], out, size))
    if keep is not None:
        shutil.rmtree(keep, ignore_errors=True)
        out.rename(keep)
    for left in (work, out):
        shutil.rmtree(left, ignore_errors=True)


def _timed(process: subprocess.Popen[str], packed: Path, out: Path, size: int) -> Run:
    memory.forget(process.pid)
    answer = _order(process, "run", packed, out)
    peak = memory.peak(process.pid)
    scored = pl.scan_parquet(scores_folder(out) / "*.parquet").select(pl.len()).collect().item()
    if scored != size:
        message = f"{scored} scores of {size} assessments"
        raise EngineStoppedError(message)
    return Run(answer["seconds"], None if peak is None else peak + answer["ended"] * 1024)


@contextmanager
def _process(key: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bench.fleet.run_one", key]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        try:
            yield process
        finally:
            if process.stdin is not None:
                process.stdin.close()


def _order(process: subprocess.Popen[str], do: str, packed: Path, to: Path) -> dict[str, Any]:
    order = {"do": do, "packed": str(packed), "to": str(to)}
    if process.stdin is None or process.poll() is not None:
        raise EngineStoppedError(do)
    process.stdin.write(json.dumps(order) + "\n")
    return _answer(process)


def _answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    line = process.stdout.readline() if process.stdout is not None else ""
    if not line:
        message = f"exit code {process.wait()}"
        raise EngineStoppedError(message)
    answer: dict[str, Any] = json.loads(line)
    return answer
