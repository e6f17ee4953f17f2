"""`gfassess fleet score`: a packed folder to points, states, gates and places."""

import hashlib
from argparse import Namespace

from gfassess.cli import output
from gfassess.cli.case import all_rules, require
from gfassess.cli.cohort import cohort_of
from gfassess.cli.exits import Exit
from gfassess.cli.fleet.working import interrupted_once, working
from gfassess.errors import GfassessError
from gfassess.files import read_bytes, user_path
from gfassess.fleet.packed import open_packed
from gfassess.fleet.references import CohortOf
from gfassess.fleet.score import Order, score_on_polars, score_on_spark
from gfassess.model.rulebook import Rulebook
from gfassess.peers.cohort_pairs import pairs_for
from gfassess.scoring import Cohort
from gfassess.words import _, ngettext


def run(arguments: Namespace) -> Exit:
    """Score, and say where it is."""
    if arguments.master is not None and arguments.engine != "spark":
        raise GfassessError.of(_("--master is for --engine spark"))
    packed = open_packed(user_path(arguments.folder))
    target = user_path(arguments.output).resolve()
    book = all_rules(arguments)
    require(book, arguments.ruleset)
    cohort, digest = _cohort(arguments, book)
    order = Order(packed, book, arguments.ruleset, target, arguments.force, cohort, digest)
    count = packed.head.sites
    with working(target, goes_on=arguments.engine != "spark") as shown:

        def told(done: int) -> None:
            shown(_doing(done, count, arguments.engine, ranks=order.rules.weighted))

        told(0)
        if arguments.engine == "spark":
            score_on_spark(order, told, arguments.master)
        else:
            interrupted_once(lambda: score_on_polars(order, told))
    output.tell(ngettext("{count} site scored", "{count} sites scored", count).format(count=f"{count:,}"))
    output.tell(_("written to {file}").format(file=target))
    return Exit.DONE


def _doing(done: int, count: int, engine: str, *, ranks: bool) -> str:
    """Return what is under way when so many sites are scored."""
    if done == count and ranks:
        return ngettext("ranking {count} site", "ranking {count} sites", count).format(count=f"{count:,}")
    if engine == "spark" and done < count:
        # Which scores all of them at once.
        return ngettext("Spark scores {count} site", "Spark scores {count} sites", count).format(count=f"{count:,}")
    return _("{done} of {count} sites scored").format(done=f"{done:,}", count=f"{count:,}")


def _cohort(arguments: Namespace, book: Rulebook) -> tuple[CohortOf | None, str]:
    """Return what a cohort gives to the sites of a division in a year, and the hash of its file."""
    cohort = cohort_of(arguments)
    if cohort is None:
        return None, ""
    rules = book.rulesets[arguments.ruleset]

    def of(division: str, year: int) -> Cohort:
        return pairs_for(cohort, rules, division, year).cohort

    return of, hashlib.sha256(read_bytes(user_path(arguments.cohort))).hexdigest()
