"""What every test starts from."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from gfassess import words

# A test never fails because the machine is slow.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Start every test with English messages, whatever the machine speaks; a test may switch with `words.use`."""
    before = words.language()
    words.use("en")
    yield
    words.use(before)
