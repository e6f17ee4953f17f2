"""Rows of a published list to enterprises, batch by batch; what cannot be read is told row by row."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from gfassess.errors import GfassessError, Problem, printable
from gfassess.lists.columns import Head, head_of, split
from gfassess.lists.sheets import Row
from gfassess.lists.titles import batch_in, batch_of, category_in, year_in, year_of
from gfassess.model.peers import Category, Peer
from gfassess.peers.regions import Region, read_region
from gfassess.peers.registry import plain
from gfassess.words import _

Key = tuple[int, Category]
"""Batch and kind of a list."""

_TWO: Final = 2
_TITLE: Final = re.compile("名单|绿色|附件|附表")
_BRACKETS: Final = re.compile(r"[(（].*")
_NOWHERE: Final = Region("")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a list where the list does not say it."""

    batch: int | None = None
    category: Category | None = None
    province: str = ""
    batches: Mapping[int, int] = field(default_factory=dict)
    """The batch of each year: some lists name a batch by its year."""


@dataclass(slots=True)
class Found:
    """What a list holds."""

    file: str
    peers: dict[Key, list[tuple[int, Peer]]] = field(default_factory=dict)
    """Enterprises with their lines."""
    years: dict[Key, int] = field(default_factory=dict)
    documents: dict[Key, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Errors: rows that were left out; warnings: parts of rows."""
    unused: tuple[str, ...] = ()
    """Columns that nothing was made of."""
    wants: set[str] = field(default_factory=set)
    """What neither the list nor the user says: batch, category."""

    def tell(self, line: int, message: str, *, hint: str = "", left_out: bool = True) -> None:
        """Keep what is wrong in a row."""
        problem = Problem(message=message, file=self.file, line=line, hint=hint)
        self.problems.append(problem if left_out else replace(problem, severity="warning"))


def read_list(file: str, rows: Iterable[Row], given: Given) -> Found:
    """Return what the rows of a list hold; raise GfassessError where it has no line of column names."""
    above, head, below = split(rows)
    if head is None or "name" not in head.places:
        raise _no_heads(file, above)
    found = Found(file, unused=head.unused)
    reader = _Reader(found, head, given)
    title = " ".join(cell for row in above for cell in dict.fromkeys(row.cells))
    reader.begin(title)
    for row in below:
        reader.read(row)
    return found


def _no_heads(file: str, rows: list[Row]) -> GfassessError:
    hint = _("a list needs a line of column names, with one like {name} and one like {other}")
    hint = hint.format(name="工厂名称、企业名称", other="序号、地区")
    if not rows:
        return GfassessError.of(_("this list is empty"), file=file, hint=hint)
    first = " | ".join(printable(cell) for cell in rows[0].cells if cell)
    message = _("no line of column names was found; the list begins with: {first}")
    return GfassessError.of(message.format(first=printable(first)), file=file, hint=hint)


@dataclass(slots=True)
class _Reader:
    """Goes down a list; sections and merged cells hold until the next."""

    found: Found
    head: Head
    given: Given
    category: Category | None = None
    batch: int | None = None
    year: int | None = None
    region: str = ""
    names: dict[tuple[Key, str, str], int] = field(default_factory=dict)
    numbers: dict[tuple[Key, int, str], int] = field(default_factory=dict)

    def begin(self, title: str) -> None:
        """Take from the titles what no column may say."""
        # A column called 工厂名称 says it too.
        self.category = self.given.category or category_in(title) or category_in(self.head.name)
        self.batch = self.given.batch or batch_in(title)
        self.year = year_in(title)
        self.region = self.given.province

    def read(self, row: Row) -> None:
        """Take one row: an enterprise, a section, or the line of column names once more."""
        cells = {name: row.cells[place] for name, place in self.head.places.items() if place < len(row.cells)}
        filled = dict.fromkeys(cell for cell in row.cells if cell)
        if cells.get("name") == self.head.name and head_of(row.cells) is not None:
            return
        if len(filled) == 1 and self._section(next(iter(filled))):
            return
        if formula := next((cell for cell in cells.values() if cell.startswith("=")), ""):
            hint = _("open the list in Excel or WPS, let it calculate, and save it")
            message = _("a formula without its result: {formula}").format(formula=printable(formula))
            self.found.tell(row.line, message, hint=hint)
            return
        name = cells.get("name", "")
        if len(name) < _TWO or name.replace(".", "").isdigit():
            shown = " | ".join(printable(cell) for cell in filled)
            self.found.tell(row.line, _("no name of an enterprise in this row: {row}").format(row=shown))
            return
        key = self._key(row.line, cells)
        if key is not None:
            self._keep(row.line, key, self._peer(row.line, cells))

    def _section(self, text: str) -> bool:
        """Take a row with one text as what holds for the rows below it: a region, a batch, a kind of list."""
        named = _BRACKETS.sub("", text)
        place = read_region(named)
        batch, category = batch_in(text), category_in(text) if _TITLE.search(text) else None
        if place is not None and "province" not in self.head.places:
            self.region = named
        self.batch = batch or self.batch
        self.category = category or self.category
        return place is not None or batch is not None or category is not None

    def _key(self, line: int, cells: dict[str, str]) -> Key | None:
        """Return the list that a row belongs to; a merged cell of the batch holds for the rows below it."""
        if typed := cells.get("batch", ""):
            self.batch = self._batch(line, typed)
            if self.batch is None:
                return None
        category = self.category
        if typed := cells.get("category", ""):
            category = category_in(typed) or self.given.category
            if category is None:
                message = _('"{typed}" is no kind of list: factory, product, park or supply chain')
                self.found.tell(line, message.format(typed=printable(typed)))
                return None
        if self.batch is None or category is None:
            self.found.wants |= {
                *(["batch"] if self.batch is None else []),
                *(["category"] if category is None else []),
            }
            return None
        key = (self.batch, category)
        year = year_of(cells.get("year", "")) or self.year
        if year is not None:
            self.found.years.setdefault(key, year)
        if document := cells.get("document", ""):
            self.found.documents.setdefault(key, document)
        return key

    def _batch(self, line: int, typed: str) -> int | None:
        year = year_of(typed)
        batch = batch_of(typed) if year is None else self.given.batches.get(year)
        if batch is None and year is not None:
            hint = _("say it with {option}").format(option=f"--year 7={year}")
            self.found.tell(line, _("{year} is a year, and its batch is not known").format(year=year), hint=hint)
        elif batch is None:
            self.found.tell(line, _('"{typed}" is no batch').format(typed=printable(typed)))
        return batch

    def _peer(self, line: int, cells: dict[str, str]) -> Peer:
        note = cells.get("note", "")
        self.region = cells.get("province", "") or self.region
        region = read_region(self.region) if self.region else _NOWHERE
        if region is None:
            self.found.tell(line, _('"{typed}" is no province').format(typed=printable(self.region)), left_out=False)
            # Nothing is lost: what the list prints stays with the row.
            region, note = _NOWHERE, "；".join(filter(None, (f"地区：{self.region}", note)))
        return Peer(
            no=self._number(line, cells.get("no", "")),
            name=cells["name"],
            province=region.province,
            city=cells.get("city", "") or region.city,
            district=cells.get("district", "") or region.district,
            division=self._division(line, cells.get("division", "")),
            sector=cells.get("sector", ""),
            evaluator=cells.get("evaluator", ""),
            product=_product(cells),
            note=note,
        )

    def _number(self, line: int, typed: str) -> int | None:
        plain_number = typed.rstrip(".、")
        if plain_number.isascii() and plain_number.isdigit() and len(plain_number) < 10:  # noqa: PLR2004 - as read again
            return int(plain_number)
        if typed:
            message = _('"{typed}" is no running number; the enterprise is kept without one')
            self.found.tell(line, message.format(typed=printable(typed)), left_out=False)
        return None

    def _division(self, line: int, typed: str) -> str:
        code = typed.upper().lstrip("C")[:2]
        if not typed or (len(code) == _TWO and code.isascii() and code.isdigit()):
            return code
        message = _('"{typed}" is no division of GB/T 4754').format(typed=printable(typed))
        self.found.tell(line, message, left_out=False)
        return ""

    def _keep(self, line: int, key: Key, peer: Peer) -> None:
        """Keep an enterprise; one that is there already is told, a number that another one has is taken from it."""
        name, product = plain(peer.name), plain(peer.product)
        first = self.names.setdefault((key, name, product), line)
        if first != line:
            message = _("{name} stands in line {line} already").format(name=printable(peer.name), line=first)
            self.found.tell(line, message)
            return
        if peer.no is not None and (first := self.numbers.setdefault((key, peer.no, product), line)) != line:
            message = _("number {no} stands in line {line} already; the enterprise is kept without one")
            self.found.tell(line, message.format(no=peer.no, line=first), left_out=False)
            peer = peer._replace(no=None)
        self.found.peers.setdefault(key, []).append((line, peer))


def _product(cells: dict[str, str]) -> str:
    """Return product and model as one text: 室内加热器：电暖气（GR-H）."""
    named = cells.get("product", "")
    if model := cells.get("model", ""):
        named = f"{named}（{model}）" if named else model
    return "：".join(filter(None, (cells.get("kind", ""), named)))
