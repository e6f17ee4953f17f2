"""Scoring: rules and answers in, a scorecard out. Pure: no clock, no disk, no words."""

from gfassess.scoring.inputs import Inputs
from gfassess.scoring.memo import Memo
from gfassess.scoring.needs import questions_of
from gfassess.scoring.references import Cohort, CohortPair, LastYear
from gfassess.scoring.score import score

__all__ = ["Cohort", "CohortPair", "Inputs", "LastYear", "Memo", "questions_of", "score"]
