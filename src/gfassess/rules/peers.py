"""Checks of the lists of peers."""

from collections.abc import Iterable

from gfassess.errors import Problem, Problems
from gfassess.model.peers import PeerFile
from gfassess.model.rulebook import Rulebook
from gfassess.words import _


def check_peers(files: Iterable[PeerFile], book: Rulebook, problems: Problems) -> None:
    """Find peers of a batch without a list, lists without a document, and running numbers used twice."""
    for file in files:
        name = f"peers: {file.province}"
        known = {(entry.batch, entry.category) for entry in file.list_}
        for entry in file.list_:
            if entry.document not in book.documents:
                message = _('the document "{name}" is not in documents.toml').format(name=entry.document)
                problems.add(Problem(message=message, file=name, key=f"list {entry.batch}"))
        seen: set[tuple[int, str, int]] = set()
        for peer in file.peer:
            if (peer.batch, peer.category) not in known:
                message = _("batch {batch} has no list of this category").format(batch=peer.batch)
                problems.add(Problem(message=message, file=name, key=peer.name))
            number = (peer.batch, peer.category + peer.product, peer.no or 0)
            if peer.no is not None and number in seen:
                message = _("running number {no} of batch {batch} is used twice")
                problems.add(Problem(message=message.format(no=peer.no, batch=peer.batch), file=name, key=peer.name))
            seen.add(number)
