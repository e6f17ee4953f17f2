"""Invented factories: where they are, how big they are, and what their figures truly are. No figure is a real one's."""

from typing import Final

import polars as pl

from bench.fleet.chance import Chance, known

DIVISIONS: Final[dict[str, tuple[float, float, float]]] = {
    "13": (50, 9000, 0.05), "14": (25, 8000, 0.07), "15": (15, 12000, 0.06), "16": (1, 200000, 0.01),
    "17": (45, 7000, 0.16), "18": (30, 5000, 0.03), "19": (15, 5000, 0.03), "20": (20, 4000, 0.10),
    "21": (15, 5000, 0.03), "22": (20, 9000, 0.35), "23": (12, 5000, 0.06), "24": (18, 5000, 0.04),
    "25": (5, 90000, 0.60), "26": (55, 16000, 0.55), "27": (25, 18000, 0.08), "28": (8, 30000, 0.30),
    "29": (45, 7000, 0.10), "30": (80, 8000, 0.80), "31": (15, 60000, 0.95), "32": (20, 45000, 0.45),
    "33": (60, 7000, 0.10), "34": (60, 8000, 0.05), "35": (48, 9000, 0.04), "36": (38, 20000, 0.04),
    "37": (12, 16000, 0.04), "38": (60, 14000, 0.04), "39": (55, 25000, 0.05), "40": (14, 8000, 0.02),
    "41": (5, 4000, 0.06), "42": (6, 9000, 0.12), "43": (3, 4000, 0.03),
}  # fmt: skip
"""By division: how many there are among others, output value (10^4 CNY), energy (tce per 10^4 CNY): all invented."""

_LITTLE: Final = 0.05
"""What the careful leave open of what others do."""

PROVINCES: Final[dict[str, tuple[float, str]]] = {
    "广东": (68, "广州 深圳 佛山 东莞"), "江苏": (65, "苏州 无锡 南京 常州"), "浙江": (58, "杭州 宁波 温州 嘉兴"),
    "山东": (42, "青岛 济南 烟台 潍坊"), "河南": (26, "郑州 洛阳 新乡"), "福建": (24, "福州 泉州 厦门"),
    "安徽": (24, "合肥 芜湖 滁州"), "湖北": (20, "武汉 宜昌 襄阳"), "湖南": (20, "长沙 株洲 湘潭"),
    "河北": (20, "石家庄 唐山 保定"), "四川": (20, "成都 绵阳 德阳"), "江西": (18, "南昌 九江 赣州"),
    "上海": (12, "上海"), "重庆": (10, "重庆"), "辽宁": (10, "沈阳 大连 鞍山"), "陕西": (9, "西安 宝鸡 咸阳"),
    "广西": (9, "南宁 柳州 桂林"), "山西": (8, "太原 大同 长治"), "天津": (7, "天津"), "贵州": (6, "贵阳 遵义"),
    "云南": (6, "昆明 曲靖"), "北京": (5, "北京"), "内蒙古": (5, "呼和浩特 包头"), "新疆": (5, "乌鲁木齐 昌吉"),
    "吉林": (4, "长春 吉林"), "黑龙江": (4, "哈尔滨 大庆"), "甘肃": (3, "兰州 金昌"), "宁夏": (2, "银川 石嘴山"),
    "青海": (1, "西宁"), "海南": (1, "海口"), "西藏": (1, "拉萨"),
}  # fmt: skip
"""By province: how many there are among others, and in which cities."""

CAREFUL: Final = 0.35
"""How many leave hardly anything open; the others leave the more open."""

YEARS: Final = {"2023": 25.0, "2024": 35.0, "2025": 40.0}

LIMITS: Final = {
    "15": ("gb32047",), "22": ("gb31825",), "25": ("gb21342", "gb29995", "gb30251"),
    "26": ("gb21257", "gb29140", "gb21343", "gb21344", "gb46029", "gb29436"), "28": ("gb36889",), "29": ("gb29449",),
    "30": ("gb16780", "gb21340", "gb21252", "gb30526", "gb33654", "gb36888"), "31": ("gb21256", "gb21341"),
    "32": ("gb21346", "gb25323", "gb21347", "gb21350", "gb21351"),
}  # fmt: skip
"""Divisions with energy limits per product, and how the rows of those begin."""


