"""One criterion: its indicators, each with the questions it rests on."""

from collections.abc import Sequence

from gfassess.model.scorecard import CriterionScore
from gfassess.tui.desk import Desk
from gfassess.tui.panes.blocks import BlocksPane
from gfassess.tui.widgets.block import Block


class CriterionPane(BlocksPane):
    """Indicator by indicator."""

    def __init__(self, desk: Desk, criterion: str) -> None:
        """Show the criterion of this id."""
        super().__init__(desk)
        self._criterion = criterion

    @property
    def _score(self) -> CriterionScore | None:
        return next((head for head in self.session.scorecard.criteria if head.criterion.id == self._criterion), None)

    def heading(self) -> str:
        """Return the remark of the criterion."""
        return str(self._score.criterion.note or "") if self._score is not None else ""

    def names(self) -> Sequence[str]:
        """Return the indicators."""
        return [score.indicator.id for score in self._score.scores] if self._score is not None else ()

    def questions(self, name: str) -> Sequence[str]:
        """Return the questions that count for an indicator."""
        line = self.session.ruleset.indicator(name)
        return self.session.live_questions(line) if line is not None else ()

    def show_block(self, block: Block) -> None:
        """Show the result of an indicator."""
        score = self.session.scorecard.score(block.of)
        if score is not None:
            block.show_score(score, self.room)
