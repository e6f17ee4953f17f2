"""`python -m tests.fuzz`: many inputs for every reader; the counts go to build/reliability."""

import argparse
import sys

from tests.fuzz.readers import READERS
from tests.fuzz.soak import soak


def main() -> None:
    """Run what was asked for; leave with 1 where a promise was broken."""
    names = [reader.name for reader in READERS]
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, help="how many in all")
    parser.add_argument("--begin", type=int, default=0, help="another number makes other inputs")
    parser.add_argument(
        "--guided", type=int, default=0, metavar="N", help="N coverage-guided inputs a reader, by atheris"
    )
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"of {', '.join(names)}; otherwise all")
    arguments = parser.parse_args()
    if unknown := set(arguments.readers) - set(names):
        parser.error(f"no such reader: {', '.join(sorted(unknown))}")
    only = frozenset(arguments.readers)
    if arguments.guided:
        from tests.fuzz.guided import guide

        counts = guide(arguments.guided, arguments.begin, only)
    else:
        counts = soak(arguments.inputs, arguments.begin, only)
    sys.exit(any(count.finds for count in counts))


if __name__ == "__main__":
    main()
