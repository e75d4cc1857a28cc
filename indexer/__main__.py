"""``python -m indexer``: the terminal without ``serve``."""

import sys

from indexer.cli import main

sys.exit(main())
