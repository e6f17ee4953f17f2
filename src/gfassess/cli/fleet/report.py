"""`gfassess fleet report`: what a scored folder shows, as tables, as a file for people, site by site."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import cast

from gfassess import __version__, words
from gfassess.cli import output
from gfassess.cli.case import all_rules, require
from gfassess.cli.exits import Exit
from gfassess.cli.typed import REPORTS
from gfassess.cli.usage import columns
from gfassess.errors import GfassessError
from gfassess.files import replacing, user_path, write_atomic
from gfassess.fleet.groups import Chosen, groups_of
from gfassess.fleet.groups import require as require_sites
from gfassess.fleet.scored import Scored, check_columns, open_scored
from gfassess.fleet.summary import summarize
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.report.fleet import SIGNS, fleet_lines
from gfassess.report.fleet_data import fleet_data
from gfassess.report.fleet_list import list_parts
from gfassess.report.fleet_paper import fleet_paper
from gfassess.report.fleet_words import Fleet
from gfassess.report.paper.both import Tongue
from gfassess.report.paper.render import render
from gfassess.stamp import rules_digest
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Print what the scores come to, and write what was asked for besides."""
    page, table = _target(arguments, arguments.output), _target(arguments, arguments.list)
    kind = _kind(page)
    scored = open_scored(user_path(arguments.folder))
    book = all_rules(arguments)
    require(book, scored.head.ruleset)
    rules = book.rulesets[scored.head.ruleset]
    check_columns(scored, book, rules)
    _tell_other_rules(scored, book, rules)
    chosen, groups = Chosen(arguments.division, arguments.province, arguments.year), groups_of(scored)
    require_sites(groups, chosen)
    found = summarize(scored, book, rules, groups, chosen)
    fleet = Fleet(book, rules, found, date.today(), __version__)  # noqa: DTZ011 - the day where the user is
    if table is not None:
        with replacing(table) as stream:
            for part in list_parts(scored.narrowed(groups.query(chosen)), rules):
                stream.write(part)
        output.tell(_("written: {file}").format(file=table))
    if page is not None:
        write_atomic(page, render(fleet_paper(fleet), kind, cast("Tongue", arguments.lang or words.language())))
        output.tell(_("written: {file}").format(file=page))
    if arguments.json:
        output.write_json(fleet_data(fleet))
    else:
        output.write(fleet_lines(fleet, columns(), ascii_only=arguments.ascii or not output.draws(SIGNS)))
    return Exit.DONE


def _target(arguments: Namespace, typed: str | None) -> Path | None:
    """Return where to write; raise GfassessError where a file stands that is not to be replaced."""
    if typed is None:
        return None
    target = user_path(typed)
    if target.exists() and not arguments.force:
        hint = _("another name, or --force to replace it")
        raise GfassessError.of(_("this file is there already"), file=typed, hint=hint)
    return target


def _kind(page: Path | None) -> str:
    """Return the kind of file that the name of a page asks for."""
    kind = "html" if page is None else page.suffix.lower().removeprefix(".")
    if kind not in REPORTS:
        known = _(", ").join(f".{one}" for one in REPORTS)
        hint = _("known are {known}").format(known=known)
        raise GfassessError.of(_("the name of the file does not say its kind"), file=str(page), hint=hint)
    return kind


def _tell_other_rules(scored: Scored, book: Rulebook, rules: Ruleset) -> None:
    """Say where the scores arose by other rules than those at hand: figures stand, words and points may differ."""
    head = scored.head
    if head.rules_sha256 != rules_digest(book, rules.id):
        said = _("warning: {text}").format(
            text=_("these scores arose by other rules ({then}) than those at hand ({now}), whose titles are shown")
        )
        output.tell(said.format(then=f"{head.ruleset} {head.version}", now=f"{rules.id} {rules.version}"))
