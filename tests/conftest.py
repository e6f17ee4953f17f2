"""What every test starts from."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadGroupScheduling

from gfassess import words

# A test never fails because the machine is slow, nor by how lucky a run is in making inputs.
_LUCK = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("house", deadline=None, suppress_health_check=_LUCK)
settings.load_profile("house")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out tests one by one, but all that name Spark to the same process, so that one Java machine starts.

    By the name: xdist 3.8 does not see its own groups under pytest 9.2 (pytest-xdist issue 1386).
    """
    if config.getvalue("dist") != "loadgroup":
        return None
    scheduler = LoadGroupScheduling(config, log)
    scheduler._split_scope = lambda test: "spark" if "spark" in test else test
    return scheduler


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Start every test with English messages, whatever the machine speaks; a test may switch with `words.use`."""
    before = words.language()
    words.use("en")
    yield
    words.use(before)
