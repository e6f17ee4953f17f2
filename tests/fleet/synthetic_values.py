"""Rule folders about values: defaults, totals, conditions, functions, parameters by place and year, choices."""

from datetime import date
from typing import Any, Final

from tests.fleet.folders import Synthetic, choice, column, gate, ledger, numbers, table, total, truths
from tests.scoring.small import fact, head, line, text

_UP: Final = {"leading": 8.0, "baseline": 2.0}
_STEPS: Final = {"steps": [{"at": 1.0, "share": 0.5}, {"at": 2.0, "share": 1.0}]}
_YES: Final = {"yes_no": True}


def value_folders() -> dict[str, Synthetic]:
    """Return the folders by name."""
    return {
        "defaults": _defaults(),
        "totals": _totals(),
        "conditions": _conditions(),
        "functions": _functions(),
        "parameters": _parameters(),
        "choices": _choices(),
    }


def _lines(*formulas: str, scale: dict[str, Any], **extra: Any) -> list[dict[str, Any]]:
    kind = next(iter(scale))
    return [line(f"{kind}_{place}", 1 + place, formula, scale, **extra) for place, formula in enumerate(formulas)]


def _defaults() -> Synthetic:
    """Defaults: constants, formulas over facts, in a chain, undefined ones, and in rows over columns and cells."""
    return Synthetic(
        heads=[
            head("facts", *_lines("c", "d / c", "e", "f + g", "h if on else k", scale=_UP)),
            head("rows", *_lines("figure", "figure * rate", "sure", scale=_STEPS, per="rows", combine="min")),
        ],
        facts=[
            *numbers("a", "b"), *truths("met"),
            *numbers("c", default=0.0, optional=True), *numbers("d", default="a + a", optional=True),
            *numbers("e", default="d + c / b", optional=True), *numbers("f", default="rows_sum / a", optional=True),
            *numbers("g", default="-1e308 * a", optional=True), *numbers("h", default="0", optional=True),
            *truths("on", default="not met", optional=True), *numbers("k", default="h + e", optional=True),
        ],
        ledgers=[
            ledger(
                "rows",
                column("kind", "choice", from_="kinds"), column("amount"),
                column("rate", default="kind_rate", optional=True),
                column("figure", default="amount * rate / b", optional=True),
                column("exact", "yes_no", default="kind_exact and amount > a", optional=True),
                column("sure", default="1 if exact else figure", optional=True),
                totals=[total("rows_sum", "figure", "not exact")],
            )
        ],
        parameters=[
            table("kinds", ["rate", "exact"], [
                {"id": "one", "rate": 1.5, "exact": True}, {"id": "two", "rate": -2.0, "exact": False},
                {"id": "bare", "exact": False}, {"id": "neither"},
            ])
        ],
    )  # fmt: skip


def _totals() -> Synthetic:
    """Totals whose rows use facts, parameters and totals of other ledgers, with conditions that may be open."""
    weighted = {"per": "uses", "combine": "weighted", "weight": "mixed - amount"}
    return Synthetic(
        heads=[
            head(
                "sums",
                *_lines("plain / base", "kept_sum", "count", "scaled", "mixed - plain", "by_other", scale=_UP),
                line("share_of_all", 5, "amount / plain", _STEPS, **weighted),
            )
        ],
        facts=[*numbers("base", "factor"), *truths("wide", "met")],
        ledgers=[
            ledger(
                "uses",
                column("kind", "choice", from_="carriers"), column("amount"), column("kept", "yes_no"),
                column("part", optional=True),
                totals=[
                    total("plain", "amount"), total("kept_sum", "amount", "kept"), total("count", "1", "wide or kept"),
                    total("scaled", "amount * kind_factor * share / base"),
                    total("mixed", "amount * factor if wide else part", "amount / base > 1 or kept"),
                ],
            ),
            ledger(
                "others",
                column("figure"), column("named", "text", optional=True),
                totals=[total("by_other", "figure * plain / kept_sum", "figure != 0")],
            ),
        ],
        parameters=[
            table("carriers", ["factor"], [
                {"id": "coal", "factor": 0.7}, {"id": "sun", "factor": 0.0}, {"id": "bare"},
            ]),
            table("shares", ["share"], [
                {"id": "for_all", "share": 0.5}, {"id": "for_13", "division": "13", "share": 2.0},
            ], [{"id": "share", "column": "share", "by": ["division"]}]),
        ],
    )  # fmt: skip


