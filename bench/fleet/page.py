"""The tables of docs/performance.md and its Chinese twin, written between their markers by the run itself."""

import os
import platform
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from bench.fleet import engines
from bench.fleet.goals import Goal, goals
from bench.fleet.runner import Findings

_DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
PAGES: Final = {"en": _DOCS / "performance.md", "zh": _DOCS / "performance.zh.md"}
BEGIN: Final = "<!-- written by make bench: begin -->"
END: Final = "<!-- written by make bench: end -->"
_PACKAGES: Final = ("polars", "narwhals", "pyspark", "OpenFisca-Core", "numpy", "zen-engine", "openpyxl")
_WORDS: Final[dict[str, dict[str, Any]]] = {
    "en": {
        "machine": "Measured on {day}: {cores} cores ({processor}), {memory} GiB, {system}, "
        "Python {python}; {packages}.",
        "scoring": "## Parquet to Parquet",
        "heads": ("engine", "assessments", "median s", "per s", "x ours", "peak MiB", "rounds"),
        "starts": "## Start-up, not counted above",
        "start_heads": ("engine", "ready after s", "first run, 1,000 assessments, s"),
        "places": "## Percentile of one among {count}",
        "place_heads": ("among", "sites", "ms"),
        "goals": "## Goals",
        "goal_heads": ("goal", "limit", "measured", "", "if scoring took no time"),
        "met": "met",
        "missed": "**missed**",
        "open": "not measured",
        "skipped": "Left out: {names}.",
        "division_region": "same year, division and province",
        "division": "same year and division",
        "all": "same year",
    },
    "zh": {
        "machine": "测于 {day}：{cores} 核（{processor}），{memory} GiB 内存，{system}，Python {python}；{packages}。",
        "scoring": "## 从 Parquet 到 Parquet",
        "heads": ("引擎", "评价数", "中位数 s", "每秒", "与本程序之比", "内存峰值 MiB", "轮数"),
        "starts": "## 启动时间（不计入上表）",
        "start_heads": ("引擎", "就绪 s", "首次运行（1,000 份）s"),
        "places": "## {count} 份中一份的百分位",
        "place_heads": ("范围", "工厂数", "ms"),
        "goals": "## 目标",
        "goal_heads": ("目标", "限值", "实测", "", "若评分不费时"),
        "met": "达到",
        "missed": "**未达到**",
        "open": "未测",
        "skipped": "未运行：{names}。",
        "division_region": "同年、同行业、同省",
        "division": "同年、同行业",
        "all": "同年",
    },
}
_NAMES: Final = {
    engines.OURS: {"en": "**gfassess fleet score**", "zh": "**gfassess fleet score**"},
    engines.OURS_ON_SPARK: {
        "en": "**gfassess fleet score --engine spark**",
        "zh": "**gfassess fleet score --engine spark**",
    },
    engines.BY_HAND: {"en": "Polars by hand", "zh": "手写 Polars"},
    engines.FLOOR: {"en": "read and write, no scoring", "zh": "只读写，不评分"},
    engines.PYTHON: {"en": "the scorer of one factory, one by one", "zh": "单厂评分程序逐份评分"},
    engines.OPENFISCA: {"en": "OpenFisca", "zh": "OpenFisca"},
    engines.ZEN: {"en": "zen-engine", "zh": "zen-engine"},
    engines.WORKBOOK: {"en": "workbook, LibreOffice", "zh": "LibreOffice 工作簿"},
    engines.SPARK_BY_HAND: {"en": "Spark SQL by hand, local", "zh": "手写 Spark SQL（本机）"},
}


def write(found: Findings, day: date) -> None:
    """Put the tables of a run into both pages, in place of those of the run before."""
    for language, page in PAGES.items():
        text = page.read_text("utf-8")
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        page.write_text(f"{before}{BEGIN}\n\n{text_of(found, day, language)}\n\n{END}{after}", "utf-8")


def text_of(found: Findings, day: date, language: str) -> str:
    """Return the tables of a run in a language, as Markdown."""
    words = _WORDS[language]
    parts: list[str] = [_machine(day, language), words["scoring"], _table(words["heads"], _scores(found, language))]
    parts += [words["starts"], _table(words["start_heads"], _starts(found, language))]
    if found.looks:
        count = f"{max(size for one in found.engines.values() for size in one.runs):,}"
        rows = [(words[look.scope], f"{look.sites:,}", f"{look.seconds * 1000:.1f}") for look in found.looks]
        parts += [words["places"].format(count=count), _table(words["place_heads"], rows)]
    parts += [words["goals"], _table(words["goal_heads"], [_goal(goal, language) for goal in goals(found)])]
    if found.skipped:
        parts.append(words["skipped"].format(names="; ".join(found.skipped)))
    return "\n\n".join(parts)


def _machine(day: date, language: str) -> str:
    packages = ", ".join(f"{name} {number}" for name in _PACKAGES if (number := _version(name)))
    text: str = _WORDS[language]["machine"]
    return text.format(
        day=day.isoformat(),
        cores=os.cpu_count(),
        processor=_processor(),
        memory=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        packages=packages,
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _scores(found: Findings, language: str) -> Iterator[tuple[str, ...]]:
    ours = found.engines.get(engines.OURS)
    sizes = sorted({size for one in found.engines.values() for size in one.runs})
    for size in sizes:
        for key, one in found.engines.items():
            seconds, peak = one.seconds(size), one.peak(size)
            if seconds is None:
                continue
            yardstick = ours.seconds(size) if ours else None
            yield (
                _NAMES[key][language],
                f"{size:,}",
                f"{seconds:.3g}" if seconds < 100 else f"{seconds:.0f}",
                f"{size / seconds:,.0f}",
                "" if yardstick is None else f"{seconds / yardstick:.3g}",
                "" if peak is None else f"{peak / 2**20:,.0f}",
                str(len(one.runs[size])),
            )


def _starts(found: Findings, language: str) -> Iterator[tuple[str, ...]]:
    for key, one in found.engines.items():
        if one.starts and one.first:
            yield _NAMES[key][language], f"{_middle(one.starts):.1f}", f"{_middle(one.first):.2f}"


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _goal(goal: Goal, language: str) -> tuple[str, ...]:
    words = _WORDS[language]
    sign = "≥" if goal.at_least else "≤"
    state = words["open"] if goal.met is None else words["met"] if goal.met else words["missed"]
    measured, possible = (
        "" if figure is None else f"{figure:.3g} {goal.unit}" for figure in (goal.measured, goal.possible)
    )
    return goal.what[language], f"{sign} {goal.limit:g} {goal.unit}", measured, str(state), possible


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---", *("---:",) * (len(heads) - 1)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
