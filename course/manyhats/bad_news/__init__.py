"""Telling stakeholders bad news: when, how, and whom first, and what it does to their trust.

A small deterministic model; its numbers are teaching assumptions in ``content/bad_news_call.yaml``.
"""

from manyhats.bad_news.case import Case, case
from manyhats.bad_news.contrast import Contrast, contrast, missing
from manyhats.bad_news.message import Message, Part, Wording
from manyhats.bad_news.respond import Call, Effect, Response, Rung, respond

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
