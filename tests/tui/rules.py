"""A small criteria folder with every kind of question, for the tests of the screens."""

from pathlib import Path
from typing import Final

FILES: Final = {
    "facts/site.toml": """
id = "site"
title = { zh = "厂区", en = "Site" }
[[fact]]
id = "convicted"
kind = "yes_no"
title = { zh = "近三年有无违法", en = "Any offence in three years?" }
department = "administration"
[[fact]]
id = "plan_made"
kind = "yes_no"
title = { zh = "有无低碳规划", en = "Is there a low-carbon plan?" }
evidence = { zh = "规划文件", en = "The plan" }
department = "administration"
[[fact]]
id = "land_area"
kind = "number"
unit = "m2"
title = { zh = "用地面积", en = "Site area" }
help = { zh = "按证载面积填写。", en = "As on the certificate." }
evidence = { zh = "不动产权证书", en = "Land-use certificate" }
department = "administration"
plausible = [500, 2_000_000]
[[fact]]
id = "floor_area"
kind = "number"
unit = "m2"
title = { zh = "建筑面积", en = "Floor area" }
department = "administration"
[[fact]]
id = "land_saving"
kind = "choice"
title = { zh = "节地措施", en = "Land saving" }
department = "production"
options = [
  { id = "none", title = { zh = "未采用", en = "None" } },
  { id = "partly", title = { zh = "部分采用", en = "Partly" } },
  { id = "fully", title = { zh = "全部采用", en = "Everywhere" } },
]
[[fact]]
id = "has_case"
kind = "yes_no"
title = { zh = "有无案例", en = "Is there a case?" }
department = "production"
[[fact]]
id = "case_text"
kind = "text"
title = { zh = "案例说明", en = "The case" }
department = "production"
""",
    "facts/power.toml": """
id = "power"
title = { zh = "能源", en = "Energy" }
[[ledger]]
id = "energy_use"
title = { zh = "能源消费", en = "Energy use" }
evidence = { zh = "能源台账", en = "Energy ledger" }
department = "energy"
columns = [
  { id = "carrier", kind = "choice", from = "carriers", title = { zh = "品种", en = "Carrier" } },
  { id = "amount", kind = "number", unit = "carrier.unit", plausible = [0, 1e9], title = {zh = "量", en = "Amount"} },
  { id = "kgce", kind = "number", default = "carrier_kgce", title = { zh = "折标准煤系数", en = "Coefficient" } },
  { id = "renewable", kind = "yes_no", default = false, title = { zh = "可再生", en = "Renewable" } },
  { id = "since", kind = "date", optional = true, title = { zh = "起始日期", en = "Since" } },
]
[[ledger.total]]
id = "energy_tce"
title = { zh = "综合能耗", en = "Energy consumption" }
unit = "tce"
row = "amount * kgce / 1000"
[[ledger.total]]
id = "renewable_tce"
title = { zh = "可再生能源", en = "Renewable energy" }
unit = "tce"
row = "amount * kgce / 1000"
where = "renewable"
[[fact]]
id = "grid_factor"
kind = "number"
unit = "kgCO2/kWh"
title = { zh = "电力排放因子", en = "Grid factor" }
department = "energy"
default = "grid_factor_published"
[[fact]]
id = "functions"
kind = "count"
title = { zh = "平台功能数量", en = "Platform functions" }
department = "energy"
plausible = [0, 12]
""",
    "parameters/carriers.toml": """
id = "carriers"
title = { zh = "能源品种", en = "Carriers" }
basis = "standard"
source = { document = "T 1" }
columns = [{ id = "kgce", title = { zh = "系数", en = "Coefficient" } }]
rows = [
  { id = "electricity", title = { zh = "电力", en = "Electricity" }, unit = "kWh", kgce = 0.1229 },
  { id = "diesel", title = { zh = "柴油", en = "Diesel" }, unit = "kg", kgce = 1.4571 },
  { id = "gas", title = { zh = "天然气", en = "Natural gas" }, unit = "m3" },
  { id = "coal_1", title = { zh = "原煤", en = "Raw coal" }, unit = "kg", kgce = 0.7143 },
  { id = "coal_2", title = { zh = "洗精煤", en = "Washed coal" }, unit = "kg", kgce = 0.9 },
  { id = "coke", title = { zh = "焦炭", en = "Coke" }, unit = "kg", kgce = 0.9714 },
  { id = "petrol", title = { zh = "汽油", en = "Petrol" }, unit = "kg", kgce = 1.4714 },
  { id = "lpg", title = { zh = "液化石油气", en = "LPG" }, unit = "kg", kgce = 1.7143 },
  { id = "heat", title = { zh = "热力", en = "Heat" }, unit = "MJ", kgce = 0.03412 },
]
""",
    "parameters/grid.toml": """
id = "grid"
title = { zh = "电网因子", en = "Grid factors" }
basis = "policy"
source = { document = "T 1" }
columns = [{ id = "factor", title = { zh = "因子", en = "Factor" }, unit = "kgCO2/kWh" }]
rows = [
  { id = "national", title = { zh = "全国", en = "National" }, year = 2023, factor = 0.5 },
  { id = "hunan", title = { zh = "湖南", en = "Hunan" }, province = "湖南", year = 2023, factor = 0.4 },
]
[[parameter]]
id = "grid_factor_published"
title = { zh = "公布因子", en = "Published factor" }
column = "factor"
by = ["province", "year"]
""",
    "references/carbon.toml": """
id = "carbon"
title = { zh = "碳排放", en = "Carbon" }
basis = "policy"
source = { document = "T 1" }
columns = [
  { id = "leading", title = { zh = "引领值", en = "Leading" } },
  { id = "baseline", title = { zh = "基准值", en = "Baseline" } },
]
rows = [{ id = "national", title = { zh = "全国值", en = "National row" }, leading = 0.3, baseline = 0.6 }]
""",
    "documents.toml": """
document = [{ id = "T 1", title = { zh = "试验标准", en = "Test standard" }, confidence = "high" }]
""",
    "units.toml": """
unit = [
  { id = "m2", quantity = "area", factor = 1, title = { zh = "m2", en = "m2" } },
  { id = "mu", quantity = "area", factor = 666.6666666666666, title = { zh = "亩", en = "mu" } },
  { id = "ha", quantity = "area", factor = 10000, title = { zh = "公顷", en = "ha" } },
  { id = "kWh", quantity = "energy", factor = 3.6, title = { zh = "kWh", en = "kWh" } },
  { id = "10^4 kWh", quantity = "energy", factor = 36000, title = { zh = "万kWh", en = "10^4 kWh" } },
  { id = "MJ", quantity = "energy", factor = 1, title = { zh = "MJ", en = "MJ" } },
  { id = "kg", quantity = "mass", factor = 1, title = { zh = "kg", en = "kg" } },
  { id = "t", quantity = "mass", factor = 1000, title = { zh = "t", en = "t" } },
  { id = "m3", quantity = "volume", factor = 1, title = { zh = "m3", en = "m3" } },
  { id = "tce", quantity = "coal", factor = 1, title = { zh = "tce", en = "tce" } },
  { id = "%", quantity = "share", factor = 1, title = { zh = "%", en = "%" } },
]
""",
    "rulesets/tiny/ruleset.toml": """
id = "tiny"
version = "1"
title = { zh = "试验规则", en = "Test rules" }
in_force = 2024-01-01
source = { document = "T 1" }
not_applicable = "redistribute"
criteria = ["ground", "power"]
""",
    "rulesets/tiny/gates.toml": """
[[gate]]
id = "law_abiding"
title = { zh = "遵守法律", en = "Law-abiding" }
formula = "not convicted"
source = { document = "T 1", clause = "1" }
basis = "standard"
[[gate]]
id = "planned"
title = { zh = "有低碳规划", en = "Low-carbon plan" }
formula = "plan_made"
source = { document = "T 1", clause = "2" }
basis = "standard"
""",
    "rulesets/tiny/ground.toml": """
id = "ground"
title = { zh = "用地集约化", en = "Land use" }
points = 20
basis = "project"
[[indicator]]
id = "plot_ratio"
title = { zh = "容积率", en = "Plot ratio" }
points = 10
formula = "floor_area / land_area"
scale = { leading = 2, baseline = 0 }
source = { document = "T 1", clause = "3" }
basis = "standard"
[[indicator]]
id = "layout"
title = { zh = "节地", en = "Layout" }
points = 6
formula = "land_saving"
scale = { levels = { none = 0, partly = 0.5, fully = 1 } }
source = { document = "T 1", clause = "4" }
basis = "project"
[[indicator]]
id = "practice"
title = { zh = "案例", en = "Practice" }
points = 4
formula = "has_case"
scale = { case = "case_text" }
source = { document = "T 1", clause = "5" }
basis = "project"
""",
    "rulesets/tiny/power.toml": """
id = "power"
title = { zh = "能源低碳化", en = "Low-carbon energy" }
points = 20
basis = "project"
[[indicator]]
id = "renewable_share"
title = { zh = "可再生能源利用率", en = "Renewable share" }
points = 10
formula = "renewable_tce / energy_tce * 100"
unit = "%"
scale = { leading = 50, baseline = 0 }
source = { document = "T 1", clause = "6" }
basis = "standard"
[[indicator]]
id = "carbon"
title = { zh = "碳排放", en = "Carbon" }
points = 6
formula = "grid_factor"
unit = "kgCO2/kWh"
scale = { reference = "carbon", better = "lower" }
source = { document = "T 1", clause = "7" }
basis = "standard"
[[indicator]]
id = "platform"
title = { zh = "平台", en = "Platform" }
points = 4
formula = "functions"
scale = { steps = [{ at = 4, share = 0.5 }, { at = 8, share = 1 }] }
source = { document = "T 1", clause = "8" }
basis = "policy"
""",
}


def write(folder: Path) -> Path:
    """Write the folder and return it."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
