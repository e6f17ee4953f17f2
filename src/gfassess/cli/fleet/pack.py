"""`gfassess fleet pack`: assessments to columns."""

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Final

from gfassess.cli import output
from gfassess.cli.case import all_rules, criteria
from gfassess.cli.exits import Exit
from gfassess.cli.fleet.working import interrupted_once, working
from gfassess.cli.progress import Line, time_words
from gfassess.errors import Problem
from gfassess.files import user_path
from gfassess.fleet.heads import is_packed, is_scored
from gfassess.fleet.layout import SKIPPED
from gfassess.fleet.mistaken import already_packed, already_scored
from gfassess.fleet.pack import Order, Outcome, Step, exchange_of, pack
from gfassess.fleet.pack_files import files_of
from gfassess.words import _, ngettext

_SHOWN: Final = 50
"""Files left out that are named on the terminal; the folder has the list of all."""


def run(arguments: Namespace) -> Exit:
    """Pack, and name what was left out."""
    target = user_path(arguments.output).resolve()
    book = all_rules(arguments)
    for one in map(user_path, arguments.exports):
        _require_files(one)
    with working(target) as shown:
        shown(_("looking for files"))
        found = files_of(arguments.exports, (target, exchange_of(target).work))
        order = Order(
            found.files,
            tuple(found.left),
            criteria(arguments),
            target,
            arguments.jobs or _cores(),
            arguments.remark,
            arguments.force,
        )
        outcome = interrupted_once(lambda: pack(order, book, Progress(shown)))
    _tell(outcome, target)
    return Exit.PROBLEMS if outcome.left else Exit.DONE


class Progress:
    """Says how far the packing is, and how long the reading will take."""

    def __init__(self, shown: Line) -> None:
        """Begin now."""
        self._shown = shown
        self._begun = perf_counter()

    def __call__(self, step: Step) -> None:
        """Say one step."""
        if step.work == "compare":
            self._shown(_("looking for sites that occur twice"))
            return
        if step.work == "write":
            self._shown(_("{done} of {count} sites written").format(done=f"{step.done:,}", count=f"{step.of:,}"))
            return
        said = _("{done} of {count} files read").format(done=f"{step.done:,}", count=f"{step.of:,}")
        if step.fresh:
            speed = step.fresh / (perf_counter() - self._begun)
            left = time_words((step.of - step.done) / speed)
            said = _("{said}, {speed} a second, {time} left").format(said=said, speed=f"{speed:,.0f}", time=left)
        self._shown(said)


def _require_files(typed: Path) -> None:
    """Raise GfassessError where a folder that packing or scoring made was typed in place of one of files."""
    if is_packed(typed):
        raise already_packed(typed)
    if is_scored(typed):
        raise already_scored(typed)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(outcome: Outcome, target: Path) -> None:
    named = list(dict.fromkeys(problem.file for problem in outcome.left))
    output.tell_problems(_of(outcome.left, named[:_SHOWN]))
    if (more := len(named) - _SHOWN) > 0:
        output.tell(ngettext("{count} more file left out", "{count} more files left out", more).format(count=more))
    sites, skipped = outcome.head.sites, outcome.head.skipped
    output.tell(ngettext("{count} site packed", "{count} sites packed", sites).format(count=f"{sites:,}"))
    if skipped:
        said = ngettext("{count} file left out: {file}", "{count} files left out: {file}", skipped)
        output.tell(said.format(count=f"{skipped:,}", file=target / SKIPPED))
    output.tell(_("written to {file}").format(file=target))


def _of(problems: Sequence[Problem], files: Sequence[str]) -> list[Problem]:
    wanted = set(files)
    return [problem for problem in problems if problem.file in wanted]
