"""`gfassess evidence`: the documents behind the answers, and one more of them."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from gfassess.cli import output
from gfassess.cli.attach import copy_in, folder_for, record_of
from gfassess.cli.case import all_rules
from gfassess.cli.exits import Exit
from gfassess.cli.keeper import Keeper
from gfassess.cli.marking import mark_now
from gfassess.cli.progress import progress
from gfassess.cli.usage import columns
from gfassess.errors import GfassessError, Problem, did_you_mean, printable
from gfassess.files import ElsewhereError, user_path
from gfassess.model.assessment import Assessment, Evidence
from gfassess.model.documents import Seen
from gfassess.model.rulebook import Rulebook
from gfassess.report.calendar import due_title
from gfassess.report.evidence import evidence_data, evidence_lines, size_words
from gfassess.session import Session, due_dates, survey
from gfassess.store import Loaded, following, load, look
from gfassess.words import _, ngettext


def run(arguments: Namespace) -> Exit:
    """Show all documents, or attach one."""
    path = user_path(arguments.file)
    rulebook = all_rules(arguments)
    keeper = Keeper(path, rulebook)
    loaded = following(load(path), rulebook)
    output.tell_problems(loaded.problems)
    if arguments.action == "add":
        return _add(arguments, path, rulebook, keeper, loaded)
    return _check(arguments, path, rulebook, keeper, loaded)


def _check(arguments: Namespace, path: Path, rulebook: Rulebook, keeper: Keeper, loaded: Loaded) -> Exit:
    """Print what is there; documents that are lost are an exit code, unless their new content is taken over."""
    assessment = loaded.assessment
    with progress() as told:
        seen = look(assessment, path.parent, told=told)
        if arguments.update:
            assessment, seen = _update(path, assessment, seen, keeper, loaded)
    found = survey(rulebook, assessment, seen)
    days = [(arguments.on, "")] if arguments.on is not None else _days(rulebook)
    if arguments.json:
        output.write_json({"year": assessment.year, **evidence_data(found, days)})
    else:
        output.write(evidence_lines(found, days, columns()))
    if not found.lost:
        return Exit.DONE
    count = len(found.lost)
    said = ngettext("{count} document is missing or changed", "{count} documents are missing or changed", count)
    output.tell(said.format(count=count))
    return Exit.PROBLEMS


def _days(rulebook: Rulebook) -> list[tuple[date, str]]:
    today = date.today()  # noqa: DTZ011 - local day
    return [(due.day, due_title(due)) for due in due_dates(rulebook.schemes, today)]


def _update(
    path: Path, assessment: Assessment, seen: Sequence[Seen], keeper: Keeper, loaded: Loaded
) -> tuple[Assessment, tuple[Seen, ...]]:
    """Take over what changed documents hold now, and return the assessment and the documents as they are then."""
    updated = tuple(_taken(proof, one) for proof, one in zip(assessment.evidence, seen, strict=True))
    changes = [(old, new) for old, new in zip(assessment.evidence, updated, strict=True) if new != old]
    if not changes:
        output.tell(_("no document has a new content"))
        return assessment, tuple(seen)
    output.tell(*_changed_lines(changes))
    whole = assessment.model_copy(update={"evidence": updated})
    _say_export(loaded)
    keeper.save(whole)
    output.tell(_("written: {file}").format(file=path))
    now = (
        Seen("there", sha256=new.sha256, size=new.size) if new != old else one
        for old, new, one in zip(assessment.evidence, updated, seen, strict=True)
    )
    return whole, tuple(now)


def _taken(proof: Evidence, seen: Seen) -> Evidence:
    """Return the record with what lies there now; one that is as it was, or cannot be read, stays."""
    if seen.state not in {"changed", "unrecorded", "there"}:
        return proof
    same = proof.sha256.lower() == seen.sha256 and proof.size == seen.size
    return proof if same else proof.model_copy(update={"sha256": seen.sha256, "size": seen.size})


def _changed_lines(changes: Sequence[tuple[Evidence, Evidence]]) -> Iterator[str]:
    yield _("new content of {count} documents:").format(count=len(changes))
    for old, new in changes:
        before, after = (f"{size_words(one.size) or '-'} {one.sha256[:12] or '-'}" for one in (old, new))
        yield _("  {file}: {before} -> {after}").format(file=printable(new.file), before=before, after=after)


def _say_export(loaded: Loaded) -> None:
    if loaded.result or loaded.stamp:
        output.tell(_("This was an exported file: its result and stamp are gone; export it again."))


def _add(arguments: Namespace, path: Path, rulebook: Rulebook, keeper: Keeper, loaded: Loaded) -> Exit:
    """Attach a document; one that lies elsewhere is copied in first."""
    assessment = loaded.assessment
    proves = tuple(dict.fromkeys(arguments.proves))
    _known(rulebook, proves)
    typed = str(user_path(arguments.document).absolute())
    with progress() as told:
        try:
            proof = record_of(path, typed, proves, told)
        except ElsewhereError:
            proof = copy_in(path, typed, proves, arguments.to or folder_for(assessment), told)
            output.tell(_("copied in: {file}").format(file=proof.file))
    names = ("pages", "covers_from", "covers_to", "expires", "owner")
    proof = proof.model_copy(update={name: getattr(arguments, name) for name in names})
    session = Session(rulebook, assessment, save=keeper.save, mark=mark_now)
    _say_export(loaded)
    session.attach(proof)
    output.tell(_("written: {file}").format(file=arguments.file))
    return Exit.DONE


def _known(rulebook: Rulebook, names: Sequence[str]) -> None:
    """Raise GfassessError where the rules know something of what is to be proved not."""
    lines = {line.id for rules in rulebook.rulesets.values() for head in rules.heads for line in head.indicator}
    known = {*rulebook.facts, *rulebook.ledgers, *lines}
    problems = [
        Problem(
            message=_('the rules know no "{name}"').format(name=printable(name)), hint=did_you_mean(name, sorted(known))
        )
        for name in names
        if name not in known
    ]
    if problems:
        raise GfassessError(*problems)
