"""What differs between two rule sets, or two whole folders."""

import dataclasses
from pathlib import Path
from typing import Any

from gfassess import rules
from gfassess.model.rulebook import Rulebook
from gfassess.plan.content import Difference, rulebook_differences, ruleset_differences
from tests.plan.pair import gate, line, two
from tests.scoring.small import book, fact, head, text

LEDGER = {
    "id": "use",
    "title": text("use"),
    "department": "energy",
    "columns": [{"id": "what", "kind": "choice", "from": "things", "title": text("what")}],
    "total": [{"id": "weighed", "title": text("weighed"), "row": "what_weight * 2"}],
}
TABLE = {
    "id": "things",
    "title": text("things"),
    "basis": "standard",
    "source": {"document": "D1"},
    "columns": [{"id": "weight", "title": text("weight")}],
    "parameter": [{"id": "heaviest", "title": text("heaviest"), "column": "weight", "by": ["year"]}],
    "rows": [{"id": "x", "title": text("x"), "weight": 1.5}, {"id": "y", "title": text("y"), "weight": 2}],
}


def _folder(**parts: Any) -> Rulebook:
    given: dict[str, Any] = {"facts": [fact("a")], "ledgers": [LEDGER], "tables": [TABLE], **parts}
    return book(head("h", line("l", "a * weighed")), **given)


def _told(found: list[Difference]) -> list[tuple[str, str, str, list[str]]]:
    return [(one.kind, ".".join(one.path), one.mark, [change.what for change in one.changes]) for one in found]


def test_equal_folders_do_not_differ() -> None:
    """Read twice, a folder is the same."""
    assert list(rulebook_differences(_folder(), _folder())) == []


def test_the_shipped_rules_do_not_differ_from_themselves() -> None:
    """Every kind of record of a real folder can be compared."""
    criteria = Path(__file__).parents[2] / "criteria"
    assert list(rulebook_differences(rules.load(criteria), rules.load(criteria))) == []


def test_a_parameter_that_takes_another_column_is_told() -> None:
    """What a formula means by a name is a rule like any other."""
    taken = [{"id": "heaviest", "title": text("heaviest"), "column": "weight", "by": ["province", "year"]}]
    found = list(rulebook_differences(_folder(), _folder(tables=[{**TABLE, "parameter": taken}])))
    assert _told(found) == [("parameter", "things.heaviest", "changed", ["by"])]


def test_a_figure_of_a_table_is_told_row_by_row() -> None:
    """A new figure, a new row and one that went are told with table, row and column."""
    rows = [{"id": "x", "title": text("x"), "weight": 1.6}, {"id": "z", "title": text("z"), "weight": 2}]
    found = list(rulebook_differences(_folder(), _folder(tables=[{**TABLE, "rows": rows}])))
    assert _told(found) == [
        ("row", "things.x", "changed", ["values.weight"]),
        ("row", "things.z", "added", []),
        ("row", "things.y", "withdrawn", []),
    ]
    assert (found[0].changes[0].old, found[0].changes[0].new) == (1.5, 1.6)


def test_facts_ledgers_and_their_parts_are_told() -> None:
    """A fact that is asked otherwise, a total with another formula, a column that came."""
    column = {"id": "amount", "kind": "number", "unit": "t", "title": text("amount")}
    ledger = {
        **LEDGER,
        "columns": [*LEDGER["columns"], column],
        "total": [{"id": "weighed", "title": text("weighed"), "row": "what_weight * 3"}],
    }
    found = rulebook_differences(_folder(), _folder(facts=[fact("a", unit="t"), fact("b")], ledgers=[ledger]))
    assert _told(list(found)) == [
        ("fact", "a", "changed", ["unit"]),
        ("fact", "b", "added", []),
        ("column", "use.amount", "added", []),
        ("total", "use.weighed", "changed", ["row"]),
    ]


def test_documents_and_rule_sets_that_came_and_went() -> None:
    """What one side lacks as a whole is one difference, not one a line."""
    old = _folder()
    new = dataclasses.replace(old, documents={"D1": old.documents["D1"]}, rulesets={})
    assert _told(list(rulebook_differences(old, new))) == [
        ("ruleset", "small", "withdrawn", []),
        ("document", "D2027", "withdrawn", []),
    ]


def test_renamed_lines_are_followed() -> None:
    """A line with another id, head, points and formula is one difference that names all of it."""
    gates = ([gate("g")], [gate("k", "not d", formerly=["g"])])
    both = two([head("e", line("x"))], [head("w", line("y", "b / a", points=8, formerly=["x"]))], gates)
    found = [one for one in ruleset_differences(both.rulesets["old"], both.rulesets["new"]) if one.kind != "criterion"]
    assert _told(found) == [
        ("gate", "new.k", "changed", ["id", "title", "formula"]),
        ("indicator", "new.w.y", "changed", ["id", "criterion", "points", "formula", "title"]),
    ]


def test_the_id_of_a_rule_set_is_no_rule() -> None:
    """The same rules under another id differ in nothing: ids of rule sets are names, not rules."""
    both = two([head("e", line("x"))], [head("e", line("x"))])
    assert list(ruleset_differences(both.rulesets["old"], both.rulesets["new"])) == []


def test_renamed_criteria_facts_and_ledgers_are_followed() -> None:
    """What says by `formerly` what it was called is one matter: its new id is told, nothing came or went or moved."""
    renamed_ledger = {**LEDGER, "id": "usage", "formerly": ["use"]}
    renamed = {**head("h2", line("l", "a2 * weighed")), "formerly": ["h"]}
    old = book(head("h", line("l", "a * weighed")), facts=[fact("a")], ledgers=[LEDGER], tables=[TABLE])
    new = book(renamed, facts=[fact("a2", formerly=["a"])], ledgers=[renamed_ledger], tables=[TABLE])
    assert _told(list(rulebook_differences(old, new))) == [
        ("criterion", "small.h2", "changed", ["id", "title"]),
        ("indicator", "small.h2.l", "changed", ["formula"]),
        ("fact", "a2", "changed", ["id", "title"]),
        ("ledger", "usage", "changed", ["id"]),
    ]


def test_a_renamed_rule_set_is_followed_between_folders() -> None:
    """A rule set with a new id is compared with what it was, line by line."""
    old = _folder()
    rules = old.rulesets["small"].model_copy(update={"id": "tiny", "formerly": ("small",), "version": "2"})
    new = dataclasses.replace(old, rulesets={"tiny": rules})
    assert _told(list(rulebook_differences(old, new))) == [("ruleset", "tiny", "changed", ["id", "version"])]
