"""Copies of one assessment that were filled in apart become one; what they say differently is kept, never chosen."""

from gfassess.merge.deciding import decided, newest, preferred
from gfassess.merge.merging import Copy, Merged, merge
from gfassess.merge.owner import Owner, apart, owner_of

__all__ = ["Copy", "Merged", "Owner", "apart", "decided", "merge", "newest", "owner_of", "preferred"]
