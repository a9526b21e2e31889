"""Files that are dear to make: one for all workers of a test run."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The file of this name, made by the worker that comes first; the others wait for it. Copy it, never write it.

    Args:
        factory: where the run keeps its files.
        name: of the file, the same in every worker.
        make: makes it at the path that it is given.
    """
    own = factory.getbasetemp()
    folder = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    path = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # ends with the file
        if not path.exists():
            beside = path.with_name(f"making-{name}")
            make(beside)
            beside.replace(path)
    return path
