"""What a command tells the shell when it ends."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes; `gfassess --help` and docs/commands.md explain them."""

    DONE = 0
    PROBLEMS = 1
    """The file or the rules have mistakes, or a stamp does not hold."""
    USAGE = 2
    """The command was typed wrongly, or needs a terminal and has none."""
    BLOCKED = 3
    """A gate failed, and `--fail-blocked` asked to be told."""
    INTERRUPTED = 130
    """Ctrl+C."""
