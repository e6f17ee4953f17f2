"""Worked examples of a rule folder, `cases/*.toml`: answers in, expected results beside them."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from gfassess.formula import Scalar
from gfassess.model.cases import Case, CaseFile, Expected, ExpectedTotal
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Scorecard
from gfassess.rules.folder import Folder, load
from gfassess.scoring import score
from gfassess.words import _

_AGREE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Failure:
    """One figure of one case that came out otherwise."""

    file: str
    case: str
    line: int | None
    where: str
    """What was looked at: `plot_ratio.points`."""
    expected: str
    found: str

    def __str__(self) -> str:
        """Return place, case and difference."""
        said = _("expected {expected}, found {found}").format(expected=self.expected, found=self.found)
        return f"{self.file}:{self.line or 1}: {self.case}\n    {self.where}: {said}"


@dataclass(slots=True)
class Outcome:
    """How many cases were run, and what failed."""

    count: int = 0
    failures: list[Failure] = field(default_factory=list)


def run_cases(root: Path) -> Outcome:
    """Run every case of a folder; raise GfassessError where its files cannot be read."""
    book = load(root)
    folder = Folder(root)
    folder.read_all(CaseFile, "cases")
    folder.problems.raise_errors()
    outcome = Outcome()
    for cases, place in folder.of(CaseFile):
        for index, case in enumerate(cases.case):
            outcome.count += 1
            line = place.at("case", index).problem("").line
            outcome.failures.extend(
                Failure(place.file, case.name, line, where, expected, found)
                for where, expected, found in differences(book, case)
            )
    return outcome


def differences(book: Rulebook, case: Case) -> Iterator[tuple[str, str, str]]:
    """Go through where a case comes out otherwise than it expects, as (where, expected, found)."""
    if case.ruleset not in book.rulesets:
        yield "ruleset", case.ruleset, ", ".join(book.rulesets) or "-"
        return
    card = score(book, case.assessment())
    for name, expected in case.expect.items():
        found = _found(card, name)
        if found is None:
            yield name, _("an indicator or gate"), _("neither")
            continue
        yield from _compare(name, expected, found)
    if case.total is not None:
        yield from _compare("total", case.total, card.total._asdict() if card.total is not None else {})
    if case.verdict is not None and case.verdict != card.verdict:
        yield "verdict", case.verdict, card.verdict


def _found(card: Scorecard, name: str) -> dict[str, Any] | None:
    line = card.score(name)
    if line is not None:
        # Points are reached only where the line is settled; an open line has an interval, one without weights a share.
        points = line.low if line.low == line.high and line.weighted else None
        value, share = line.value, line.share
        return {"state": line.state, "value": value, "points": points, "share": share, "missing": line.missing}
    gate = next((result for result in card.gates if result.gate.id == name), None)
    return None if gate is None else {"state": gate.state, "missing": gate.missing}


def _compare(name: str, expected: Expected | ExpectedTotal, found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    stated = (key for key in type(expected).model_fields if key in expected.model_fields_set and key != "tolerance")
    for key in stated:
        wanted, came = getattr(expected, key), found.get(key)
        if not _agree(wanted, came, expected.tolerance):
            yield f"{name}.{key}", _shown(wanted), _shown(came)


def _agree(wanted: object, came: object, tolerance: float | None) -> bool:
    if isinstance(wanted, tuple) and isinstance(came, tuple):
        return set(wanted) == set(came)
    if isinstance(wanted, bool | str) or not isinstance(came, float | int) or isinstance(came, bool):
        return type(wanted) is type(came) and wanted == came
    if not isinstance(wanted, float | int):
        return False
    if tolerance is not None:
        return abs(wanted - came) <= tolerance
    return math.isclose(wanted, came, rel_tol=_AGREE, abs_tol=_AGREE * _AGREE)


def _shown(value: Scalar | tuple[str, ...] | None) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "-"
    if isinstance(value, float):
        return f"{value:.12g}"
    return "-" if value is None else str(value)
