"""How the width of a page is shared out: columns by their weight, short pairs of a form two to a line."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from gfassess.report.paper.blocks import Pair


def shared(weights: Sequence[float], width: int) -> tuple[int, ...]:
    """Return the widths of columns, in proportion to their weights."""
    whole = sum(weights)
    return tuple(int(width * weight / whole) for weight in weights)


def two_to_a_line(rows: Iterable[Pair], short: Callable[[Pair], bool]) -> Iterator[tuple[Pair, ...]]:
    """Go through the lines of a form: two short pairs that follow each other share one."""
    waiting: Pair | None = None
    for pair in rows:
        if waiting is not None:
            if short(pair) and (waiting.value.number is None) == (pair.value.number is None):
                yield waiting, pair
                waiting = None
                continue
            yield (waiting,)
            waiting = None
        if short(pair):
            waiting = pair
        else:
            yield (pair,)
    if waiting is not None:
        yield (waiting,)
