"""How far a long run has got, and the time that is left, on a terminal; elsewhere nothing."""

from collections.abc import Generator
from logging import NOTSET, Logger
from typing import TypeVar

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

T = TypeVar("T")


def progress(items: list[T], log: Logger) -> Generator[T, None, None]:
    """The items, one after the other, with a bar on standard error where that is a terminal.

    Args:
        items: what is to be done.
        log: its lines are written above the bar and not into it.
    """
    bar = tqdm(items, desc="Grading", unit="submission", disable=None, dynamic_ncols=True, leave=False)
    if bar.disable:
        yield from items
        return
    level = min((handler.level for handler in log.handlers), default=NOTSET)
    with logging_redirect_tqdm([log]):
        for handler in log.handlers:
            handler.setLevel(max(handler.level, level))  # tqdm's own handler lets everything through
        yield from bar
