"""Who changed what, and when: kept beside the answers."""

from gfassess.merge.entries import entries, marked_as
from gfassess.model.assessment import Assessment, Mark


def marked(before: Assessment, after: Assessment, mark: Mark) -> Assessment:
    """Return the later of two states with a mark at every entry that differs from the earlier one."""
    old, new = entries(before), entries(after)
    changed = [key for key in (old | new) if old.get(key) is not new.get(key) and old.get(key) != new.get(key)]
    return after.model_copy(update={"answered": after.answered | {marked_as(key): mark for key in changed}})