def factories(first: int, count: int, seed: int) -> pl.DataFrame:
    """Return true figures of the sites from `first` on; what a factory answers to which question comes later."""
    chance = Chance(seed, "site")
    frame = pl.DataFrame({"site": pl.int_range(first, first + count, eager=True)})
    cities = {f"{name} {city}": weight for name, (weight, text) in PROVINCES.items() for city in text.split()}
    frame = frame.with_columns(
        place=chance.pick("place", cities).str.split(" "),
        division=chance.pick("division", {name: weight for name, (weight, _, _) in DIVISIONS.items()}),
        year=chance.pick("year", YEARS).cast(pl.Int64),
        careful=chance.under("careful", CAREFUL),
    )
    size = known({name: size for name, (_, size, _) in DIVISIONS.items()}, "division")
    frame = frame.with_columns(
        province=pl.col("place").list.first(),
        city=pl.col("place").list.last(),
        output_value=chance.around("output value", size, 1.2).clip(50, 40_000_000),
    ).drop("place")
    return _with_figures(frame, chance)


def _with_figures(frame: pl.DataFrame, chance: Chance) -> pl.DataFrame:
    """Add what goes with the output value: energy, land, water and so on."""
    value = pl.col("output_value")
    intensity = known({name: energy for name, (_, _, energy) in DIVISIONS.items()}, "division")
    return (
        frame.with_columns(
            tce=chance.around("energy", value * intensity, 0.55),
            land_area=chance.around("land", value * 1.6, 0.7).clip(600),
            product_output=chance.around("product output", value * 0.8, 1.5).clip(1),
            water_intake=chance.around("water", value * (intensity * 20 + 2), 0.8),
            waste_gas_volume=chance.around("waste gas", value * (intensity * 20_000 + 500), 0.8),
        )
        .with_columns(
            wastewater_generated=pl.col("water_intake") * chance.between("wastewater", 0.2, 0.85),
            reused_share=chance.uniform("wastewater reused") ** 2,
            renewable_share=chance.uniform("renewable") ** 3,
        )
        .with_columns(**_rows(chance))
    )


def _rows(chance: Chance) -> dict[str, pl.Expr]:
    """Return how many rows each ledger has: `rows_` and its id."""
    limited = pl.col("division").is_in(list(LIMITS))
    most = {
        "energy_use": (1.0, 1, 6),
        "materials_used": (1.0, 1, 3),
        "pollutant_loads": (1.0, 1, 5),
        "pollutant_emissions": (0.15, 1, 4),
        "monitoring": (1.0, 1, 4),
        "solid_waste": (0.9, 1, 3),
        "catalogue_items": (0.6, 1, 4),
        "capacities": (0.06, 1, 3),
    }
    counts = {
        name: pl.when(chance.under(f"{name} used", share)).then(chance.whole(f"{name} rows", low, high)).otherwise(0)
        for name, (share, low, high) in most.items()
    }
    products = pl.when(limited).then(0.8).otherwise(0.25)
    has = chance.under("products used", products)
    counts["main_products"] = pl.when(has).then(chance.whole("products rows", 1, 3)).otherwise(0)
    return {
        f"rows_{name}": pl.when(chance.under(f"{name} missing", open_share(0.1))).then(0).otherwise(count)
        for name, count in counts.items()
    }


def open_share(usual: float) -> pl.Expr:
    """Return how often something is left open that usually is in a share of all cases."""
    return pl.when(pl.col("careful")).then(usual * _LITTLE).otherwise(usual * (1 - CAREFUL * _LITTLE) / (1 - CAREFUL))


def told_share(usual: float) -> pl.Expr:
    """Return how often something is told that need not be told, and usually is in a share of all cases."""
    most = min(1.0, usual * 2.2)
    return pl.when(pl.col("careful")).then(most).otherwise((usual - most * CAREFUL) / (1 - CAREFUL))
