"""The ledgers of `five` in hand-written Spark SQL: one common table expression a ledger, one row a site."""

# ruff: noqa: S608 - every piece of the text is our own

from typing import Final

from bench.fleet.hand_sql import between, divided, on_steps, ranked, weighted, whole


def _row(name: str, value: str, pair: tuple[str, str], counts: str = "TRUE", weight: str = "") -> str:
    """Return the columns of a row that is scored: its rank, its share, its weight; null where it does not count."""
    rank, share = ranked(value, pair[0], weight), between(value, *pair, lower=True)
    return f"""
        CASE WHEN {counts} THEN {rank} END AS {name}_rank,
        CASE WHEN {counts} AND {rank} = 0 THEN {share} END AS {name}_share,
        CASE WHEN {counts} THEN {weight or "1D"} END AS {name}_weight"""


def _right(leading: str, baseline: str, source: str, which: str) -> str:
    return f"CASE WHEN {leading} <= {baseline} AND {source} IS NOT NULL THEN {which} END"


def _pairs(name: str, leading: str, baseline: str, source: str) -> str:
    ends = (("leading", leading), ("baseline", baseline))
    return ", ".join(f"{_right(leading, baseline, source, end)} AS {name}_{key}" for key, end in ends)


ENERGY: Final = f"""
SELECT site, {whole("tce")} AS energy_tce, {whole("renewable")} AS energy_renewable, {whole("tco2")} AS energy_tco2,
       count(*) AS rows_of_energy
FROM (
  SELECT site,
         CASE WHEN feedstock THEN 0D ELSE tce END AS tce,
         CASE WHEN feedstock OR NOT renewable THEN 0D ELSE tce END AS renewable,
         CASE WHEN feedstock THEN 0D ELSE cell_amount * coalesce(cell_tco2, factor) END AS tco2
  FROM (
    SELECT r.site, cell_amount, cell_tco2,
           coalesce(cell_feedstock, FALSE) AS feedstock, coalesce(cell_renewable, FALSE) AS renewable,
           cell_amount * coalesce(cell_kgce, k.kgce) / 1000 AS tce,
           CASE WHEN k.electricity THEN CASE WHEN coalesce(cell_renewable, FALSE) THEN 0D ELSE s.grid / 1000 END
                WHEN NOT k.electricity THEN CASE WHEN NOT s.guide THEN k.ndrc
                                                 WHEN k.guide2025_from <= s.year THEN k.guide2025 END
           END AS factor
    FROM energy_use r JOIN defaulted s ON r.site = s.site LEFT JOIN carriers k ON r.cell_carrier = k.id))
GROUP BY site"""

_OWN: Final = "(cell_own_leading <= cell_own_baseline AND cell_own_source IS NOT NULL)"

PRODUCTS: Final = f"""
SELECT site, {weighted("energy", "product_energy")}, {weighted("co2", "product_co2")},
       {weighted("water", "product_water")}, count(*) AS rows_of_products
FROM (
  SELECT site,
         {_row("energy", "energy", ("energy_leading", "energy_baseline"), "in_energy", "weight")},
         {_row("co2", "co2", ("co2_leading", "co2_baseline"), "in_energy", "weight")},
         {_row("water", "water", ("water_leading", "water_baseline"), "in_water", "weight")}
  FROM (
    SELECT r.site, abs(cell_energy) AS weight,
           coalesce(cell_in_energy, TRUE) AS in_energy, coalesce(cell_in_water, TRUE) AS in_water,
           {divided("cell_energy", "cell_output")} AS energy,
           {divided("cell_co2", "cell_output")} AS co2,
           {divided("cell_water", "cell_output")} AS water,
           CASE WHEN {_OWN} THEN cell_own_leading WHEN l.limit_from <= s.year THEN l.limit_leading END
             AS energy_leading,
           CASE WHEN {_OWN} THEN cell_own_baseline WHEN l.limit_from <= s.year THEN l.limit_baseline END
             AS energy_baseline,
           {_pairs("co2", "cell_co2_leading", "cell_co2_baseline", "cell_own_source")},
           {_pairs("water", "cell_water_leading", "cell_water_baseline", "cell_own_source")}
    FROM main_products r JOIN sites s ON r.site = s.site LEFT JOIN limits l ON r.cell_limit = l.id))
GROUP BY site"""

