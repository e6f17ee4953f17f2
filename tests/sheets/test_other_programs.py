"""Sheets that were opened and saved by another program."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from gfassess import words
from tests.sheets.rules import Opened, answers, filled, replies, sheet, taken

OFFICE: Final = shutil.which("soffice") or ""

pytestmark = pytest.mark.skipif(not OFFICE, reason="needs LibreOffice (soffice) on this machine")

BEFORE = answers(
    facts={"area": 0.1 + 0.2, "people": 12.0, "plan": True, "level": "some", "remark": '=1+1 & <b> _x0041_\n"二"'},
    notes={"area": "@note", "use": "+note"},
    ledgers={
        "use": [
            {"carrier": "odd", "amount": 1e-9, "word": "-1"},
            {"carrier": "twin", "amount": 123456789012345.0, "green": True},
        ]
    },
)


def _saved_again(folder: Path, data: bytes, through: str = "xlsx") -> bytes:
    """Return a workbook as LibreOffice opens and saves it, on the way perhaps as a file of its own."""
    sent = folder / "sent.xlsx"
    sent.write_bytes(data)
    return _converted(_converted(sent, through), "xlsx").read_bytes()


def _converted(source: Path, kind: str) -> Path:
    folder = source.parent / "next"
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{kind}"


@pytest.mark.parametrize(("through", "lang"), [("xlsx", "zh"), ("ods", "en")])
def test_opened_and_saved_changes_nothing(tmp_path: Path, through: str, lang: words.Language) -> None:
    """LibreOffice writes shared texts, saved results and other styles: every answer is what it was."""
    words.use(lang)
    (reply,) = replies(tmp_path, BEFORE, _saved_again(tmp_path, sheet(BEFORE), through))
    assert [(str(edit.key), edit.base, edit.value) for edit in reply.edits] == []
    assert reply.problems == []


def test_edits_and_formulas_arrive(tmp_path: Path) -> None:
    """What was typed arrives, and a formula by the result that the program saved."""

    def change(opened: Opened) -> None:
        opened.cell("area").value = "=2*1234.5"
        opened.cell("remark").value = "new"
        opened.fill(3, carrier="Coal", amount="2,500 kg")
        opened.fill(4, carrier="Power [power]", amount=4)
        opened.cell("people").value = "=1/0"

    (reply,) = replies(tmp_path, BEFORE, _saved_again(tmp_path, filled(sheet(BEFORE), change)))
    after, settled = taken(BEFORE, [reply])
    assert settled.conflicts == ()
    assert (after.facts["area"], after.facts["remark"], after.facts["people"]) == (2469.0, "new", 12.0)
    assert after.ledgers["use"][2:] == ({"carrier": "coal", "amount": 2.5}, {"carrier": "power", "amount": 4.0})
    assert len(reply.problems) == 1
    assert "shows the error" in reply.problems[0].message
