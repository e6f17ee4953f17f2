"""What stands in an assessment file under ids that the rules had before."""

from collections.abc import Iterator
from dataclasses import replace

from gfassess.errors import Problem
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.plan.renames import Renames, moves, renamed
from gfassess.records import key_of
from gfassess.store.load import Loaded
from gfassess.toml_lines import Key, line_of
from gfassess.words import _


def following(loaded: Loaded, rulebook: Rulebook) -> Loaded:
    """Return what was loaded with all answers under the ids that the rules have now; the next save writes them so."""
    return replace(loaded, assessment=renamed(loaded.assessment, rulebook))


def rename_warnings(
    old: Assessment, new: Assessment, known: Renames, file: str = "", text: str = ""
) -> Iterator[Problem]:
    """Go through what stands in the file under another id than the rules have now; `new` is `old` renamed."""
    message = _('"{old}" is called "{new}" now; it counts as that, and the next save writes it so')
    for path, before, after in _places(old, new, known):
        said, line = message.format(old=before, new=after), line_of(text, path)
        yield Problem(message=said, file=file, key=key_of(path), line=line, severity="warning")


def _places(old: Assessment, new: Assessment, known: Renames) -> Iterator[tuple[Key, str, str]]:
    if old.ruleset != new.ruleset:
        yield ("ruleset",), old.ruleset, new.ruleset
    yield from (((part, before), before, after) for part, before, after in moves(old, new))
    for index, (proof, now) in enumerate(zip(old.evidence, new.evidence, strict=True)):
        for number, name in enumerate(proof.answers):
            if name not in now.answers:
                yield ("evidence", index, "for", number), name, known.names[name]
