"""Sites of a packed folder as a cohort takes them: scored at once, each with what `sample_of` takes of a scorecard."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import polars as pl

from gfassess.fleet import results
from gfassess.fleet.compile import compiled, reads
from gfassess.fleet.layout import IDENTITY
from gfassess.fleet.lines import share_column
from gfassess.fleet.on_polars import PolarsParts
from gfassess.fleet.packed import Packed, pack_again
from gfassess.fleet.packed_checks import check_columns
from gfassess.fleet.parquet import collect, scan
from gfassess.fleet.steps import run
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator, Ruleset
from gfassess.model.scorecard import GateState
from gfassess.peers.cohort import AGREE, Sample, Subject, site_of

_WHO: Final = ("credit_code", "name", "site_name", "year", "division", "illustrative")
_AT_ONCE: Final = 2_000
"""Sites that are turned into objects at a time."""
_SCORED: Final = results.STATES.index("scored")

Told = Callable[[int], None]
"""Hears how many sites are done."""


class PackedSample(NamedTuple):
    """What a packed site brings in."""

    sample: Sample
    illustrative: bool


def rulesets_of(packed: Packed, *, illustrative: bool) -> frozenset[str]:
    """Return the rule sets under which the sites were kept; those of invented ones only where that is asked for."""
    check_columns(packed, {name: IDENTITY[name] for name in ("ruleset", "illustrative")}, {})
    found: set[str] = set()
    for number in packed.numbers:
        file = packed.assessments(number)
        wanted = scan(file).filter(pl.lit(illustrative) | ~pl.col("illustrative"))
        found.update(collect(wanted.select(pl.col("ruleset").unique()), [file], pack_again())["ruleset"])
    return frozenset(found)


def samples_of(packed: Packed, book: Rulebook, rules: Ruleset, told: Told) -> Iterator[PackedSample]:
    """Go through the sites of a packed folder, scored part after part; those of one part are held at once."""
    readings, gates = _readings(rules), [gate.id for gate in rules.gates]
    wanted = [*_WHO, *(results.gate_column(name) for name in gates)]
    plan = compiled(book, rules, kept=(*wanted, *_needed(readings)))
    columns = reads(book, plan)
    check_columns(packed, *columns)
    parts = PolarsParts(packed, *columns)
    frame: pl.LazyFrame | None = None
    for number, part in enumerate(packed.head.part):
        parts.open(number)
        if frame is None:
            frame = (
                run(plan, parts)
                .to_native()
                .select(*wanted, **{str(place): one for place, one in enumerate(readings.values())})
            )
        files = list(packed.files(number, plan.rows))
        for some in collect(frame, files, pack_again(), "in-memory").iter_slices(_AT_ONCE):
            yield from _samples(some, list(readings), gates)
        told(part.first + part.sites)


def _samples(sites: pl.DataFrame, subjects: Sequence[Subject], gates: Sequence[str]) -> Iterator[PackedSample]:
    first = len(_WHO) + len(gates)
    for row in sites.iter_rows():
        code, name, site_name, year, division, illustrative = row[: len(_WHO)]
        states: dict[str, GateState] = {
            gate: results.GATE_STATES[state] for gate, state in zip(gates, row[len(_WHO) : first], strict=True)
        }
        found = {subject: value for subject, value in zip(subjects, row[first:], strict=True) if value is not None}
        sample = Sample(site_of(code, name, site_name, year), division, year, found, states)
        yield PackedSample(sample, illustrative)


def _readings(rules: Ruleset) -> Mapping[Subject, pl.Expr]:
    """Return what a site has in each respect, null where it has nothing: `own_spans` that are settled, in columns."""
    found: dict[Subject, pl.Expr] = {}
    if rules.weighted:
        low, high = (pl.col(name) for name in results.TOTAL[:2])
        found[Subject("total", "", "", "higher")] = _settled(low, high, pl.lit(rules.points))
        for head in rules.heads:
            points, low, high = (
                pl.col(results.criterion_column(head.id, part)) for part in ("points", *results.TOTAL[:2])
            )
            found[Subject("criterion", head.id, "", "higher")] = _settled(low, high, points)
    for head in rules.heads:
        for line in head.indicator:
            for subject, reading in _of_line(line):
                # Of two lines that look up one reference the later one counts.
                found[subject] = pl.coalesce(reading, found[subject]) if subject in found else reading
    return found


def _settled(low: pl.Expr, high: pl.Expr, points: pl.Expr) -> pl.Expr:
    low, high = low / points, high / points
    return pl.when((points > 0) & (high - low < AGREE)).then(low)


def _of_line(line: Indicator) -> Iterator[tuple[Subject, pl.Expr]]:
    """Go through the values behind references, by the ways to measure, and the share of the other ways."""
    others = []
    for place, measure in enumerate(line.variants):
        counts = pl.lit(value=True) if len(line.variants) == 1 else pl.col(results.variant_column(line.id)) == place
        if measure.scale.reference is None:
            others.append(counts)
        else:
            subject = Subject("reference", measure.scale.reference, measure.unit, measure.scale.better or "higher")
            yield subject, pl.when(counts).then(pl.col(results.value_column(line.id)))
    if others:
        scored = pl.col(results.state_column(line.id)) == _SCORED
        subject = Subject("indicator", line.id, "", "higher")
        yield subject, pl.when(scored & pl.any_horizontal(others)).then(pl.col(share_column(line.id)))


def _needed(readings: Mapping[Subject, pl.Expr]) -> list[str]:
    return list(dict.fromkeys(name for reading in readings.values() for name in reading.meta.root_names()))
