"""`gfassess peers build`: a cohort from exported assessments and packed folders."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from gfassess import __version__
from gfassess.cli import output
from gfassess.cli.case import all_rules, require
from gfassess.cli.exits import Exit
from gfassess.cli.peers.cohort_exports import Export, gather
from gfassess.cli.peers.cohort_file import cohort_id, require_free, write_cohort
from gfassess.cli.peers.cohort_packed import PackedSites, is_packed
from gfassess.errors import GfassessError
from gfassess.files import user_path
from gfassess.model.cohort import LEAST, CohortFile
from gfassess.model.rulebook import Rulebook
from gfassess.peers.cohort import DIGITS, Sample, sample_of
from gfassess.peers.cohort_build import Unpublished, build, forget_last
from gfassess.peers.cohort_pairs import pairs_in
from gfassess.scoring import score
from gfassess.stamp import rules_digest
from gfassess.store.cohort import ledger_path, load_ledger, save_ledger
from gfassess.words import _, ngettext


def run(arguments: Namespace) -> Exit:
    """Build, write, and tell what was left out and what is not published."""
    require_free(arguments)
    name = cohort_id(arguments)
    place = ledger_path(name) if arguments.ledger is None else user_path(arguments.ledger)
    ledger = load_ledger(place, name)
    book = all_rules(arguments)
    packed = PackedSites([*filter(is_packed, arguments.exports)], illustrative=arguments.illustrative)
    files = _files(one for one in arguments.exports if not is_packed(one))
    used, left = gather(files, book, __version__, illustrative=arguments.illustrative)
    output.tell(*(f"{one.file}: {one.reason}" for one in left))
    ruleset = _ruleset(arguments, book, {*(one.ruleset for one in used), *packed.rulesets()})
    # An export goes before a packed site: its stamp was verified.
    more = packed.samples(book, ruleset, (one.site for one in used))
    samples = chain((_sample(book, ruleset, one) for one in used), more)
    rules = rules_digest(book, ruleset)
    built = build(samples, forget_last(ledger) if arguments.redo else ledger, rules, with_values=arguments.values)
    packed.tell()
    count = len(used) + packed.used
    _tell(count, count + len(left) + packed.left.total(), built.left)
    if not built.cells:
        message = _("no cell has {least} sites, so there is nothing to publish").format(least=LEAST)
        raise GfassessError.of(message)
    cohort = CohortFile(
        id=name,
        title=arguments.title or name,
        illustrative=packed.invented or any(one.assessment.illustrative for one in used),
        statement=arguments.statement,
        ruleset=ruleset,
        version=book.rulesets[ruleset].version,
        rules=rules,
        digits=DIGITS,
        cell=built.cells,
    )
    # The ledger comes first: a cohort that is out without it could give a newcomer away next time.
    save_ledger(place, built.ledger)
    write_cohort(arguments, cohort)
    output.tell(_("keep to yourself, for the next version: {file}").format(file=place))
    return Exit.DONE


def _files(typed: Iterable[str]) -> Iterator[str]:
    """Go through the files; a folder stands for the .toml files in it."""
    for one in typed:
        path = user_path(one)
        yield from sorted(str(file) for file in path.glob("*.toml")) if path.is_dir() else [one]


def _ruleset(arguments: Namespace, book: Rulebook, names: AbstractSet[str]) -> str:
    """Return the rule set that scores the sites: the one that was typed, else that of all of them."""
    if arguments.ruleset is None and len(names) > 1:
        message = _("the files are scored by several rule sets: {names}").format(names=", ".join(sorted(names)))
        raise GfassessError.of(message, hint=_("choose one for all with --ruleset"))
    if arguments.ruleset is None and not names:
        raise GfassessError.of(_("no file is left to build a cohort from"))
    name = str(arguments.ruleset or next(iter(names)))
    require(book, name)
    return name


def _sample(book: Rulebook, ruleset: str, one: Export) -> Sample:
    card = score(book, one.assessment, ruleset=ruleset, cohort=pairs_in(one.result))
    return sample_of(card, one.site, one.assessment.enterprise.division, one.assessment.year)


def _tell(used: int, whole: int, unpublished: Sequence[Unpublished]) -> None:
    text = ngettext("{count} site of {whole} files", "{count} sites of {whole} files", used)
    output.tell(text.format(count=used, whole=whole))
    words = {
        "few": _("with fewer than {least} sites, not published").format(least=LEAST),
        "kept": _("as published before: the change would give single sites away"),
        "part": _("without sites that it would give away beside what else is or was published"),
        "withheld": _("not published: beside what is or was published it would give single sites away"),
    }
    counts = Counter((one.year, one.division, one.reason) for one in unpublished)
    for (year, division, reason), count in sorted(counts.items()):
        cell = _("division {code}").format(code=division) if division else _("all divisions together")
        said = ngettext("{count} figure", "{count} figures", count).format(count=count)
        output.tell(
            _("{year}, {cell}: {figures} {reason}").format(year=year, cell=cell, figures=said, reason=words[reason])
        )
