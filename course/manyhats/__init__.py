"""Many Hats: an interactive course for software engineers who want to become Engineering Managers."""

from manyhats.lazy import exports

__getattr__ = exports(
    __name__,
    {
        "check": "manyhats.views.check",
        "hand_in": "manyhats.views.hand_in",
        "my_record": "manyhats.views.my_record",
    },
)
