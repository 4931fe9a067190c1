"""Run codes: a short text that brings a run of the simulator back exactly.

``Q7-1GR0-1NW4-XHT-13`` is read so: the simulator's name; symbols of Crockford's base 32 in groups of four, of which
the first is the version of this format and the last three are a checksum; the number of weeks. Between them stand,
as bits: the hats that are covered (4), the team at the start (2), the number of weeks with hires (3), the number of
further changes of the split (6); then the first split (three shares of 7, the fourth is the rest), for each hire
its week (6) and count (3), for each change its week (6) and split (21); zeros to the end of the last symbol.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from manyhats.hats import Hat
from manyhats.quarter.simulate import Trajectory, simulate
from manyhats.quarter.split import WHOLE, Split
from manyhats.quarter.stocks import STARTS
from manyhats.quarter.strategy import LONGEST, Strategy

VERSION = 1
_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("OIL", "011")  # letters that are taken for figures
_SHAPE = re.compile(r"Q7-([0-9A-Z]{1,4}(?:-[0-9A-Z]{1,4})*)-([0-9]{1,2})")
_CHECK = 3  # symbols
_MOST_HIRES = 7  # weeks with hires that a code can hold
_IN_TEXT = re.compile(r"(?<![\w-])[Qq]7(?:-[0-9A-Za-z]{1,4}){2,}(?![\w-])")


class RunCodeError(ValueError):
    """A text that is no run code, or settings that no code can hold; the message is a sentence for a person."""


@dataclass(frozen=True)
class Settings:
    """Everything that a run depends on.

    Args:
        strategy: the splits of the weeks, and hires.
        weeks: how long, 1..52.
        cover: the hats that others cover in part.
        start: a name of ``STARTS``.

    Raises:
        ValueError: the strategy goes on after the last week, or one of the others is not known.
    """

    strategy: Strategy
    weeks: int
    cover: frozenset[Hat]
    start: str

    def __post_init__(self) -> None:
        """Check what a type can't say."""
        if not 1 <= self.weeks <= LONGEST or self.strategy.last_week > self.weeks:
            raise ValueError(f"A run lasts 1 to {LONGEST} weeks, and nothing changes after its last.")
        if self.start not in STARTS:
            raise ValueError(f"No team is called “{self.start}”. There are: {', '.join(STARTS)}.")

    def play(self) -> Trajectory:
        """The run."""
        return simulate(self.strategy, self.weeks, self.cover, STARTS[self.start])


def write_code(settings: Settings) -> str:
    """The code of a run.

    Raises:
        RunCodeError: people start in more weeks than a code can hold.
    """
    strategy = settings.strategy
    if len(strategy.hires) > _MOST_HIRES:
        raise RunCodeError(f"A code holds hires in {_MOST_HIRES} weeks at most.")
    bits = _Writer()
    for hat in Hat:
        bits.put(hat in settings.cover, 1)
    bits.put(list(STARTS).index(settings.start), 2)
    bits.put(len(strategy.hires), 3)
    (_, first), *further = strategy.changes
    bits.put(len(further), 6)
    bits.put_split(first)
    for week, count in strategy.hires:
        bits.put(week, 6)
        bits.put(count, 3)
    for week, split in further:
        bits.put(week, 6)
        bits.put_split(split)
    payload = _SYMBOLS[VERSION] + bits.symbols()
    symbols = payload + _check(payload, settings.weeks)
    groups = [symbols[n : n + 4] for n in range(0, len(symbols), 4)]
    return "-".join(("Q7", *groups, f"{settings.weeks:02}"))


def read_code(text: str) -> Settings:
    """The run that a code stands for.

    Small letters and spaces round it are taken as they are meant; all else is strict, so that a slip of
    the pen is refused and no other run is shown for it.

    Raises:
        RunCodeError: the text is no code; the message says in what way.
    """
    found = _SHAPE.fullmatch(text.strip().upper())
    if found is None:
        raise RunCodeError(
            "That isn't a run code. One begins with Q7, then come groups of up to four letters and figures, "
            "and the number of weeks at the end."
        )
    symbols, weeks = found[1].replace("-", "").translate(_MEANT), int(found[2])
    payload, check = symbols[:-_CHECK], symbols[-_CHECK:]
    if not payload or "U" in symbols or check != _check(payload, weeks):
        raise RunCodeError(
            "There is a slip in that code, or a part of it is missing. Copy it once more, from the Q7 to the end."
        )
    if payload[0] != _SYMBOLS[VERSION]:
        raise RunCodeError(
            "That code was made by another version of the course, and can't be read by this one."
        )
    settings = _unpack(_Reader(payload[1:]), weeks)
    if write_code(settings).replace("-", "") != f"Q7{symbols}{weeks:02}":
        raise _not_a_run()
    return settings


def codes_in(text: str) -> Iterator[tuple[int, int]]:
    """Where in a text run codes stand that can be read: their beginning and end, from left to right."""
    for found in _IN_TEXT.finditer(text):
        try:
            read_code(found[0])
        except RunCodeError:
            continue
        yield found.start(), found.end()


def _unpack(bits: "_Reader", weeks: int) -> Settings:
    try:
        cover = frozenset(hat for hat in Hat if bits.take(1))
        start = list(STARTS)[bits.take(2)]
        hires, further = bits.take(3), bits.take(6)
        changes = [(1, bits.take_split())]
        starting = tuple((bits.take(6), bits.take(3)) for _ in range(hires))
        changes += [(bits.take(6), bits.take_split()) for _ in range(further)]
        return Settings(Strategy(tuple(changes), starting), weeks, cover, start)
    except (ValueError, IndexError) as error:
        raise _not_a_run() from error


def _not_a_run() -> RunCodeError:
    return RunCodeError("That code is whole, but what it says is no run of this simulator.")


def _check(payload: str, weeks: int) -> str:
    number = crc32(f"{payload}-{weeks:02}".encode())
    return "".join(_SYMBOLS[(number >> shift) & 31] for shift in (10, 5, 0))


class _Writer:
    """Gathers numbers as bits, and gives them as symbols."""

    def __init__(self) -> None:
        self._bits = ""

    def put(self, number: int, width: int) -> None:
        self._bits += f"{number:0{width}b}"

    def put_split(self, split: Split) -> None:
        for share in split[:-1]:
            self.put(share, 7)

    def symbols(self) -> str:
        padded = self._bits + "0" * (-len(self._bits) % 5)
        return "".join(_SYMBOLS[int(padded[n : n + 5], 2)] for n in range(0, len(padded), 5))


class _Reader:
    """Takes numbers from symbols, in the order in which they were put."""

    def __init__(self, symbols: str) -> None:
        self._bits = "".join(f"{_SYMBOLS.index(symbol):05b}" for symbol in symbols)

    def take(self, width: int) -> int:
        taken, self._bits = self._bits[:width], self._bits[width:]
        if len(taken) < width:
            raise IndexError("the code is too short")
        return int(taken, 2)

    def take_split(self) -> Split:
        people, delivery, technical = self.take(7), self.take(7), self.take(7)
        return Split(people, delivery, technical, WHOLE - people - delivery - technical)
