"""The pictures of the README: `python -m tools.pictures` runs the real screens on a real example and saves them."""

import asyncio
import html
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rich.cells import cell_len

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
_RUN: Final = re.compile(r'(<text [^>]*?x=")([\d.]+)("[^>]*? textLength=")[\d.]+("[^>]*>)([^<]*)(</text>)')
_CELL: Final = 12.2
"""Width of a cell in a screenshot."""


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
        report=lambda _session, _file, path, _kind, _tongue: path,
        evidence=lambda _path, name, answers: Evidence.model_validate({"file": name, "for": answers}),
        now=lambda: _NOON,
        start=lambda: _opened(builtin_example(EXAMPLE)),
    )


def _aligned(match: re.Match[str]) -> str:
    """Return a run of text as wide as its cells: a screenshot counts a Chinese character as one, not two."""
    head, x, middle, tail, text, end = match.groups()
    plain = html.unescape(text)
    bare = plain.lstrip("\N{NO-BREAK SPACE}")
    start = float(x) + _CELL * (len(plain) - len(bare))
    bare = bare.rstrip("\N{NO-BREAK SPACE}")
    shown = html.escape(bare, quote=False).replace("\N{NO-BREAK SPACE}", "&#160;")
    return f"{head}{start:.1f}{middle}{_CELL * cell_len(bare):.1f}{tail}{shown}{end}"


async def picture(language: words.Language) -> str:
    """Return the screen of one section as SVG."""
    words.use(language)
    app = GfassessApp(_shell)
    async with app.run_test(size=SIZE) as pilot:
        while not isinstance(screen := app.screen, WorkScreen):
            await pilot.pause()
        await screen.open(SECTION)
        await pilot.pause()
        return _RUN.sub(_aligned, _FOREIGN.sub("", app.export_screenshot(title="gfassess")))


def main() -> None:
    """Write one picture a language."""
    for language in words.LANGUAGES:
        path = ROOT / "docs" / "images" / f"{SECTION}-{language}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(asyncio.run(picture(language)), encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
