"""The ipywidgets views, one a model, on one theme."""

from manyhats.lazy import exports

__getattr__ = exports(
    __name__,
    {
        "BadNewsCall": "manyhats.views.bad_news_call",
        "Commitment": "manyhats.views.commitment",
        "Debt": "manyhats.views.debt",
        "EarlierWords": "manyhats.views.earlier_words",
        "Feed": "manyhats.views.feed",
        "FitCompass": "manyhats.views.fit_compass",
        "ForecastView": "manyhats.views.forecast",
        "MyPage": "manyhats.views.my_page",
        "OneToOne": "manyhats.views.one_to_one",
        "Progress": "manyhats.views.progress",
        "QuarterSimulator": "manyhats.views.quarter_simulator",
        "Recall": "manyhats.views.recall",
        "RoleBrief": "manyhats.views.role_brief",
        "RoleDecoder": "manyhats.views.role_decoder",
        "ScenarioRoom": "manyhats.views.scenario_room",
        "ScenarioView": "manyhats.views.scenario",
        "SelfRating": "manyhats.views.self_rating",
        "asked": "manyhats.views.deep_link",
    },
)
