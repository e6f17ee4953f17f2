"""A folder of rules of one's own, to be broken."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def criteria(tmp_path: Path) -> Path:
    """Return a copy of the good folder."""
    return Path(shutil.copytree(Path(__file__).parent / "good", tmp_path / "criteria"))
