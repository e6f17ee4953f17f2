"""Points, totals, gates and missing answers of `five` in hand-written Spark SQL."""

from collections.abc import Iterable
from typing import Final

from bench.fleet.five import BY_PRODUCT, GATES, HEAD_POINTS, HEADS, LEDGERS, LINES, WHOLE, Line, asks, book
from gfassess.fleet.results import asked

_COUNTED: Final = {
    "energy_use": "rows_of_energy",
    "main_products": "rows_of_products",
    "materials_used": "green_rank",
    "pollutant_loads": "load_rank",
    "monitoring": "rows_of_monitoring",
    "catalogue_items": "technologies",
    "solid_waste": "rows_of_waste",
}


def proofs() -> list[str]:
    """Return what each line lacks in proof."""
    return [f"{_lacking(line)} AS lacking_{line.name}" for line in LINES]


def live() -> list[str]:
    """Return the points that are left in each criterion, as claimed and as proved."""
    return [
        f"{_sum(_left(line, proved=proved) for line in LINES if line.criterion == head)} AS {prefix}live_{head}"
        for head in HEADS
        for prefix, proved in (("", False), ("proved_", True))
    ]


def factors() -> list[str]:
    """Return what the points of each criterion grow by."""
    kept = {
        prefix: _sum(f"CASE WHEN {prefix}live_{head} > 0 THEN {HEAD_POINTS}D ELSE 0D END" for head in HEADS)
        for prefix in ("", "proved_")
    }
    return [
        f"CASE WHEN {prefix}live_{head} > 0 THEN ({HEAD_POINTS}D / {prefix}live_{head}) * ({WHOLE}D / ({kept[prefix]}))"
        f" ELSE 0D END AS {prefix}factor_{head}"
        for head in HEADS
        for prefix in ("", "proved_")
    ]


def points() -> list[str]:
    """Return points, what is got and what of it is proved, for each line."""
    return [part for line in LINES for part in _points(line)]


def totals() -> list[str]:
    """Return the parts of each criterion and the total."""
    found = {(head, part): _part(head, part) for head in HEADS for part in ("points", "low", "high", "evidenced")}
    criteria = [f"{figure} AS criterion_{head}_{part}" for (head, part), figure in found.items()]
    whole = [f"{_sum(found[head, part] for head in HEADS)} AS {part}" for part in ("low", "high", "evidenced")]
    return [*whole, *criteria]


def gates() -> list[str]:
    """Return the state of each gate."""
    return [
        f"CAST(CASE WHEN fact_{fact} IS NULL THEN 2 WHEN {'' if wanted else 'NOT '}fact_{fact} THEN 0 ELSE 1 END"
        f" AS TINYINT) AS gate_{gate}"
        for gate, (fact, wanted) in GATES.items()
    ]


def verdict() -> str:
    """Return where a factory stands."""
    failed = " OR ".join(f"gate_{gate} = 1" for gate in GATES)
    passed = " AND ".join(f"gate_{gate} = 0" for gate in GATES)
    settled = " AND ".join(f"state_{line.name} IN (0, 4)" for line in LINES)
    some = " OR ".join(f"state_{line.name} = 0" for line in LINES)
    complete = f"{passed} AND {settled} AND ({some})"
    return f"CAST(CASE WHEN {failed} THEN 0 WHEN {complete} THEN 2 ELSE 1 END AS TINYINT) AS verdict"


def missing() -> list[str]:
    """Return which answers are missing and waited for."""
    return [f"{_missing(name)} AS missing_{name}" for name in asked(book(), book().rulesets["five"])]


def _missing(name: str) -> str:
    waiting = " OR ".join(f"state_{line.name} = 1" for line in LINES if name in asks(line))
    empty = f"{_COUNTED[name] if name in LEDGERS else f'fact_{name}'} IS NULL"
    return f"({empty} AND ({waiting}))" if waiting else f"({empty})"  # of a gate, which waits for nothing else


def _lacking(line: Line) -> str:
    """Tell what a scored line, or one that does not apply, rests on without proof."""
    conditions = [f"unproved_{name}" for name in line.applies]
    scored = " OR ".join([*conditions, *(f"unproved_{name}" for name in line.rests)])
    if line.per_product:
        last = 2 if line.name in {*BY_PRODUCT, "material_intensity"} else 1
        sides = f"WHEN {last} THEN unproved_{line.per_value} WHEN {last - 1} THEN unproved_{line.per_product}"
        scored = f"{scored} OR CASE variant_{line.name} {sides} ELSE FALSE END"
        if line.name in BY_PRODUCT:
            scored = f"CASE WHEN variant_{line.name} = 0 THEN unproved_main_products ELSE {scored} END"
    spared = f"CASE WHEN excused_{line.name} THEN doubted_{line.name} ELSE {' OR '.join(conditions) or 'FALSE'} END"
    return f"CASE state_{line.name} WHEN 0 THEN {scored} WHEN 4 THEN {spared} ELSE FALSE END"


def _left(line: Line, *, proved: bool) -> str:
    again = f" OR lacking_{line.name}" if proved else ""
    return f"CASE WHEN state_{line.name} <> 4{again} THEN {line.points}D ELSE 0D END"


def _points(line: Line) -> list[str]:
    name, reach = line.name, f"{line.points}D * factor_{line.criterion}"
    sure = f"{line.points}D * proved_factor_{line.criterion}"
    return [
        f"CASE WHEN state_{name} <> 4 THEN {reach} ELSE 0D END AS points_{name}",
        f"CASE WHEN state_{name} = 0 THEN share_{name} * {reach} ELSE 0D END AS got_{name}",
        f"CASE WHEN state_{name} = 0 AND NOT lacking_{name} THEN share_{name} * {sure} ELSE 0D END AS sure_{name}",
    ]


def _part(head: str, part: str) -> str:
    names = [line.name for line in LINES if line.criterion == head]
    columns = {
        "points": (f"points_{name}" for name in names),
        "low": (f"got_{name}" for name in names),
        "high": (f"CASE WHEN state_{name} = 0 THEN got_{name} ELSE points_{name} END" for name in names),
        "evidenced": (f"sure_{name}" for name in names),
    }
    return _sum(columns[part])


def _sum(parts: Iterable[str]) -> str:
    return " + ".join(parts)
