"""The lock: one has the file, the next one hears who, and nobody is locked out by the dead."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gfassess.files.lock import Holder, Lock, holder_of, take
from gfassess.files.places import companions


def person(token: str, pid: int = 0, host: str = "here") -> Holder:
    """Return somebody who wants the file."""
    return Holder(user="王工", host=host, pid=pid or os.getpid(), since=datetime(2026, 5, 1, tzinfo=UTC), token=token)


def locked(found: Lock | Holder | None) -> Lock:
    """Return the lock that was got."""
    assert isinstance(found, Lock)
    return found


def test_the_second_one_hears_who_has_it(tmp_path: Path) -> None:
    """Name, machine and time are known; after the release the file is free and nothing lies about."""
    path = tmp_path / "a.toml"
    first = locked(take(path, person("one")))
    second = take(path, person("two", pid=1))
    assert isinstance(second, Holder)
    assert (second.user, second.host, second.token) == ("王工", "here", "one")
    assert second.seen is not None
    first.release()
    assert list(tmp_path.iterdir()) == []
    assert locked(take(path, person("two"))).covers(path)


def test_a_dead_process_holds_nothing(tmp_path: Path) -> None:
    """A lock whose process of this machine is gone is taken over at once; one of another machine is not."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    path = tmp_path / "a.toml"
    locked(take(path, person("dead", done.pid)))
    locked(take(path, person("two")))
    other = tmp_path / "b.toml"
    locked(take(other, person("away", done.pid, "elsewhere")))
    assert isinstance(take(other, person("two")), Holder)


def test_taken_over_on_purpose(tmp_path: Path) -> None:
    """Whoever says so takes the lock that was shown, not one that came after it; its old owner takes nothing away."""
    path = tmp_path / "a.toml"
    first = locked(take(path, person("one", 1)))
    assert isinstance(take(path, person("two"), "another"), Holder)
    second = locked(take(path, person("two"), "one"))
    first.touch()
    first.release()
    assert second.covers(path)
    assert not first.covers(path)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff" * 9, b"x" * 10_000, b'{"token": 1}'])
def test_a_lock_that_cannot_be_read_is_somebody(tmp_path: Path, data: bytes) -> None:
    """It is no lock of nobody, and can be taken over on purpose."""
    path = tmp_path / "a.toml"
    companions(path, "lock")[0].write_bytes(data)
    holder = take(path, person("two"))
    assert isinstance(holder, Holder)
    assert holder.user == ""
    assert isinstance(take(path, person("two"), holder.token), Lock)


def test_no_lock_where_none_can_be_made(tmp_path: Path) -> None:
    """Reading goes on without one."""
    assert take(tmp_path / "nowhere" / "a.toml", person("one")) is None
    assert holder_of(tmp_path / "nowhere" / "a.toml") is None
