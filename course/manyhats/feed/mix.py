"""A mix: what share of something each hat has."""

from collections.abc import Mapping

from manyhats.hats import Hat

Mix = Mapping[Hat, float]
"""Each of the four hats to its share, 0..1; the shares sum to 1."""
