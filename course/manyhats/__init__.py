"""Many Hats: an interactive course for software engineers who want to become Engineering Managers."""

from typing import Any

__all__ = ["check"]


def __getattr__(name: str) -> Any:
    """Load ``check`` on first use: an exercise needs it, an app does not."""
    if name == "check":
        from manyhats.views.check import check

        return check
    raise AttributeError(f"manyhats has nothing called {name!r}; exercises use manyhats.check.")
