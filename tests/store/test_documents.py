"""What is found on disk in the place of a document."""

import hashlib
import os
from pathlib import Path

from gfassess.model.assessment import Assessment
from gfassess.model.documents import Seen
from gfassess.store import look

BYTES = b"proof"
DIGEST = hashlib.sha256(BYTES).hexdigest()


def _look(folder: Path, *proofs: dict[str, object], most: int | None = None) -> tuple[Seen, ...]:
    evidence = [{"for": ["n"], **proof} for proof in proofs]
    return look(Assessment.model_validate({"ruleset": "s", "year": 2024, "evidence": evidence}), folder, most=most)


def test_states_of_documents(tmp_path: Path) -> None:
    """A document is there, without checksum, changed by content or by size, missing, or refused with the reason."""
    (tmp_path / "a.pdf").write_bytes(BYTES)
    (tmp_path / "folder").mkdir()
    (tmp_path.parent / "outside.pdf").write_bytes(BYTES)
    (tmp_path / "link.pdf").symlink_to(tmp_path.parent / "outside.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    outside: list[dict[str, object]] = [{"file": name} for name in ("../outside.pdf", "link.pdf", "folder", "pipe.pdf")]
    found = _look(
        tmp_path,
        {"file": "a.pdf", "sha256": DIGEST.upper(), "size": len(BYTES)},
        {"file": "a.pdf"},
        {"file": "a.pdf", "sha256": "0" * 64},
        {"file": "a.pdf", "sha256": DIGEST, "size": 99},
        {"file": "b.pdf"},
        *outside,
    )
    states = ["there", "unrecorded", "changed", "changed", "missing", *["refused"] * 4]
    assert [one.state for one in found] == states
    assert (found[0].sha256, found[0].size) == (DIGEST, len(BYTES))
    assert all(one.reason for one in found[2:])
    assert not any(str(tmp_path) in one.reason for one in found), "a reason names no path of this machine"


def test_large_documents_are_only_looked_for(tmp_path: Path) -> None:
    """Above the limit nothing is read, but another size still shows a change."""
    (tmp_path / "a.pdf").write_bytes(BYTES)
    found = _look(tmp_path, {"file": "a.pdf", "sha256": "0" * 64}, {"file": "a.pdf", "size": 3}, most=2)
    assert [one.state for one in found] == ["unread", "changed"]


def test_reading_is_told(tmp_path: Path) -> None:
    """Who waits for large files hears how far reading is."""
    (tmp_path / "a.pdf").write_bytes(bytes(3_000_000))
    said: list[tuple[str, int, int]] = []
    evidence = [{"file": "a.pdf", "for": ["n"]}]
    assessment = Assessment.model_validate({"ruleset": "s", "year": 2024, "evidence": evidence})
    look(assessment, tmp_path, told=lambda *how: said.append(how))
    assert said[-1] == ("a.pdf", 3_000_000, 3_000_000)
    assert len(said) > 1
