"""Which pane shows a section; each is imported when it is first opened."""

from importlib import import_module
from typing import Final

from gfassess.tui.desk import Desk
from gfassess.tui.panes.pane import Pane

_PANES: Final = {
    "enterprise": "EnterprisePane",
    "gates": "GatesPane",
    "results": "ResultsPane",
    "evidence": "EvidencePane",
    "crosswalk": "CrosswalkPane",
    "peers": "PeersPane",
    "cohort": "CohortPane",
    "export": "ExportPane",
    "conflicts": "ConflictsPane",
}
"""The pane of each section, which stands in the module of its name; the other sections are criteria."""


def pane_of(section: str, desk: Desk, name: str = "") -> Pane:
    """Return the pane of a section; `name` is what the why pane explains."""
    # Imports stand here because a section that is never opened should cost nothing at the start.
    if section == "why":
        from gfassess.tui.panes.why import WhyPane  # noqa: PLC0415

        return WhyPane(desk, name)
    if section in _PANES:
        found: Pane = getattr(import_module(f"gfassess.tui.panes.{section}"), _PANES[section])(desk)
        return found
    from gfassess.tui.panes.criterion import CriterionPane  # noqa: PLC0415

    return CriterionPane(desk, section)
