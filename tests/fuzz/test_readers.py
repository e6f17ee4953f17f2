"""What comes from outside is refused in words: no traceback, no hang, nothing touched, nothing a terminal obeys."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import changed
from tests.fuzz.readers import READERS, Reader
from tests.fuzz.trial import tried

HANGS = 60.0
"""Far more than any input takes on a busy machine: only a reader that does not come back is caught."""


@pytest.fixture(scope="module", params=READERS, ids=lambda reader: reader.name)
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Reader, Path]:
    """Return a reader with its folder laid out."""
    reader: Reader = request.param
    folder = tmp_path_factory.mktemp(reader.name)
    reader.lay_out(folder)
    return reader, folder


def test_the_seeds_are_whole(bench: tuple[Reader, Path]) -> None:
    """Changes begin from files that are read: from refused ones few would get far."""
    reader, folder = bench
    seeds = reader.seeds()
    assert sum(tried(reader, folder, seed, HANGS) for seed in seeds) * 2 > len(seeds)


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
@given(number=st.integers(0, 2**32))
def test_changed_files(bench: tuple[Reader, Path], number: int) -> None:
    """A valid file with a few changes is read or refused, and every promise holds."""
    reader, folder = bench
    seeds, random = reader.seeds(), Random(number)
    name, data = random.choice(seeds)
    tried(reader, folder, (name, changed(random, data, [other for _name, other in seeds])), HANGS)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes(bench: tuple[Reader, Path], data: bytes) -> None:
    """Bytes that nobody ever wrote as such a file are refused, or mean something."""
    reader, folder = bench
    tried(reader, folder, (reader.seeds()[0][0], data), HANGS)
