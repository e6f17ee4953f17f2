"""From one rule set to another: marks of lines, gates and questions, and what the answers cover."""

from functools import cache
from pathlib import Path

import pytest

from gfassess import rules, store
from gfassess.model.rulebook import Rulebook
from gfassess.plan.crosswalk import Crosswalk, by_line, crosswalk, mark_of
from gfassess.session import Session
from tests.plan.pair import FACTS, gate, line, two
from tests.scoring.small import assessment, head

ROOT = Path(__file__).parents[2]
TURNED = {"added": "withdrawn", "withdrawn": "added"}


@cache
def shipped() -> Rulebook:
    """Return the rules that come along."""
    return rules.load(ROOT / "criteria")


def _marks(found: Crosswalk) -> dict[tuple[str, str], str]:
    return {
        (one.old.id if one.old else "", one.new.id if one.new else ""): one.mark for one in (*found.gates, *found.lines)
    }


def test_each_line_has_its_mark() -> None:
    """Same formula and scale: unchanged, whatever the points; else changed; under another head: moved."""
    old = [head("e", line("same"), line("other"), line("gone")), head("w", line("wanders"), line("renamed"))]
    new = [
        head("e", line("same", points=3), line("other", "b / a"), line("wanders"), line("fresh")),
        head("w", line("now", "a * b", formerly=["renamed"])),
    ]
    found = crosswalk(two(old, new), "old", "new")
    assert _marks(found) == {
        ("same", "same"): "unchanged",
        ("other", "other"): "changed",
        ("wanders", "wanders"): "moved",
        ("", "fresh"): "added",
        ("renamed", "now"): "changed",
        ("gone", ""): "withdrawn",
    }
    assert [change.what for change in found.lines[0].changes] == ["points"]
    assert [one[0].new.id for one in found.under("e") if one[0].new] == ["same", "other", "wanders", "fresh"]
    assert [one[0].old.id for one in found.under("") if one[0].old] == ["gone"]


@pytest.mark.parametrize(
    ("formulas", "mark"),
    [(("a / b", "a / b"), "unchanged"), (("a / b", "a * b"), "changed"), (("a * b", "a / b"), "changed")],
)
def test_a_merged_line_has_one_mark(formulas: tuple[str, str], mark: str) -> None:
    """Where no line of its id is among those that it comes from, it changed if any of them did, in whatever order."""
    old = [head("e", *(line(f"part{at}", formula) for at, formula in enumerate(formulas)))]
    new = [head("e", line("whole", formerly=["part0", "part1"]))]
    (merged,) = crosswalk(two(old, new), "old", "new").under("e")
    assert (len(merged), mark_of(merged)) == (2, mark)


def test_a_merged_line_that_keeps_its_id_is_marked_by_it() -> None:
    """What was taken in does not make the line another one."""
    old = [head("e", line("whole"), line("part", "a * b"))]
    new = [head("e", line("whole", formerly=["part"]))]
    (merged,) = crosswalk(two(old, new), "old", "new").under("e")
    assert (len(merged), mark_of(merged)) == (2, "unchanged")


def test_a_renamed_criterion_moves_no_line() -> None:
    """Lines under a criterion that says by `formerly` what it was called stay where they are."""
    new = [{**head("land", line("x")), "formerly": ["ground"]}, head("e", line("y"))]
    found = crosswalk(two([head("ground", line("x"), line("y")), head("e", line("z"))], new), "old", "new")
    assert _marks(found) == {("x", "x"): "unchanged", ("y", "y"): "moved", ("z", ""): "withdrawn"}
    assert (found.lines[0].old_head, found.lines[0].new_head) == ("ground", "land")


def test_a_line_that_moved_tells_what_changed() -> None:
    """Moving to another head and changing are two things, and both are said."""
    found = crosswalk(two([head("e", line("x"))], [head("w", line("x", "b / a"))]), "old", "new")
    assert found.lines[0].mark == "moved"
    assert any(change.substantial for change in found.lines[0].changes)


def test_gates_are_marked() -> None:
    """A gate that asks the same is unchanged even with another source; several may become one."""
    gates = ([gate("g"), gate("h"), gate("i")], [gate("g", "(d)", source={"document": "D1", "clause": "9"})])
    found = crosswalk(two([head("e", line("x"))], [head("e", line("x"))], gates), "old", "new")
    assert [one.mark for one in found.gates] == ["unchanged", "withdrawn", "withdrawn"]
    merged = ([gate("g"), gate("h")], [gate("k", "d and a > 1", formerly=["g", "h"])])
    found = crosswalk(two([head("e", line("x"))], [head("e", line("x"))], merged), "old", "new")
    assert [len(one) for one in by_line(found.gates)] == [2]


def test_questions_are_kept_added_or_withdrawn() -> None:
    """What either rule set asks is marked once."""
    found = crosswalk(two([head("e", line("x"))], [head("e", line("x", "a * c"))]), "old", "new")
    assert found.questions == {"a": "kept", "c": "added", "b": "withdrawn"}


