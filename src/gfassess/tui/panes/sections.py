"""Which pane shows a section; each is imported when it is first opened."""

from gfassess.tui.desk import Desk
from gfassess.tui.panes.pane import Pane


def pane_of(section: str, desk: Desk, name: str = "") -> Pane:
    """Return the pane of a section; `name` is what the why pane explains."""
    # Imports stand here because a section that is never opened should cost nothing at the start.
    match section:
        case "enterprise":
            from gfassess.tui.panes.enterprise import EnterprisePane  # noqa: PLC0415

            return EnterprisePane(desk)
        case "gates":
            from gfassess.tui.panes.gates import GatesPane  # noqa: PLC0415

            return GatesPane(desk)
        case "results":
            from gfassess.tui.panes.results import ResultsPane  # noqa: PLC0415

            return ResultsPane(desk)
        case "evidence":
            from gfassess.tui.panes.evidence import EvidencePane  # noqa: PLC0415

            return EvidencePane(desk)
        case "crosswalk":
            from gfassess.tui.panes.crosswalk import CrosswalkPane  # noqa: PLC0415

            return CrosswalkPane(desk)
        case "peers":
            from gfassess.tui.panes.peers import PeersPane  # noqa: PLC0415

            return PeersPane(desk)
        case "cohort":
            from gfassess.tui.panes.cohort import CohortPane  # noqa: PLC0415

            return CohortPane(desk)
        case "export":
            from gfassess.tui.panes.export import ExportPane  # noqa: PLC0415

            return ExportPane(desk)
        case "why":
            from gfassess.tui.panes.why import WhyPane  # noqa: PLC0415

            return WhyPane(desk, name)
        case _:
            from gfassess.tui.panes.criterion import CriterionPane  # noqa: PLC0415

            return CriterionPane(desk, section)
