"""OpenFisca: vectorised rules as code, the rule set `five` over all sites of a part at once.

How it was treated:

- The variables are made from the rule files (`openfisca_rules`), in the NumPy that their author would write.
- OpenFisca computes with float32, which cannot agree to 1e-9. Its float type is set to float64 here; with `FLOAT` as
  "float32" it is OpenFisca as shipped, which differs by 2e-5 points among 300 sites.
- It knows one kind of person, so that all rows of all ledgers would have to be members of one population. Here each
  ledger has a population of its own with the place of its site, which spares it arrays over rows of other ledgers.
- Figures of published tables and parameters are joined by Polars while reading: picking OpenFisca's own parameters by
  name runs in Python, element by element.
- It works part by part, which bounds its memory. Values, variants and what is missing are not written.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import period
from openfisca_core.populations import Population
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_core.variables.config import VALUE_TYPES

from bench.fleet.openfisca_base import SITE, RowPopulation, YesNo, row_entity
from bench.fleet.openfisca_rules import build
from bench.fleet.rival_inputs import Part, five, parts, write_scores
from gfassess.fleet import layout, results

NAME: Final = "OpenFisca"
MOST: Final = 1_000_000
FLOAT = "float64"
"""The float type that OpenFisca is made to use."""

_PERIOD: Final = period("2025")
"""No variable depends on it: the sites report on different years."""


def prepare(packed: Path, work: Path) -> None:
    """Load the rules: start-up."""
    del packed, work
    system(FLOAT)


def run(packed: Path, out: Path) -> None:
    """Score a packed folder."""
    rules = system(FLOAT)
    for number, part in enumerate(parts(packed)):
        write_scores(_scores(rules, part), part.sites, out, number)


@cache
def system(float_type: str) -> TaxBenefitSystem:
    """Return the rules with a float type, made once."""
    VALUE_TYPES[float]["dtype"] = np.dtype(float_type).type
    return build()


def _scores(rules: TaxBenefitSystem, part: Part) -> pl.DataFrame:
    simulation = _simulation(rules, part)
    kinds = results.score_columns(*five())
    wanted = {name: kind for name, kind in kinds.items() if name in rules.variables and name not in layout.IDENTITY}
    wanted = {name: kind for name, kind in wanted.items() if not name.startswith("variant_")}
    with np.errstate(all="ignore"):
        found = {name: simulation.calculate(name, _PERIOD) for name in wanted}
    types = {"state": pl.Int8, "float": pl.Float64, "bool": pl.Boolean}
    return pl.DataFrame({name: pl.Series(found[name]).cast(types[kind]) for name, kind in wanted.items()})


def _simulation(rules: TaxBenefitSystem, part: Part) -> Simulation:
    entities = {entity.key: entity for entity in rules.entities}
    site = Population(entities[SITE.key])
    site.count = part.sites.height
    populations: dict[str, Any] = {SITE.key: site}
    for name, table in part.ledgers.items():
        rows = RowPopulation(entities[row_entity(name).key])
        rows.count, rows.site_of = table.height, table[layout.SITE].to_numpy()
        populations[rows.entity.key] = rows
    simulation = Simulation(rules, populations)
    for name, table in {"": part.sites, **part.ledgers}.items():
        for column in table.columns:
            own = f"{name}__{column}" if name else column
            variable = next((rules.variables[one] for one in (f"{own}_answered", own) if one in rules.variables), None)
            if variable is not None and not (variable.formulas or column in layout.IDENTITY):
                simulation.set_input(variable.name, _PERIOD, _array(variable, table[column], _default(name, column)))
    return simulation


def _default(ledger: str, column: str) -> bool | float | None:
    """Return what a constant default fills in."""
    book = five().book
    question = book.ledgers[ledger].column(column) if ledger else book.facts.get(column)
    default = question.default if question is not None else None
    return default if isinstance(default, bool | float) else None


def _array(variable: Variable, series: pl.Series, default: bool | float | None) -> Any:  # noqa: FBT001 - any constant
    filled = series if default is None else series.fill_null(default)
    if variable.value_type is float:
        return filled.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    if variable.value_type is not Enum:
        return (filled.is_not_null() if filled.dtype == pl.String else filled).to_numpy()
    values = variable.possible_values
    if values is YesNo:
        codes = filled.cast(pl.UInt8) + 1
    else:
        names = [value.name for value in values]
        codes = filled.cast(pl.Enum(names)).to_physical()
    return EnumArray(codes.fill_null(0).cast(pl.UInt8).to_numpy(), values)
