"""Whoever gets an exported file can see what was changed in it."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli_w

from gfassess.files import builtin_criteria
from gfassess.model.assessment import Assessment
from gfassess.rules import load as load_rules
from gfassess.scoring import score
from gfassess.stamp import digest, export, result, verify
from gfassess.store import dump, parse

BOOK = load_rules(builtin_criteria())
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "schema" / "score.schema.json").read_text(encoding="utf-8"))
RULESET = next(iter(BOOK.rulesets))
NUMBER = next(
    line.formula
    for head in BOOK.rulesets[RULESET].heads
    for indicator in head.indicator
    for line in indicator.variants
    if line.scale.kind in {"fixed", "steps"} and line.per is None and line.when is None
    if all(name in BOOK.facts and BOOK.facts[name].kind in {"number", "count"} for name in line.formula.names)
)
"""A formula of numbers only, so that its indicator can be scored with a few answers."""


def answered(**more: object) -> Assessment:
    """Return an assessment with the facts of one indicator answered."""
    names = sorted(NUMBER.names)
    facts = {name: 10.0 + place for place, name in enumerate(names)}
    return Assessment.model_validate({"ruleset": RULESET, "year": 2024, "facts": facts, **more})


def exported(assessment: Assessment) -> str:
    """Return the exported file of an assessment."""
    return export(assessment, score(BOOK, assessment), BOOK, "1.0", date(2026, 1, 2))


def kinds(text: str, version: str = "1.0") -> list[str]:
    """Return the kinds of difference that are found in a file."""
    return [difference.kind for difference in verify(text, BOOK, version)]


def edited(text: str, **tables: dict[str, Any]) -> str:
    """Return an exported file in which somebody changed parts of its tables."""
    data = tomllib.loads(text)
    for name, change in tables.items():
        data[name] |= change
    return tomli_w.dumps(data)


def test_export_is_the_assessment_with_a_result() -> None:
    """The answers stand as they are saved; the result is that of the scorecard; the stamp names version and day."""
    text = exported(answered())
    assert text.startswith(dump(answered(), BOOK))
    loaded = parse(text)
    assert loaded.assessment == answered()
    assert loaded.stamp["program"] == "1.0"
    assert loaded.stamp["date"] == date(2026, 1, 2)
    assert loaded.stamp["files"].keys() <= BOOK.hashes.keys()
    assert any(line["state"] == "scored" for line in loaded.result["indicators"])


def test_untouched_file_is_as_stamped() -> None:
    """Nothing differs, after rewriting with other spacing and order neither."""
    text = exported(answered())
    assert kinds(text) == []
    assert kinds("# a comment\r\n" + text.replace("\n", "\r\n")) == []
    data = tomllib.loads(text)
    data["facts"] = {name: float(data["facts"][name]) for name in reversed(data["facts"])}
    assert kinds(tomli_w.dumps(data)) == []


def test_changed_answers_are_named() -> None:
    """An answer changed by hand: the answers differ, whether or not figures follow from them."""
    text = exported(answered())
    assert kinds(edited(text, facts={"unknown": 1})) == ["answers"]
    found = verify(edited(text, facts={min(NUMBER.names): 1e6}), BOOK, "1.0")
    assert {difference.kind for difference in found} >= {"answers"}


def test_changed_result_is_named_with_its_figures() -> None:
    """A total changed by hand is shown beside the recomputed one."""
    text = exported(answered())
    total = tomllib.loads(text)["result"]["total"]
    (found,) = verify(edited(text, result={"total": total | {"low": 99.5}}), BOOK, "1.0")
    assert found.kind == "result"
    assert found.details == (f"total.low: 99.5 in the file, {total['low']:.10g} recomputed",)


def test_forged_result_is_found_though_all_hashes_fit() -> None:
    """Who changes the result and its hash is still found: the result does not follow from the answers."""
    text = exported(answered())
    forged = tomllib.loads(text)["result"] | {"verdict": "complete"}
    (found,) = verify(edited(text, result=forged, stamp={"result": digest(forged)}), BOOK, "1.0")
    assert found.kind == "result"
    assert "forged" in found.message


def test_entry_given_twice_does_not_hide_the_false_one() -> None:
    """A second entry of the same id, with the true figures, saves nothing."""
    text = exported(answered())
    heads = tomllib.loads(text)["result"]["criteria"]
    forged = tomllib.loads(text)["result"] | {"criteria": [heads[0] | {"low": 20.0}, *heads]}
    assert kinds(edited(text, result=forged, stamp={"result": digest(forged)})) == ["result"]


def test_changed_rules_are_named_by_file() -> None:
    """Another hash of one file: that file is named."""
    text = exported(answered())
    files = tomllib.loads(text)["stamp"]["files"]
    name = next(file for file in files if file.startswith("rulesets/"))
    (found,) = verify(edited(text, stamp={"files": files | {name: "0" * 64}}), BOOK, "1.0")
    assert (found.kind, found.details) == ("rules", (name,))
    assert kinds(edited(text, stamp={"files": {}})) == ["rules"]


def test_unknown_ruleset_is_a_change_of_the_rules() -> None:
    """A file by rules that are not at hand is not recomputed."""
    text = exported(answered())
    forged = tomllib.loads(text)["result"] | {"ruleset": "other"}
    assert kinds(edited(text, result=forged)) == ["rules"]


def test_other_version_is_named() -> None:
    """Another program version alone is a difference, and the result still holds."""
    assert kinds(exported(answered()), "2.0") == ["program"]


def test_other_version_with_another_result() -> None:
    """It is said that the program may be the reason, with the figures, and that it may be forged all the same."""
    text = exported(answered())
    forged = tomllib.loads(text)["result"] | {"verdict": "complete"}
    found = verify(edited(text, result=forged, stamp={"result": digest(forged)}), BOOK, "2.0")
    assert [difference.kind for difference in found] == ["program", "result"]
    assert "computes differently" in found[1].message
    assert found[1].details


def test_changed_answers_and_rules_are_told_apart_in_one_file() -> None:
    """Each cause is named by itself, then the figures."""
    text = exported(answered())
    files = tomllib.loads(text)["stamp"]["files"]
    name = min(files)
    both = edited(text, facts={min(NUMBER.names): 1e6}, stamp={"files": files | {name: "0" * 64}})
    found = verify(both, BOOK, "2.0")
    assert [difference.kind for difference in found] == ["answers", "rules", "program", "result"]
    assert found[1].details == (name,)


def test_file_without_stamp() -> None:
    """A plain assessment says so."""
    assert kinds(dump(answered())) == ["unstamped"]


@pytest.mark.parametrize("assessment", [answered(), Assessment(ruleset=RULESET, year=2024)], ids=["answered", "empty"])
def test_result_keeps_to_its_schema(assessment: Assessment) -> None:
    """The published schema describes the answer of --json and what stands in an export."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = result(score(BOOK, assessment))
    jsonschema.validate(json.loads(json.dumps(found)), SCHEMA)
    jsonschema.validate(tomllib.loads(exported(assessment))["result"], SCHEMA)


def test_canonical_form_is_blind_to_writing() -> None:
    """Order, 5 or 5.0, and the sign of zero change nothing; yes and 1 differ."""
    assert digest({"a": 5, "b": [0.0, "x"]}) == digest({"b": [-0.0, "x"], "a": 5.0})
    assert digest({"a": True}) != digest({"a": 1})