def _conditions() -> Synthetic:
    """Conditions, chains and choices over what is open or undefined: one deciding part is enough."""
    return Synthetic(
        heads=[
            head(
                "truth",
                *_lines(
                    "a / b > 1 and m", "m and a / b > 1", "a / b > 1 or m", "not (m or a / b > 1)",
                    "0 <= a / b < 2", "a < b <= c", "a != b == c", "m and n and a > 0 or not n",
                    "(m if a / b > 1 else n)", "a > 0 if m else b > 0 if n else c > 0",
                    scale=_YES,
                ),
            ),
            head(
                "numbers",
                *_lines(
                    "a if m else b / c", "(a / b if b > 0 else 0) + (c if n else 1)",
                    "1 if a / b > 1 and m else 0", "a / (b - c) if b != c else 5",
                    "(1 if m else 0) + (1 if n else 0) + (1 if a > b else 0)",
                    scale=_UP,
                ),
                line("when_sure", 3, "a", _UP, applies_when="m and a / b > 1 or n"),
            ),
        ],
        facts=[*numbers("a", "b", "c"), *truths("m", "n")],
        gates=[
            gate("both", "m and a / b > 1"), gate("any", "m or n or a / b > 1"), gate("chain", "0 < a <= b < c * 2"),
            gate("chosen", "m if n else a > b"),
        ],
    )  # fmt: skip


def _functions() -> Synthetic:
    """Functions with open, undefined and enormous arguments; halves that are rounded to even; signs of nothing."""
    return Synthetic(
        heads=[
            head(
                "functions",
                *_lines(
                    "min(a, b, c)", "max(a, b / c)", "clamp(a, b, c)", "clamp(a / b, 0, 1)", "abs(a - b)", "-a",
                    "round(a)", "round(a, 2)", "round(a / b, 1) * 10", "sum(a, b, c)", "sum(a)", "min(a, 1e308 * b)",
                    "a + b + c", "a - b - c", "a / b / c", "a * b * c", "a - (b - c)", "1 / (a - b)", "0 / a",
                    "max(abs(a), -b) / clamp(c, 0, 10)",
                    scale=_UP,
                ),
            )
        ],
        facts=[*numbers("a", "b", "c"), *truths("met")],
    )  # fmt: skip


def _parameters() -> Synthetic:
    """Parameters by division, province and year, from rows in force and not yet, with cells that are left out."""
    by_all = ["division", "province", "year"]
    return Synthetic(
        heads=[
            head(
                "looked_up",
                *_lines("wide * a", "local / a", "dated", "full_key", "typed", "late_paper", scale=_UP),
                *_lines("switch", scale=_YES),
            )
        ],
        facts=[*numbers("a"), *truths("met"), *numbers("typed", default="dated * a", optional=True)],
        parameters=[
            table("factors", ["figure", "flag"], [
                {"id": "all", "figure": 4.0, "flag": True},
                {"id": "y2020", "year": 2020, "figure": 3.0},
                {"id": "y2024", "year": 2024, "figure": 5.0, "flag": False},
                {"id": "y2024_13", "year": 2024, "division": "13", "figure": 6.0},
                {"id": "bj", "province": "北京", "year": 2023, "figure": 2.0, "flag": True},
                {"id": "bj_13", "province": "北京市", "division": "13", "year": 2025, "figure": 7.0, "flag": False},
                {"id": "gx", "province": "广西壮族自治区", "figure": 1.0},
                {"id": "d20", "division": "20", "figure": 9.0, "in_force": date(2025, 12, 31)},
                {"id": "d30", "division": "30", "year": 2022, "flag": True},
            ], [
                {"id": "wide", "column": "figure", "by": []},
                {"id": "local", "column": "figure", "by": ["province"]},
                {"id": "dated", "column": "figure", "by": ["year"]},
                {"id": "full_key", "column": "figure", "by": by_all},
                {"id": "switch", "column": "flag", "by": by_all},
            ]),
            table("papers", ["figure"], [
                {"id": "old", "figure": 3.0, "year": 2021},
                {"id": "new", "figure": 6.0, "source": {"document": "D2026"}, "year": 2023},
            ], [{"id": "late_paper", "column": "figure", "by": ["year"]}]),
        ],
        documents={"D2026": "2026-12-31"},
    )  # fmt: skip


def _choices() -> Synthetic:
    """Choices with levels, choices of rows, texts, dates and counts that stand beside numbers."""
    levels = {"levels": {"none": 0.0, "some": 1.0, "full": 0.5}}
    return Synthetic(
        heads=[
            head(
                "chosen",
                line("grade", 3, "grade", levels),
                line("grade_too", 2, "grade_b", {"levels": {"no": 0.0, "yes": 1.0}}, applies_when="n > 1"),
                line("story", 2, "told", {"case": "story"}),
                line("counted", 2, "n / 3", _STEPS),
                line("options", 4, "weight / n", _STEPS, per="uses", where="kind_good"),
            )
        ],
        facts=[
            choice("grade", "none", "some", "full"), choice("grade_b", "no", "yes"),
            fact("story", "text", evidence=text("paper")), *truths("told", "met"),
            fact("n", "count", evidence=text("paper")),
        ],
        ledgers=[
            ledger(
                "uses",
                column("kind", "choice", from_="kinds"), column("weight", "count"),
                column("since", "date", optional=True), column("what", "text", optional=True),
                {**column("mode", "choice", optional=True), "options": [
                    {"id": "x", "title": text("x")}, {"id": "y", "title": text("y")},
                ]},
            )
        ],
        parameters=[
            table("kinds", ["good", "label"], [
                {"id": "a", "good": True, "label": "甲"}, {"id": "b", "good": False}, {"id": "c", "label": "丙"},
            ])
        ],
    )  # fmt: skip
