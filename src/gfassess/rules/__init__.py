"""A criteria folder: read, checked across all its files, and looked up through a rule book."""

from gfassess.rules.check import check_folder
from gfassess.rules.folder import Want, load, load_peers

__all__ = ["Want", "check_folder", "load", "load_peers"]
