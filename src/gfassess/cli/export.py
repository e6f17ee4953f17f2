"""`gfassess export`: the file to hand on, with result and stamp."""

import sys
from argparse import Namespace
from datetime import date

from gfassess import __version__
from gfassess.cli import output
from gfassess.cli.case import open_case
from gfassess.cli.cohort import cohort_of, pairs_of
from gfassess.cli.destination import destination
from gfassess.cli.exits import Exit
from gfassess.files import user_path, write_atomic
from gfassess.report.text import lost_words
from gfassess.stamp import export
from gfassess.store import check_evidence
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Write the export; a file that is there stays unless `--force` says otherwise."""
    case = open_case(arguments, whole=True)
    path = user_path(arguments.file)
    card = case.score(cohort=pairs_of(cohort_of(arguments), case))
    text = export(case.assessment, card, case.rulebook, __version__, date.today())  # noqa: DTZ011 - local day
    if arguments.output == "-":
        # The stamp is over UTF-8, whatever the terminal speaks.
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        return Exit.DONE
    write_atomic(destination(arguments.output, path, force=arguments.force), text)
    output.tell(_("written: {file}").format(file=arguments.output))
    lost = check_evidence(case.assessment, path.parent)
    output.tell_problems(lost)
    if lost.found:
        output.tell(lost_words(len(lost.found), len(case.assessment.evidence)))
    return Exit.DONE
