"""The name under which answers are kept."""

from pathlib import Path

import pytest

from gfassess.files.author import author, choose_author


def test_who_works_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The environment speaks first, then the name that was chosen, then the login."""
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("GFASSESS_USER", raising=False)
    monkeypatch.setenv("LOGNAME", "wang")
    assert author() == "wang"
    choose_author("  王工\n（能源） ")
    assert author() == "王工 （能源）"
    monkeypatch.setenv("GFASSESS_USER", "李工")
    assert author() == "李工"


def test_a_name_cannot_command_a_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A name that no file may hold is none; a long one is cut."""
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "wang")
    monkeypatch.setenv("GFASSESS_USER", "\x1b[31mred")
    assert author() == "wang"
    monkeypatch.setenv("GFASSESS_USER", "王" * 100)
    assert author() == "王" * 60
