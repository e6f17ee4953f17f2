"""Peers: who is listed, near and in the trade, and what a listing proves."""

from gfassess.peers.comparing import Comparison, compare, proved_by_listing
from gfassess.peers.registry import Entry, Listed, Query, Registry, find

__all__ = ["Comparison", "Entry", "Listed", "Query", "Registry", "compare", "find", "proved_by_listing"]
