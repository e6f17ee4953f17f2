"""Rule folders about lines: every scale, alone and over rows, every way to combine, conditions on rows and variants."""

from datetime import date
from typing import Any, Final

from tests.fleet.folders import Synthetic, Table, choice, column, gate, ledger, numbers, table, total, truths
from tests.scoring.small import fact, head, line, text

_UP: Final = {"leading": 8.0, "baseline": 2.0}
_DOWN: Final = {"leading": 2.0, "baseline": 8.0}
_STEPS: Final = {"steps": [{"at": 1.2, "share": 0.3}, {"at": 2.0, "share": 0.7}, {"at": 5.0, "share": 1.0}]}
_AT_MOST: Final = {"steps": [{"at": 5.0, "share": 0.3}, {"at": 1.2, "share": 1.0}], "at_most": True}
_YES: Final = {"yes_no": True}
_LEVELS: Final = {"levels": {"none": 0.0, "some": 0.4, "full": 1.0}}


def line_folders() -> dict[str, Synthetic]:
    """Return the folders by name."""
    return {
        "scales": _scales(),
        "scales_zero": _scales("zero"),
        "scales_full": _scales("full"),
        "scales_alone": _scales(weighted=False),
        "rows_mean": _rows("mean"),
        "rows_min": _rows("min"),
        "rows_weighted": _rows("weighted"),
        "variants": _variants(),
    }


def _scales(not_applicable: str = "redistribute", *, weighted: bool = True) -> Synthetic:
    """Every scale of a single value, over criteria of one, two and many lines."""

    def points(figure: float) -> float | None:
        return figure if weighted else None

    both = {"reference": "both", "better": "higher"}
    fixed_base = {"reference": "based", "better": "higher", "baseline": 1.0}
    return Synthetic(
        heads=[
            head("alone", line("up", points(7), "a / b", _UP)),
            head("pair", line("down", points(3.5), "a * 3 - b", _DOWN), line("steps", points(1.5), "a / b", _STEPS)),
            head(
                "many",
                line("at_most", points(2), "abs(a - b)", _AT_MOST),
                line("levels", points(2), "grade", _LEVELS),
                line("yes", points(1), "a > b or met", _YES),
                line("case", points(1), "told and not (a == b)", {"case": "story"}),
                line("sought", points(5), "a / b", both, applies_when="met or a / b > 2"),
                line("based", points(4), "a - b", fixed_base),
                line("lower", points(3), "b / a", {"reference": "less", "better": "lower"}, applies_when="told"),
            ),
        ],
        facts=[
            *numbers("a", "b"), *truths("met", "told"), choice("grade", "none", "some", "full"),
            fact("story", "text", evidence=text("paper")),
        ],
        gates=[gate("one", "met"), gate("two", "not told and a / b >= 1"), gate("three", "a < b < 10")],
        references=[
            table("both", ["leading", "baseline"], [
                {"id": "old", "leading": 8.0, "baseline": 2.0},
                {"id": "same", "leading": 5.0, "baseline": 5.0},
                {"id": "turned", "leading": 2.0, "baseline": 5.0},
                {"id": "half", "leading": 2.0},
                {"id": "later", "leading": 8.0, "baseline": 1.0, "in_force": date(2025, 1, 1)},
                {"id": "later_paper", "leading": 8.0, "baseline": 1.0, "source": {"document": "D2026"}},
            ]),
            table("based", ["leading"], [{"id": "only", "leading": 9.0}]),
        ],
        documents={"D2026": "2026-12-31"},
        not_applicable=not_applicable,
        weighted=weighted,
    )  # fmt: skip


