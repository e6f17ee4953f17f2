"""The table of listed enterprises: quick with thousands, every text as it is."""

from collections.abc import Sequence
from typing import Final

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from gfassess.peers import Listed
from gfassess.report.columns import cut
from gfassess.report.peers import category_words
from gfassess.tui.signs import signs
from gfassess.words import _

_WIDE: Final = 90
"""Cells from which number and evaluator stand in the table too."""
_LEAST: Final = 16
"""Cells of a name, at least."""
_AT_ONCE: Final = 200
"""Rows that are made at first and whenever the cursor or the view comes near the end: typing must not wait."""
_NEAR: Final = 60
_NARROW_COLUMNS: Final = 4


class PeerTable(DataTable[Text]):
    """One enterprise a row; the columns take the width there is."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="peers", cursor_type="row", zebra_stripes=False, cell_padding=0)
        self._shown: tuple[Sequence[Listed], int, str] | None = None
        self._sizes: list[int] = []
        self._made = 0
        self.peers: Sequence[Listed] = ()

    @property
    def marked(self) -> Listed | None:
        """The enterprise that the cursor stands on."""
        return self.peers[self.cursor_row] if self.cursor_row < len(self.peers) else None

    def fill(self, peers: Sequence[Listed], width: int) -> None:
        """Show these enterprises in so many cells; nothing happens where that is shown already."""
        shown = (peers, width, _("name"))
        if shown == self._shown:
            return
        # Taking the columns away moves the view; no rows are made meanwhile.
        self._shown, self.peers, self._made = shown, (), 0
        wide = width >= _WIDE
        plan = _columns(wide=wide)
        name = max(width - sum(size + 1 for _title, size in plan) - 2, _LEAST)
        self._sizes = [name, *(size for _title, size in plan)]
        self.clear(columns=True)
        self.add_column(Text(_("name")), width=name)
        for title, size in plan:
            self.add_column(Text(f" {title}"), width=size + 1)
        self.peers = peers
        self._make(_AT_ONCE)

    def _make(self, count: int) -> None:
        """Make so many more rows, as far as there are enterprises."""
        wide = len(self._sizes) > _NARROW_COLUMNS
        more = self.peers[self._made : self._made + count]
        self._made += len(more)
        self.add_rows(_cells(_row(one, wide=wide), self._sizes) for one in more)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Make more rows before the view reaches the last."""
        super().watch_scroll_y(old_value, new_value)
        if new_value + self.size.height + _NEAR > self._made:
            self._make(_AT_ONCE)

    def watch_cursor_coordinate(self, old_coordinate: Coordinate, new_coordinate: Coordinate) -> None:
        """Make more rows before the cursor reaches the last."""
        super().watch_cursor_coordinate(old_coordinate, new_coordinate)
        if new_coordinate.row + _NEAR > self._made:
            self._make(_AT_ONCE)

    def action_scroll_bottom(self) -> None:
        """Go to the last enterprise."""
        self._make(len(self.peers))
        super().action_scroll_bottom()


def _columns(*, wide: bool) -> list[tuple[str, int]]:
    if wide:
        return [(_("city"), 8), (_("trade"), 6), (_("year/batch/no."), 14), (_("evaluated by"), 28)]
    return [(_("city"), 6), (_("trade"), 5), (_("year"), 4)]


def _row(one: Listed, *, wide: bool) -> tuple[str, ...]:
    peer, same = one.peer, signs().yes
    name, category = one.entry.name, one.list_.category
    if category != "factory":
        name = f"[{category_words(category)}] {name}"
    if one.entry.later.removed is not None:
        name = _("[moved out] {name}").format(name=name)
    city = f"{peer.city or '-'}{same if one.same_city else ''}"
    trade = f"{peer.division or '-'} {peer.division_confidence}{same if one.same_division else ''}"
    if not wide:
        return name, city, trade, str(one.list_.year)
    number = f"{one.list_.year}/{one.list_.batch}/{peer.no if peer.no is not None else '-'}"
    return name, city, trade, number, peer.evaluator


def _cells(texts: Sequence[str], sizes: Sequence[int]) -> tuple[Text, ...]:
    """Return plain cells of one line, cut to their columns, a blank before all but the first."""
    return tuple(
        Text(f"{' ' if at else ''}{cut(text, size)}", no_wrap=True, end="")
        for at, (text, size) in enumerate(zip(texts, sizes, strict=True))
    )
