"""`gfassess report`: the self-assessment report as a file for people."""

import sys
from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from gfassess import __version__, words
from gfassess.cli import output
from gfassess.cli.case import open_case
from gfassess.cli.cohort import cohort_of, pairs_of
from gfassess.cli.destination import destination
from gfassess.cli.exits import Exit
from gfassess.cli.registry import registry
from gfassess.cli.typed import REPORTS
from gfassess.files import read_bytes, user_path, write_atomic
from gfassess.model.assessment import Assessment
from gfassess.model.cohort import CohortFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Scorecard
from gfassess.peers import Query, Registry, compare
from gfassess.peers.published import published
from gfassess.peers.standing import placed
from gfassess.report.paper.both import Tongue
from gfassess.report.paper.build import paper
from gfassess.report.paper.render import Template, render
from gfassess.report.paper.subject import Beside, Standing, Subject
from gfassess.store import check_kinds, look
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Write the report; a file that is there stays unless `--force` says otherwise."""
    case = open_case(arguments, whole=True)
    path = user_path(arguments.file)
    kind = _kind(arguments)
    target = None
    if arguments.output != "-":
        name = arguments.output or str(path.with_suffix(f".{kind}"))
        target = destination(name, path, force=arguments.force)
    cohort = cohort_of(arguments)
    card = case.score(cohort=pairs_of(cohort, case))
    subject = subject_of(case.rulebook, case.assessment, card, path.parent, cohort=cohort)
    if arguments.listed or cohort is not None:
        subject = _with_peers(subject, registry(arguments), listed=arguments.listed)
    data = render(paper(subject), kind, cast("Tongue", arguments.lang or words.language()), _template(arguments))
    if target is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        write_atomic(target, data)
        output.tell(_("written: {file}").format(file=target))
    wrong = check_kinds(case.assessment, case.rulebook, arguments.file, case.loaded.text)
    output.tell_problems(wrong.errors)
    return Exit.PROBLEMS if wrong.errors else Exit.DONE


def subject_of(
    rulebook: Rulebook,
    assessment: Assessment,
    card: Scorecard,
    folder: Path,
    *,
    cohort: CohortFile | None = None,
) -> Subject:
    """Return what a report of today is about; `folder` is where the documents lie."""
    today = date.today()  # noqa: DTZ011 - the day where the user is
    seen = look(assessment, folder)
    lost = frozenset(proof.file for proof, one in zip(assessment.evidence, seen, strict=True) if one.lost)
    return Subject(rulebook, assessment, card, today, __version__, lost, None, _standing(cohort, assessment, card))


def _kind(arguments: Namespace) -> str:
    """Return the kind that was named, else that of the file name, else a page, or a document for a template."""
    ending = Path(arguments.output or "").suffix.lower().removeprefix(".")
    return str(arguments.to or (ending if ending in REPORTS else "docx" if arguments.template else "html"))


def _template(arguments: Namespace) -> Template | None:
    if arguments.template is None:
        return None
    return Template(arguments.template, read_bytes(user_path(arguments.template)))


def _with_peers(subject: Subject, known: Registry, *, listed: bool) -> Subject:
    """Add what listed firms of the trade published, and, where that was asked for, who is listed."""
    own, card = subject.enterprise, subject.card
    found = compare(known, Query(), card, city=own.city, division=own.division)
    disclosed = published(found.peers, known, card, subject.rulebook, subject.assessment.year)
    return replace(subject, peers=Beside(known, found) if listed else None, published=disclosed)


def _standing(cohort: CohortFile | None, assessment: Assessment, card: Scorecard) -> Standing | None:
    """Return the place in a cohort, if one was named."""
    if cohort is None:
        return None
    return Standing(cohort, placed(cohort, card, assessment.enterprise.division, assessment.year))
