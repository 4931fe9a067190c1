"""The ipywidgets views, one a model, on one theme."""

from manyhats.lazy import exports

__getattr__ = exports(
    __name__,
    {
        "Debt": "manyhats.views.debt",
        "ForecastView": "manyhats.views.forecast",
        "MyPage": "manyhats.views.my_page",
        "Recall": "manyhats.views.recall",
        "RoleBrief": "manyhats.views.role_brief",
        "RoleDecoder": "manyhats.views.role_decoder",
        "ScenarioRoom": "manyhats.views.scenario_room",
        "ScenarioView": "manyhats.views.scenario",
        "SelfRating": "manyhats.views.self_rating",
    },
)
