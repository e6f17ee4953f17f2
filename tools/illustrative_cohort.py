"""Builds examples/cohort-illustrative.toml: invented sites around the invented example, the same bytes every time.

`python -m tools.illustrative_cohort` writes the file, and so does `make docs`; a test says when the rules have changed
and it must be built anew.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from gfassess.files import builtin_criteria, builtin_example, write_atomic
from gfassess.model.assessment import Assessment, Value
from gfassess.model.cohort import BuilderLedger, CohortFile
from gfassess.model.rulebook import Rulebook
from gfassess.peers.cohort import DIGITS, Sample, sample_of
from gfassess.peers.cohort_build import build
from gfassess.rules import load as load_rules
from gfassess.scoring import score
from gfassess.stamp import rules_digest
from gfassess.store import load
from gfassess.store.cohort import dump_cohort

TARGET: Final = Path(__file__).parents[1] / "examples" / "cohort-illustrative.toml"
_SEED: Final = 36132
_SITES: Final = {"34": 22, "33": 12, "35": 4, "36": 3}
"""Sites by division; of the last two there are too few to publish them but together with the others."""
_SPREAD: Final = 0.18
"""How far a figure lies from the example's, beside the size of the site: most within a third more or less."""
_TRUE_TO_LIFE: Final = 0.8
"""How often a yes or a choice stays as the example has it."""
_SIZED: Final = (
    "land_area",
    "counted_floor_area",
    "output_value",
    "footprint_area",
    "office_land_area",
    "waste_gas_volume",
    "wastewater_generated",
    "retrofit_investment",
    "output_value_three_years",
    "wastewater_reused",
    "wastewater_discharged",
    "water_intake",
    "water_reused",
)
"""Facts that grow with the site."""
_TURNED: Final = ("ems_certified", "enms_certified", "supplier_requirements", "toxic_substitution", "land_saving")
"""Answers that differ between sites and leave every line applicable."""
_GATES: Final = ("targets_quantified", "enms_running", "had_serious_inspection_finding")
"""Answers of gates that a few sites do not pass."""
_CELLS: Final = {"energy_use": ("amount",), "pollutant_loads": ("amount",), "monitoring": ("mean",)}
"""Figures in rows that differ by themselves."""
_PARTS: Final = {"materials_used": ("total", "green"), "solid_waste": ("generated", "used")}
"""A whole and the part of it: both grow with the site, the part never beyond the whole."""


def cohort() -> CohortFile:
    """Return the cohort."""
    book = load_rules(builtin_criteria())
    example = load(builtin_example("machinery-illustrative")).assessment
    chance = random.Random(_SEED)  # noqa: S311 - invented figures, no secret
    samples = [_sample(book, site, name) for name, site in _sites(book, example, chance)]
    rules = rules_digest(book, example.ruleset)
    # Invented sites need no secret key, and the file has one version.
    built = build(samples, BuilderLedger(id="illustrative", key="0" * 64), rules, with_values=True)
    return CohortFile(
        id="cohort-illustrative",
        title="虚构机械企业（演示）",
        illustrative=True,
        remark="虚构数据：由程序按固定随机种子生成，仅供演示，不代表任何真实企业或行业水平。"
        " Invented figures, generated with a fixed seed to show the feature: no real factory, no real level.",
        statement="tools/illustrative_cohort.py",
        ruleset=example.ruleset,
        version=book.rulesets[example.ruleset].version,
        rules=rules,
        digits=DIGITS,
        cell=built.cells,
    )


def _sample(book: Rulebook, site: Assessment, name: str) -> Sample:
    return sample_of(score(book, site), name, site.enterprise.division, site.year)


def _sites(book: Rulebook, example: Assessment, chance: random.Random) -> Iterator[tuple[str, Assessment]]:
    for division, count in _SITES.items():
        for number in range(count):
            enterprise = example.enterprise.model_copy(update={"division": division})
            answers = {**_answers(book, example, chance), "enterprise": enterprise}
            yield f"{division}-{number}", example.model_copy(update=answers)


def _answers(book: Rulebook, example: Assessment, chance: random.Random) -> dict[str, Any]:
    """Return facts and ledgers of one more site: larger or smaller, better or worse, here and there another answer."""
    size, facts = _around(chance, 3.0), dict(example.facts)
    for name in _SIZED:
        facts[name] = round(_number(facts[name]) * size * _around(chance))
    for name in _TURNED:
        if chance.random() > _TRUE_TO_LIFE:
            fact = book.facts[name]
            known: list[Value] = [option.id for option in fact.options] or [True, False]
            facts[name] = known[int(chance.random() * len(known))]
    for name in _GATES:
        if chance.random() > 0.9:  # noqa: PLR2004 - one in ten
            facts[name] = not facts[name]
    ledgers = {name: tuple(dict(row) for row in rows) for name, rows in example.ledgers.items()}
    for name, columns in _CELLS.items():
        for row in ledgers[name]:
            for column in columns:
                row[column] = round(_number(row[column]) * (size if name != "monitoring" else 1.0) * _around(chance), 1)
    for name, (whole, part) in _PARTS.items():
        for row in ledgers[name]:
            share = min(_number(row[part]) / _number(row[whole]) * _around(chance), 1.0)
            row[whole] = round(_number(row[whole]) * size * _around(chance), 1)
            row[part] = round(_number(row[whole]) * share, 1)
    return {"facts": facts, "ledgers": ledgers}


def _number(value: Value) -> float:
    if isinstance(value, float | int):
        return float(value)
    raise TypeError(value)


def _around(chance: random.Random, times: float = 1.0) -> float:
    """Return a factor around 1, as the sum of many small causes would make it."""
    drawn = sum(chance.random() for _ in range(12)) - 6
    return float(2.0 ** (drawn * _SPREAD * times / 0.6931471805599453))


if __name__ == "__main__":
    write_atomic(TARGET, dump_cohort(cohort()))
    print(f"written: {TARGET.name}")
