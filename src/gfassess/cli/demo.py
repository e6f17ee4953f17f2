"""`gfassess demo`: an example to look around in."""

from argparse import Namespace
from pathlib import Path
from typing import Final

from gfassess.cli import output, terminal
from gfassess.cli.exits import Exit
from gfassess.cli.screens import run_screens
from gfassess.files import builtin_example
from gfassess.words import _

EXAMPLE: Final = "chongqing-profiles-2024"


def run(arguments: Namespace) -> Exit:
    """Open a copy of the example on the screens; without a terminal print its result and peers."""
    path = builtin_example(arguments.name or EXAMPLE)
    if terminal.both():
        return run_screens(arguments, lambda walk: walk.open_copy(path), path)
    return _print(arguments, path)


def _print(arguments: Namespace, path: Path) -> Exit:
    from gfassess import peers  # noqa: PLC0415 - records and rules, which the first frame of the screens does without
    from gfassess.cli.case import open_case  # noqa: PLC0415 - the same
    from gfassess.cli.registry import registry  # noqa: PLC0415 - the same
    from gfassess.cli.usage import columns  # noqa: PLC0415 - the same
    from gfassess.report.peers import comparison_lines  # noqa: PLC0415 - the same
    from gfassess.report.text import SIGNS, scorecard_lines  # noqa: PLC0415 - the same
    from gfassess.store import check_evidence  # noqa: PLC0415 - the same

    case = open_case(Namespace(**{**vars(arguments), "file": str(path), "ruleset": None}))
    card, width, enterprise = case.score(), columns(), case.assessment.enterprise
    lost = len(check_evidence(case.assessment, path.parent, most=-1).found)
    plain = arguments.ascii or not output.draws("".join(SIGNS))
    output.write(scorecard_lines(case.rulebook, case.assessment, card, width, ascii_only=plain, lost=lost))
    listed = registry(arguments)
    found = peers.compare(listed, peers.Query(), card, city=enterprise.city, division=enterprise.division)
    output.write(["", *comparison_lines(found, listed, enterprise, width)])
    output.tell("", _("In a terminal, gfassess demo opens the screens on this example."))
    return Exit.DONE
