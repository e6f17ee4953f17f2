"""`gfassess verify`: whether an exported file still says what its answers give."""

from argparse import Namespace

from gfassess import __version__
from gfassess.cli import output
from gfassess.cli.case import all_rules
from gfassess.cli.exits import Exit
from gfassess.files import read_text, user_path
from gfassess.report.text import lost_words
from gfassess.stamp import verify
from gfassess.store import check_evidence, parse
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Recompute and print what differs."""
    path = user_path(arguments.file)
    text = read_text(path)
    found = verify(text, all_rules(arguments), __version__, arguments.file)
    # Another version of the program that comes to the same result proves nothing wrong.
    wrong = [difference for difference in found if difference.kind != "program"]
    output.write(line for difference in wrong for line in f"{arguments.file}: {difference}".split("\n"))
    for difference in found:
        if difference not in wrong:
            output.tell(_("{file}: note: {text}").format(file=arguments.file, text=difference.message))
    assessment = parse(text, arguments.file).assessment
    lost = check_evidence(assessment, path.parent, arguments.file, text)
    output.tell_problems(lost)
    if lost.found:
        output.tell(lost_words(len(lost.found), len(assessment.evidence)))
    if wrong:
        return Exit.PROBLEMS
    output.tell(_("{file}: answers, rules and result are as stamped").format(file=arguments.file))
    return Exit.DONE
