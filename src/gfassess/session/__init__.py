"""One walk through an assessment: answer, undo, ask what is next; every face shows the same session."""

from gfassess.session.plausible import Implausible
from gfassess.session.proofs import same_file
from gfassess.session.session import Session
from gfassess.session.walk import Progress

__all__ = ["Implausible", "Progress", "Session", "same_file"]
