"""Checks of the lists of peers."""

from gfassess.model.peers import PeerFile
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place
from gfassess.words import _


def check_peers(folder: Folder) -> None:
    """Find peers of a batch without a list, and running numbers used twice."""
    for file, place in folder.of(PeerFile):
        known = {(entry.batch, entry.category) for entry in file.list_}
        seen: dict[tuple[int, str, str, int], Place] = {}
        for index, peer in enumerate(file.peer):
            here = place.at("peers", index)
            if (peer.batch, peer.category) not in known:
                message = _("batch {batch} has no list of this category").format(batch=peer.batch)
                folder.problems.add(here.at("batch").problem(message))
            number = (peer.batch, peer.category, peer.product, peer.no or 0)
            if peer.no is not None and seen.setdefault(number, here) is not here:
                message = _("running number {no} of batch {batch} is used twice")
                folder.problems.add(here.at("no").problem(message.format(no=peer.no, batch=peer.batch)))
