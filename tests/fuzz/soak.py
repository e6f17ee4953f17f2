"""Many inputs, one after the other, each made from a number, so that any of them can be made again."""

import json
import resource
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from gfassess import words
from tests.fuzz.mutations import changed
from tests.fuzz.readers import READERS, ROOT, Reader, Seed
from tests.fuzz.trial import TooSlowError, tried
from tests.fuzz.watch import TouchedError

RESULTS: Final = ROOT / "build" / "reliability"
"""Where every soak run leaves its counts, one JSON file each; `tools.reliability` makes the page of them."""
_MEMORY: Final = 500_000_000
_EVERY: Final = 20_000


@dataclass(slots=True)
class Count:
    """What became of the inputs of one reader."""

    reader: str
    inputs: int = 0
    taken: int = 0
    seeds: int = 0
    corpus: int = 0
    """Inputs that coverage-guided fuzzing kept because they reached something new."""
    finds: list[str] = field(default_factory=list)


def input_of(seeds: tuple[Seed, ...], name: str, begin: int, number: int) -> Seed:
    """Return one input; the same numbers give the same one."""
    random = Random(f"{name} {begin} {number}")
    file, data = random.choice(seeds)
    return file, changed(random, data, [other for _file, other in seeds])


def soak(inputs: int, begin: int, only: frozenset[str]) -> list[Count]:
    """Give so many inputs to the readers in all, and leave the counts in a file."""
    words.use("en")
    readers = [reader for reader in READERS if not only or reader.name in only]
    whole = sum(reader.weight for reader in readers)
    limit_memory()
    counts = []
    for reader in readers:
        counts.append(_one(reader, inputs * reader.weight // whole, begin))
        keep("fuzz", begin, counts)
    return counts


def _one(reader: Reader, inputs: int, begin: int) -> Count:
    count = Count(reader.name, seeds=len(seeds := reader.seeds()))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        reader.lay_out(folder)
        # The first call loads what later ones have at hand.
        tried(reader, folder, seeds[0], seconds=60)
        for number in range(inputs):
            given = input_of(seeds, reader.name, begin, number)
            try:
                count.taken += tried(reader, folder, given)
            except (Exception, TooSlowError, TouchedError) as error:  # noqa: BLE001 - whatever it is, it is a find
                count.finds.append(f"{number}: {type(error).__name__}: {str(error)[:200]}")
                _keep_find(reader, begin, number, given)
            count.inputs += 1
            if count.inputs % _EVERY == 0:
                print(f"{reader.name}: {count.inputs} inputs, {len(count.finds)} finds", flush=True)
    print(f"{reader.name}: {count.inputs} inputs, {count.taken} taken, {len(count.finds)} finds", flush=True)
    return count


def limit_memory() -> None:
    """Let the process take no more than 500 MB beyond what it has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + _MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def keep(kind: str, begin: int, counts: list[Count]) -> None:
    """Write what was counted so far."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    data = {"kind": kind, "begin": begin, "finished": int(time.time()), "readers": [asdict(count) for count in counts]}
    (RESULTS / f"{kind}-{begin}.json").write_text(json.dumps(data, indent=1), encoding="utf-8")


def _keep_find(reader: Reader, begin: int, number: int, given: Seed) -> None:
    folder = RESULTS / "finds"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{reader.name}-{begin}-{number}").write_bytes(given[1])
