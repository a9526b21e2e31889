"""The page of rules says what the tables say."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_page_of_rules_is_up_to_date() -> None:
    """Whoever changes a rule runs `make docs`."""
    outcome = subprocess.run(
        [sys.executable, "scripts/rules.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert outcome.returncode == 0, outcome.stderr
