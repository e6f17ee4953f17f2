"""The real program in a pseudo-terminal: keys in, a screen out, a file left behind."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte
import pytest

from gfassess import store
from gfassess.model.assessment import Assessment, Enterprise
from tests.tui import rules

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal of this kind")


class Terminal:
    """A program behind a terminal of 80x24."""

    def __init__(self, child: pexpect.spawn) -> None:
        """Watch a program."""
        self.child = child
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)

    def wait_for(self, shown: Callable[[str], bool], seconds: float = 20) -> str:
        """Read until the screen shows what is waited for."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(pexpect.TIMEOUT):
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0.1))
            text = "\n".join(self.screen.display)
            if shown(text):
                return text
        raise AssertionError("\n".join(self.screen.display))

    def press(self, key: str, shown: Callable[[str], bool]) -> str:
        """Press a key that does no harm twice, until the screen shows what it leads to."""
        for _try in range(3):
            self.child.send(key)
            with suppress(AssertionError):
                return self.wait_for(shown, 8)
        return self.wait_for(shown, 8)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Start the program on an assessment under the small rules."""
    path = tmp_path / "factory.toml"
    path.write_text(store.dump(Assessment(ruleset="tiny", year=2025, enterprise=Enterprise(name="[红]厂"))), "utf-8")
    folder = rules.write(tmp_path / "criteria")
    arguments = ["-m", "gfassess", "--lang", "en", "--criteria", str(folder), "open", str(path)]
    environment = {"TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "GFASSESS_STATE": str(tmp_path / "state")}
    environment |= {"LANG": "C.UTF-8", "HOME": str(tmp_path)}
    return Terminal(pexpect.spawn(sys.executable, arguments, env=environment, dimensions=(24, 80), timeout=20))


def test_the_program_in_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """Opened, answered by keys and by paste, saved while it runs, left with ^q: the file holds the answers."""
    terminal.wait_for(lambda text: "[红]" in text.replace(" ", "") and "no change yet" in text)
    terminal.press("\x1bOS", lambda text: "Floor area" in text and "Enter next" in text)  # F4
    terminal.child.send("30000\r")
    terminal.child.send("\x1b[200~２万\x1b[201~\r")
    terminal.wait_for(lambda text: "7.5 / 10" in text and "saved" in text)
    path = tmp_path / "factory.toml"
    assert store.load(path).assessment.facts == {"floor_area": 30000.0, "land_area": 20000.0}
    terminal.child.send("\x11")  # ^q
    terminal.child.expect(pexpect.EOF)
    terminal.child.close()
    assert terminal.child.exitstatus == 0
