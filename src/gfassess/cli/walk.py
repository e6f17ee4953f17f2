"""What the screens are given: files, rules, peers and the clock."""

import tempfile
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from gfassess import __version__, store
from gfassess.cli.attach import copy_in, folder_for, record_of
from gfassess.cli.case import all_rules, criteria
from gfassess.cli.demo import EXAMPLE
from gfassess.cli.divisions import require_division
from gfassess.cli.opener import Opener
from gfassess.cli.opening import look_briefly
from gfassess.cli.registry import registry
from gfassess.cli.screens import enterprise_of
from gfassess.errors import GfassessError
from gfassess.files import (
    builtin_cohort,
    builtin_example,
    fresh_copy,
    recent,
    remember,
    state_folder,
    user_path,
    write_atomic,
)
from gfassess.files.author import author, choose_author
from gfassess.model.assessment import YEARS, Assessment, Enterprise, Evidence
from gfassess.model.cohort import CohortFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.sources import Scheme
from gfassess.peers import Registry
from gfassess.report.paper.both import Tongue
from gfassess.rules.folder import load_schemes
from gfassess.session import Session
from gfassess.stamp import export
from gfassess.store.cohort import load_cohort
from gfassess.tui.shell import Opened, Recent, Shell
from gfassess.words import _

_COPIES: Final = "demo"
"""The folder of the copies of examples, beside the list of recent files."""
_NAMED: Final = 9
"""Recent files whose enterprise is read and shown."""


def begin(path: Path, rulebook: Rulebook, year: int, enterprise: Enterprise, ruleset: str | None = None) -> None:
    """Write a new assessment; raise GfassessError where the file is there already."""
    if path.exists():
        raise GfassessError.of(_("this file is there already"), file=str(path), hint=_("gfassess open shows it"))
    first, last = YEARS
    if not first <= year <= last:
        message = _("{year} is no reporting year").format(year=year)
        raise GfassessError.of(message, file=str(path))
    require_division(rulebook, enterprise.division)
    name = ruleset or min(rulebook.rulesets)
    store.save(path, Assessment(ruleset=name, year=year, enterprise=enterprise), rulebook)


def scratch(example: Path) -> Path:
    """Return a copy of an example and its documents that may be changed at will; one that was changed stays."""
    documents = [proof.file for proof in store.load(example).assessment.evidence]
    try:
        return fresh_copy(example, documents, state_folder() / _COPIES)
    except OSError:
        return fresh_copy(example, documents, Path(tempfile.mkdtemp(prefix="gfassess-")))


@dataclass
class Walk:
    """Opens, saves and exports for the screens, by the rules that the command line names."""

    arguments: Namespace

    @cached_property
    def rulebook(self) -> Rulebook:
        """All rules, read once."""
        return all_rules(self.arguments)

    @cached_property
    def _opener(self) -> Opener:
        return Opener(lambda: self.rulebook)

    def close(self) -> None:
        """Give the open file free for others."""
        self._opener.close()

    def shell(self, start: Callable[[], Opened] | None) -> Shell:
        """Return everything that the screens are given."""
        return Shell(
            recent=self.recent,
            open_file=self.open_file,
            new_file=self.new_file,
            demo=self.demo,
            peers=self.peers,
            export=self.export,
            report=self.report,
            evidence=self.evidence,
            now=datetime.now,
            copy=self.copy,
            look=look_briefly,
            take_in=self.take_in,
            schemes=self.schemes,
            start=start,
            cohort=self.cohort,
            cohorts=lambda: recent("cohort"),
            invented_cohort=builtin_cohort(),
            author=author,
            choose_author=choose_author,
            ascii=self.arguments.ascii,
        )

    def recent(self) -> tuple[Recent, ...]:
        """Return the files that were open before, with their enterprise."""
        copies = state_folder() / _COPIES
        return tuple(
            Recent(path, enterprise_of(path) if place < _NAMED else "", path.is_relative_to(copies.resolve()))
            for place, path in enumerate(recent())
        )

    def schemes(self) -> tuple[Scheme, ...]:
        """Return the schemes of the rules; none where they cannot be read, which opening a file will tell."""
        with suppress(GfassessError):
            return load_schemes(criteria(self.arguments))
        return ()

    def open_file(self, path: Path) -> Opened:
        """Open an assessment and remember where it is."""
        opened = self._opener.open(path)
        remember(path)
        return opened

    def new_file(self, path: Path, year: int) -> Opened:
        """Begin an assessment and open it."""
        path = user_path(str(path))
        begin(path, self.rulebook, year, Enterprise())
        return self.open_file(path)

    def copy(self, session: Session, path: Path) -> Opened:
        """Write the assessment to a path that nothing has yet, and open it there."""
        path = user_path(str(path))
        if path.exists():
            raise GfassessError.of(_("this file is there already"), file=str(path))
        store.save(path, session.assessment, self.rulebook)
        return self.open_file(path)

    def demo(self) -> Opened:
        """Open a copy of the example, as the command does."""
        return self.open_copy(builtin_example(EXAMPLE))

    def open_copy(self, path: Path) -> Opened:
        """Open a copy of an example that may be changed at will."""
        return self.open_file(scratch(path))

    def peers(self) -> Registry:
        """Return the lists of peers: those of the rules and the user's own."""
        return registry(self.arguments)

    def cohort(self, path: Path) -> CohortFile:
        """Read a cohort and remember where it is; the one that comes with the program is known anyway."""
        found = load_cohort(path)
        if path.resolve() != builtin_cohort().resolve():
            remember(path, "cohort")
        return found

    def export(self, session: Session, path: Path) -> Path:
        """Write assessment, result and stamp; the screens ask before they replace a file."""
        target = user_path(str(path)).absolute()
        today = datetime.now().date()  # noqa: DTZ005 - the day where the user is
        write_atomic(target, export(session.assessment, session.scorecard, session.rulebook, __version__, today))
        return target

    def report(self, session: Session, assessment: Path, path: Path, kind: str, tongue: Tongue) -> Path:
        """Write a report; the screens ask before they replace a file."""
        from gfassess.cli.report import subject_of  # noqa: PLC0415 - most walks write no report
        from gfassess.report.paper.build import paper  # noqa: PLC0415 - the same
        from gfassess.report.paper.render import render  # noqa: PLC0415 - the same

        target = user_path(str(path)).absolute()
        subject = subject_of(session.rulebook, session.assessment, session.scorecard, assessment.parent)
        write_atomic(target, render(paper(subject), kind, tongue))
        return target

    def evidence(self, assessment: Path, typed: str, proves: tuple[str, ...]) -> Evidence:
        """Return the record of a document that lies beside the assessment or below it."""
        return record_of(assessment, typed, proves)

    def take_in(self, assessment: Assessment, path: Path, typed: str, proves: tuple[str, ...]) -> Evidence:
        """Copy a document that lies elsewhere beside the assessment, and return its record."""
        return copy_in(path, typed, proves, folder_for(assessment))
