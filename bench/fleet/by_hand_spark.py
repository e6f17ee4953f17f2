"""Hand-written Spark SQL for the rule set `five`: text that a Spark user would write for this one rule set.

Every ledger is grouped to one row a site and joined; states, shares and points follow in projections on top of each
other. Published tables come in as VALUES. The text is put together from pieces where lines repeat.
"""

# ruff: noqa: S608 - every piece of the text is our own

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.fleet import hand_sql_lines as lines
from bench.fleet import hand_sql_points as points
from bench.fleet.five import LEDGERS, book, first_year
from bench.fleet.hand_sql_ledgers import BY_SITE
from bench.fleet.ours_spark import started
from gfassess.fleet import layout, on_spark, results
from gfassess.fleet.packed import open_packed
from gfassess.fleet.results import SCOPES, place_columns
from gfassess.model.tables import Cell

NAME: Final = "Spark SQL by hand, local[2]"
MOST: Final = 1_000_000

_ENDINGS: Final = ("", "省", "市", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区")
_FOREVER: Final = 9999


def prepare(packed: Path, work: Path) -> None:
    """Start Spark, with the settings that gfassess gives it for so many sites."""
    del work
    spark = started()
    on_spark.suit(spark, open_packed(packed).head.sites)
    for name, text in _tables().items():
        spark.sql(f"CREATE OR REPLACE TEMP VIEW {name} AS {text}")


def run(packed: Path, out: Path) -> None:
    """Score a packed folder into a scored folder."""
    spark = started()
    spark.read.parquet(str(layout.assessments_folder(packed))).createOrReplaceTempView("sites")
    for ledger in LEDGERS:
        spark.read.parquet(str(layout.ledger_folder(packed, ledger))).createOrReplaceTempView(ledger)
    spark.sql(scores()).write.parquet(str(results.scores_folder(out)))
    spark.read.parquet(str(results.scores_folder(out))).createOrReplaceTempView("scores")
    spark.sql(standing()).write.parquet(str(results.standing_file(out)))


def scores() -> str:
    """Return the query of the scores."""
    columns = results.score_columns(book(), book().rulesets["five"])
    ledgers = (
        f"SELECT * FROM (SELECT site FROM sites) {' '.join(f'LEFT JOIN by_{name} USING (site)' for name in BY_SITE)}"
    )
    inner = f"SELECT * FROM defaulted LEFT JOIN ({ledgers}) USING (site)"
    for stage in (lines.variants(), lines.raw(), lines.settled(), points.proofs(), points.factors()):
        inner = f"SELECT *, {', '.join(stage)} FROM ({inner})"
    last = {"verdict": points.verdict()} | points.gates() | points.totals() | points.missing()
    chosen = ", ".join(
        f"{last[name]} AS {name}" if name in last else _typed(name, kind) for name, kind in columns.items()
    )
    ctes = [f"defaulted AS ({_defaulted()})", *(f"by_{name} AS ({text})" for name, text in BY_SITE.items())]
    return f"WITH {', '.join(ctes)} SELECT {chosen} FROM ({inner}) SORT BY site"


def standing() -> str:
    """Return the query of the standing."""
    placed = []
    for scope, keys in SCOPES.items():
        sites, rank, percentile = place_columns(scope)
        by = ", ".join(keys)
        below = f"(rank() OVER (PARTITION BY {by} ORDER BY told) - 1)"
        above = f"(rank() OVER (PARTITION BY {by} ORDER BY told DESC) - 1)"
        count = f"count(*) OVER (PARTITION BY {by})"
        middle = f"({below} + ({count} - {below} - {above}) / 2D)"
        placed += [
            f"{count} AS {sites}",
            f"{above} + 1 AS {rank}",
            f"CASE WHEN {count} >= 5 THEN {middle} * 100 / {count} END AS {percentile}",
        ]
    told = "WITH told AS (SELECT *, round(low * 1e9D) AS told FROM scores)"
    text = f"{told} SELECT site, year, division, province, low, high, evidenced, {', '.join(placed)} FROM told"
    return f"{text} ORDER BY year, division, province, low, site"


def _typed(name: str, kind: str) -> str:
    return f"CAST({name} AS TINYINT) AS {name}" if kind == "state" else name


def _defaulted() -> str:
    """Return the sites with what counts where nothing was answered."""
    nation = sorted(((year, factor) for place, year, factor in _factors() if not place), reverse=True)
    published = " ".join(f"WHEN s.year >= {year} THEN {factor}D" for year, factor in nation)
    return f"""
        SELECT s.*, coalesce(fact_grid_factor, g.factor, CASE {published} END) AS grid,
               coalesce(fact_plot_ratio_index, i.plot_ratio) AS plot_ratio_index,
               coalesce(fact_emission_factors_guide2025, FALSE) AS guide,
               coalesce(fact_materials_by_product, FALSE) AS by_product,
               CASE WHEN fact_per_product_basis THEN fact_product_output
                    WHEN NOT fact_per_product_basis THEN fact_output_value END AS divisor
        FROM sites s LEFT JOIN land_index i ON s.division = i.id
             LEFT JOIN grid g ON s.province = g.id AND s.year >= g.first AND s.year < g.next"""


def _tables() -> dict[str, str]:
    """Return the published tables as text."""
    tables = book().tables
    limits = [row for row in tables["energy_limits"].rows if {"leading", "baseline"} <= row.values.keys()]
    return {
        "carriers": _values(
            ("id", "kgce", "electricity", "ndrc", "guide2025", "guide2025_from"),
            [
                (
                    row.id,
                    *(row.values.get(key) for key in ("kgce", "electricity", "tco2_ndrc", "tco2_guide2025")),
                    first_year("carriers", row, "tco2_guide2025"),
                )
                for row in tables["carriers"].rows
            ],
        ),
        "limits": _values(
            ("id", "limit_leading", "limit_baseline", "limit_from"),
            [
                (
                    row.id,
                    *(float(row.values[key]) * float(row.values["tce_per_unit"]) for key in ("leading", "baseline")),
                    first_year("energy_limits", row, "leading"),
                )
                for row in limits
            ],
        ),
        "pollutants": _values(
            ("id", "to_air", "to_water"),
            [(row.id, row.values["to_air"], row.values["to_water"]) for row in tables["pollutants"].rows],
        ),
        "land_index": _values(
            ("id", "plot_ratio"), [(row.division, row.values["plot_ratio"]) for row in tables["land_index"].rows]
        ),
        "grid": _values(("id", "first", "next", "factor"), _spans()),
    }


def _factors() -> list[tuple[str, int, float]]:
    return [(row.province, row.year or 0, float(row.values["factor"])) for row in book().tables["grid"].rows]


def _spans() -> list[tuple[Cell | int | None, ...]]:
    """Return the years in which the factor of a province counts, under every form of its name."""
    spans: list[tuple[Cell | int | None, ...]] = []
    for place, year, factor in _factors():
        later = [other for name, other, _ in _factors() if name == place and other > year]
        names = [place + ending for ending in _ENDINGS] if place else []
        spans += [(name, year, min(later, default=_FOREVER), factor) for name in names]
    return spans


def _values(columns: tuple[str, ...], rows: Sequence[tuple[Cell | int | None, ...]]) -> str:
    text = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
    return f"SELECT * FROM VALUES {text} AS t({', '.join(columns)})"


def _literal(cell: Cell | int | None) -> str:
    match cell:
        case None:
            return "NULL"
        case str():
            return f"'{cell}'"
        case bool() | int():
            return str(cell)
        case _:
            return f"{cell!r}D"
