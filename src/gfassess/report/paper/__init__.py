"""The report on paper: one model of what it says, and a renderer for each kind of file."""

from gfassess.report.paper.both import TONGUES, Both, Tongue, Words, joined, spoken
from gfassess.report.paper.build import paper
from gfassess.report.paper.subject import Beside, Standing, Subject

__all__ = ["TONGUES", "Beside", "Both", "Standing", "Subject", "Tongue", "Words", "joined", "paper", "spoken"]
