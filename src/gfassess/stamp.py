"""The file that is handed on: answers, their result, and a stamp by which anyone can see what was changed.

A stamp is no signature: it shows slips and stale results, and that a result does not follow from its answers.
"""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from gfassess.errors import printable
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import CriterionScore, GateResult, Interval, Score, Scorecard
from gfassess.peers.cohort_pairs import pairs_in
from gfassess.rules.which import unknown_ruleset
from gfassess.scoring import score
from gfassess.store import Loaded, parse
from gfassess.store.dump import dump, plain, text_of, whole
from gfassess.words import _

Kind = Literal["unstamped", "answers", "rules", "program", "result", "cohort"]
"""What differs. Another program that comes to the same result, and a cohort whose figures are taken as they stand in
the file, are only to be told."""

_AGREE: Final = 1e-9
"""How far two engines may differ."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which an exported file differs from what is computed now."""

    kind: Kind
    message: str
    details: tuple[str, ...] = ()
    """The files or figures that differ."""

    def __str__(self) -> str:
        """Return sentence and details, one a line."""
        return "\n    ".join((self.message, *self.details))


def export(assessment: Assessment, scorecard: Scorecard, rulebook: Rulebook, version: str, day: date) -> str:
    """Return the text of an assessment file with `[result]` and `[stamp]`."""
    found = result(scorecard)
    stamp = {
        "program": version,
        "date": day,
        "answers": answers_digest(assessment),
        "result": digest(found),
        "files": _files(rulebook, scorecard.ruleset.id),
    }
    return f"{dump(assessment, rulebook)}\n{text_of({'result': whole(found), 'stamp': stamp})}"


def result(scorecard: Scorecard) -> dict[str, Any]:
    """Return a scorecard as plain data: `[result]` of an export and the answer of `--json`.

    Its form is published as a JSON Schema, `docs/schema/score.schema.json`. Without weights there are no points in it:
    neither total nor readings, and of a line only its share.
    """
    rules = scorecard.ruleset
    readings = {str(name): _interval(total) for name, total in scorecard.readings.items()}
    return {
        "ruleset": rules.id,
        "version": rules.version,
        "weighted": rules.weighted,
        **({} if rules.note is None else {"note": rules.note.model_dump()}),
        "verdict": scorecard.verdict,
        **({} if scorecard.total is None else {"total": {"points": rules.points, **_interval(scorecard.total)}}),
        "criteria": [_criterion(head) for head in scorecard.criteria],
        "gates": [_gate(gate) for gate in scorecard.gates],
        "indicators": [_indicator(line) for line in scorecard.scores],
        **({"readings": readings} if readings else {}),
    }


