"""The pictures of the README: `python -m tools.pictures` runs the real screens on a real example and saves them."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from gfassess import words
from gfassess.files import builtin_criteria, builtin_example
from gfassess.model.assessment import Assessment, Evidence
from gfassess.rules import load, load_peers
from gfassess.session import Session
from gfassess.store import load as load_assessment
from gfassess.tui.app import GfassessApp
from gfassess.tui.screens.work import WorkScreen
from gfassess.tui.shell import Opened, Shell

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLE: Final = "machinery-illustrative"
SECTION: Final = "results"
SIZE: Final = (120, 36)
_NOON: Final = datetime(2026, 1, 1, 12, tzinfo=UTC)
_FOREIGN: Final = re.compile(r"(?s)\s*@font-face\s*{.*?}")
"""The fonts that a screenshot would fetch from the network: the reader's own do."""


def _opened(path: Path) -> Opened:
    """Open an assessment for looking at: nothing is ever written."""

    def keep(assessment: Assessment) -> None:
        """Leave the example as it is."""

    book = load(builtin_criteria())
    return Opened(Session(book, load_assessment(path).assessment, save=keep), Path(path.name), keep)


def _shell() -> Shell:
    """Return a world in which only looking is possible."""
    return Shell(
        recent=tuple,
        open_file=_opened,
        new_file=lambda path, _year: _opened(path),
        demo=lambda: _opened(builtin_example(EXAMPLE)),
        peers=lambda: load_peers(builtin_criteria()),
        export=lambda _session, path: path,
        evidence=lambda _path, name, answers: Evidence.model_validate({"file": name, "for": answers}),
        now=lambda: _NOON,
        start=lambda: _opened(builtin_example(EXAMPLE)),
    )


async def picture(language: words.Language) -> str:
    """Return the screen of one section as SVG."""
    words.use(language)
    app = GfassessApp(_shell())
    async with app.run_test(size=SIZE) as pilot:
        screen = app.screen
        if not isinstance(screen, WorkScreen):
            raise TypeError(screen)
        await screen.open(SECTION)
        await pilot.pause()
        return _FOREIGN.sub("", app.export_screenshot(title="gfassess"))


def main() -> None:
    """Write one picture a language."""
    for language in words.LANGUAGES:
        path = ROOT / "docs" / "images" / f"{SECTION}-{language}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(asyncio.run(picture(language)), encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
