"""No acknowledged answer is lost: the program is killed, the disk fills up, the power goes, and all is still there."""

import random
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, pseudo-terminals and /proc")


@pytest.mark.parametrize("seed", range(4))
def test_no_acknowledged_answer_is_lost(seed: int) -> None:
    """Fifty crashes in a row, between any two calls of the disk: after each one every acknowledged answer is there."""
    from tests.crash.__main__ import quick_folder, rounds

    with tempfile.TemporaryDirectory(dir=quick_folder()) as name:
        found = rounds(50, seed, Path(name))
    print(f"kills {found['kills']}, acknowledged {found['acknowledged']}, lost {len(found['lost'])}")
    assert found["lost"] == []
    assert sum(found["kills"].values()) == 50
    assert found["acknowledged"] > 20


def test_no_answer_that_the_screen_showed_is_lost(tmp_path: Path) -> None:
    """The real program, killed while it is typed into: what the screen showed as saved is there afterwards."""
    from tests.crash import screens

    chance = random.Random(1)
    for _turn in range(4):
        killed = screens.play(tmp_path, chance)
        assert killed.lost == []
