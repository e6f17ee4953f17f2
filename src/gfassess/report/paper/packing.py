"""Word and Excel files are archives: packed again with dates of the report, the same report is the same bytes."""

import re
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gfassess.report.paper.blocks import Paper

_FIRST: Final = date(1980, 1, 1)
"""Archives know no day before."""
_CORE: Final = "docProps/core.xml"
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(?=</)")


def day_of(paper: Paper) -> date:
    """Return the day that stands on the cover of a paper."""
    text = next((str(pair.value.text) for pair in paper.cover.rows if pair.id == "day"), "")
    return max(date.fromisoformat(text), _FIRST) if text else _FIRST


def packed(data: bytes, day: date) -> bytes:
    """Return an archive with the same parts, all of them dated `day`, and so the file's own properties."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as found, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in found.namelist():
            part = found.read(name)
            if name == _CORE:
                part = _STAMP.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), part)
            info = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            # The same on every system that packs.
            info.create_system, info.external_attr = 3, 0o600 << 16
            archive.writestr(info, part)
    return target.getvalue()
