"""`python -m gfassess` is the same program as `gfassess`."""

import sys

from gfassess.cli import main

if __name__ == "__main__":
    sys.exit(main())
