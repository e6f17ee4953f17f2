"""What many assessments come to, as plain data: the answer of `--json`."""

from typing import Any

from gfassess.fleet import results
from gfassess.fleet.losses import Line
from gfassess.fleet.summary import Group, Spread
from gfassess.report.fleet_words import (
    Fleet,
    department_of,
    division_title,
    gate_title,
    line_title,
    question_title,
    region_title,
)


def fleet_data(fleet: Fleet) -> dict[str, Any]:
    """Return a summary; points are left out where the rule set has no weights, and then shares are in percent."""
    found, rules = fleet.found, fleet.rules
    chosen = {"division": found.chosen.division, "province": found.chosen.region, "year": found.chosen.year}
    return {
        "ruleset": rules.id,
        "version": rules.version,
        "weighted": rules.weighted,
        "points": rules.points if rules.weighted else None,
        "cohort_sha256": found.head.cohort_sha256,
        "illustrative": found.head.illustrative,
        "illustrative_sites": found.invented,
        "files_left_out": found.head.skipped,
        "remark": found.head.remark,
        "engine": found.head.engine,
        "chosen": {name: value for name, value in chosen.items() if value},
        "all": _group(found.whole),
        "years": {str(year): sites for year, sites in found.years.items()},
        "sites_by_tenth": list(found.bins),
        "divisions": [{**_group(one), "title": division_title(fleet.book, one.id)} for one in found.divisions],
        "provinces": [{**_group(one), "title": region_title(one.id)} for one in found.regions],
        "criteria": _criteria(fleet),
        "gates": [{**gate._asdict(), "title": gate_title(rules, gate.id)} for gate in found.gates],
        "sites_by_failed_gates": list(found.blocked),
        "indicators": [_line(fleet, line) for line in found.lines],
        "indicators_by_province": {
            name: [_line(fleet, line) for line in lines] for name, lines in found.by_region.items()
        },
        "missing": _missing(fleet),
    }


def _criteria(fleet: Fleet) -> list[dict[str, Any]]:
    titles = {head.id: str(head.title) for head in fleet.rules.heads}
    return [{**one._asdict(), "title": titles[one.id], "share": _spread(one.share)} for one in fleet.found.criteria]


def _missing(fleet: Fleet) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "title": question_title(fleet.book, one.id),
            "department": department_of(fleet.book, one.id),
            "sites": one.sites,
            "at_stake": one.stake,
        }
        for one in fleet.found.missing
    ]


def _group(one: Group) -> dict[str, Any]:
    return {
        "id": one.id,
        "sites": one.sites,
        "verdicts": dict(zip(results.VERDICTS, one.verdicts, strict=True)),
        "low": _spread(one.low),
        "high": None if one.high is None else {"mean": one.high},
        "evidenced": _spread(one.evidenced),
    }


def _spread(found: Spread | None) -> dict[str, float] | None:
    return None if found is None else found._asdict()


def _line(fleet: Fleet, line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line_title(fleet.rules, line.id),
        "sites": dict(zip(results.STATES, line.sites, strict=True)),
        "share": line.share,
        "lost": line.lost,
        "open": line.open,
    }
