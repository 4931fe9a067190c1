"""Packages whose public names are loaded when they are first asked for.

Every visitor starts a kernel and pays for what it imports, so a name that a page doesn't use must not be loaded.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def exports(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """A module's ``__getattr__`` (PEP 562) that imports each public name from its home on first use.

    Args:
        package: the package's own name, for the error.
        homes: for each public name the module that defines it.
    """

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"{package} has nothing called {name!r}; it has {', '.join(sorted(homes))}.")
        return getattr(import_module(homes[name]), name)

    return load
