"""Where things stand on the screens: the section of a question, indicator or gate."""

from collections.abc import Iterator

from gfassess.session import Session

GATES = "gates"


def place_of(session: Session, name: str) -> tuple[str, str] | None:
    """Return section and id to go to for a fact, ledger, total, indicator, gate or criterion."""
    if name in session.rulebook.totals:
        name = session.rulebook.totals[name][0].id
    live = next((spot for spot in session.order() if spot[1] == name), None)
    return live or next((spot for spot in places(session) if spot[1] == name), None)


def places(session: Session) -> Iterator[tuple[str, str]]:
    """Go through all that has a place, as (section, id): gates and criteria, their lines, then their questions."""
    for gate in session.ruleset.gates:
        yield GATES, gate.id
        yield from ((GATES, name) for name in session.questions(gate))
    for head in session.ruleset.heads:
        yield head.id, head.id
        for line in head.indicator:
            yield head.id, line.id
            yield from ((head.id, name) for name in session.questions(line))
