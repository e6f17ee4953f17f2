"""Scoring a packed folder into a scored folder: part after part on Polars, as a whole on Spark."""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import narwhals as nw
import polars as pl
import tomli_w

from gfassess import __version__
from gfassess.errors import GfassessError
from gfassess.files import write_atomic
from gfassess.files.writing import make_folder, settle
from gfassess.fleet import on_spark, results
from gfassess.fleet.compile import compiled, reads
from gfassess.fleet.exchange import Exchange, remove
from gfassess.fleet.layout import HEAD as PACKED
from gfassess.fleet.layout import part_name
from gfassess.fleet.on_polars import PolarsParts
from gfassess.fleet.packed import Packed, pack_again
from gfassess.fleet.packed_checks import check_columns, read_part
from gfassess.fleet.parquet import BROKEN, collect, height_of, reason_of, scan
from gfassess.fleet.references import CohortOf
from gfassess.fleet.scored import HEAD, score_again
from gfassess.fleet.spark_folder import SparkFolder
from gfassess.fleet.standing import standing
from gfassess.fleet.steps import Plan, run
from gfassess.model.fleet import Engine, ScoredFolder
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.stamp import rules_digest
from gfassess.words import _

_SUFFIX: Final = ".scoring"
_ORDER: Final = "order"
"""Beside what is done already: what it is a part of."""
_TABLES: Final = "tables"
"""Beside it too: what Spark looks up."""
_PARTIAL: Final = ".partial"

Told = Callable[[int], None]
"""Hears how many sites are done."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is scored by which rules, and where to."""

    packed: Packed
    book: Rulebook
    ruleset: str
    target: Path
    force: bool = False
    """A scored folder that is there is replaced."""
    cohort: CohortOf | None = None
    cohort_sha256: str = ""

    @property
    def rules(self) -> Ruleset:
        """Return the rule set."""
        return self.book.rulesets[self.ruleset]

    @property
    def exchange(self) -> Exchange:
        """Return the folder that is wanted and the one where it is made."""
        return Exchange(self.target, HEAD, _SUFFIX)


def score_on_polars(order: Order, told: Told) -> ScoredFolder:
    """Score in this process, in bounded memory; what an interrupted run of the same order finished is kept."""
    plan, place = _begin(order, "polars")
    scores = results.scores_folder(place)
    make_folder(scores)
    parts = PolarsParts(order.packed, *reads(order.book, plan))
    frame: pl.LazyFrame | None = None
    for number, part in enumerate(order.packed.head.part):
        file = scores / part_name(number)
        if not file.exists():
            parts.open(number)
            frame = run(plan, parts).to_native() if frame is None else frame
            _write(frame, list(order.packed.files(number, plan.rows)), pack_again(), file)
        told(part.first + part.sites)
    if order.rules.weighted:
        parts.close()
        files = _written(place)
        frame = standing(nw.from_native(scan(*files)), parts).to_native()
        _write(frame, files, score_again(), results.standing_file(place))
    return _end(order, "polars")


def score_on_spark(order: Order, told: Told, master: str | None) -> ScoredFolder:
    """Score on Spark, on this machine unless a master is named."""
    plan, place = _begin(order, "spark")
    for number in order.packed.numbers:
        read_part(order.packed, number, *reads(order.book, plan))
    scores = results.scores_folder(place)
    remove(scores)
    with on_spark.session(master) as session:
        on_spark.suit(session, order.packed.head.sites)
        source = SparkFolder(session, order.packed, order.exchange.work / _TABLES, *reads(order.book, plan))
        on_spark.sink(run(plan, source), scores)
        told(order.packed.head.sites)
        if order.rules.weighted:
            on_spark.sink_one(standing(source.read(*_written(place)), source), results.standing_file(place))
    return _end(order, "spark")


def _begin(order: Order, engine: Engine) -> tuple[Plan, Path]:
    """Return the plan and the folder to write into, emptied unless it holds a part of the same order."""
    plan = compiled(order.book, order.rules, order.cohort)
    check_columns(order.packed, *reads(order.book, plan))
    exchange = order.exchange
    exchange.begin(force=order.force)
    identity, mark = _identity(order, plan, engine), exchange.work / _ORDER
    if not mark.is_file() or mark.read_text(encoding="utf-8") != identity:
        remove(exchange.new)
        make_folder(exchange.new)
        write_atomic(mark, identity)
    return plan, exchange.new


def _end(order: Order, engine: Engine) -> ScoredFolder:
    """Put the scores in their place, with what they say of themselves; raise GfassessError where some are missing."""
    rules, packed, exchange = order.rules, order.packed.head, order.exchange
    if (rows := sum(height_of(file, score_again()) for file in _written(exchange.new))) != packed.sites:
        message = _("{found} sites were scored, and {file} says {count}")
        said = message.format(found=f"{rows:,}", file=PACKED, count=f"{packed.sites:,}")
        raise GfassessError.of(said, file=str(order.packed.root), hint=pack_again())
    head = ScoredFolder(
        format=results.FORMAT,
        gfassess=__version__,
        ruleset=rules.id,
        version=rules.version,
        rules_sha256=rules_digest(order.book, rules.id),
        engine=engine,
        sites=packed.sites,
        skipped=packed.skipped,
        illustrative=packed.illustrative,
        remark=packed.remark,
        cohort_sha256=order.cohort_sha256,
    )
    write_atomic(exchange.new / HEAD, tomli_w.dumps(head.model_dump()))
    exchange.finish()
    return head


def _written(place: Path) -> list[Path]:
    """Return the files of the scores."""
    return sorted(results.scores_folder(place).glob("*.parquet"))


def _identity(order: Order, plan: Plan, engine: Engine) -> str:
    """Return what makes two orders the same: program, engine, rules, cohort, and the packed files that are read."""
    packed, rules = order.packed, rules_digest(order.book, order.ruleset)
    said = [__version__, engine, order.ruleset, rules, order.cohort_sha256, str(packed.root.resolve())]
    said.append(packed.head.model_dump_json())
    for number in packed.numbers:
        states = (file.stat() for file in packed.files(number, sorted(plan.rows)))
        said.extend(f"{state.st_size} {state.st_mtime_ns}" for state in states)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _write(frame: pl.LazyFrame, files: Sequence[Path], hint: str, target: Path) -> None:
    """Work a frame of some files out and write it, so that the target is whole or not there."""
    # Of hundreds of columns the streaming engine passes too small batches on.
    table = collect(frame, files, hint, "in-memory")
    partial = target.with_name(f"{target.name}{_PARTIAL}")
    try:
        table.write_parquet(partial, compression="snappy", statistics=False, row_group_size=100_000)
        with partial.open("rb+") as stream:
            os.fsync(stream.fileno())
        partial.replace(target)
    except BROKEN as error:
        message = _("the scores cannot be written: {reason}").format(reason=reason_of(error))
        raise GfassessError.of(message, file=str(target)) from error
    settle(target.parent)
