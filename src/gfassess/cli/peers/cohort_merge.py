"""`gfassess peers merge`: several cohorts as one, as far as that is exact."""

from argparse import Namespace
from collections.abc import Sequence

from gfassess.cli import output
from gfassess.cli.exits import Exit
from gfassess.cli.peers.cohort_file import cohort_id, write_cohort
from gfassess.errors import GfassessError
from gfassess.files import user_path
from gfassess.peers.cohort_merge import Dropped, merge
from gfassess.store.cohort import load_cohort
from gfassess.words import _, ngettext


def run(arguments: Namespace) -> Exit:
    """Join the cohorts one after the other and tell what the result lacks."""
    if len(arguments.cohorts) < 2:  # noqa: PLR2004 - one cohort is nothing to join
        output.tell(_("two cohorts at least are needed to join"))
        return Exit.USAGE
    name = cohort_id(arguments)
    first, *rest = [(path, load_cohort(user_path(path))) for path in arguments.cohorts]
    joined, lacking = first[1], set[Dropped]()
    for path, other in rest:
        try:
            joined, dropped = merge(joined, other, name, disjoint=arguments.disjoint)
        except GfassessError as error:
            raise GfassessError(*(problem.at(file=path) for problem in error.problems)) from error
        lacking.update(dropped)
    write_cohort(arguments, joined)
    _tell(sorted(lacking))
    return Exit.DONE


def _tell(lacking: Sequence[Dropped]) -> None:
    if not lacking:
        return
    text = ngettext(
        "{count} figure has no quartiles and no best 5 %: they do not follow from those of the parts",
        "{count} figures have no quartiles and no best 5 %: they do not follow from those of the parts",
        len(lacking),
    )
    output.tell(text.format(count=len(lacking)))
    output.tell(*(f"  {one.year} {one.division or '*'} {one.id or one.kind}" for one in lacking))