def digest(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of plain data in canonical form.

    Canonical is JSON with sorted keys, no spaces, characters as they are (UTF-8), every number as a float, dates in
    ISO form: the order of answers, `5` or `5.0`, line ends and comments change nothing.
    """
    text = json.dumps(_canonical(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def answers_digest(assessment: Assessment) -> str:
    """Return the SHA-256 of the answers, without who gave them and when.

    That changes no result; names may be taken out of a file before it is handed on, and its stamp still holds.
    """
    return digest(plain(assessment.model_copy(update={"answered": {}})))


def rules_digest(rulebook: Rulebook, ruleset: str) -> str:
    """Return one SHA-256 for all files that results under a rule set rest on."""
    return digest(_files(rulebook, ruleset))


def verify(text: str, rulebook: Rulebook, version: str, file: str = "") -> list[Difference]:
    """Return in what an exported file differs from what its answers give now; nothing where all is as stamped.

    Where a cohort gave reference values, they are taken from the file, which is told. The rule book must hold the whole
    criteria folder. Raises GfassessError where the file cannot be read.
    """
    return differences(parse(text, file), rulebook, version)


def differences(loaded: Loaded, rulebook: Rulebook, version: str) -> list[Difference]:
    """Return the same of a file that was read already."""
    if not loaded.stamp or not loaded.result:
        return [Difference("unstamped", _("this file has no result and stamp; export writes them"))]
    found = [
        *_changed_answers(loaded.assessment, loaded.stamp),
        *_changed_rules(loaded.result, loaded.stamp, rulebook),
        *_changed_program(loaded.stamp, version),
    ]
    edited = loaded.stamp.get("result") != digest(loaded.result)
    name = loaded.result.get("ruleset")
    if not isinstance(name, str) or name not in rulebook.rulesets:
        return found
    used = pairs_in(loaded.result)
    now = result(score(rulebook, loaded.assessment, ruleset=name, cohort=used))
    details = tuple(_compare(loaded.result, now))
    if edited:
        found.append(Difference("result", _("the result was changed after export"), details))
    elif details and {difference.kind for difference in found} == {"program"}:
        message = _("the result does not follow: this version of the program computes differently, or it is forged")
        found.append(Difference("result", message, details))
    elif details and found:
        found.append(Difference("result", _("the answers give another result now"), details))
    elif details:
        message = _("the result does not follow from the answers and rules, although all hashes fit: it is forged")
        found.append(Difference("result", message, details))
    if sources := sorted({printable(pair.source) for pair in used.values()}):
        message = _("reference values come from a cohort and are taken from this file as they stand")
        found.append(Difference("cohort", message, tuple(sources)))
    return found


def _changed_answers(assessment: Assessment, stamp: Mapping[str, Any]) -> Iterator[Difference]:
    if stamp.get("answers") != answers_digest(assessment):
        yield Difference("answers", _("the answers were changed after export"))


def _changed_rules(found: Mapping[str, Any], stamp: Mapping[str, Any], rulebook: Rulebook) -> Iterator[Difference]:
    name = found.get("ruleset")
    if name not in rulebook.rulesets:
        yield Difference("rules", unknown_ruleset(str(name), rulebook.rulesets).message)
        return
    files = stamp.get("files")
    stamped = files if isinstance(files, dict) else {}
    changed = [file for file, value in stamped.items() if rulebook.hashes.get(file) != value]
    added = [file for file in _files(rulebook, str(name)) if file not in stamped]
    if not stamped:
        yield Difference("rules", _("the stamp does not say by which rules the result arose"))
    elif changed or added:
        message = _("the rules are not those by which the result arose")
        yield Difference("rules", message, tuple(printable(file) for file in sorted([*changed, *added])))


def _changed_program(stamp: Mapping[str, Any], version: str) -> Iterator[Difference]:
    stamped = stamp.get("program")
    if stamped != version:
        message = _("exported by version {then}, this is version {now}")
        yield Difference("program", message.format(then=printable(str(stamped)), now=version))


def _files(rulebook: Rulebook, ruleset: str) -> dict[str, str]:
    """Return the hashes of the files that a result rests on: no other rule set, no lists, no units."""
    folders = (f"rulesets/{ruleset}/", "facts/", "parameters/", "references/", "documents.toml")
    return {name: value for name, value in sorted(rulebook.hashes.items()) if name.startswith(folders)}


def _canonical(data: Any) -> Any:  # noqa: ANN401 - any TOML value
    if isinstance(data, dict):
        return {key: _canonical(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_canonical(value) for value in data]
    if isinstance(data, bool | str):
        return data
    # Adding 0 makes -0.0 the zero that it equals.
    return float(data) + 0.0 if isinstance(data, int | float) else data.isoformat()


def _compare(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Go through the figures that differ, as a line each."""
    old, new = dict(_leaves(then, "")), dict(_leaves(now, ""))
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = old.get(key), new.get(key)
        if not _same(before, after):
            line = _("{key}: {before} in the file, {after} recomputed")
            yield line.format(key=printable(key), before=_shown(before), after=_shown(after))


def _leaves(data: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any TOML value
    """Go through the single values; entries of lists go by their id, so that they do not depend on their place."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(data, list | tuple):
        ids = [str(value.get("id", "")) if isinstance(value, Mapping) else "" for value in data]
        times = Counter(ids)
        for index, value in enumerate(data):
            # An id given twice is told apart, or the second entry could hide the first.
            name = ids[index] if ids[index] and times[ids[index]] == 1 else index
            yield from _leaves(value, f"{path}.{name}")
    else:
        yield path, data


def _same(one: object, other: object) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=_AGREE, abs_tol=_AGREE)
    return one == other


def _shown(value: object) -> str:
    return "-" if value is None else printable(f"{value:.10g}" if isinstance(value, float) else str(value))


def _interval(total: Interval) -> dict[str, float]:
    return {"low": total.low, "high": total.high, "evidenced": total.evidenced}


def _criterion(head: CriterionScore) -> dict[str, Any]:
    reached = {} if head.total is None else {"points": head.points, **_interval(head.total)}
    return {"id": head.criterion.id, **reached}


def _gate(gate: GateResult) -> dict[str, Any]:
    return _given({"id": gate.gate.id, "state": gate.state, "missing": list(gate.missing)})


def _indicator(line: Score) -> dict[str, Any]:
    reference = line.reference
    reached = {"points": line.points, "low": line.low, "high": line.high, "evidenced": line.evidenced}
    return _given(
        {
            "id": line.indicator.id,
            "criterion": line.criterion,
            "state": line.state,
            **(reached if line.weighted else {}),
            "value": line.value,
            "unit": line.measure.unit if line.measure is not None and line.value is not None else "",
            "share": line.share,
            "reference": None
            if reference is None
            else _given(
                {
                    "kind": reference.kind,
                    "id": _looked_up(line),
                    "leading": reference.leading,
                    "baseline": reference.baseline,
                    "source": reference.source,
                    "baseline_source": reference.baseline_source,
                    "table": reference.table,
                    "row": reference.row,
                }
            ),
            "missing": list(line.missing),
            "undefined": None
            if line.undefined is None
            else {"fault": line.undefined.fault, "part": line.undefined.text},
            "refusal": line.refusal,
            "reason": line.reason,
            "unproved": list(line.unproved),
        }
    )


def _looked_up(line: Score) -> str | None:
    """Return the id under which a cohort gave reference values: they can be looked up nowhere else."""
    by_cohort = line.reference is not None and line.reference.kind == "cohort"
    return line.measure.scale.reference if by_cohort and line.measure is not None else None


def _given(data: dict[str, Any]) -> dict[str, Any]:
    """Return the entries that say something; TOML has no null."""
    return {key: value for key, value in data.items() if not (value is None or value in ("", []))}
