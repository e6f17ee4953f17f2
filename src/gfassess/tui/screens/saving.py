"""What a screen does so that nothing is lost: saving now, again after a failure, and not leaving without a word."""

from typing import Final

from gfassess.tui.screens.answering import Answering
from gfassess.words import _

_AGAIN: Final = 20.0
"""Seconds after which a failed save is tried again."""


class Saving(Answering):
    """Sees to it that answers reach the disk."""

    def watch_saving(self) -> None:
        """Try a failed save again from time to time; nothing moves on the screen meanwhile."""
        self.set_interval(_AGAIN, self._again)

    def _again(self) -> None:
        if self.desk.save_error and not self.desk.conflict:
            self.desk.save()
            self.show_saved()

    def show_saved(self) -> None:
        """Show whether everything is saved."""
        raise NotImplementedError

    def action_save(self) -> None:
        """Write the file now."""
        self.commit()
        self.desk.save()
        self.show()

    def may_leave(self) -> bool:
        """Take what is being typed, and tell whether everything is on disk; if not, say so once."""
        self.commit()
        desk = self.desk
        if desk.drafts != desk.warned_of and desk.drafts:
            desk.warned_of = dict(desk.drafts)
            self.show()
            self.say(_("What was typed in a field is no answer and is not saved. Leaving loses it; once more leaves."))
            return False
        warned = desk.leave_warned
        if desk.save_error:
            desk.save()
        if not desk.save_error or warned:
            return True
        desk.leave_warned = True
        self.show()
        lost = _("Not saved: {reason}. Leaving now loses the changes; once more leaves.")
        kept = _("Not saved: {reason}. The journal keeps the changes for the next opening; once more leaves.")
        self.say((kept if desk.kept else lost).format(reason=desk.save_error))
        return False
