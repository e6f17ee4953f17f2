"""A rule folder whose ids are such as a plan might want for columns of its own."""

from datetime import date
from typing import Final

from tests.fleet.folders import Synthetic, Table, column, ledger, numbers, table, total, truths
from tests.scoring.small import head, line

_LATE: Final = date(2024, 6, 1)
_UP: Final = {"leading": 8.0, "baseline": 2.0}
_OWN: Final = {
    "better": "higher",
    "candidates": [
        {"leading": "lim_there", "baseline": "lim_since", "source": "lim"},
        {"leading": "leading", "baseline": "baseline", "source": "source"},
    ],
}


def name_folders() -> dict[str, Synthetic]:
    """Return the folders by name."""
    return {"names": _names()}


def _names() -> Synthetic:
    """Ids that differ by a suffix: totals, indicators beside variants of others, cells of tables, criteria."""
    fixed = {"scale": _UP, "unit": ""}
    return Synthetic(
        heads=[
            head("x", _varied("v", 3, [{"when": "met", "formula": "t", **fixed}, {"formula": "t_rest", **fixed}])),
            head("x_low", line("v_0", 2, "t_known - t_coarse", _UP), line("v_1", 2, "t_fine / base", _UP)),
            head(
                "rows",
                line("r", 4, "amount", _OWN, per="uses", combine="weighted", weight="amount"),
                line("r_scored", 2, "rate", _UP, per="uses", where="kept", combine="min"),
            ),
        ],
        facts=[*numbers("base", "cell_lim"), *truths("met")],
        ledgers=[
            ledger(
                "uses",
                column("lim", "choice", from_="lims"), column("amount"),
                column("rate", default="lim_of", optional=True), column("kept", "yes_no", default=True, optional=True),
                column("leading", optional=True),
                column("baseline", optional=True), column("source", "text", optional=True),
                totals=[
                    total("t", "amount * 0.1"), total("t_rest", "rate"), total("t_known", "1", "kept"),
                    total("t_coarse", "amount * base"), total("t_fine", "lim_of_there + cell_lim"),
                ],
            )
        ],
        references=[
            table(
                "lims", ["there", "since", "of", "of_there"],
                [
                    {"id": "one", "there": 9.0, "since": 1.0, "of": 3.0, "of_there": 0.5},
                    {"id": "two", "there": 4.0, "since": 3.0, "of": 7.5},
                    {"id": "late", "there": 6.0, "since": 2.0, "of": 5.0, "of_there": 2.0, "in_force": _LATE},
                ],
            )
        ],
    )  # fmt: skip


def _varied(name: str, points: float, variants: list[Table]) -> Table:
    found = line(name, points, "0", _UP)
    return {**{key: value for key, value in found.items() if key not in {"formula", "scale"}}, "variants": variants}
