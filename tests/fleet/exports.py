"""Generated assessments as files: TOML exports, and a folder that is packed in this process."""

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from gfassess.fleet import pack_parts
from gfassess.fleet.layout import PART_SITES
from gfassess.fleet.pack_table import Rows
from gfassess.fleet.packed import Packed, open_packed
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.store import dump


def file_name(number: int) -> str:
    """Return what the file of an assessment is called."""
    return f"{number:06}.toml"


def write_exports(assessments: Sequence[Assessment], folder: Path) -> list[Path]:
    """Write each assessment to a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / file_name(number) for number in range(len(assessments))]
    for path, one in zip(paths, assessments, strict=True):
        path.write_text(dump(one), encoding="utf-8", newline="\n")
    return paths


def packed(book: Rulebook, assessments: Sequence[Assessment], target: Path, *, part_sites: int = PART_SITES) -> Packed:
    """Pack assessments, numbered as they come, into a folder with at most `part_sites` of them in a part."""
    rows = Rows(book)
    for number, one in enumerate(assessments):
        rows.add(number, file_name(number), one)
    target.mkdir(parents=True)
    chunk = target.with_name(f"{target.name}-chunk.parquet")
    rows.frame().write_parquet(chunk)
    sites = pack_parts.sites_of([chunk])
    assert sites.skipped == 0, "two assessments are about one site and year"
    with patch.object(pack_parts, "PART_SITES", part_sites):
        parts = pack_parts.write_parts(book, [chunk], sites.numbers, target, lambda _done: None)
    pack_parts.write_head(target, sites, parts, "")
    chunk.unlink()
    return open_packed(target)
