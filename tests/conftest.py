"""What every test starts from."""

from collections.abc import Iterator

import pytest

from gfassess import words


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Start every test with English messages, whatever the machine speaks; a test may switch with `words.use`."""
    before = words.language()
    words.use("en")
    yield
    words.use(before)
