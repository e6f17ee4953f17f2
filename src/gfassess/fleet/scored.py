"""Opening a scored folder: whole, of a format that is known, with the columns that its rule set gives."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

import polars as pl

from gfassess.errors import GfassessError, Problem, Problems
from gfassess.files import read_toml
from gfassess.fleet import results
from gfassess.fleet.layout import SITE
from gfassess.fleet.pack_parts import HEAD as PACKED
from gfassess.fleet.pack_table import polars_type
from gfassess.model.fleet import ScoredFolder
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.records import read_record
from gfassess.words import _, ngettext

Query: TypeAlias = Callable[[pl.LazyFrame], pl.LazyFrame]

HEAD: Final = "scored.toml"
"""Written last."""
_NAMED: Final = 5
"""Columns that a message names one by one."""
_BROKEN: Final = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
"""What damaged Parquet comes to: Polars panics at some of it."""


def _as_they_are(scores: pl.LazyFrame) -> pl.LazyFrame:
    return scores


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored folder: what it says of itself, and its scores."""

    folder: Path
    head: ScoredFolder
    files: tuple[Path, ...]
    narrow: Query = _as_they_are
    """Which of the sites count, with what is added to their columns."""

    def narrowed(self, narrow: Query) -> "Scored":
        """Return the same folder with those of its sites that a query keeps."""
        return replace(self, narrow=narrow)

    def collect(self, query: Query) -> pl.DataFrame:
        """Return the answer of a query over the scores, read part by part; raise GfassessError for damaged ones."""
        return collect(self.files, lambda scores: query(self.narrow(scores)))


def open_scored(folder: Path) -> Scored:
    """Return a scored folder; raise GfassessError where it is none, is not finished or of a newer format."""
    if not (folder / HEAD).is_file():
        raise _not_scored(folder)
    head = _head(folder / HEAD)
    files = tuple(sorted(results.scores_folder(folder).glob("*.parquet")))
    if not files:
        raise _damaged(_("there are no scores in this folder"), results.scores_folder(folder))
    found = collect(files, lambda scores: scores.select(pl.len())).item()
    if found != head.sites:
        message = _("{found} assessments are here, {sites} were scored: the folder is not whole")
        raise _damaged(message.format(found=found, sites=head.sites), results.scores_folder(folder))
    return Scored(folder, head, files)


def check_columns(scored: Scored, book: Rulebook, rules: Ruleset) -> None:
    """Raise GfassessError where scores lack a column of the rule set or have one of another type."""
    problems = Problems()
    wanted = results.score_columns(book, rules)
    for path in scored.files:
        there = pl.read_parquet_schema(path)
        lacking = [name for name in wanted if name not in there]
        if lacking:
            message = ngettext("column {names} is missing", "columns {names} are missing", len(lacking))
            problems.add(_other_rules(message.format(names=_listed(lacking)), path))
        wrong = [name for name, kind in wanted.items() if name in there and there[name] != polars_type(kind)]
        if wrong:
            message = ngettext("column {names} has the wrong type", "columns {names} have the wrong type", len(wrong))
            problems.add(_other_rules(message.format(names=_listed(wrong)), path))
    problems.raise_errors()


def standing_of(scored: Scored, sites: pl.Series) -> pl.DataFrame:
    """Return the places of some sites; raise GfassessError where the standing is damaged or is not there."""
    path = results.standing_file(scored.folder)
    if not path.is_file():
        raise _damaged(_("the table of the standing is not there"), path)
    wanted = [SITE, *(column for scope in results.SCOPES for column in results.place_columns(scope))]
    return collect((path,), lambda places: places.select(wanted).filter(pl.col(SITE).is_in(sites.implode())))


def collect(files: tuple[Path, ...], query: Query) -> pl.DataFrame:
    """Return the answer of a query over files of Parquet; raise GfassessError that names the one that is damaged."""
    try:
        return query(pl.scan_parquet([*files])).collect(engine="streaming")
    except _BROKEN as error:
        raise _damaged(_("this file is damaged or was not written whole"), _first_broken(files, query)) from (error)


def _first_broken(files: tuple[Path, ...], query: Query) -> Path:
    """Return the first file that cannot be read by itself, or their folder where each can."""
    for path in files:
        try:
            query(pl.scan_parquet(path)).collect(engine="streaming")
        except _BROKEN:
            return path
    return files[0].parent


def _head(path: Path) -> ScoredFolder:
    data, text = read_toml(path)
    newer = data.get("format")
    if isinstance(newer, int) and newer > results.FORMAT:
        message = _("this file has format {version}, written by a newer gfassess; this one reads up to {known}")
        hint = _("install a newer gfassess; the file was not changed")
        raise GfassessError.of(message.format(version=newer, known=results.FORMAT), file=str(path), hint=hint)
    problems = Problems()
    head = read_record(ScoredFolder, data, str(path), text, problems)
    problems.raise_errors()
    if head is None:
        raise AssertionError(path)
    return head


def _not_scored(folder: Path) -> GfassessError:
    """Say what a folder is instead."""
    if (folder / PACKED).is_file():
        message = _("this folder is packed, not scored yet")
        return GfassessError.of(message, file=str(folder), hint=_("score it first: gfassess fleet score DIR -o OUT"))
    if results.scores_folder(folder).is_dir():
        message = _("scoring of this folder was not finished")
        return GfassessError.of(message, file=str(folder), hint=_("run gfassess fleet score again"))
    message = _("this is not a folder of scores")
    return GfassessError.of(message, file=str(folder), hint=_("gfassess fleet score DIR -o OUT makes one"))


def _damaged(message: str, path: Path) -> GfassessError:
    return GfassessError.of(message, file=str(path), hint=_("run gfassess fleet score again"))


def _other_rules(message: str, path: Path) -> Problem:
    hint = _("these are scores under other rules: name those with --criteria, or run gfassess fleet score again")
    return Problem(message=message, file=str(path), hint=hint)


def _listed(names: list[str]) -> str:
    shown = _(", ").join(names[:_NAMED])
    return shown if len(names) <= _NAMED else _("{some} and {count} more").format(some=shown, count=len(names) - _NAMED)
