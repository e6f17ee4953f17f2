"""The page in a browser: nothing is asked for, nothing sticks out on a phone or on A4, and it prints."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from gfassess.report.paper.blocks import Paper
from gfassess.report.paper.render import render
from tests.report.papers import hostile, machinery

_BROWSER: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_A4: Final = 672
"""Pixels between the margins of the printed page: 178 mm at 96 an inch."""

pytestmark = pytest.mark.skipif(_BROWSER is None, reason="no Chromium on this machine; Debian's package is chromium")

_MEASURE: Final = """<!DOCTYPE html><iframe src="page.html" style="width:{width}px;height:900px;border:0"></iframe>
<script>
onload = () => {{
  const page = frames[0], root = page.document.documentElement, limit = root.clientWidth + 1;
  const scrolled = (one) => one.closest(".scroll") && "{scrolls}";
  const out = [...page.document.querySelectorAll("body *")].filter((one) =>
    one.getBoundingClientRect().right > limit && !scrolled(one) && !one.closest("svg") && !one.matches(".skip"));
  document.title = "measured";
  document.body.dataset.found = JSON.stringify([
    root.scrollWidth <= limit, out.map((one) => one.tagName + "." + one.className).slice(0, 9).join(),
    page.performance.getEntriesByType("resource").length, page.document.scripts.length]);
}};
</script>"""


def _run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [
            str(_BROWSER),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--allow-file-access-from-files",
            f"--user-data-dir={folder / 'profile'}",
            *arguments,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def _measured(folder: Path, page: bytes, width: int, *, scrolls: bool) -> str:
    (folder / "page.html").write_bytes(page)
    (folder / "measure.html").write_text(
        _MEASURE.format(width=width, scrolls="yes" if scrolls else ""), encoding="utf-8"
    )
    shown = _run(folder, "--virtual-time-budget=5000", "--dump-dom", (folder / "measure.html").as_uri())
    found = re.search(r'data-found="([^"]*)"', shown)
    assert found is not None, shown[-500:]
    return found[1].replace("&quot;", '"')


@pytest.mark.parametrize("made", [machinery, hostile])
def test_nothing_sticks_out_on_a_phone_and_nothing_is_loaded(made: Callable[[], Paper], tmp_path: Path) -> None:
    """At 360 pixels the page itself never scrolls sideways, only tables do in their frame; no request, no script."""
    assert _measured(tmp_path, render(made(), "html", "both"), 360, scrolls=True) == '[true,"",0,0]'


@pytest.mark.parametrize("made", [machinery, hostile])
def test_nothing_sticks_out_on_paper(made: Callable[[], Paper], tmp_path: Path) -> None:
    """With the style of print and the width of A4 between its margins, tables fit too."""
    page = render(made(), "html", "both").replace(b"@media print", b"@media all")
    assert _measured(tmp_path, page, _A4, scrolls=False) == '[true,"",0,0]'


def test_what_sticks_out_is_found(tmp_path: Path) -> None:
    """The measure itself works: a block that is too wide is named, and a picture from elsewhere is counted."""
    wide = b'<div style="width:500px">x</div><img src="http://127.0.0.1:9/x.png">'
    page = render(machinery(), "html", "en").replace(b"</main>", wide + b"</main>").replace(b"default-src", b"x")
    assert _measured(tmp_path, page, 360, scrolls=True) == '[false,"DIV.",1,0]'


def test_the_page_prints(tmp_path: Path) -> None:
    """Printing gives a document of several pages of A4."""
    (tmp_path / "page.html").write_bytes(render(machinery(), "html", "zh"))
    _run(
        tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'page.pdf'}", (tmp_path / "page.html").as_uri()
    )
    data = (tmp_path / "page.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert len(boxes) > 10
    for wide, high in boxes:
        assert (round(float(wide)), round(float(high))) in {(595, 842), (596, 842), (595, 841)}
