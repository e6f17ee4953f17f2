"""The sites one by one as a table that spreadsheets open."""

from collections.abc import Iterator

from gfassess.explain import verdict_words
from gfassess.fleet import results
from gfassess.fleet.listing import FAILED, list_columns, listed
from gfassess.fleet.scored import Scored
from gfassess.lists.delimited import delimited
from gfassess.model.rules import Ruleset
from gfassess.words import _


def list_parts(of: Scored, rules: Ruleset) -> Iterator[bytes]:
    """Go through the parts of a file of comma-separated values: heads, then every site."""
    yield delimited([_heads(list_columns(rules))])
    gates = {gate.id: str(gate.title) for gate in rules.gates}
    yield from listed(of, rules, tuple(map(verdict_words, results.VERDICTS)), gates, _("; "))


def _heads(columns: tuple[str, ...]) -> list[str]:
    """Return what stands over the columns."""
    words = {
        "name": _("Name of the enterprise"),
        "site_name": _("Site"),
        "credit_code": _("Unified social credit code"),
        "division": _("Division"),
        "province": _("Province"),
        "city": _("City"),
        "year": _("Reporting year"),
        results.VERDICT: _("Verdict"),
        FAILED: _("Gates failed"),
        "file": _("File"),
    }
    words |= dict(zip(results.TOTAL, (_("Points for sure"), _("At most"), _("With evidence in date")), strict=True))
    within = (_("the year"), _("year, division"), _("year, province"), _("year, division, province"))
    for scope, among in zip(results.SCOPES, within, strict=True):
        words |= {
            name: _("{what} within {scope}").format(what=what, scope=among)
            for name, what in zip(results.place_columns(scope), (_("sites"), _("rank"), _("percentile")), strict=True)
        }
    return [words[name] for name in columns]
