"""A cohort from the samples of its sites, and beside all that was published of it before."""

import hmac
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from gfassess.model.cohort import LEAST, BuilderLedger, Cell, Figure, GateCount, Published
from gfassess.model.scorecard import GateState
from gfassess.peers.cohort import Sample, Subject, figure_of, gate_of
from gfassess.peers.cohort_blocks import Fences, who

_GATES: Final = "gates"
_KINDS: Final = ("total", "criterion", "indicator", "reference")
_WHO: Final = 16
"""Digits of a digest that say who; those after the point say what was brought in."""
_WHAT: Final = 8

Reason = Literal["few", "kept", "part", "withheld"]
"""Too few sites. As it is it would give single sites away, so that the figure of an earlier version stays, it is one of
fewer sites, or there is none."""


class Unpublished(NamedTuple):
    """A figure that is not published as it is now."""

    year: int
    division: str
    family: str
    name: str
    reason: Reason


class Built(NamedTuple):
    """What came out."""

    cells: tuple[Cell, ...]
    ledger: BuilderLedger
    left: tuple[Unpublished, ...]


class _Line(NamedTuple):
    """One figure of one cell before it is known whether it may be published."""

    year: int
    division: str
    family: str
    subject: Subject | str
    """What it is a figure of, or the id of a gate."""
    sites: Mapping[str, float | GateState]
    """What each site has, by its digest."""
    divisions: Mapping[str, str]
    """Of which division each is."""

    @property
    def name(self) -> str:
        return self.subject if isinstance(self.subject, str) else self.subject.id or self.subject.kind


_Result: TypeAlias = Figure | GateCount


def build(samples: Iterable[Sample], ledger: BuilderLedger, rules: str, *, with_values: bool = False) -> Built:
    """Return the cells of the next version of a cohort and the ledger with what they add to it.

    `rules` is the hash of the rules by which the sites were scored. Figures that may not change stay as they were.
    """
    version = ledger.version + 1
    lines = list(_lines(samples, bytes.fromhex(ledger.key)))
    fences = _fences(lines, ledger.published)
    cells: dict[tuple[int, str], list[_Result]] = defaultdict(list)
    fresh: dict[tuple[int, str, str, str], list[_Result]] = defaultdict(list)
    left: list[Unpublished] = []
    for line in lines:
        fence, place = fences[line.year], (line.year, line.division)
        where = (*place, line.family)
        if len(line.sites) < LEAST:
            left.append(Unpublished(*where, line.name, "few"))
            continue
        sites, old = _admitted(line, fence), None
        if len(sites) < len(line.sites) and (old := _latest(ledger.published, line, rules)) is not None:
            cells[place].append(old)
        elif sites:
            fence.add(line.family, sites)
            result = _result(line, sites, with_values=with_values)
            cells[place].append(result)
            fresh[*where, " ".join(sorted(sites))].append(result)
        if len(sites) < len(line.sites):
            left.append(Unpublished(*where, line.name, "kept" if old else "part" if sites else "withheld"))
    added = tuple(_published(version, rules, key, results) for key, results in fresh.items())
    grown = ledger.model_copy(update={"version": version, "published": (*ledger.published, *added)})
    return Built(tuple(_cell(*place, cells[place]) for place in sorted(cells)), grown, tuple(left))


def forget_last(ledger: BuilderLedger) -> BuilderLedger:
    """Return the ledger without the last version, which was never handed out."""
    kept = tuple(one for one in ledger.published if one.version != ledger.version)
    return ledger.model_copy(update={"version": max(ledger.version - 1, 0), "published": kept})


def _fences(lines: Iterable[_Line], published: Iterable[Published]) -> dict[int, Fences]:
    """Return the fences of each year around everything that was published of it."""
    there: dict[int, set[str]] = defaultdict(set)
    having: dict[tuple[int, str], set[str]] = defaultdict(set)
    # Whoever stands in a division stands in all together.
    for line in (line for line in lines if not line.division):
        sites = set(map(who, line.sites))
        there[line.year] |= sites
        having[line.year, line.family] |= sites
    lacking: dict[int, dict[str, set[str]]] = defaultdict(dict)
    for (year, family), sites in having.items():
        lacking[year][family] = there[year] - sites
    fences = {year: Fences(lacking[year]) for year in {*there, *(one.year for one in published)}}
    for one in published:
        fences[one.year].add(one.family, one.sites.split())
    return fences


