"""The ipywidgets views, one a model, on one theme."""

from manyhats.lazy import exports

__getattr__ = exports(
    __name__,
    {
        "QuarterSimulator": "manyhats.views.quarter_simulator",
        "Recall": "manyhats.views.recall",
        "RoleDecoder": "manyhats.views.role_decoder",
        "ScenarioRoom": "manyhats.views.scenario_room",
        "ScenarioView": "manyhats.views.scenario",
    },
)
