"""The registry of peers that a command looks into: lists of the rules, the user's own, and those that were named."""

from argparse import Namespace
from pathlib import Path

from gfassess.cli.case import criteria
from gfassess.files import registry_folder, user_path
from gfassess.peers import Registry
from gfassess.rules.peers import load_peers


def registry(arguments: Namespace) -> Registry:
    """Return it; raise GfassessError with every mistake in its files."""
    return load_peers(criteria(arguments), others(arguments))


def others(arguments: Namespace) -> tuple[Path, ...]:
    """Return where lists are beside those of the rules."""
    own = registry_folder()
    named = getattr(arguments, "peers", None)
    return (*([own] if own.is_dir() else []), *([user_path(named)] if named else []))
