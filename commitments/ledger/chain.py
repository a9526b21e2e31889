"""The hash chain of the log: each line is sealed together with the seal of the line before it."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

GENESIS = "0" * 64  # the seal before the first line

_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def link(previous: str, line: Sequence[Any]) -> str:
    """The seal of one line, in hexadecimal: SHA-256 over the JSON list of the seal before it and of its fields.

    `line` is id, instant (`2025-07-01 01:03:00.000000`, UTC), actor, action, target, document, before and after as
    they are stored (canonical JSON), reason, and the readings it vouches for if there are any. Anybody can compute it
    again with a JSON library and SHA-256.
    """
    return sha256(_encode([previous, *line]).encode()).hexdigest()
