"""What every test starts from."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadGroupScheduling

from gfassess import words
from gfassess.files import builtin_criteria
from gfassess.rules.folder import Folder

SHIPPED: Final = builtin_criteria()

# A test never fails because the machine is slow, nor by how lucky a run is in making inputs.
_LUCK = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("house", deadline=None, suppress_health_check=_LUCK)
settings.load_profile("house")


_SHARING: Final = ("tests/fleet/", "tests/report/", "tests/test_words.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Start one process more than there are cores: tests of the screens wait for what they see to stand still."""
    return 1 + (os.cpu_count() or 1)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out tests one by one, but to the same process whatever shares what is dear to make.

    All that name Spark, so that one Java machine starts; tests of a file that share sites and plans, papers, messages.
    By the name: xdist 3.8 does not see its own groups under pytest 9.2 (pytest-xdist issue 1386).
    """
    if config.getvalue("dist") != "loadgroup":
        return None
    scheduler = LoadGroupScheduling(config, log)
    scheduler._split_scope = _together
    return scheduler


def _together(test: str) -> str:
    if "spark" in test:
        return "spark"
    return test.partition("::")[0] if test.startswith(_SHARING) else test


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep what was loaded so far out of the search for garbage: it stays to the end, and there is much of it."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the records of the rule files that ship: they cannot change, and hundreds of tests read them again."""
    read = Folder.read
    known: dict[tuple[Any, ...], Folder] = {}

    def once(folder: Folder, model: Any, path: Path) -> Any:
        if folder.root != SHIPPED:
            return read(folder, model, path)
        key = (model, folder.shown, path)
        if key not in known:
            known[key] = Folder(folder.root, shown=folder.shown)
            read(known[key], model, path)
        folder.parts.extend(known[key].parts)
        folder.hashes.update(known[key].hashes)
        folder.problems.extend(known[key].problems)
        return known[key].parts[0].record if known[key].parts else None

    patch = pytest.MonkeyPatch()
    patch.setattr(Folder, "read", once)
    config.add_cleanup(patch.undo)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Start every test with English messages, whatever the machine speaks; a test may switch with `words.use`."""
    before = words.language()
    words.use("en")
    yield
    words.use(before)
