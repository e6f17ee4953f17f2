"""`gfassess verify`: whether an exported file still says what its answers give."""

from argparse import Namespace
from collections.abc import Iterator

from gfassess import __version__
from gfassess.cli import output
from gfassess.cli.case import all_rules
from gfassess.cli.cohort import cohort_of
from gfassess.cli.exits import Exit
from gfassess.cli.signing import check_signature
from gfassess.files import read_text, user_path
from gfassess.model.rulebook import Rulebook
from gfassess.peers.cohort_pairs import pairs_for, pairs_in, unlike
from gfassess.report.text import lost_words
from gfassess.stamp import Difference, differences
from gfassess.store import Loaded, check_evidence, parse
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Recompute and print what differs."""
    if arguments.key is not None and arguments.signature is None:
        output.tell(_("--key goes with --signature"))
        return Exit.USAGE
    path = user_path(arguments.file)
    text = read_text(path)
    rulebook = all_rules(arguments)
    loaded = parse(text, arguments.file)
    found = [*differences(loaded, rulebook, __version__), *_unlike(arguments, loaded, rulebook)]
    # Another version of the program that comes to the same result proves nothing wrong, nor does a cohort.
    wrong = [difference for difference in found if difference.kind not in {"program", "cohort"}]
    output.write(line for difference in wrong for line in f"{arguments.file}: {difference}".split("\n"))
    unsigned: list[str] = []
    if arguments.signature is not None:
        unsigned += check_signature(text, arguments.file, arguments.signature, arguments.key)
    output.write(unsigned)
    for difference in found:
        if difference not in wrong:
            output.tell(*_("{file}: note: {text}").format(file=arguments.file, text=difference).split("\n"))
    documents = loaded.assessment.evidence
    lost = check_evidence(loaded.assessment, path.parent, arguments.file, text)
    output.tell_problems(lost)
    if lost.found:
        output.tell(lost_words(len(lost.found), len(documents)))
    if wrong or unsigned:
        return Exit.PROBLEMS
    output.tell(_("{file}: answers, rules and result are as stamped").format(file=arguments.file))
    return Exit.DONE


def _unlike(arguments: Namespace, loaded: Loaded, rulebook: Rulebook) -> Iterator[Difference]:
    """Name the reference values in a result that the cohort which was named does not give so."""
    cohort, ruleset = cohort_of(arguments), rulebook.rulesets.get(str(loaded.result.get("ruleset")))
    if cohort is None or ruleset is None:
        return
    enterprise, year = loaded.assessment.enterprise, loaded.assessment.year
    given = pairs_for(cohort, ruleset, enterprise.division, year).cohort
    if names := unlike(pairs_in(loaded.result), given):
        yield Difference("result", _("these reference values are not those of the cohort"), names)
