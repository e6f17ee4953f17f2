"""What a site comes to under `five`, from its variants to its verdict, as cells in the language of a rival."""

from collections.abc import Callable, Iterator
from typing import Final

from bench.fleet import lowered_lines as lower
from bench.fleet.lowered import Language, Writer, plain
from bench.fleet.rival_inputs import five, lines
from gfassess.fleet import results
from gfassess.model.rules import Criterion, Indicator, Measure

_PROVED: Final = "proved_"
"""Before the names of what is worked out as if lines without proof were open."""

Cells = Iterator[tuple[str, str]]
Refer = Callable[[str], str]
"""How a cell that was written before is referred to."""
Rows = Callable[[Indicator, int, Measure], str]
"""Writes what a variant over rows comes to."""


def chosen_cell(line: Indicator) -> str:
    """Name the cell that says which variant of a line counts."""
    return f"taken_{line.id}"


def chosen(write: Writer) -> Cells:
    """Write which variants count, of the lines that have something to choose."""
    for line in lines():
        text = lower.variant(write, line)
        if text is not None:
            yield chosen_cell(line), text


def has_choice(line: Indicator) -> bool:
    """Tell whether a line has a cell for its variant."""
    return line.applies_when is not None or len(line.variants) > 1


def scores(write: Writer, refer: Refer, rows: Rows) -> Cells:
    """Write everything else: the columns of a scored folder and what they need."""
    say = write.language
    for line in lines():
        place = refer(chosen_cell(line)) if has_choice(line) else ""
        found = [rows(line, i, one) if one.per else lower.single(write, one) for i, one in enumerate(line.variants)]
        yield f"code_{line.id}", lower.code(write, line, place, found)
        own = refer(f"code_{line.id}")
        yield results.state_column(line.id), lower.state(say, own)
        yield results.lacking_column(line.id), lower.lacking(write, line, own, place)
    for reading in ("", _PROVED):
        yield from _factors(say, refer, reading)
    for head in five().rules.heads:
        yield from _points(say, refer, head)
    for part in results.TOTAL:
        yield part, _sum(refer(results.criterion_column(head.id, part)) for head in five().rules.heads)
    yield from _gates(write, refer)


def _factors(say: Language, refer: Refer, reading: str) -> Cells:
    rules = five().rules
    for head in rules.heads:
        lives = (say.choose(_out(say, refer, line, reading), "0", plain(line.points)) for line in head.indicator)
        yield f"{reading}live_{head.id}", _sum(lives)
    live = {refer(f"{reading}live_{head.id}"): head for head in rules.heads}
    yield f"{reading}kept", _sum(say.choose(f"{one} > 0", plain(head.points or 0.0), "0") for one, head in live.items())
    kept = refer(f"{reading}kept")
    for one, head in live.items():
        factor = f"(({plain(head.points or 0.0)} / {one}) * ({plain(rules.points)} / {kept}))"
        yield f"{reading}factor_{head.id}", say.choose(f"{one} > 0", factor, "0")


def _out(say: Language, refer: Refer, line: Indicator, reading: str) -> str:
    """Write the test that the points of a line move."""
    away = say.same(refer(results.state_column(line.id)), str(lower.NOT_APPLICABLE))
    return say.every([away, say.negated(refer(results.lacking_column(line.id)))]) if reading else away


def _points(say: Language, refer: Refer, head: Criterion) -> Cells:
    for line in head.indicator:
        share, lacks = refer(f"code_{line.id}"), refer(results.lacking_column(line.id))
        reach = f"({plain(line.points)} * {refer(f'factor_{head.id}')})"
        sure = f"({plain(line.points)} * {refer(f'{_PROVED}factor_{head.id}')})"
        yield results.points_column(line.id), say.choose(_out(say, refer, line, ""), "0", reach)
        yield results.got_column(line.id), say.choose(f"{share} >= 0", f"({share} * {reach})", "0")
        proved = say.every([f"{share} >= 0", say.negated(lacks)])
        yield f"{_PROVED}got_{line.id}", say.choose(proved, f"({share} * {sure})", "0")
    columns = {"points": results.points_column, "low": results.got_column}
    for part, named in columns.items():
        yield results.criterion_column(head.id, part), _sum(refer(named(line.id)) for line in head.indicator)
    yield results.criterion_column(head.id, "high"), _sum(_upper(say, refer, line) for line in head.indicator)
    proved_parts = (refer(f"{_PROVED}got_{line.id}") for line in head.indicator)
    yield results.criterion_column(head.id, "evidenced"), _sum(proved_parts)


def _upper(say: Language, refer: Refer, line: Indicator) -> str:
    settled = f"{refer(f'code_{line.id}')} >= 0"
    return say.choose(settled, refer(results.got_column(line.id)), refer(results.points_column(line.id)))


def _gates(write: Writer, refer: Refer) -> Cells:
    say, gates = write.language, five().rules.gates
    for gate in gates:
        holds = write.truth(gate.formula.tree)
        yield results.gate_column(gate.id), say.choose(holds.yes, "0", say.choose(holds.no, "1", "2"))
    states = [refer(results.state_column(line.id)) for line in lines()]
    found = [refer(results.gate_column(gate.id)) for gate in gates]
    settled = [say.some([say.same(one, "0"), say.same(one, str(lower.NOT_APPLICABLE))]) for one in states]
    passed = [say.same(gate, "0") for gate in found]
    complete = say.every([*passed, *settled, say.some([say.same(one, "0") for one in states])])
    failed = say.some([say.same(gate, "1") for gate in found])
    yield results.VERDICT, say.choose(failed, "0", say.choose(complete, "2", "1"))


def _sum(parts: Iterator[str]) -> str:
    return f"({' + '.join(parts)})"
