"""`gfassess bundle`: assessment, report and documents in one archive, with an index."""

import hashlib
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import repeat
from pathlib import Path
from posixpath import normpath

from gfassess import __version__, words
from gfassess.cli import output
from gfassess.cli.case import Case, open_case
from gfassess.cli.cohort import cohort_of, pairs_of
from gfassess.cli.destination import destination
from gfassess.cli.exits import Exit
from gfassess.cli.progress import progress
from gfassess.cli.report import subject_of
from gfassess.errors import GfassessError, Problem
from gfassess.files import inside, user_path
from gfassess.files.archive import Packed, portable, portable_names, write_archive
from gfassess.model.assessment import Assessment, Evidence
from gfassess.model.cohort import CohortFile
from gfassess.model.documents import Seen
from gfassess.report.bundle import INDEX, Contents, Made, page, table
from gfassess.report.evidence import document_words
from gfassess.report.paper.build import paper
from gfassess.report.paper.render import kind_words, render
from gfassess.report.text import lost_words
from gfassess.session import survey
from gfassess.stamp import export
from gfassess.store import Loaded, look
from gfassess.words import _

_ASSESSMENT = "assessment.toml"


def run(arguments: Namespace) -> Exit:
    """Write the archive; where a document is lost, only if that was allowed."""
    case = open_case(arguments, whole=True)
    path = user_path(arguments.file)
    target = destination(arguments.output, path, force=arguments.force)
    kinds = tuple(dict.fromkeys(arguments.report or ("html",)))
    day = arguments.on or date.today()  # noqa: DTZ011 - local day
    with progress() as told:
        seen = look(case.assessment, path.parent, told=told)
        if not arguments.partial:
            _refuse(case.loaded, seen)
        names = _names(case.assessment, seen, kinds)
        evidence = tuple(map(_recorded, case.assessment.evidence, seen, repeat(names)))
        packed = case.assessment.model_copy(update={"evidence": evidence})
        made = dict(_made(case, packed, path.parent, kinds, day, cohort_of(arguments)))
        files = [Packed(name, data) for name, data in made.items()]
        files += _index(case, packed, seen, made, day)
        files += _documents(case.assessment, path.parent, seen, names)
        root = portable(path.stem)
        write_archive(target, [file._replace(name=f"{root}/{file.name}") for file in files], told)
    output.tell(_("written: {file}").format(file=arguments.output))
    if lost := sum(one.lost for one in seen):
        output.tell(lost_words(lost, len(seen)))
    return Exit.DONE


def _refuse(loaded: Loaded, seen: Sequence[Seen]) -> None:
    """Raise GfassessError where a document is missing or changed."""
    hint = _("put it back, take its new content over with gfassess evidence --update, or pack without it: --partial")
    # A link, a pipe or a folder has no content to take over.
    instead = _("put the file itself in its place, or pack without it: --partial")
    problems = [
        Problem(
            message=f"{document_words(one.state)}: {one.reason}",
            file=proof.file,
            hint=instead if one.state == "refused" else hint,
        )
        for proof, one in zip(loaded.assessment.evidence, seen, strict=True)
        if one.lost
    ]
    if problems:
        raise GfassessError(*problems)


def _names(assessment: Assessment, seen: Sequence[Seen], kinds: Sequence[str]) -> dict[str, str]:
    """Return the name in the archive of each document that is there; one that is named twice is packed once."""
    there = [proof.file for proof, one in zip(assessment.evidence, seen, strict=True) if _packable(one)]
    plain = {file: normpath(file.strip().replace("\\", "/")) for file in there}
    taken = (_ASSESSMENT, *INDEX, *(f"report.{kind}" for kind in kinds))
    names = portable_names(dict.fromkeys(plain.values()), taken)
    return {file: names[name] for file, name in plain.items()}


def _recorded(proof: Evidence, seen: Seen, names: Mapping[str, str]) -> Evidence:
    """Return the record of a document as it stands in the archive, with a checksum where it had none."""
    there = {"sha256": seen.sha256, "size": seen.size} if seen.state == "unrecorded" else {}
    return proof.model_copy(update={"file": names.get(proof.file, proof.file), **there})


def _packable(seen: Seen) -> bool:
    return seen.state not in {"missing", "refused"}


def _made(
    case: Case, packed: Assessment, folder: Path, kinds: Sequence[str], day: date, cohort: CohortFile | None
) -> Iterator[tuple[str, bytes]]:
    """Go through the files that are made for the archive: the export and the reports."""
    card = case.score(cohort=pairs_of(cohort, case))
    yield _ASSESSMENT, export(packed, card, case.rulebook, __version__, day).encode()
    subject = subject_of(case.rulebook, case.assessment, card, folder, cohort=cohort)
    lost = frozenset(
        new.file for old, new in zip(case.assessment.evidence, packed.evidence, strict=True) if old.file in subject.lost
    )
    subject = replace(subject, assessment=packed, day=day, lost=lost)
    for kind in kinds:
        yield f"report.{kind}", render(paper(subject), kind, words.language())


def _index(case: Case, packed: Assessment, seen: Sequence[Seen], made: dict[str, bytes], day: date) -> Iterator[Packed]:
    listed = [
        Made(
            name,
            _("assessment with result and stamp") if name == _ASSESSMENT else _report_words(name),
            _sha(data),
            len(data),
        )
        for name, data in made.items()
    ]
    found = survey(case.rulebook, packed, seen)
    contents = Contents(packed, found, [one.file for one in case.assessment.evidence], listed, day, __version__)
    yield Packed(INDEX[0], page(contents))
    yield Packed(INDEX[1], table(contents))


def _report_words(name: str) -> str:
    return _("report: {kind}").format(kind=kind_words(name.rpartition(".")[2]))


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _documents(assessment: Assessment, folder: Path, seen: Sequence[Seen], names: dict[str, str]) -> Iterator[Packed]:
    done: set[str] = set()
    for proof, one in zip(assessment.evidence, seen, strict=True):
        if _packable(one) and names[proof.file] not in done:
            done.add(names[proof.file])
            yield Packed(names[proof.file], inside(folder, proof.file), one.sha256)
