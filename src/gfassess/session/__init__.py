"""One walk through an assessment: answer, undo, ask what is next; every face shows the same session."""

from gfassess.session.coverage import Coverage, MonthState, coverage
from gfassess.session.dates import Due, due_dates
from gfassess.session.documents import Held, Proved, Survey, survey
from gfassess.session.plausible import Implausible
from gfassess.session.proofs import same_file
from gfassess.session.session import Session
from gfassess.session.walk import Progress

__all__ = [
    "Coverage",
    "Due",
    "Held",
    "Implausible",
    "MonthState",
    "Progress",
    "Proved",
    "Session",
    "Survey",
    "coverage",
    "due_dates",
    "same_file",
    "survey",
]
