"""What differs between two states of an assessment, in the words of the question that it concerns."""

from gfassess.explain import missing_words
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.words import _


def changed(before: Assessment, after: Assessment) -> str:
    """Return the id of the first question, indicator or reference whose entry differs; empty for anything else."""
    parts = ("facts", "ledgers", "notes", "explained", "not_applicable", "references")
    for part in parts:
        old, new = getattr(before, part), getattr(after, part)
        for name in (*new, *(name for name in old if name not in new)):
            if old.get(name) != new.get(name):
                return str(name).partition("[")[0]
    return ""


def title_words(rulebook: Rulebook, ruleset: Ruleset, name: str) -> str:
    """Return the title of a question or indicator, or words for what is neither."""
    if not name:
        return _("enterprise or evidence")
    line = ruleset.indicator(name)
    return str(line.title) if line is not None else missing_words(rulebook, (name,))
