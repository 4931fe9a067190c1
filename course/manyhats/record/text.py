"""A record as a block of text: short, readable, with a version and a check sum.

The check sum finds slips of copying. It is no seal: whoever wants to can write any record, which is why nothing is
ever graded by one.
"""

import re
import zlib
from collections.abc import Iterator
from datetime import date

from manyhats.hats import Hat
from manyhats.profile import SelfRating
from manyhats.record.model import MOST_SCENARIOS, MOST_SELF_RATINGS, MyRecord, RatedOptions, RecordError

VERSION = 1
MARK = "Many Hats record"
"""The words that a record begins with."""

MOST = 100_000  # characters of an answer that are looked at
_FIRST = re.compile(rf"{MARK}, version (\d{{1,6}})")
_LAST = re.compile(r"check sum ([0-9a-f]{8})")
_MOST_LINES = 2 + MOST_SELF_RATINGS + MOST_SCENARIOS
_LONGEST_LINE = 1_500
_SELF = re.compile(r"self-rating (\d{4}-\d{2}-\d{2}): (.+)")
_SCENARIO = re.compile(r"rated ([a-z0-9-]+), (\d{1,3})% sure: (.+)")
_HAT = re.compile(r"([a-z]+) strength (\d) liking (\d)")
_OPTION = re.compile(r"([a-z0-9-]+) (\d)")


def write_record(record: MyRecord) -> str:
    """The record as lines of text that ``parse_record`` reads back."""
    lines = [f"{MARK}, version {VERSION}", *_lines(record)]
    return "\n".join([*lines, f"check sum {_sum(lines)}"])


def parse_record(text: str) -> MyRecord:
    """The one record that stands in a text; what stands before and after it is left alone.

    Args:
        text: whatever somebody pasted.

    Raises:
        RecordError: there is no record, or more than one, or it is not as the course wrote it. Nothing else is ever
            raised.
    """
    if len(text) > MOST:
        raise RecordError(f"This text has more than {MOST:,} characters, so no record was looked for in it.")
    bare = (line.strip().strip("`").strip() for line in text.splitlines())
    lines = [line for line in bare if line]  # an editor may put empty lines between
    starts = [number for number, line in enumerate(lines) if line.startswith(MARK)]
    if not starts:
        raise RecordError(f"There is no record here: it begins with “{MARK}”.")
    if len(starts) > 1:
        raise RecordError(f"There are {len(starts)} records here. Keep one of them.")
    return _read(lines[starts[0] : starts[0] + _MOST_LINES])


def _lines(record: MyRecord) -> Iterator[str]:
    for rated in record.self_ratings:
        hats = (f"{hat} strength {rated.strength[hat]} liking {rated.liking[hat]}" for hat in Hat)
        yield f"self-rating {rated.on.isoformat()}: {', '.join(hats)}"
    for one in record.scenarios:
        options = (f"{option} {rating}" for option, rating in one.options.items())
        yield f"rated {one.scenario}, {one.confidence}% sure: {', '.join(options)}"


def _sum(lines: list[str]) -> str:
    whole = "\n".join(lines).encode("utf-8", "replace")
    return f"{zlib.crc32(whole):08x}"


def _read(lines: list[str]) -> MyRecord:
    """Read a record whose first line is the first of these; it ends with its check sum."""
    first = _FIRST.fullmatch(lines[0])
    if not first:
        raise _broken(lines[0])
    if int(first[1]) != VERSION:
        raise RecordError(
            f"This record has version {int(first[1])}, and this course reads version {VERSION}. Update the course, or "
            "copy the record anew from it."
        )
    end = next((number for number, line in enumerate(lines) if _LAST.fullmatch(line)), None)
    if end is None:
        raise RecordError("This record has no end: its last line is the check sum. Copy all of its lines.")
    body = lines[1:end]
    if lines[end] != f"check sum {_sum(lines[:end])}":
        raise RecordError(
            "The check sum of this record does not fit: a part of it was lost or changed. Copy it anew."
        )
    self_ratings = [_self_rating(line) for line in body if line.startswith("self-rating ")]
    scenarios = [_scenario(line) for line in body if not line.startswith("self-rating ")]
    return MyRecord(tuple(scenarios), tuple(self_ratings))


def _self_rating(line: str) -> SelfRating:
    whole = _matched(_SELF, line)
    parts = _each(_HAT, whole[2], line)
    if [part[1] for part in parts] != [str(hat) for hat in Hat]:
        raise _broken(line)
    strength, liking = ({Hat(part[1]): int(part[group]) for part in parts} for group in (2, 3))
    try:
        return SelfRating(strength, liking, date.fromisoformat(whole[1]))
    except ValueError as error:
        raise _broken(line) from error


def _scenario(line: str) -> RatedOptions:
    whole = _matched(_SCENARIO, line)
    parts = _each(_OPTION, whole[3], line)
    options = {part[1]: int(part[2]) for part in parts}
    if len(options) != len(parts):
        raise _broken(line)
    return RatedOptions(whole[1], options, int(whole[2]))


def _each(pattern: re.Pattern[str], listed: str, line: str) -> list[re.Match[str]]:
    return [_matched(pattern, part, line) for part in listed.split(", ")]


def _matched(pattern: re.Pattern[str], text: str, line: str = "") -> re.Match[str]:
    found = pattern.fullmatch(text) if len(text) <= _LONGEST_LINE and text.isascii() else None
    if found is None:
        raise _broken(line or text)
    return found


def _broken(line: str) -> RecordError:
    return RecordError(f"This is not a whole record: the line “{line[:60]}” can't be read. Copy it anew.")
