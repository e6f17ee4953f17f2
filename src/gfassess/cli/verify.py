"""`gfassess verify`: whether an exported file still says what its answers give."""

from argparse import Namespace
from pathlib import Path

from gfassess import __version__
from gfassess.cli import output
from gfassess.cli.case import all_rules
from gfassess.cli.exits import Exit
from gfassess.files import read_text
from gfassess.stamp import verify
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Recompute and print what differs."""
    text = read_text(Path(arguments.file))
    found = verify(text, all_rules(arguments), __version__, arguments.file)
    if not found:
        output.tell(_("{file}: answers, rules and result are as stamped").format(file=arguments.file))
        return Exit.DONE
    output.write(line for difference in found for line in f"{arguments.file}: {difference}".split("\n"))
    return Exit.PROBLEMS
