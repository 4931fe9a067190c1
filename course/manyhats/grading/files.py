"""Files of grading are written whole or not at all, as all others."""

from manyhats.files import replace

__all__ = ["replace"]
