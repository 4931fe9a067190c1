"""Telling stakeholders bad news: when, how, and whom first, and what it does to their trust.

A small deterministic model; its numbers are teaching assumptions in ``content/bad_news_call.yaml``.
"""

from manyhats.disclosure.case import Case, case
from manyhats.disclosure.contrast import Contrast, contrast, missing
from manyhats.disclosure.message import Message, Part, Wording
from manyhats.disclosure.respond import Call, Effect, Response, Rung, respond

__all__ = [
    "Call",
    "Case",
    "Contrast",
    "Effect",
    "Message",
    "Part",
    "Response",
    "Rung",
    "Wording",
    "case",
    "contrast",
    "missing",
    "respond",
]
