"""Scored folders for tests, made from the scores that one factory after the other comes to."""

import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import tomli_w

from gfassess.files import builtin_criteria, builtin_examples
from gfassess.fleet import results
from gfassess.fleet.layout import SITE
from gfassess.model.assessment import Assessment
from gfassess.model.cohort import LEAST
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.rules import load
from gfassess.stamp import rules_digest
from gfassess.store import load as load_assessment
from tests.fleet.reference import reference_scores

DIVISIONS = ("30", "38", "39", "", "99")
PLACES = ("湖南", "湖南省", "安徽省", "重庆市", "新疆维吾尔自治区", "", "火星")
"""Spellings of four provinces, a site without one, and a place that is none."""


@cache
def shipped() -> Rulebook:
    """Return the rules that come along."""
    return load(builtin_criteria())


def fleet_of(count: int, seed: int = 1) -> list[Assessment]:
    """Return invented assessments: the examples with answers left out, changed and excused, under many places."""
    chance = random.Random(seed)
    examples = [load_assessment(path).assessment for path in builtin_examples()]
    return [_varied(chance, chance.choice(examples), number) for number in range(count)]


def _varied(chance: random.Random, one: Assessment, number: int) -> Assessment:
    book = shipped()
    facts = {name: value for name, value in one.facts.items() if chance.random() > 0.06}
    yes_no = [fact.id for fact in book.facts.values() if fact.kind == "yes_no"]
    for name in chance.sample(yes_no, 2):
        facts[name] = chance.random() > 0.5
    for name in chance.sample(sorted(facts), 2):
        facts[name] = 0.0 if isinstance(facts[name], float) else facts[name]
    place = {"division": chance.choice(DIVISIONS), "province": chance.choice(PLACES), "name": f"示例企业 {number:03}"}
    return one.model_copy(
        update={
            "facts": facts,
            "ledgers": {name: rows for name, rows in one.ledgers.items() if chance.random() > 0.05},
            "references": {name: pair for name, pair in one.references.items() if chance.random() > 0.2},
            "year": chance.choice((2023, 2024, 2025)),
            "enterprise": one.enterprise.model_copy(update=place),
            "illustrative": True,
            "not_applicable": {"renewable_share": "示例"} if chance.random() < 0.1 else {},
        }
    )


def write_scored(
    folder: Path, book: Rulebook, rules: Ruleset, assessments: Sequence[Assessment], *, parts: int = 2, **head: Any
) -> pl.DataFrame:
    """Write a scored folder in some parts and return its scores; `head` is what it says differently of itself."""
    scores = reference_scores(book, rules, assessments)
    results.scores_folder(folder).mkdir(parents=True)
    size = -(-scores.height // parts) or 1
    for number in range(parts):
        scores.slice(number * size, size).write_parquet(results.scores_folder(folder) / f"{number:05}.parquet")
    if rules.weighted:
        standing_of(scores).write_parquet(results.standing_file(folder))
    said = {
        "format": results.FORMAT,
        "gfassess": "0",
        "ruleset": rules.id,
        "version": rules.version,
        "rules_sha256": rules_digest(book, rules.id),
        "engine": "polars",
        "sites": scores.height,
        **head,
    }
    (folder / "scored.toml").write_text(tomli_w.dumps(said), encoding="utf-8")
    return scores


def standing_of(scores: pl.DataFrame) -> pl.DataFrame:
    """Return the standing of sites by their points for sure."""
    return scores.select(SITE, *_places())


def _places() -> Iterator[pl.Expr]:
    low = (pl.col(results.TOTAL[0]) * 1e9).round()
    for scope, by in results.SCOPES.items():
        sites, rank, percentile = results.place_columns(scope)
        yield pl.len().over(by).cast(pl.Int64).alias(sites)
        yield low.rank("min", descending=True).over(by).cast(pl.Int64).alias(rank)
        middle = (low.rank("average").over(by) - 0.5) / pl.len().over(by) * 100
        yield pl.when(pl.len().over(by) >= LEAST).then(middle).alias(percentile)
