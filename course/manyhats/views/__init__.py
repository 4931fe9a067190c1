"""The ipywidgets views, one a model, on one theme; each is loaded when it is first asked for."""

from importlib import import_module
from typing import Any

_HOMES = {
    "RoleDecoder": "manyhats.views.role_decoder",
    "ScenarioView": "manyhats.views.scenario",
    "Recall": "manyhats.views.recall",
    "check": "manyhats.views.check",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    """Import a view on first use, because every visitor starts a kernel and pays for what it loads."""
    if name not in _HOMES:
        raise AttributeError(f"manyhats.views has no view called {name!r}; there are {', '.join(__all__)}.")
    return getattr(import_module(_HOMES[name]), name)
