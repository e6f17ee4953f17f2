"""Keys wait while a screen is busy, so that what is typed quickly reaches the field that it is meant for."""

from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from textual.screen import Screen

_PATIENCE: Final = 1.0
"""Seconds after which keys are handed on whatever happened."""


class Holding:
    """A screen that can let keys wait; the application looks at `busy`."""

    busy = False
    """Something is being built or taken: keys wait."""
    _turn = 0

    def hold(self) -> None:
        """Let keys wait until what Enter began is done."""
        self.busy = True
        self._turn += 1
        turn = self._turn
        cast("Screen[object]", self).set_timer(_PATIENCE, lambda: self.release() if turn == self._turn else None)

    def release(self) -> None:
        """Hand on the keys that waited."""
        self.busy = False
        if callable(release := getattr(cast("Screen[object]", self).app, "release", None)):
            release()
