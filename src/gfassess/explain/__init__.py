"""Explanation: from a total down to the ledger row, the parameter with its document, and the clause."""

from gfassess.explain.indicator import points_words
from gfassess.explain.node import Node, NodeKind
from gfassess.explain.why import UnknownIdError, why
from gfassess.explain.wording import (
    alone_briefly,
    alone_words,
    basis_words,
    cited_words,
    department_words,
    gate_words,
    missing_words,
    phrasing,
    reading_words,
    reference_words,
    refusal_words,
    row_words,
    share_words,
    source_words,
    state_words,
    undefined_words,
    unit_words,
    value_words,
    verdict_words,
)

__all__ = [
    "Node",
    "NodeKind",
    "UnknownIdError",
    "alone_briefly",
    "alone_words",
    "basis_words",
    "cited_words",
    "department_words",
    "gate_words",
    "missing_words",
    "phrasing",
    "points_words",
    "reading_words",
    "reference_words",
    "refusal_words",
    "row_words",
    "share_words",
    "source_words",
    "state_words",
    "undefined_words",
    "unit_words",
    "value_words",
    "verdict_words",
    "why",
]
