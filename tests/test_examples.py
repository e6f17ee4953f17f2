"""The two illustrative factories: complete under every rule set, marked as invented, and worked out by hand here."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from gfassess.cli import main
from gfassess.files import builtin_criteria, builtin_example, sha256_of
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Score, Scorecard
from gfassess.rules import load
from gfassess.scoring import score
from gfassess.store import load as load_assessment

FOLDERS: Final = {"cement-clinker-illustrative": "水泥熟料", "electronics-illustrative": "电子装配"}
CEMENT, ELECTRONICS = FOLDERS
WEIGHTED: Final = ("five", "gbt36132-2025")
FORM: Final = "miit-form-2025"
INVENTED: Final = "示例数据（虚构）"
EXACT: Final = 1e-9


def share(value: float, leading: float, baseline: float) -> float:
    """Return the linear share between the two values, as one works it out with pencil and paper."""
    return (value - baseline) / (leading - baseline)


# The clinker works: 1 240 000 t of clinker. Tonnes of coal equivalent: raw coal at 0.78 (measured), refuse-derived fuel
# at 0.5 (measured), diesel at the published 1.4571; electricity in MWh at 0.1229, without the power from waste heat.
CLINKER: Final = 1_240_000
CLINKER_GREEN_TCE: Final = (4_960 + 2_480) * 0.1229
CLINKER_TCE: Final = 147_600 * 0.78 + 14_400 * 0.5 + 160 * 1.4571 + 23_560 * 0.1229 + CLINKER_GREEN_TCE
# Tonnes of CO2: measured factors of coal and fuel, published ones of diesel (3.1451 t/t) and of the grid of Anhui
# (0.6553 t/MWh), nothing for renewable power; 0.52 t for each tonne of clinker from carbonates.
CLINKER_CO2: Final = 147_600 * 2.156 + 14_400 * 0.55 + 160 * 3.1451 + 23_560 * 0.6553 + CLINKER * 0.52
# The assembler: output of 86 000 (10^4 CNY). Natural gas at 35 500 / 29 307 = 1.2113 kgce/m3; grid of Hunan at 0.4976.
OUTPUT: Final = 86_000
ASSEMBLER_GREEN_TCE: Final = (2_400 + 1_200) * 0.1229
ASSEMBLER_TCE: Final = 8_400 * 0.1229 + ASSEMBLER_GREEN_TCE + 36 * 1.2113 + 6 * 1.4571
ASSEMBLER_CO2: Final = 8_400 * 0.4976 + 36 * 2.16219 + 6 * 3.1451

CEMENT_ENERGY: Final = share(CLINKER_TCE / CLINKER * 1000, 100, 107)
CEMENT_BOTH: Final = {
    "energy_intensity": CEMENT_ENERGY,
    "carbon_intensity": share(CLINKER_CO2 / CLINKER, 0.76, 0.84),
    "renewable_share": share(CLINKER_GREEN_TCE * 100 / CLINKER_TCE, 3, 0.3),
    "platform": 1,  # nine functions, above eight
    "material_intensity": (share(1.3, 1.25, 1.35) + share(0.17, 0.16, 0.2) + share(0.05, 0.04, 0.06)) / 3,
    "water_intensity": share(297_600 / CLINKER, 0.2, 0.3),
    "water_reuse": share(4_464_000 * 100 / 4_761_600, 94, 92.9),
    "solid_waste_use": 1,  # (744 + 30.4) / 800 = 96.8 %, above 57
    "retrofit_share": share(2_364 * 100 / 98_500, 3, 0.6),
}
"""The same under both rule sets."""
CEMENT_GENERATED: Final = (share(1.7, 1.4, 2) + share(0.15, 0.1, 0.25) + share(50, 40, 65)) / 3
# kg: 62 and 21 mg/m3 times 2300 m3 of kiln gas a tonne; 5.6 mg/m3 times 4800 m3 of gas of all outlets.
CEMENT_EMITTED: Final = (
    share(176_824 / CLINKER, 0.08, 0.2) + share(59_892 / CLINKER, 0.02, 0.08) + share(33_331.2 / CLINKER, 0.015, 0.045)
) / 3
ASSEMBLER_BOTH: Final = {
    "energy_intensity": share(ASSEMBLER_TCE / OUTPUT, 0.012, 0.022),
    "carbon_intensity": share(ASSEMBLER_CO2 / OUTPUT, 0.03, 0.06),
    "renewable_share": share(ASSEMBLER_GREEN_TCE * 100 / ASSEMBLER_TCE, 40, 10),
    "platform": 0,  # not yet accepted
    "material_intensity": (
        share(258 / OUTPUT, 0.0025, 0.0035)
        + share(344 / OUTPUT, 0.003, 0.005)
        + share(430 / OUTPUT, 0.004, 0.006)
        + share(17.2 / OUTPUT, 0.00015, 0.0003)
    )
    / 4,
    "water_intensity": share(36_000 / OUTPUT, 0.3, 0.55),
    "water_reuse": share(486_000 * 100 / 522_000, 94, 92.9),
    "solid_waste_use": 1,  # 388 / 400 = 97 %, above 57
    "retrofit_share": share(2_150 * 100 / 240_000, 1.5, 0.3),
    "pollutant_intensity": (
        share(3_870 / OUTPUT, 0.03, 0.06) + share(1_032 / OUTPUT, 0.008, 0.02) + share(172 / OUTPUT, 0.001, 0.004)
    )
    / 3,
}
"""The same under both rule sets."""

SHARES: Final[dict[tuple[str, str], dict[str, float]]] = {
    (CEMENT, "five"): {
        "plot_ratio": 0.6,  # 211 200 / 240 000 = 0.88, over 0.7: 1.257, the rung of 1.2
        "output_per_land": 0.6,  # 29 760 / 360 mu = 82.67, over 65: 1.272, the rung of 1.2
        "building_density": 1,  # 79 200 / 240 000 = 33 %
        "office_land_share": 1,  # 9600 / 240 000 = 4 %
        "land_saving_layout": 0.5,
        # Limestone has no green part; 111 600 of 210 800 t is 53 %, and steel slag is green altogether.
        "green_material_rate": (210_800 + 62_000) / (1_612_000 + 210_800 + 62_000),
        "hazardous_substances": 1,
        "toxic_materials_replaced": 1,
        "recycled_material": 1,
        "green_purchasing": 1,
        **CEMENT_BOTH,
        "pollutant_intensity": CEMENT_GENERATED,
        "waste_gas_intensity": share(4_800, 4_200, 5_400),
        "wastewater_intensity": share(37_200 / CLINKER, 0.02, 0.05),
        "permit_margin_air": share((100 - 62) / 100 * 100, 60, 0),  # nitrogen oxides have the least
        "encouraged_technology": share(4, 6, 1),
        "ems_certificate": 1,
        "wastewater_reuse": 1,  # all of it, above 90
        "enms_certificate": 1,
        "ghg_verification": 1,
    },
    (CEMENT, "gbt36132-2025"): {
        **CEMENT_BOTH,
        "advanced_process": 1,
        "pollutant_intensity": CEMENT_EMITTED,
        "green_design": 0,
        "product_footprint": 1,
        "land_productivity": share(5_000 * 310 / 240_000, 8, 5),
    },
    (ELECTRONICS, "five"): {
        "plot_ratio": 0.8,  # 57 600 / 32 000 = 1.8, over 1: the rung of 1.5
        "output_per_land": 0.8,  # 86 000 / 48 mu = 1791.7, over 1050: 1.706, the rung of 1.5
        "building_density": 1,  # 14 400 / 32 000 = 45 %
        "office_land_share": 1,  # 1920 / 32 000 = 6 %
        "land_saving_layout": 1,
        # No green boards; plastics 150 / 344 = 44 %: the rung of 40; cardboard 70 % and solder 100 %: all.
        "green_material_rate": (0.8 * 344 + 430 + 17.2) / (258 + 344 + 430 + 17.2),
        "hazardous_substances": 1,
        "toxic_materials_replaced": 1,
        "recycled_material": 1,
        "green_purchasing": 1,
        **ASSEMBLER_BOTH,
        "waste_gas_intensity": share(180_000_000 / OUTPUT, 1_500, 3_000),
        "permit_margin_air": share((60 - 9.6) / 60 * 100, 90, 0),
        "encouraged_technology": share(2, 5, 1),
        "ems_certificate": 1,
        "enms_certificate": 0,
        "ghg_verification": 0.5,
    },
    (ELECTRONICS, "gbt36132-2025"): {
        **ASSEMBLER_BOTH,
        "advanced_process": 1,
        "green_design": 1,
        "product_footprint": 1,
        "land_productivity": share(OUTPUT / 32_000, 3.5, 1.8),
    },
}
EXCUSED: Final = {
    (CEMENT, "five"): {"permit_margin_water"},
    (CEMENT, "gbt36132-2025"): set[str](),
    (CEMENT, FORM): {"permit_margin_water", "energy_saving_products"},
    (ELECTRONICS, "five"): {"wastewater_intensity", "permit_margin_water", "wastewater_reuse"},
    (ELECTRONICS, "gbt36132-2025"): set[str](),
    (ELECTRONICS, FORM): {"permit_margin_water"},
}
"""Lines that do not apply."""


@cache
def rulebook() -> Rulebook:
    """Return all rules."""
    return load(builtin_criteria())


@cache
def assessed(example: str) -> Assessment:
    """Return the answers of an example."""
    return load_assessment(builtin_example(example)).assessment


@cache
def card(example: str, ruleset: str) -> Scorecard:
    """Return the result of an example under a rule set."""
    return score(rulebook(), assessed(example).model_copy(update={"ruleset": ruleset}))


def line(example: str, ruleset: str, name: str) -> Score:
    """Return the result of one indicator."""
    found = card(example, ruleset).score(name)
    assert found is not None
    return found


@pytest.mark.parametrize("example", FOLDERS)
@pytest.mark.parametrize("ruleset", WEIGHTED)
def test_complete_and_settled(example: str, ruleset: str) -> None:
    """Every gate passes, every line has points or a reason, and the total is one figure, part of it not proved."""
    result = card(example, ruleset)
    assert result.total is not None
    assert result.verdict == "complete"
    assert result.total.settled
    assert 0 < result.total.evidenced < result.total.low
    for name in EXCUSED[example, ruleset]:
        assert line(example, ruleset, name).state == "not_applicable"


@pytest.mark.parametrize(("example", "ruleset"), SHARES)
def test_every_line_by_hand(example: str, ruleset: str) -> None:
    """Shares, criteria and total are those of the arithmetic above; what does not apply moves inside its criterion."""
    result, shares, total = card(example, ruleset), SHARES[example, ruleset], 0.0
    assert {one.indicator.id for one in result.scores} == set(shares) | EXCUSED[example, ruleset]
    for head in result.criteria:
        reached = counted = 0.0
        for one in head.scores:
            points = one.indicator.points or 0
            if one.indicator.id in shares:
                assert one.share == pytest.approx(shares[one.indicator.id], rel=EXACT), one.indicator.id
                reached, counted = reached + points * shares[one.indicator.id], counted + points
        assert head.total is not None
        assert head.total.low == pytest.approx(reached * (head.criterion.points or 0) / counted, rel=EXACT)
        total += head.total.low
    assert result.total is not None
    assert result.total.low == pytest.approx(total, rel=EXACT)


@pytest.mark.parametrize("example", FOLDERS)
def test_form_has_a_value_in_every_line(example: str) -> None:
    """Of the form nothing is unanswered: values everywhere, although no leading and baseline values are published."""
    result = card(example, FORM)
    assert {gate.state for gate in result.gates} == {"pass"}
    for one in result.scores:
        if one.indicator.id in EXCUSED[example, FORM]:
            assert one.state == "not_applicable"
        else:
            assert one.state in {"scored", "without_reference"}, one.indicator.id
            assert one.value is not None or all(row.value is not None for row in one.rows), one.indicator.id


def test_values_of_the_form_by_hand() -> None:
    """The units of the form: kgce and kgCO2 per 10^4 CNY; buildings and yards together; classes of products."""
    expected: dict[str, Mapping[str, float]] = {
        CEMENT: {
            "carbon_intensity": CLINKER_CO2 * 1000 / 29_760,
            "water_intensity": 297_600 / 29_760,
            "building_coefficient": (79_200 + 12_000) * 100 / 240_000,
            "land_productivity": 29_760 / 240_000,
        },
        ELECTRONICS: {
            "energy_intensity": ASSEMBLER_TCE * 1000 / OUTPUT,
            "carbon_intensity": ASSEMBLER_CO2 * 1000 / OUTPUT,
            "product_footprint": 2 * 100 / 4,
            "energy_saving_products": 780_000 * 100 / 1_200_000,
            "land_productivity": OUTPUT / 32_000,
        },
    }
    for example, values in expected.items():
        for name, value in values.items():
            assert line(example, FORM, name).value == pytest.approx(value, rel=EXACT), name
    row = line(CEMENT, FORM, "energy_intensity").rows[0]
    assert (row.value, row.share) == pytest.approx((CLINKER_TCE / CLINKER, CEMENT_ENERGY), rel=EXACT)


def test_a_line_excused_under_one_edition_counts_where_it_is_another() -> None:
    """No local average, no index of the industry: only the ratios to them do not apply, not the figures of the form."""
    excused = {"output_per_land": "当地未公布亩均产值", "plot_ratio": "行业无控制指标"}
    answers = assessed(CEMENT).model_copy(update={"not_applicable": excused})
    ratios = score(rulebook(), answers.model_copy(update={"ruleset": "five"}))
    assert {one.indicator.id for one in ratios.scores if one.state == "not_applicable"} >= set(excused)
    form = score(rulebook(), answers.model_copy(update={"ruleset": FORM}))
    values = {one.indicator.id: one.value for one in form.scores}
    assert values["land_productivity"] == pytest.approx(29_760 / 240_000, rel=EXACT)
    assert values["floor_area_ratio"] == pytest.approx(211_200 / 240_000, rel=EXACT)


def test_a_function_that_the_platform_lacks_wants_no_document() -> None:
    """The documents of the platform prove all its functions; what it does not do needs none."""
    assert line(CEMENT, "five", "platform").unproved == ()
    bare = assessed(CEMENT).model_copy(update={"ruleset": "five", "evidence": ()})
    found = score(rulebook(), bare).score("platform")
    assert found is not None
    assert found.unproved == ("platform_running",)


def test_figures_of_the_clinker_works_agree() -> None:
    """One product takes all energy; what came in and waste heat are the power used; limestone holds the CO2."""
    ledgers, facts = assessed(CEMENT).ledgers, assessed(CEMENT).facts
    assert ledgers["main_products"][0]["energy"] == pytest.approx(CLINKER_TCE, rel=EXACT)
    bought = sum(float(str(row["amount"])) for row in ledgers["energy_use"] if row["carrier"] == "electricity")
    assert bought + 27 * CLINKER == 52 * CLINKER
    limestone = float(str(ledgers["materials_used"][0]["total"]))
    assert limestone * 0.91 * 0.44 == pytest.approx(float(str(facts["process_tco2"])), rel=0.01)
    used = line(CEMENT, "five", "energy_intensity").rows[0].reference
    assert used is not None
    assert (used.leading, used.baseline) == pytest.approx((0.1, 0.107), rel=EXACT)
    assert used.source.startswith("GB 16780-2021")


@pytest.mark.parametrize("example", FOLDERS)
def test_marked_as_invented(example: str) -> None:
    """Nobody can take it for a real firm: mark, names, no credit code; values that were not published say so."""
    assessment = assessed(example)
    assert assessment.illustrative
    assert not assessment.enterprise.credit_code
    for text in (assessment.remark, assessment.enterprise.name, assessment.site.name):
        assert "虚构" in text
    assert all(entry.row or entry.source.startswith(INVENTED) for entry in assessment.references.values())
    rows: list[Mapping[str, Any]] = [row for ledger in assessment.ledgers.values() for row in ledger]
    assert all(row["source"].startswith(INVENTED) for row in rows if {"leading", "leading_margin"} & set(row))


@pytest.mark.parametrize("example", FOLDERS)
def test_documents_lie_in_their_own_folder(example: str) -> None:
    """Every document named lies there as it was attached, and none lies there that is not named."""
    path, named = builtin_example(example), assessed(example).evidence
    folder = path.parent / "证明材料" / FOLDERS[example]
    assert {path.parent / Path(proof.file) for proof in named} == set(folder.iterdir())
    assert all(proof.sha256 == sha256_of(path.parent / proof.file) for proof in named)


@pytest.mark.parametrize("example", FOLDERS)
def test_check_finds_nothing(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`gfassess check` has neither a problem nor a warning."""
    assert main(["check", str(builtin_example(example))]) == 0
    assert not capsys.readouterr().out
