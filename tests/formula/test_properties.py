"""Properties of every formula, over generated trees."""

import math
from collections.abc import Callable

from hypothesis import assume, given
from hypothesis import strategies as st

from gfassess.formula import MAX_LENGTH, Formula, Outcome, Undefined, Unknown, is_known
from gfassess.formula.closures import close
from gfassess.formula.kinds import kind_of
from gfassess.formula.text import show
from gfassess.formula.tree import (
    Arithmetic,
    Binary,
    Call,
    Compare,
    Comparison,
    Conditional,
    Function,
    Logic,
    Minus,
    Name,
    Node,
    Not,
    Number,
    names,
)

NUMBER_NAMES = ("a", "b", "c", "zero")
TRUTH_NAMES = ("yes", "no", "perhaps")

_ARITHMETIC: tuple[Arithmetic, ...] = ("+", "-", "*", "/")
_COMPARISON: tuple[Comparison, ...] = ("<", "<=", ">", ">=", "==", "!=")
_MANY: tuple[Function, ...] = ("min", "max", "sum")

_numbers: st.SearchStrategy[Node] = st.floats(0, allow_infinity=False).map(lambda value: Number(abs(value)))
_number_leaves = _numbers | st.sampled_from(NUMBER_NAMES).map(Name)
_truth_leaves: st.SearchStrategy[Node] = st.sampled_from(TRUTH_NAMES).map(Name)


def _several(inner: st.SearchStrategy[Node], fewest: int = 1) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(inner, min_size=fewest, max_size=3).map(tuple)


def _compare(operands: tuple[Node, ...], signs: list[Comparison]) -> Node:
    return Compare(tuple(signs[: len(operands) - 1]), operands)


def _grow_numbers(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    test = st.builds(_compare, _several(inner, 2), st.lists(st.sampled_from(_COMPARISON), min_size=2, max_size=2))
    return st.one_of(
        inner.map(Minus),
        st.builds(Binary, st.sampled_from(_ARITHMETIC), inner, inner),
        st.builds(Call, st.sampled_from(_MANY), _several(inner)),
        inner.map(lambda node: Call("abs", (node,))),
        st.builds(lambda node, digits: Call("round", (node, Number(float(digits)))), inner, st.integers(0, 9)),
        st.builds(lambda *nodes: Call("clamp", nodes), inner, inner, inner),
        st.builds(Conditional, test | _truth_leaves, inner, inner),
    )


def numbers() -> st.SearchStrategy[Node]:
    """Return trees whose value is a number."""
    return st.recursive(_number_leaves, _grow_numbers, max_leaves=12)


def truths() -> st.SearchStrategy[Node]:
    """Return trees whose value is yes or no."""
    small = st.recursive(_number_leaves, _grow_numbers, max_leaves=4)
    compare = st.builds(_compare, _several(small, 2), st.lists(st.sampled_from(_COMPARISON), min_size=2, max_size=2))
    return st.recursive(
        _truth_leaves | compare,
        lambda inner: st.one_of(
            inner.map(Not),
            st.builds(Logic, st.sampled_from(("and", "or")), _several(inner, 2)),
            st.builds(Conditional, inner, inner, inner),
        ),
        max_leaves=8,
    )


KNOWN: dict[str, Outcome] = {"a": 2.0, "b": -3.5, "c": 1e3, "zero": 0.0, "yes": True, "no": False, "perhaps": True}


def _fits(text: str) -> bool:
    return len(text) <= MAX_LENGTH


@given(numbers() | truths())
def test_text_of_a_tree_reads_back_as_the_same_tree(tree: Node) -> None:
    """What is shown is what was meant: brackets only where they are needed, never where they change the meaning."""
    text = show(tree)
    assume(_fits(text))
    assert Formula.parse(text).tree == tree


@given(numbers(), st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 4), st.booleans())
def test_numbers_come_out_finite_or_undefined(tree: Node, figures: tuple[float, ...], flag: bool) -> None:  # noqa: FBT001
    """No finite figures make a formula raise, or come to an infinity or NaN."""
    values: dict[str, Outcome] = {**dict(zip(NUMBER_NAMES, figures, strict=True)), **dict.fromkeys(TRUTH_NAMES, flag)}
    outcome = close(tree)(values.__getitem__)
    match outcome:
        case Undefined():
            assert outcome.fault in {"zero_divisor", "too_large"}
            assert not _fits(outcome.text) or Formula.parse(outcome.text).text
        case _:
            assert isinstance(outcome, float)
            assert math.isfinite(outcome)


@given(truths())
def test_truths_come_out_true_false_or_undefined(tree: Node) -> None:
    """A formula of yes and no gives nothing else."""
    outcome = close(tree)(KNOWN.__getitem__)
    assert isinstance(outcome, bool | Undefined)


@given(numbers() | truths(), st.sets(st.sampled_from(sorted(KNOWN))))
def test_unknown_names_only_missing_names_of_the_formula(tree: Node, missing: set[str]) -> None:
    """What an unknown result asks for is really missing and really used."""
    outcome = close(tree)(_without(missing))
    if isinstance(outcome, Unknown):
        assert outcome.missing
        assert outcome.missing <= missing & {name.id for name in names(tree)}


@given(numbers() | truths(), st.sets(st.sampled_from(sorted(KNOWN))))
def test_a_result_that_was_known_early_stays(tree: Node, missing: set[str]) -> None:
    """An answer given later cannot change a result that did not need it."""
    early, late = close(tree)(_without(missing)), close(tree)(KNOWN.__getitem__)
    assert not is_known(early) or early == late


@given(numbers(), st.sets(st.sampled_from(sorted(KNOWN))))
def test_answering_what_is_missing_leads_to_a_result(tree: Node, missing: set[str]) -> None:
    """Asking only for what the outcome names, again and again, always ends."""
    outcome = close(tree)(_without(missing))
    while isinstance(outcome, Unknown):
        missing = missing - outcome.missing
        outcome = close(tree)(_without(missing))
    assert isinstance(outcome, float | Undefined)


@given(truths())
def test_kinds_find_nothing_wrong_in_a_sound_tree(tree: Node) -> None:
    """A formula that fits its names has no mismatch."""
    assert kind_of(show(tree), tree, lambda name: "number" if name in NUMBER_NAMES else "truth") == ("truth", [])


def _without(missing: set[str]) -> Callable[[str], Outcome]:
    return lambda name: Unknown(frozenset({name})) if name in missing else KNOWN[name]
