"""The expression language of zen-engine, and the rule set `five` as one of its decision graphs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from bench.fleet.lowered import Writer
from bench.fleet.lowered_lines import UNANSWERED, UNDEFINED, row
from bench.fleet.lowered_points import chosen, chosen_cell, has_choice, scores
from bench.fleet.rival_inputs import asked, fields, five, lines
from gfassess.fleet import results
from gfassess.formula import Formula
from gfassess.model.facts import Ledger, Question
from gfassess.model.rules import Indicator, Measure


class Zen:
    """How the expression language of zen-engine says things; a test on a missing value would be an error."""

    def missing(self, value: str) -> str:
        """Test that there is no value."""
        return f"{value} == null"

    def yes(self, value: str) -> str:
        """Test that an answer is yes."""
        return f"{value} == true"

    def no(self, value: str) -> str:
        """Test that an answer is no."""
        return f"{value} == false"

    def option(self, value: str, option: str) -> str:
        """Test that an answer is this option."""
        return f'{value} == "{option}"'

    def same(self, left: str, right: str) -> str:
        """Test that two numbers are equal."""
        return f"{left} == {right}"

    def negated(self, test: str) -> str:
        """Turn a test round."""
        return f"not ({test})"

    def every(self, tests: Sequence[str]) -> str:
        """Join tests by and."""
        return f"({' and '.join(tests) or 'true'})"

    def some(self, tests: Sequence[str]) -> str:
        """Join tests by or."""
        return f"({' or '.join(tests) or 'false'})"

    def choose(self, test: str, then: str, other: str) -> str:
        """Take one of two values."""
        return f"({test} ? {then} : {other})"

    def within(self, value: str) -> str:
        """Keep a value between 0 and 1."""
        return f"min([max([{value}, 0]), 1])"

    def absolute(self, value: str) -> str:
        """Drop the sign of a value."""
        return f"abs({value})"


_ZEN: Final = Zen()


def graph() -> dict[str, Any]:
    """Return the rule set as a decision graph: one node works everything out, one says what the result is."""
    cells = list(_cells())
    kept = [(name, name) for name, _ in cells if name in results.score_columns(*five())]
    nodes = [
        {"id": "request", "type": "inputNode", "name": "request", "position": {"x": 0, "y": 0}},
        _expressions("five", cells),
        _expressions("scores", kept),
        {"id": "response", "type": "outputNode", "name": "response", "position": {"x": 0, "y": 0}},
    ]
    ids = [str(node["id"]) for node in nodes]
    edges = [{"id": f"{one}-{two}", "type": "edge", "sourceId": one, "targetId": two} for one, two in pairwise(ids)]
    return {"nodes": nodes, "edges": edges}


def _expressions(name: str, cells: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "id": name,
        "type": "expressionNode",
        "name": name,
        "position": {"x": 0, "y": 0},
        "content": {
            "expressions": [{"id": key, "key": key, "value": value} for key, value in cells],
            "passThrough": False,
            "inputField": None,
            "outputPath": None,
            "executionMode": "single",
        },
    }


def _cells() -> Iterator[tuple[str, str]]:
    book = five().book
    write = Writer(_ZEN, lambda name: _computed(name) if name in book.totals else name, book.facts.get)
    for name in asked()[1]:
        for total in book.ledgers[name].total:
            yield total.id, _total(book.ledgers[name], total.row, total.where)
    yield from chosen(write)
    for line in lines():
        for place, variant in enumerate(line.variants):
            if variant.per is not None:
                yield f"rows_{line.id}_{place}", _row_list(line, place, variant)
    yield from scores(write, _computed, _rows_result)


def _computed(name: str) -> str:
    return f"$.{name}"


def _row_writer(ledger: Ledger) -> Writer:
    own = {column.id for column in ledger.columns} | fields(ledger).keys()

    def question(name: str) -> Question | None:
        return ledger.column(name) or (None if name in own else five().book.facts.get(name))

    return Writer(_ZEN, lambda name: f"#.{name}" if name in own else name, question)


def _total(ledger: Ledger, row: Formula, where: Formula | None) -> str:
    write = _row_writer(ledger)
    figure, rows, missing = write.figure(row.tree), ledger.id, []
    if where is not None:
        counts = write.truth(where.tree)
        rows = f"filter({rows}, {counts.yes})"
        missing = [f"some({ledger.id}, {counts.unknown})"] if counts.unknown else []
    missing += [f"some({rows}, {_ZEN.some(figure.missing)})"] if figure.missing else []
    return _ZEN.choose(_ZEN.some([f"len({ledger.id}) == 0", *missing]), "null", f"sum(map({rows}, {figure.value}))")


def _row_list(line: Indicator, place: int, variant: Measure) -> str:
    """Write the rows of a variant where it counts: what each comes to, and its weight."""
    ledger = five().book.ledgers[variant.per or ""]
    write, rows = _row_writer(ledger), ledger.id
    if variant.where is not None:
        rows = f"filter({rows}, {_ZEN.negated(write.truth(variant.where.tree).no)})"
    own = row(write, ledger, variant)
    if variant.weight:
        weight = write.figure(variant.weight.tree)
        own = f"{{x: {own}, w: {_ZEN.choose(_ZEN.some(weight.missing), 'null', weight.value)}}}"
    listed = f"map({rows}, {own})"
    return _ZEN.choose(f"{_computed(chosen_cell(line))} == {place}", listed, "[]") if has_choice(line) else listed


def _rows_result(line: Indicator, place: int, variant: Measure) -> str:
    rows = _computed(f"rows_{line.id}_{place}")
    shares = f"map({rows}, #.x)" if variant.weight else rows
    text = f"min({shares})" if variant.combine == "min" else f"(sum({shares}) / len({shares}))"
    if variant.weight:
        whole = f"sum(map({rows}, #.w))"
        mean = _ZEN.within(f"(sum(map({rows}, #.x * #.w)) / {whole})")
        text = _ZEN.choose(f"({whole} <= 0 or some({rows}, #.w < 0))", str(UNDEFINED), mean)
    text = _ZEN.choose(f"min({shares}) < 0", f"min({shares})", text)
    return _ZEN.choose(f"len({rows}) == 0", str(UNANSWERED), text)