_GREEN: Final = "CASE WHEN green IS NULL THEN 3 WHEN isnan(green) THEN 2 ELSE 0 END"
_RUNGS: Final = on_steps("green", (50.0, 1.0), (40.0, 0.8), (30.0, 0.6))

MATERIALS: Final = f"""
SELECT site, {weighted("green", "green")}, {weighted("amount", "material")}
FROM (
  SELECT site, {_row("amount", "amount", ("leading", "baseline"), weight="weight")},
         {_GREEN} AS green_rank, {_RUNGS} AS green_share, cell_total AS green_weight
  FROM (
    SELECT r.site, cell_total,
           {divided("cell_green * 100", "cell_total")} AS green,
           {divided("cell_total", "CASE WHEN s.by_product THEN cell_output ELSE s.divisor END")} AS amount,
           CASE WHEN s.by_product THEN cell_product_energy ELSE 1D END AS weight,
           {_pairs("x", "cell_leading", "cell_baseline", "cell_source").replace("x_", "")}
    FROM materials_used r JOIN defaulted s ON r.site = s.site))
GROUP BY site"""

LOADS: Final = f"""
SELECT site, max(load_rank) AS load_rank, avg(load_share) AS load_share
FROM (
  SELECT site, {_row("load", "load", ("leading", "baseline"))}
  FROM (
    SELECT r.site, {divided("cell_amount", "s.divisor")} AS load,
           {_pairs("x", "cell_leading", "cell_baseline", "cell_source").replace("x_", "")}
    FROM pollutant_loads r JOIN defaulted s ON r.site = s.site))
GROUP BY site"""

_MARGIN_RANK: Final = ranked("margin", "leading")
_MARGIN_SHARE: Final = between("margin", "leading", "0D", lower=False)

MARGINS: Final = f"""
SELECT site, count(*) AS rows_of_monitoring,
       max(CASE WHEN to_water IS NULL THEN 3 WHEN to_water THEN rank END) AS water_rank,
       max(CASE WHEN to_air IS NULL THEN 3 WHEN to_air THEN rank END) AS air_rank,
       min(CASE WHEN to_water AND rank = 0 THEN share END) AS water_share,
       min(CASE WHEN to_air AND rank = 0 THEN share END) AS air_share
FROM (
  SELECT site, to_water, to_air, {_MARGIN_RANK} AS rank, {_MARGIN_SHARE} AS share
  FROM (
    SELECT r.site, p.to_water, p.to_air,
           {divided("(cell_permitted - cell_mean) * 100", "cell_permitted")} AS margin,
           CASE WHEN cell_leading_margin >= 0 AND cell_source IS NOT NULL THEN cell_leading_margin END AS leading
    FROM monitoring r LEFT JOIN pollutants p ON r.cell_pollutant = p.id))
GROUP BY site"""

WASTE: Final = f"""
SELECT site, {whole("cell_generated")} AS waste_generated, {whole("cell_used")} AS waste_used,
       sum(coalesce(cell_from_stock, 0D)) AS waste_from_stock, count(*) AS rows_of_waste
FROM solid_waste GROUP BY site"""

TECHNOLOGIES: Final = "SELECT site, CAST(count(*) AS DOUBLE) AS technologies FROM catalogue_items GROUP BY site"

BY_SITE: Final = {
    "energy": ENERGY,
    "products": PRODUCTS,
    "materials": MATERIALS,
    "loads": LOADS,
    "margins": MARGINS,
    "waste": WASTE,
    "technologies": TECHNOLOGIES,
}