def _admitted(line: _Line, fences: Fences) -> list[str]:
    """Return the sites of which a figure may be published: all, else a part of every division, else none."""
    if fences.admits(line.family, line.sites):
        return list(line.sites)
    part = fences.fitting(line.family, line.sites)
    if not part or line.division:
        return part
    # All together without a small division would not be all together.
    return part if {line.divisions[one] for one in part} == {line.divisions[one] for one in line.sites} else []


def _lines(samples: Iterable[Sample], key: bytes) -> Iterator[_Line]:
    """Go through the figures in a fixed order: totals first, all divisions together after the single ones."""
    found: dict[tuple[int, str, Subject | str, str], dict[str, float | GateState]] = defaultdict(dict)
    divisions: dict[str, str] = {}
    names = _Names()
    for sample in samples:
        places = {sample.division, ""}
        who = _hashed(key, sample.site)[:_WHO]
        for family, content in _families(sample).items():
            digest = f"{who}.{_what(key, sample, family, content, names)}"
            divisions[digest] = sample.division
            for subject, value in content.items():
                for division in places:
                    found[sample.year, family, subject, division][digest] = value
    for year, family, subject, division in sorted(found, key=_order):
        yield _Line(year, division, family, subject, found[year, family, subject, division], divisions)


def _families(sample: Sample) -> dict[str, dict[Subject | str, float | GateState]]:
    families: dict[str, dict[Subject | str, float | GateState]] = defaultdict(dict)
    for subject, value in sample.readings.items():
        families[subject.family][subject] = value
    families[_GATES].update(sample.gates)
    return families


def _order(place: tuple[int, str, Subject | str, str]) -> tuple[int, int, str, str, bool, str]:
    year, family, subject, division = place
    rank = len(_KINDS) if isinstance(subject, str) else _KINDS.index(subject.kind)
    name = subject if isinstance(subject, str) else subject.id
    return year, rank, name, family, not division, division


class _Names(dict[Subject | str, str]):
    """What each subject is called in a digest, put into words once."""

    def __missing__(self, subject: Subject | str) -> str:
        """Put a subject into words."""
        found = self[subject] = str(subject)
        return found


def _what(
    key: bytes, sample: Sample, family: str, content: Mapping[Subject | str, float | GateState], names: _Names
) -> str:
    """Return what a site brought in, as nobody without the key can tell."""
    # Nine digits: the last bit of a sum is no correction.
    said = sorted(
        f"{names[name]}={value if isinstance(value, str) else f'{value:.9g}'}" for name, value in content.items()
    )
    return _hashed(key, "\n".join((sample.site, family, *said)))[:_WHAT]


def _hashed(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()


def _result(line: _Line, sites: Iterable[str], *, with_values: bool) -> _Result:
    found = [line.sites[site] for site in sites]
    if isinstance(line.subject, str):
        return gate_of(line.subject, [value for value in found if isinstance(value, str)])
    values = [value for value in found if not isinstance(value, str)]
    return figure_of(line.subject, values, with_values=with_values)


def _latest(published: Sequence[Published], line: _Line, rules: str) -> _Result | None:
    """Return what was published last of the same thing under the same rules."""
    for one in reversed(published):
        if (one.year, one.division, one.family, one.rules) == (line.year, line.division, line.family, rules):
            results: tuple[_Result, ...] = (*one.figure, *one.gate)
            for result in results:
                if _same(result, line.subject):
                    return result
    return None


def _same(result: _Result, subject: Subject | str) -> bool:
    if isinstance(result, GateCount):
        return result.id == subject
    return isinstance(subject, Subject) and (*result.key, result.unit, result.better) == subject


def _published(version: int, rules: str, key: tuple[int, str, str, str], results: Sequence[_Result]) -> Published:
    year, division, family, sites = key
    figures, gates = _parted(results)
    return Published(
        version=version,
        rules=rules,
        year=year,
        division=division,
        family=family,
        sites=sites,
        figure=figures,
        gate=gates,
    )


def _cell(year: int, division: str, results: Sequence[_Result]) -> Cell:
    figures, gates = _parted(results)
    return Cell(year=year, division=division, figure=figures, gate=gates)


def _parted(results: Sequence[_Result]) -> tuple[tuple[Figure, ...], tuple[GateCount, ...]]:
    figures = tuple(one for one in results if isinstance(one, Figure))
    return figures, tuple(one for one in results if isinstance(one, GateCount))
