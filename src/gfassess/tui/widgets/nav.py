"""The list of sections with progress, open gates and points."""

from typing import Final

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from gfassess.model.scorecard import CriterionScore
from gfassess.tui.desk import Desk
from gfassess.tui.figures import cut, interval, short
from gfassess.tui.signs import signs
from gfassess.words import _

_NARROW: Final = 24
_KEYS: Final = {"enterprise": "f2", "gates": "f3", "results": "f9", "evidence": "f10", "peers": "f11", "export": "f12"}
_CRITERIA_KEYS: Final = ("f4", "f5", "f6", "f7", "f8")
"""Keys of the first criteria; each section keeps its key whatever others there are."""


def sections(desk: Desk) -> tuple[str, ...]:
    """Return the ids of the sections in the order of the walk."""
    heads = (head.id for head in desk.session.ruleset.heads)
    crosswalk = ("crosswalk",) if len(desk.session.rulebook.rulesets) > 1 else ()
    conflicts = ("conflicts",) if desk.session.assessment.conflicts else ()
    return ("enterprise", "gates", *heads, "results", "evidence", *crosswalk, "peers", "cohort", "export", *conflicts)


def section_keys(desk: Desk) -> dict[str, str]:
    """Return the keys of the sections that have one; the list and the palette lead to all."""
    heads = (head.id for head in desk.session.ruleset.heads)
    return {**_KEYS, **dict(zip(heads, _CRITERIA_KEYS, strict=False))}


def section_titles(desk: Desk) -> dict[str, str]:
    """Return what the sections are called, in the order of the walk."""
    words = {
        "enterprise": _("Enterprise"),
        "gates": _("Gates"),
        "results": _("Results"),
        "evidence": _("Evidence"),
        "crosswalk": _("Crosswalk"),
        "peers": _("Peers"),
        "cohort": _("Standing"),
        "export": _("Export"),
        "conflicts": _("Conflicts: {count}").format(count=len(desk.session.assessment.conflicts)),
    }
    words |= {head.id: str(head.title) for head in desk.session.ruleset.heads}
    return {name: words[name] for name in sections(desk)}


class Nav(OptionList):
    """Left of the work: choosing a line opens that section."""

    def __init__(self, desk: Desk) -> None:
        """List the sections of the assessment on the desk."""
        super().__init__(id="nav", markup=False)
        self._desk = desk
        self._shown = self._prompts()
        self.add_options(Option(line, name) for name, line in self._shown.items())

    def show(self, section: str) -> None:
        """Bring figures up to date and mark the section that is open."""
        prompts = self._prompts()
        if list(prompts) != list(self._shown):
            # Another rule set has other criteria.
            self._shown = prompts
            self.clear_options()
            self.add_options(Option(line, name) for name, line in prompts.items())
        for name, line in prompts.items():
            if self._shown[name] != line:
                self._shown[name] = line
                self.replace_option_prompt(name, line)
        names = list(self._shown)
        if section in names and self.highlighted != names.index(section):
            self.highlighted = names.index(section)

    def _prompts(self) -> dict[str, Content]:
        keys, width = section_keys(self._desk), (self.content_size.width or _NARROW) - 2
        heads = {head.criterion.id: head for head in self._desk.session.scorecard.criteria}
        found: dict[str, Content] = {}
        for name, title in section_titles(self._desk).items():
            line = self._gates(title) if name == "gates" else cut(Content(title), width)
            key = keys.get(name, "").upper()
            if key and (gap := width - line.cell_length - len(key)) > 0:
                line = Content.assemble(line, " " * gap, Content.styled(key, "dim"))
            found[name] = Content.assemble(line, "\n", self._progress(heads[name])) if name in heads else line
        return found

    def _gates(self, title: str) -> Content:
        states = [result.state for result in self._desk.session.scorecard.gates]
        failed, unknown = states.count("fail"), states.count("unknown")
        if failed:
            tail = Content.styled(f"{signs().no} {failed}", "$text-error")
        elif unknown:
            tail = Content(f"{signs().unknown} {unknown}")
        else:
            tail = Content.styled(signs().yes, "$text-success")
        return Content.assemble(title, "  ", tail)

    def _progress(self, head: CriterionScore) -> Content:
        """Return what is answered of a criterion, and its points."""
        progress = self._desk.session.progress(head.criterion)
        done = progress.answered == progress.asked
        count = signs().yes if done else f"{progress.answered}/{progress.asked}"
        points = "" if head.total is None else f"{interval(head.total)} / {short(head.points)}"
        return Content.styled(f"  {count:<6}{points}", "dim")
