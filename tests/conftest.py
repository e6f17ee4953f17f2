"""What every test starts from."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from gfassess import words

# A test never fails because the machine is slow, nor by how lucky a run is in making inputs.
_LUCK = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("house", deadline=None, suppress_health_check=_LUCK)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Start every test with English messages, whatever the machine speaks; a test may switch with `words.use`."""
    before = words.language()
    words.use("en")
    yield
    words.use(before)
