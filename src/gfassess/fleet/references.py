"""Which reference values an indicator of a site is scored with, in the order of `gfassess.scoring.references`."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import narwhals as nw

from gfassess.fleet import layout
from gfassess.fleet.answers import TYPES
from gfassess.fleet.defining import Defining, Place
from gfassess.fleet.outcomes import Pair, right_way
from gfassess.fleet.steps import Cells, Key, Look
from gfassess.fleet.tables import ChosenRow
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Scale
from gfassess.scoring import Cohort

CohortOf: TypeAlias = Callable[[str, int], Cohort]
"""What a cohort gives to the sites of a division in a year."""


class References:
    """Gives the pairs of each reference, the first that counts first."""

    def __init__(self, book: Rulebook, plan: Defining, cohort: CohortOf | None) -> None:
        """Bind the rules, the plan that grows, and the cohort that may give pairs."""
        self._book = book
        self._plan = plan
        self._cohort = cohort
        self._rows: dict[str, ChosenRow] = {}
        self._given: set[str] = set()

    def pairs(self, scale: Scale) -> list[Pair]:
        """Return the pair that was entered, that of the row that was chosen, and that of the cohort."""
        name, better = scale.reference or "", scale.better or "higher"
        pairs = []
        for leading, baseline, counts in (
            self._entered(name, scale),
            *self._chosen(name, scale),
            *self._of_cohort(name, scale),
        ):
            known = right_way(leading, baseline, better)
            pairs.append(Pair(leading, baseline, known if counts is None else known & counts))
        return pairs

    def _entered(self, name: str, scale: Scale) -> tuple[nw.Expr, nw.Expr, nw.Expr | None]:
        leading, baseline = (
            self._plan.using(column(name)) for column in (layout.leading_column, layout.baseline_column)
        )
        if scale.baseline is not None:
            baseline = nw.coalesce(baseline, nw.lit(scale.baseline))
        return leading, baseline, self._plan.using(layout.sourced_column(name))

    def _chosen(self, name: str, scale: Scale) -> list[tuple[nw.Expr, nw.Expr, nw.Expr | None]]:
        table = self._book.tables.get(name)
        if table is None:
            return []
        if name not in self._rows:
            self._rows[name] = ChosenRow(self._book, self._plan, table, layout.chosen_column(name))
        row = self._rows[name]
        number = TYPES["float"]
        leading, baseline, begun = row.cell("leading", number), row.cell("baseline", number), row.begun("baseline")
        if scale.baseline is not None:
            fixed = nw.coalesce(baseline, nw.lit(scale.baseline))
            # Where the table has a figure that is not yet in force, the rule's own does not stand in for it.
            baseline = fixed if begun is None else nw.when(begun).then(fixed)
        return [(leading, baseline, None)]

    def _of_cohort(self, name: str, scale: Scale) -> list[tuple[nw.Expr, nw.Expr, nw.Expr | None]]:
        cohort = self._cohort
        if cohort is None:
            return []
        keys, columns = ("division", "year"), (f"_cohort_{name}~leading", f"_cohort_{name}~mean")

        def cells(found: Sequence[Key]) -> Cells:
            pairs = [cohort(str(division), int(year)).get(name) for division, year in found]
            by_key = {key: [one[place] for one in found] for place, key in enumerate(keys)}
            leading = [None if pair is None else pair.leading for pair in pairs]
            mean = [None if pair is None else pair.mean for pair in pairs]
            return {**by_key, columns[0]: leading, columns[1]: mean}

        if name not in self._given:
            types = {"division": TYPES["text"], "year": TYPES["int"], **dict.fromkeys(columns, TYPES["float"])}
            self._plan.look(Look(keys, types, cells, by_key=True), Place())
            self._given.add(name)
        leading, mean = map(self._plan.using, columns)
        return [(leading, mean if scale.baseline is None else nw.lit(scale.baseline), None)]
