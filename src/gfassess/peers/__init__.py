"""Peers: who is listed, near and in the trade, and what a listing proves."""

from gfassess.peers.registry import Comparison, Listed, Query, compare, find, proved_by_listing

__all__ = ["Comparison", "Listed", "Query", "compare", "find", "proved_by_listing"]
