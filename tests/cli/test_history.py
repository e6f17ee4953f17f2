"""Former versions on the command line, and what commands say about locks and journals."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from gfassess import store
from gfassess.cli.person import me
from gfassess.cli.walk import Walk
from gfassess.errors import GfassessError
from gfassess.files.history import versions
from gfassess.files.lock import take
from gfassess.files.places import companions
from gfassess.session import Session
from tests.cli.conftest import Run

FILE = Path("own.toml")


@pytest.fixture
def session(small: str) -> Session:
    """Return an assessment that was begun and is open no more, two answers in it."""
    walk = Walk(Namespace(criteria=small, ascii=False))
    session = walk.new_file(FILE, 2024).session
    names = [name for name, fact in session.rulebook.facts.items() if fact.kind == "number"][:2]
    for name in names:
        session.answer(name, 1500.0)
    walk.close()
    return session


def test_history_says_what_was_changed(gfassess: Run, small: str, session: Session) -> None:
    """Each version with its time and, by title, what was changed after it; as JSON by id."""
    ran = gfassess("--criteria", small, "history", str(FILE))
    (version,) = versions(FILE)
    assert ran.code == 0
    assert ran.out.startswith(version.id[:8])
    title = session.rulebook.facts[next(iter(session.assessment.facts))].title
    assert f"{title}: empty -> 1,500" in ran.out
    assert "gfassess restore own.toml VERSION" in ran.err
    (entry,) = json.loads(gfassess("--criteria", small, "history", str(FILE), "--json").out)
    assert entry["version"] == version.id
    assert sorted(entry["changed"]) == sorted(f"facts.{name}" for name in session.assessment.facts)


def test_restore_loses_nothing(gfassess: Run, session: Session) -> None:
    """The former content is back, and what was there is a version: restoring that leads back again."""
    assert session.assessment.facts
    (old,) = versions(FILE)
    now = FILE.read_bytes()
    assert gfassess("restore", str(FILE), old.id[:6]).code == 0
    assert store.load(FILE).assessment.facts == {}
    (back,) = [version for version in versions(FILE) if version.id != old.id]
    assert gfassess("restore", str(FILE), back.id).code == 0
    assert FILE.read_bytes() == now
    assert gfassess("restore", str(FILE), "ffff").code == 1
    assert FILE.read_bytes() == now


@pytest.mark.usefixtures("session")
def test_a_deleted_or_broken_file_comes_back(gfassess: Run, small: str) -> None:
    """Versions are there when the file is gone or cannot be read, which is when they are needed."""
    (old,) = versions(FILE)
    FILE.write_text("facts = [", encoding="utf-8")
    ran = gfassess("--criteria", small, "history", str(FILE))
    assert ran.code == 0
    assert old.id[:8] in ran.out
    assert "own.toml" in ran.err
    FILE.unlink()
    assert gfassess("--criteria", small, "history", str(FILE)).code == 0
    assert gfassess("restore", str(FILE), old.id).code == 0
    assert store.load(FILE).assessment.year == 2024


def test_nothing_is_written_while_somebody_has_it_open(
    gfassess: Run, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Restoring into an open file is refused with who has it; its lock stays."""
    assert session.assessment.facts
    monkeypatch.setenv("GFASSESS_USER", "王工")
    take(FILE, me().model_copy(update={"host": "elsewhere"}))
    ran = gfassess("restore", str(FILE), versions(FILE)[0].id)
    assert ran.code == 1
    assert "this file is open: 王工 on elsewhere" in ran.err
    assert companions(FILE, "lock")[0].exists()


def test_commands_say_what_the_journal_holds(
    gfassess: Run, small: str, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever scores a file while its journal has more hears of it; the answers themselves stand in the history."""

    def full(*_arguments: object, **_named: object) -> None:
        message = "no space left"
        raise GfassessError.of(message)

    name = next(iter(session.assessment.facts))
    quiet = gfassess("--criteria", small, "score", str(FILE))
    assert "journal" not in quiet.err
    walk = Walk(Namespace(criteria=small, ascii=False))
    opened = walk.open_file(FILE)
    with monkeypatch.context() as failing:
        failing.setattr("gfassess.cli.keeper.write_atomic", full)
        with pytest.raises(OSError, match="no space left"):
            opened.session.answer(name, 7.0)
    walk.close()
    for verb in ("score", "check", "why"):
        ran = gfassess("--criteria", small, verb, str(FILE))
        assert "the journal has answers that are not in the file" in ran.err, verb
    assert "1,500" in gfassess("--criteria", small, "history", str(FILE)).err
    safe = walk.open_file(FILE).safe
    assert safe is not None
    safe.decide(left=True)
    walk.close()
    assert "journal" not in gfassess("--criteria", small, "score", str(FILE)).err
    assert "Left out, still in the journal" in gfassess("--criteria", small, "history", str(FILE)).err


def test_a_stale_offer_gives_way(small: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that was put off is not offered any more once the question was answered anew."""

    def full(*_arguments: object, **_named: object) -> None:
        message = "no space left"
        raise GfassessError.of(message)

    walk = Walk(Namespace(criteria=small, ascii=False))
    session = walk.new_file(FILE, 2024).session
    name = next(name for name, fact in session.rulebook.facts.items() if fact.kind == "number")
    with monkeypatch.context() as failing:
        failing.setattr("gfassess.cli.keeper.write_atomic", full)
        with pytest.raises(OSError, match="no space left"):
            session.answer(name, 7.0)
    opened = walk.open_file(FILE)
    assert opened.safe is not None
    assert [offer.value for offer in opened.safe.offers] == [7]
    opened.session.answer(name, 8.0)
    again = walk.open_file(FILE)
    assert again.safe is not None
    assert again.safe.offers == ()
    walk.close()
