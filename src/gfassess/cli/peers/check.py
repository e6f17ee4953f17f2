"""`gfassess peers check`: every mistake in files of peers, and in the figures that firms published."""

from argparse import Namespace

from gfassess.cli.case import all_rules, criteria
from gfassess.cli.check import conclude
from gfassess.cli.exits import Exit
from gfassess.cli.registry import others
from gfassess.files import user_path
from gfassess.model.peers import PeerFile
from gfassess.peers import Registry
from gfassess.rules.peers import PEERS, check_disclosures, check_peers, check_rows, read_peer_files


def run(arguments: Namespace) -> Exit:
    """Print every problem of the files that were named, else of those of the rules and the user's own."""
    named = [user_path(name) for name in arguments.files]
    shipped = [criteria(arguments) / PEERS, *others(arguments)]
    folders = {path: read_peer_files(path) for path in (*named, *shipped)}
    registry = Registry(tuple(file for folder in folders.values() for file, _place in folder.of(PeerFile)))
    book = all_rules(arguments)
    checked = named or shipped
    for path in checked:
        check_rows(folders[path])
        check_peers(folders[path])
        check_disclosures(folders[path], book, registry)
    found = [problem for path in checked for problem in folders[path].problems]
    return conclude(", ".join(map(str, checked)), found)
