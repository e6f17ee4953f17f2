"""Opening a scored folder: whole, of a format that is known, with the columns that its rule set gives."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

import polars as pl

from gfassess.errors import GfassessError, Problems
from gfassess.fleet import results
from gfassess.fleet.heads import SCORED, read_head
from gfassess.fleet.layout import SITE
from gfassess.fleet.mistaken import not_scored
from gfassess.fleet.parquet import collect, height_of, scan, schema_problems
from gfassess.model.fleet import ScoredFolder
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.words import _

Query: TypeAlias = Callable[[pl.LazyFrame], pl.LazyFrame]

HEAD: Final = SCORED
"""Written last."""


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
        return collect(query(self.narrow(scan(*self.files))), self.files, score_again())


def open_scored(folder: Path) -> Scored:
    """Return a scored folder; raise GfassessError where it is none, is not finished or of a newer format."""
    if not (folder / HEAD).is_file():
        raise not_scored(folder)
    head = read_head(folder / HEAD, ScoredFolder, results.FORMAT)
    files = tuple(sorted(results.scores_folder(folder).glob("*.parquet")))
    if not files:
        raise _damaged(_("there are no scores in this folder"), results.scores_folder(folder))
    found = sum(height_of(file, score_again()) for file in files)
    if found != head.sites:
        message = _("{found} assessments are here, {sites} were scored: the folder is not whole")
        raise _damaged(message.format(found=found, sites=head.sites), results.scores_folder(folder))
    return Scored(folder, head, files)


def check_columns(scored: Scored, book: Rulebook, rules: Ruleset) -> None:
    """Raise GfassessError where scores lack a column of the rule set or have one of another type."""
    problems = Problems()
    wanted = results.score_columns(book, rules)
    other = _("these are scores under other rules: name those with --criteria, or run gfassess fleet score again")
    for file in scored.files:
        problems.extend(schema_problems(file, wanted, score_again(), missing=other, wrong=other))
    problems.raise_errors()


def standing_of(scored: Scored, sites: pl.Series) -> pl.DataFrame:
    """Return the places of some sites; raise GfassessError where the standing is damaged or is not there."""
    path = results.standing_file(scored.folder)
    if not path.is_file():
        raise _damaged(_("the table of the standing is not there"), path)
    wanted = [SITE, *(column for scope in results.SCOPES for column in results.place_columns(scope))]
    places = scan(path).select(wanted).filter(pl.col(SITE).is_in(sites.implode()))
    return collect(places, [path], score_again())


def _damaged(message: str, path: Path) -> GfassessError:
    return GfassessError.of(message, file=str(path), hint=score_again())


def score_again() -> str:
    """Return what to do where a scored folder is damaged."""
    return _("run gfassess fleet score again")
