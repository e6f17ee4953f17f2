"""Inputs led by which lines they reach, by atheris where it is installed; each reader in a process of its own.

libFuzzer, which atheris is made of, never gives the process back; so the child leaves its count in a file.
"""

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.fuzz.soak import Count, keep

_LONGEST: Final = 20_000
_EVERY: Final = 1000


def guide(inputs: int, begin: int, only: frozenset[str]) -> list[Count]:
    """Give so many inputs to each reader; stop with a word where atheris is not there."""
    if find_spec("atheris") is None:
        sys.exit("coverage-guided fuzzing needs atheris: pip install atheris")
    from tests.fuzz.readers import READERS

    counts = []
    for reader in READERS:
        if only and reader.name not in only:
            continue
        with tempfile.TemporaryDirectory() as place:
            command = [sys.executable, "-m", "tests.fuzz.guided", reader.name, str(inputs), str(begin), place]
            subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
            data = json.loads((Path(place) / "count.json").read_text(encoding="utf-8"))
            corpus = sum(1 for _file in (Path(place) / "corpus").iterdir())
        counts.append(Count(**{**data, "corpus": corpus}))
        keep("atheris", begin, counts)
        print(f"{reader.name}: {counts[-1].inputs} inputs, {len(counts[-1].finds)} finds", flush=True)
    return counts


def _child(name: str, inputs: int, begin: int, place: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["gfassess"]):
        from tests.fuzz.readers import READERS
    from gfassess import words
    from tests.fuzz.mutations import changed
    from tests.fuzz.soak import limit_memory
    from tests.fuzz.trial import TooSlowError, tried
    from tests.fuzz.watch import TouchedError

    words.use("en")
    (reader,) = (reader for reader in READERS if reader.name == name)
    seeds, count = reader.seeds(), Count(name)
    count.seeds = len(seeds)
    corpus, folder = place / "corpus", place / "folder"
    corpus.mkdir()
    folder.mkdir()
    reader.lay_out(folder)
    for number, (_file, data) in enumerate(seeds[:256]):
        (corpus / f"seed-{number}").write_bytes(bytes([number]) + data)
    tried(reader, folder, seeds[0], seconds=60)
    limit_memory()

    def one(data: bytes) -> None:
        file = seeds[data[0] % len(seeds)][0] if data else seeds[0][0]
        try:
            # Every line is slower here than it is for users.
            count.taken += tried(reader, folder, (file, data[1:]), seconds=10)
        except (Exception, TooSlowError, TouchedError) as error:  # noqa: BLE001 - whatever it is, it is a find
            count.finds.append(f"{count.inputs}: {type(error).__name__}: {str(error)[:200]}")
        count.inputs += 1
        if count.inputs % _EVERY == 0 or count.inputs >= inputs:
            _note(place, count)

    def another(data: bytes, most: int, seed: int) -> Any:
        random = Random(seed)
        if not data or random.random() < 0.5:
            return atheris.Mutate(data, most)
        return (data[:1] + changed(random, data[1:], [other for _file, other in seeds]))[:most]

    _note(place, count)
    flags = [f"-runs={inputs}", f"-seed={begin + 1}", f"-max_len={_LONGEST}", "-rss_limit_mb=0", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], one, custom_mutator=another)
    atheris.Fuzz()


def _note(place: Path, count: Count) -> None:
    from dataclasses import asdict

    (place / "count.json").write_text(json.dumps(asdict(count)), encoding="utf-8")


if __name__ == "__main__":
    _child(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
