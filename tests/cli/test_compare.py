"""`gfassess compare`: places beside published figures, and its answer as JSON. All names are invented."""

import json
from collections.abc import Callable
from typing import Final

import jsonschema
import pytest

from tests.cli.conftest import ROOT, Run

COHORT: Final = str(ROOT / "examples" / "cohort-illustrative.toml")
SCHEMA: Final = json.loads((ROOT / "docs" / "schema" / "compare.schema.json").read_text("utf-8"))


@pytest.fixture
def disclosures(write: Callable[[str, str], str]) -> str:
    """Return a file of six firms of one trade with what they published, one of which cannot be right."""
    listed = "name,division\n" + "".join(f"虚构{firm}厂,34\n" for firm in range(6))
    text = "title = { zh = '名单', en = 'List' }\n[[list]]\nbatch = 1\nyear = 2017\ncategory = 'factory'\n"
    text += f"document = 'D'\nrows = '''\n{listed}'''\n"
    for firm in range(6):
        text += f"[[disclosure]]\npeer = '虚构{firm}厂'\nof = 'energy_per_output_value'\nvalue = {20 + firm}\n"
        text += "unit = 'kgce/10^4 CNY'\nyear = 2024\nscope = 'site'\nsource = { document = '虚构报告' }\n"
        text += "parts = [1.0]\n" if firm == 5 else ""
    text += "[[change]]\ncategory = 'factory'\ndocument = 'E'\n"
    text += "rows = '''\nkind,name,new_name\nrenamed,虚构0厂,虚构零厂\nremoved,虚构1厂,\n'''\n"
    return write("a.toml", text)


def test_published_figures_of_sites_stand_beside_the_own(gfassess: Run, disclosures: str, machinery: str) -> None:
    """Strips, percentile and what was refused, in whatever unit the firms published."""
    out = gfassess("compare", machinery, "--peers", disclosures).out
    assert "Published by listed firms of your trade, sites only" in out
    assert "percentile 0 among 5 sites" in out
    assert "mean: 0.022 tce/10^4 CNY" in out
    assert "20 kgce/10^4 CNY in 2024, one site; 虚构报告" in " ".join(out.split())
    assert "1 published figure cannot be right and counts nowhere" in out
    assert "Published by listed firms" not in gfassess("compare", machinery).out


def test_compare_json_says_what_the_text_says(gfassess: Run, disclosures: str, machinery: str) -> None:
    """Peers with what notices changed and what they published, gates proved, one's place among firms and sites."""
    ran = gfassess("compare", machinery, "--peers", disclosures, "--cohort", COHORT, "--json")
    data = json.loads(ran.out)
    jsonschema.validate(data, SCHEMA)
    peers = {one["name"]: one for one in data["peers"]}
    assert peers["虚构零厂"]["listed_as"] == "虚构0厂"
    assert peers["虚构零厂"]["published"][0]["source"]["document"] == "虚构报告"
    assert peers["虚构1厂"]["removed"] == {"document": "E"}
    assert all(one["same_city"] or one["same_division"] for one in data["peers"])
    (figure,) = data["published"]["figures"]
    assert (figure["others"]["n"], figure["place"]["worse"], data["published"]["refused"]) == (
        5,
        {"low": 0, "high": 0},
        1,
    )
    standing = data["standing"]
    assert standing["cohort"]["illustrative"] is True
    assert {one["kind"] for one in standing["figures"]} >= {"total", "criterion", "indicator"}
    assert all(one["place"]["worse"]["low"] <= one["place"]["interval"]["high"] for one in standing["figures"])
    text = gfassess("compare", machinery, "--peers", disclosures, "--cohort", COHORT).out
    assert data["gates"]
    assert all(f"{one['proving']} of {one['factories']} listed" in " ".join(text.split()) for one in data["gates"])


@pytest.mark.parametrize("ruleset", sorted(path.name for path in (ROOT / "criteria" / "rulesets").iterdir()))
def test_compare_json_keeps_to_its_schema(gfassess: Run, chongqing: str, ruleset: str) -> None:
    """Unfinished, under any rule set, of a province: what is not known is absent; a standing needs a cohort."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    data = json.loads(gfassess("compare", chongqing, "--ruleset", ruleset, "--province", "湖南", "--json").out)
    jsonschema.validate(data, SCHEMA)
    assert len(data["peers"]) == data["registry"]["entries"]
    assert not {"published", "standing"} & set(data)
    other = json.loads(gfassess("compare", chongqing, "--ruleset", ruleset, "--cohort", COHORT, "--json").out)
    jsonschema.validate(other, SCHEMA)
    assert other["standing"]["cohort"]["id"] == "cohort-illustrative"
