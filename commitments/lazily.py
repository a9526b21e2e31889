"""What is imported when it is first asked for: names of a package, and modules of which a call needs few."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any


def names_of(package: str, homes: Mapping[str, Iterable[str]]) -> Callable[[str], Any]:
    """The `__getattr__` of a package whose public names are loaded one by one.

    Args:
        package: its full name.
        homes: module of the package → names that live there.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def load(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home_of[name]}"), name)

    return load


class _Module:
    """Stands in for a module; knows nothing but its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        """What the module has of that name; threads that ask at once wait for one import."""
        return getattr(import_module(self._name), name)


def module(name: str) -> Any:
    """The module of this full name; the import that checkers read stands beside it under `TYPE_CHECKING`."""
    return _Module(name)
