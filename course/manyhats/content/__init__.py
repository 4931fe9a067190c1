"""The course's texts as YAML that a non-programmer can edit, and the reader that checks them."""

from manyhats.content.errors import ContentError
from manyhats.content.load import CONTENT, Content, load, load_with_lines

__all__ = ["CONTENT", "Content", "ContentError", "load", "load_with_lines"]