def test_what_the_answers_cover() -> None:
    """Answered and missing questions of the new rule set are counted, the missing ones named by office."""
    book = two([head("e", line("x"))], [head("e", line("x", "a * c + b"))], ([], [gate("g")]))
    ready = crosswalk(book, "old", "new", assessment(ruleset="old", facts={"a": 1, "c": 2})).readiness
    assert ready is not None
    assert ready.asked == ("d", "a", "c", "b")
    assert ready.share == pytest.approx(0.5)
    assert ready.departments == {"quality": ("d",), "energy": ("b",)}
    assert ready.shared == ("a",)


def test_what_nobody_has_to_answer_is_not_asked() -> None:
    """A default, an optional question, a line left out, a variant that does not count: none is missing, none counts."""
    facts = [*FACTS, {**FACTS[0], "id": "e", "default": 1}, {**FACTS[0], "id": "f", "optional": True, "default": 0}]
    new = [head("h", line("x", "a + e + f"), line("y", "b", applies_when="d"), line("z", "c"))]
    book = two([head("h", line("x"))], new, facts=facts)
    empty = crosswalk(book, "old", "new", assessment(ruleset="old")).readiness
    assert empty is not None
    assert empty.share == 0
    assert empty.missing == ("a", "d", "c")
    answers = assessment(ruleset="old", facts={"a": 1, "d": False, "e": 2}, not_applicable={"z": "no such thing"})
    full = crosswalk(book, "old", "new", answers).readiness
    assert full is not None
    assert (full.asked, full.missing, full.share) == (("a", "e", "d"), (), 1)


def test_lines_without_reference_values_are_named() -> None:
    """That every question is answered does not mean that every line has a scale."""
    bare = line("bare", scale={"reference": "nowhere", "better": "higher"})
    book = two([head("e", line("x"))], [head("e", line("x"), bare)])
    ready = crosswalk(book, "old", "new", assessment(ruleset="old", facts={"a": 1, "b": 2})).readiness
    assert ready is not None
    assert (ready.missing, ready.unreferenced) == ((), ("bare",))


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ({"was": "none here"}, ("now",)),
        ({"was": "none here", "now": "none here"}, ()),
        ({"part": "none here"}, ()),
        ({"part": "none here", "rest": "none here"}, ("whole",)),
        ({"same": "none here"}, ()),
    ],
)
def test_what_was_said_not_to_apply_under_another_id(reasons: dict[str, str], told: tuple[str, ...]) -> None:
    """A reason counts by the id of its line: where all that a new line comes from had one, it has to be given again."""
    old = [head("h", line("was"), line("part"), line("rest"), line("same"))]
    whole = line("whole", formerly=["part", "rest"])
    new = [head("h", line("now", formerly=["was"]), whole, line("same"), line("fresh"))]
    ready = crosswalk(two(old, new), "old", "new", assessment(ruleset="old", not_applicable=reasons)).readiness
    assert ready is not None
    assert ready.excused == told


@pytest.mark.parametrize("name", sorted(shipped().rulesets))
def test_a_rule_set_beside_itself_is_unchanged(name: str) -> None:
    """Nothing comes, goes or changes, for lines, gates and questions."""
    found = crosswalk(shipped(), name, name)
    assert {one.mark for one in (*found.gates, *found.lines)} <= {"unchanged"}
    assert all(one.changes == () for one in (*found.gates, *found.lines))
    assert set(found.questions.values()) == {"kept"}


@pytest.mark.parametrize(
    ("old", "new"), [(one, other) for one in sorted(shipped().rulesets) for other in sorted(shipped().rulesets)]
)
def test_the_way_back_mirrors_the_way_there(old: str, new: str) -> None:
    """What is added one way is withdrawn the other; all other marks are the same."""
    there, back = crosswalk(shipped(), old, new), crosswalk(shipped(), new, old)
    assert _marks(there) == {(after, before): TURNED.get(mark, mark) for (before, after), mark in _marks(back).items()}
    assert dict(there.questions) == {name: TURNED.get(mark, mark) for name, mark in back.questions.items()}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", sorted(shipped().rulesets))
def test_what_is_missing_is_what_the_walk_asks_next(name: str, seed: int) -> None:
    """For any part of the answers of the example: missing is what is open in a session under that rule set."""
    whole = store.load(ROOT / "examples" / "machinery-illustrative.toml").assessment
    given = [*whole.facts, *whole.ledgers]
    kept = {key for at, key in enumerate(given) if (at * 7 + seed) % 5 > 1}
    facts = {key: value for key, value in whole.facts.items() if key in kept}
    ledgers = {key: value for key, value in whole.ledgers.items() if key in kept}
    part = whole.model_copy(update={"facts": facts, "ledgers": ledgers})
    ready = crosswalk(shipped(), "five", name, part).readiness
    assert ready is not None
    session = Session(shipped(), part, ruleset=name)
    assert list(ready.missing) == list(dict.fromkeys(spot[1] for spot in session.order() if session.is_open(spot[1])))
    assert sorted(name for names in ready.departments.values() for name in names) == sorted(ready.missing)
    assert 0 <= ready.share <= 1
