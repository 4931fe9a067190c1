"""The story of module 04: Ledger's last twelve weeks, Farid's date, and three levers. Figures of a story, no data."""

from dataclasses import replace

from manyhats.forecast.plan import Plan

TEAM = 6  # engineers of Ledger
PAST = (4, 3, 5, 1, 4, 6, 2, 4, 3, 5, 0, 5)  # cards finished, the oldest week first
START = Plan(items=45, date=12, added=0, arrival=4)
LEVERS = {
    "people": replace(START, added=2),
    "time": replace(START, date=START.date + 2),
    "scope": replace(START, items=START.items * 4 // 5),
}
WEEKS = 30  # to come that are drawn: the slowest plan that the view offers is done by then
ROUNDS = 100
SEED = 1
