"""An invented registry of a whole country, for the commands that look into one."""

from pathlib import Path
from typing import Final

from gfassess.lists.writing import text_of
from gfassess.model.base import Text
from gfassess.model.peers import Peer, PeerFile, PeerList
from gfassess.peers.blocks import written

ROWS: Final = 10_000
_BATCHES: Final = 10


def write_registry(path: Path) -> str:
    """Write a file of peers with invented names in ten batches, and return where."""
    text_in_both = Text(zh="虚构名单（测速用）", en="Invented lists, to measure with")
    lists = tuple(
        PeerList(batch=batch, year=2016 + batch, category="factory", document="-", rows=_rows(batch))
        for batch in range(1, _BATCHES + 1)
    )
    path.write_text(text_of(PeerFile(title=text_in_both, list=lists)), encoding="utf-8")
    return str(path)


def _rows(batch: int) -> str:
    return written(
        Peer._fields,
        [
            Peer(
                no=1000 + number,
                name=f"虚构第{batch}批第{number}号制造股份有限公司",
                initials=f"xgd{batch}pd{number}hzzgfyxgs",
                province="江苏",
                city="苏州",
                division=f"{13 + number % 30}",
                division_confidence="L",
                evaluator=f"虚构第{number % 40}评价中心",
            )
            for number in range(ROWS // _BATCHES)
        ],
    )