def _rows(combine: str) -> Synthetic:
    """Every scale of a row under one way to combine, with and without a condition on the row."""
    extra = {"per": "goods", "combine": combine, **({"weight": "weight"} if combine == "weighted" else {})}
    own = {"candidates": [
        {"leading": "own_leading", "baseline": "own_baseline", "source": "own_source"},
        {"leading": "limit_leading * factor", "baseline": "limit_baseline * factor", "source": "limit"},
    ], "better": "lower"}  # fmt: skip
    up = {"candidates": [{"leading": "own_leading", "baseline": "1", "source": "own_source"}], "better": "higher"}
    return Synthetic(
        heads=[
            head(
                "rows",
                line("fixed", 4, "amount / output", _UP, **extra),
                line("fixed_down", 4, "amount / output", _DOWN, where="counts", **extra),
                line("steps", 4, "amount / output", _STEPS, where="amount > scale", **extra),
                line("at_most", 4, "amount * limit_part", _AT_MOST, **extra),
                line("yes", 4, "amount >= output", _YES, where="counts or amount / output > 2", **extra),
                line("own", 6, "amount / output", own, applies_when="scale > 0", **extra),
                line("higher", 6, "output / scale", up, where="not counts", **extra),
            )
        ],
        facts=[*numbers("scale", "factor"), *truths("met")],
        ledgers=[
            ledger(
                "goods",
                column("amount"), column("output"), column("counts", "yes_no", default=True),
                column("weight", default="abs(amount)"),
                column("limit", "choice", from_="limits", optional=True),
                column("own_leading", optional=True), column("own_baseline", optional=True),
                column("own_source", "text", optional=True),
            )
        ],
        references=[
            table("limits", ["leading", "baseline", "part"], [
                {"id": "whole", "leading": 2.0, "baseline": 8.0, "part": 1.5},
                {"id": "turned", "leading": 9.0, "baseline": 3.0, "part": 2.0},
                {"id": "half", "leading": 1.0, "part": 1.0},
                {"id": "bare", "part": 0.0},
                {"id": "later", "leading": 1.0, "baseline": 4.0, "part": 1.0, "in_force": date(2025, 6, 1)},
                {"id": "later_paper", "leading": 1.0, "baseline": 4.0, "part": 1.0, "source": {"document": "D2026"}},
            ]),
        ],
        documents={"D2026": "2026-12-31"},
    )  # fmt: skip


def _variants() -> Synthetic:
    """Lines that change their scale, their ledger and their way to combine with conditions that may be open."""
    pair = {"candidates": [{"leading": "low", "baseline": "high", "source": "paper"}], "better": "lower"}
    least = {"per": "parts", "combine": "min"}
    weighted = {"per": "parts", "combine": "weighted", "weight": "share"}
    return Synthetic(
        heads=[
            head(
                "mixed",
                _line("every", 8, [
                    {"when": "a / b > 3", "formula": "figure", "scale": pair, **weighted},
                    {"when": "b > 3 and not m", "formula": "figure * a", "scale": _UP, **least},
                    {"when": "m", "formula": "a - b", "scale": {"reference": "gap", "better": "lower"}},
                    {"when": "sum_of_shares > 1", "formula": "b", "scale": _STEPS},
                    {"formula": "0", "scale": _UP},
                ]),
                _line("either", 4, [
                    {"when": "m", "formula": "a / sum_of_shares", "scale": _AT_MOST},
                    {"formula": "share >= figure", "scale": _YES, "per": "parts", "where": "kept"},
                ], applies_when="a >= 0 or m"),
                _line("kind", 3, [
                    {"when": "m or grade_counts", "formula": "grade", "scale": _LEVELS},
                    {"formula": "m", "scale": {"case": "story"}},
                ]),
            )
        ],
        facts=[
            *numbers("a", "b"), *truths("m", "met"), *truths("grade_counts", default=False, optional=True),
            choice("grade", "none", "some", "full"), fact("story", "text", evidence=text("paper")),
        ],
        ledgers=[
            ledger(
                "parts",
                column("figure"), column("share"), column("kept", "yes_no"),
                column("low", optional=True), column("high", optional=True), column("paper", "text", optional=True),
                totals=[total("sum_of_shares", "share", "kept")],
            )
        ],
    )  # fmt: skip


def _line(name: str, points: float, variants: list[Table], **extra: Any) -> Table:
    bare = line(name, points, "0", {}, **extra)
    return {**{key: value for key, value in bare.items() if key not in {"formula", "scale"}}, "variants": variants}
