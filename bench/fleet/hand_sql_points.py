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
    """Return what each line lacks in proof, and the points that are left in each criterion."""
    lacking = [f"{_lacking(line)} AS lacking_{line.name}" for line in LINES]
    return [*lacking, *(f"{_left(head, proved=False)} AS live_{head}" for head in HEADS)]


def factors() -> list[str]:
    """Return what the points of each criterion grow by, and the points that are left as far as lines are proved."""
    grown = [f"{_factor(head, '')} AS factor_{head}" for head in HEADS]
    return [*grown, *(f"{_left(head, proved=True)} AS proved_live_{head}" for head in HEADS)]


def totals() -> dict[str, str]:
    """Return, by column, the points of each line and criterion and the total."""
    parts = {(head, part): _part(head, part) for head in HEADS for part in ("points", "low", "high", "evidenced")}
    found = {f"criterion_{head}_{part}": text for (head, part), text in parts.items()}
    for part in ("low", "high", "evidenced"):
        found[part] = _sum(parts[head, part] for head in HEADS)
    for line in LINES:
        reach = f"{line.points}D * factor_{line.criterion}"
        found[f"points_{line.name}"] = f"CASE WHEN state_{line.name} <> 4 THEN {reach} ELSE 0D END"
        found[f"got_{line.name}"] = f"CASE WHEN state_{line.name} = 0 THEN share_{line.name} * {reach} ELSE 0D END"
    return found


def gates() -> dict[str, str]:
    """Return, by column, the state of each gate."""
    return {f"gate_{gate}": _gate(fact, wanted) for gate, (fact, wanted) in GATES.items()}


def verdict() -> str:
    """Return where a factory stands."""
    failed = " OR ".join(_met(fact, not wanted) for fact, wanted in GATES.values())
    passed = " AND ".join(_met(fact, wanted) for fact, wanted in GATES.values())
    settled = " AND ".join(f"state_{line.name} IN (0, 4)" for line in LINES)
    some = " OR ".join(f"state_{line.name} = 0" for line in LINES)
    complete = f"{passed} AND {settled} AND ({some})"
    return f"CAST(CASE WHEN {failed} THEN 0 WHEN {complete} THEN 2 ELSE 1 END AS TINYINT)"


def missing() -> dict[str, str]:
    """Return, by column, which answers are missing and waited for."""
    return {f"missing_{name}": _missing(name) for name in asked(book(), book().rulesets["five"])}


def _gate(fact: str, wanted: bool) -> str:  # noqa: FBT001 - the same as below
    return f"CAST(CASE WHEN {_met(fact, wanted)} THEN 0 WHEN fact_{fact} IS NULL THEN 2 ELSE 1 END AS TINYINT)"


def _met(fact: str, wanted: bool) -> str:  # noqa: FBT001 - what the fact must be
    return f"fact_{fact}" if wanted else f"NOT fact_{fact}"


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


def _left(head: str, *, proved: bool) -> str:
    """Return the points of the lines of a criterion that apply; as proved, a line without proof applies as well."""
    counts = "state_{0} <> 4 OR lacking_{0}" if proved else "state_{0} <> 4"
    lines = (line for line in LINES if line.criterion == head)
    return _sum(f"CASE WHEN {counts.format(line.name)} THEN {line.points}D ELSE 0D END" for line in lines)


def _factor(head: str, prefix: str) -> str:
    kept = _sum(f"CASE WHEN {prefix}live_{name} > 0 THEN {HEAD_POINTS}D ELSE 0D END" for name in HEADS)
    live = f"{prefix}live_{head}"
    return f"CASE WHEN {live} > 0 THEN ({HEAD_POINTS}D / {live}) * ({WHOLE}D / ({kept})) ELSE 0D END"


def _part(head: str, part: str) -> str:
    """Return a part of a criterion: what its lines come to, times what their points grow by."""
    lines = [line for line in LINES if line.criterion == head]
    each = {
        "points": "WHEN state_{0} <> 4 THEN {1}D",
        "low": "WHEN state_{0} = 0 THEN share_{0} * {1}D",
        "high": "WHEN state_{0} = 0 THEN share_{0} * {1}D WHEN state_{0} <> 4 THEN {1}D",
        "evidenced": "WHEN state_{0} = 0 AND NOT lacking_{0} THEN share_{0} * {1}D",
    }[part]
    whole = _sum(f"CASE {each.format(line.name, line.points)} ELSE 0D END" for line in lines)
    factor = _factor(head, "proved_") if part == "evidenced" else f"factor_{head}"
    return f"(({whole}) * {factor})"


def _sum(parts: Iterable[str]) -> str:
    return " + ".join(parts)
