"""Generated assessments for any rule book: every state, every delicate place. Knows no id of any rules."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from hypothesis import strategies as st

from gfassess.fleet.layout import indicators_of, references_of
from gfassess.model.assessment import Assessment, Value
from gfassess.model.facts import Ledger, Question
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Row
from tests.fleet.aiming import Aim, Draft, beside, literals, marks, measures

_ODD: Final = (0.0, 0.0, -0.0, 5e-324, 1e-300, 1e-9, -1.0, -1e-9, 1e300, 1e308, 1e308, -1e308, 2.5, 0.5, 3.5)
"""Figures at the ends of what a float holds, nothing, less than nothing, and halves."""
_ROUND: Final = (1.0, 1.0, 1.0, 2.0, 4.0, 5.0, 10.0, 10.0, 100.0, 100.0, 1000.0)
_WRONG: Final[tuple[Value, ...]] = (True, False, 1.0, 2.5, -1.0, "", "  ", "nothing-of-the-kind", date(2024, 2, 29))
_TEXTS: Final = ("示例", "a [b] {c}", "第一行\n第二行", "=1+1", " padded ", "'\"\\", "[bold]x[/]", "示例，来源；表1")
_YEARS: Final = (2019, 2020, 2021, 2022, 2023, 2023, 2024, 2024, 2024, 2025, 2025, 2025, 2026, 2027)
_LARGE: Final = 1e300
_USUAL: Final = 0.4
"""How often nobody answers what has a default."""
_ENDINGS: Final = ("", "", "", "省", "市", "自治区", "壮族自治区", " ")


@dataclass(frozen=True, slots=True)
class Mood:
    """How whoever answers goes about it: shares of what is left open, wrong, odd, round, and said yes to."""

    missing: float
    wrong: float
    odd: float
    round: float
    yes: float
    excused: float
    aims: float
    """How often answers are moved so that something comes out exactly."""
    oddities: tuple[float, ...] = _ODD
    """The odd figures that come up: few, so that several of them meet in one formula."""
    diligent: bool = False
    """Everything is answered as it should be."""


_DILIGENT: Final = Mood(missing=0, wrong=0, odd=0, round=0.3, yes=0.5, excused=0.05, aims=1, diligent=True)


def _mood(rng: random.Random) -> Mood:
    if rng.random() < 0.1:
        return _DILIGENT
    return Mood(
        missing=rng.choice((0.0, 0.0, 0.0, 0.02, 0.1, 0.4, 1.0)),
        wrong=rng.choice((0.0, 0.0, 0.0, 0.02, 0.2)),
        odd=rng.choice((0.0, 0.0, 0.02, 0.1, 0.5)),
        round=rng.choice((0.0, 0.3, 0.9, 1.0)),
        yes=rng.choice((0.02, 0.3, 0.5, 0.7, 0.98)),
        excused=rng.choice((0.0, 0.0, 0.05, 0.3, 1.0)),
        aims=rng.choice((0.0, 0.5, 1.0)),
        oddities=tuple(rng.choices(_ODD, k=rng.randint(1, 4))),
    )


class Maker:
    """Makes assessments for one rule book; each from its own chance."""

    def __init__(self, book: Rulebook) -> None:
        """Bind the rules."""
        self.book = book

    @cached_property
    def landmarks(self) -> tuple[float, ...]:
        """Figures at which something happens: rungs, ends of scales, literals, and what lies right beside them."""
        found: dict[float, None] = {}
        for measure in measures(self.book):
            formulas = [one for one in (measure.when, measure.where, measure.formula) if one is not None]
            for at in (*marks(measure.scale), *(value for one in formulas for value in literals(one.tree))):
                found |= dict.fromkeys((*beside(at), *beside(at * 10)))
        return tuple(found)

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """Provinces that rows are for, and one that none is for."""
        rows = (row.province for row in self._rows() if row.province)
        return (*dict.fromkeys(rows), "火星")

    @cached_property
    def divisions(self) -> tuple[str, ...]:
        """Divisions that rows are for, one that none is for, and none."""
        rows = (row.division for row in self._rows() if row.division)
        return (*dict.fromkeys(rows), "99", "")

    def _rows(self) -> Iterator[Row]:
        return (row for table in self.book.tables.values() for row in table.rows)

    def make(self, rng: random.Random, number: int = 0) -> Assessment:
        """Make one assessment; `number` makes its enterprise another one than all others."""
        mood = _mood(rng)
        year = rng.choice(_YEARS) if rng.random() < 0.9 else rng.randint(1990, 2100)
        draft: Draft = {
            "ruleset": rng.choice(list(self.book.rulesets)),
            "year": year,
            "illustrative": True,
            "enterprise": self._enterprise(rng, number),
            "site": {"name": rng.choice(("", "", "二厂 [北]"))},
            "facts": self._facts(rng, mood),
            "ledgers": self._ledgers(rng, mood),
            "not_applicable": self._excuses(rng, mood),
            "references": self._references(rng, mood),
            "evidence": self._evidence(rng, year),
        }
        self._aim(Aim(self.book, draft, rng), rng, mood)
        return Assessment.model_validate(draft)

    def _aim(self, aim: Aim, rng: random.Random, mood: Mood) -> None:
        for step in (aim.gates, aim.rungs, aim.totals):
            if rng.random() < mood.aims:
                step()
        if rng.random() < mood.aims:
            aim.rows(always=mood.diligent)
            aim.references(always=mood.diligent)
        for spoil, share in ((aim.divisors, 0.3), (aim.extremes, 0.15)):
            if not mood.diligent and rng.random() < share:
                spoil()

    def _enterprise(self, rng: random.Random, number: int) -> dict[str, str]:
        province = rng.choice(self.provinces) + rng.choice(_ENDINGS)
        return {
            "name": f"示例企业 {number:06} {rng.choice(_TEXTS)}",
            "division": rng.choice(self.divisions),
            "province": rng.choice((province, province, province, "", province.upper())),
            "city": rng.choice(("", "示例市", "[示例]")),
        }

    def _facts(self, rng: random.Random, mood: Mood) -> dict[str, Value]:
        told = {fact.id: self._answer(fact, rng, mood) for fact in self.book.facts.values()}
        if rng.random() < 0.05:
            told["no_such_fact"] = 1.0
        return {name: value for name, value in told.items() if value is not None}

    def _answer(self, question: Question, rng: random.Random, mood: Mood) -> Value | None:
        missing = mood.missing if question.default is None else max(mood.missing, _USUAL)
        if rng.random() < missing:
            return None
        return rng.choice(_WRONG) if rng.random() < mood.wrong else self._value(question, rng, mood)

    def _value(self, question: Question, rng: random.Random, mood: Mood) -> Value:
        match question.kind:
            case "number":
                return self._number(rng, mood)
            case "count":
                huge = rng.random() < mood.odd and max(mood.oddities) > _LARGE
                return 1e308 if huge else rng.choice((0.0, 1.0, 2.0, 3.0, 8.0, 12.0, 1e6))
            case "yes_no":
                return rng.random() < mood.yes
            case "choice":
                return self._choice(question, rng, mood)
            case "text":
                return rng.choice(_TEXTS)
            case "date":
                return date(rng.choice(_YEARS), 6, 30)

    def _choice(self, question: Question, rng: random.Random, mood: Mood) -> str:
        if rng.random() < 0.03 and not mood.diligent:
            return rng.choice(("no-such-option", ""))
        table = self.book.tables.get(question.table or "")
        return rng.choice([one.id for one in (table.rows if table is not None else question.options)] or ["none"])

    def _number(self, rng: random.Random, mood: Mood) -> float:
        if rng.random() < mood.odd:
            return rng.choice(mood.oddities)
        if rng.random() < mood.round:
            return rng.choice(_ROUND if not self.landmarks or rng.random() < 0.5 else self.landmarks)
        return 10 ** rng.uniform(-1, 4)

    def _ledgers(self, rng: random.Random, mood: Mood) -> dict[str, list[dict[str, Value]]]:
        told: dict[str, list[dict[str, Value]]] = {}
        for ledger in self.book.ledgers.values():
            if mood.diligent or rng.random() >= max(mood.missing, 0.05):
                rows = rng.choice((0, 1, 1, 1, 2, 2, 3, 5)) if not mood.diligent else 4
                told[ledger.id] = [self._row(ledger, rng, mood) for _ in range(rows)]
        if rng.random() < 0.05:
            told["no_such_ledger"] = [{"a": 1.0}]
        return told

    def _row(self, ledger: Ledger, rng: random.Random, mood: Mood) -> dict[str, Value]:
        open_cells = replace(mood, missing=mood.missing / 4, wrong=mood.wrong / 4, yes=rng.choice((mood.yes, 0.5)))
        told = {column.id: self._answer(column, rng, open_cells) for column in ledger.columns}
        for column in ledger.columns:
            if column.optional and rng.random() < 0.25 and not mood.diligent:
                told[column.id] = None
        if rng.random() < 0.02:
            told["no_such_column"] = "x"
        return {name: value for name, value in told.items() if value is not None}

    def _excuses(self, rng: random.Random, mood: Mood) -> dict[str, str]:
        names = [name for name in indicators_of(self.book) if rng.random() < mood.excused]
        told = {name: rng.choice(("无此工序", "不适用", "a\nb", "  ", "")) for name in names}
        return told | ({"no_such_line": "x"} if rng.random() < 0.05 else {})

    def _references(self, rng: random.Random, mood: Mood) -> dict[str, dict[str, Any]]:
        told = {name: self._reference(name, rng, mood) for name in references_of(self.book) if rng.random() < 0.75}
        return told | ({"no_such_reference": {"leading": 1.0}} if rng.random() < 0.05 else {})

    def _reference(self, name: str, rng: random.Random, mood: Mood) -> dict[str, Any]:
        entry: dict[str, Any] = {}
        if rng.random() < 0.8:
            entry["leading"] = self._number(rng, mood)
        if rng.random() < 0.8:
            entry["baseline"] = self._number(rng, mood) if rng.random() < 0.9 else entry.get("leading", 1.0)
        if rng.random() < 0.8:
            entry["source"] = rng.choice((*_TEXTS, " "))
        table = self.book.tables.get(name)
        if rng.random() < 0.5:
            entry["row"] = rng.choice([*(row.id for row in (table.rows if table is not None else ())), "long-gone"])
        if "row" in entry and rng.random() < 0.5:
            entry = {"row": entry["row"]}
        return entry

    def _evidence(self, rng: random.Random, year: int) -> list[dict[str, Any]]:
        names = [*self.book.facts, *self.book.ledgers, *indicators_of(self.book), "no_such_question"]
        share = rng.choice((0.0, 0.3, 0.7, 1.0))
        return [
            {"file": f"证明[{place}].pdf", "for": [name for name in names if rng.random() < share], **period}
            for place, period in enumerate(rng.sample(_periods(year), k=rng.randint(0, 3)))
        ]


def _periods(year: int) -> list[dict[str, date]]:
    """Return validities and periods in and out of a year, and right at its ends."""
    return [
        {},
        {},
        {"expires": date(year, 12, 31)},
        {"expires": date(year, 12, 30)},
        {"covers_from": date(year, 12, 31)},
        {"covers_from": date(year + 1, 1, 1)},
        {"covers_to": date(year, 1, 1)},
        {"covers_to": date(year - 1, 12, 31)},
        {"covers_from": date(year - 1, 7, 1), "covers_to": date(year, 6, 30), "expires": date(year + 5, 1, 1)},
    ]


def assessments(book: Rulebook, seed: int, count: int) -> list[Assessment]:
    """Return assessments for a rule book, the same for the same seed; the first ones do not depend on how many."""
    maker = Maker(book)
    return [maker.make(random.Random(f"{seed} {number}"), number) for number in range(count)]


def an_assessment(book: Rulebook) -> st.SearchStrategy[Assessment]:
    """Draw an assessment; it shrinks to few answers, each as it was drawn."""
    maker = Maker(book)
    names = [*book.facts, *book.ledgers, *indicators_of(book), *references_of(book)]
    kept = st.tuples(*[st.integers(0, 9)] * len(names)).map(
        lambda drawn: {name for name, number in zip(names, drawn, strict=True) if number > 0}
    )
    made = st.integers(0, 9999).map(lambda seed: maker.make(random.Random(seed), seed % 1000))
    return st.builds(_thinned, made, kept)


def _thinned(one: Assessment, kept: set[str]) -> Assessment:
    """Return an assessment with nothing said about what is not kept."""
    parts = ("facts", "ledgers", "not_applicable", "references")
    told = {part: {name: value for name, value in getattr(one, part).items() if name in kept} for part in parts}
    return one.model_copy(update=told)
