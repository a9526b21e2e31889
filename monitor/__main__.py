"""`python -m monitor` is the same command as `duban`."""

import sys

from monitor.cli import main

sys.exit(main())
