"""The basic requirements: they carry no points, and one that fails blocks."""

from collections.abc import Sequence

from gfassess.tui.panes.blocks import BlocksPane
from gfassess.tui.widgets.block import Block
from gfassess.words import _


class GatesPane(BlocksPane):
    """Gate by gate with its questions."""

    def heading(self) -> str:
        """Say what gates are."""
        return _("Basic requirements: no points, but one that is not met blocks the whole.")

    def names(self) -> Sequence[str]:
        """Return the gates."""
        return [gate.id for gate in self.session.ruleset.gates]

    def questions(self, name: str) -> Sequence[str]:
        """Return the questions of a gate."""
        return next((self.session.questions(gate) for gate in self.session.ruleset.gates if gate.id == name), ())

    def show_block(self, block: Block) -> None:
        """Show the state of a gate."""
        for result in self.session.scorecard.gates:
            if result.gate.id == block.of:
                block.show_gate(result, self.room)
