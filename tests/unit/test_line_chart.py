"""Line charts: everything that is drawn is told as text, and nothing covers anything."""

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.views.line_chart import Band, Line, Mark, line_chart
from manyhats.views.week_ticks import week_ticks

WEEKS = list(range(14))


def html_of(plot):
    return f"<div>{plot.figure}{plot.table}</div>"


def figure(*lines, **more):
    plot = line_chart("Trust", "week", WEEKS, lines, (0, 1), number="{:.2f}".format, **more)
    return ElementTree.fromstring(html_of(plot))


def named(plot):
    """What the horizontal axis names."""
    texts = [
        text
        for text in ElementTree.fromstring(plot.figure).iter("text")
        if text.get("text-anchor") == "middle"
    ]
    return [text.text for text in texts][:-1]


def labels(root):
    return {
        text.text: float(text.get("y")) for text in root.iter("text") if text.get("class") == "mh-line-name"
    }


def test_the_numbers_are_told_in_words_and_in_a_table():
    rising = Line("ours & theirs", [week / 13 for week in WEEKS])
    root = figure(rising, bands=[Band("8 of 10 draws", [0] * 14, [1] * 14)], marks=[Mark(6, "holiday")])
    svg = next(root.iter("svg"))
    assert svg.get("role") == "img"
    said = svg.get("aria-label")
    assert (
        "ours & theirs: starts at 0.00, ends at 1.00, lowest 0.00 at week 0, highest 1.00 at week 13." in said
    )
    assert next(root.iter("caption")).text == "Trust"
    assert [cell.text for cell in root.iter("th")][:3] == ["week", "ours & theirs", "8 of 10 draws"]
    assert "0.00 to 1.00" in [cell.text for cell in root.iter("td")]
    assert "holiday" in [text.text for text in root.iter("text")]


def test_places_are_written_as_the_author_wants_them_and_few_are_all_named():
    days = "Mon Tue Wed Thu Fri Sat <i>".split()
    plot = line_chart(
        "Rain", "day", range(7), [Line("rain", range(7))], (0, 10), place=lambda at: days[int(at)]
    )
    root = ElementTree.fromstring(html_of(plot))
    ticks = [text.text for text in root.iter("text") if text.get("class") == "mh-tick"]
    assert [tick for tick in ticks if tick in days] == days
    assert "lowest 0 at day Mon, highest 6 at day <i>." in next(root.iter("svg")).get("aria-label")
    assert [cell.text for cell in root.iter("th")][2:] == days


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_names_at_the_ends_never_cover_one_another_and_stay_inside(ends):
    root = figure(*(Line(f"line {i}", [end] * 14) for i, end in enumerate(ends)))
    heights = sorted(labels(root).values())
    assert len(heights) == len(ends)
    assert all(b - a >= 16.9 for a, b in itertools.pairwise(heights))
    height = float(next(root.iter("svg")).get("viewBox").split()[3])
    assert heights[0] > 0
    assert heights[-1] < height


@given(st.lists(st.floats(-1e6, 1e6), min_size=14, max_size=14))
def test_a_value_outside_is_drawn_at_the_edge(values):
    root = figure(Line("wild", values))
    points = next(root.iter("polyline")).get("points")
    assert all(0 <= float(y) <= 290 for _, y in (point.split(",") for point in points.split()))


@given(st.integers(0, 13), st.text("abc", min_size=1, max_size=12))
def test_a_marks_name_begins_at_its_line_and_turns_back_only_where_it_would_not_fit(at, name):
    root = figure(Line("ours", [0.5] * 14), marks=[Mark(at, name)])
    text = next(text for text in root.iter("text") if text.text == name)
    line = next(line for line in root.iter("line") if line.get("stroke-dasharray") == "3 3")
    gap = float(text.get("x")) - float(line.get("x1"))
    right = max(float(line.get("x2")) for line in root.iter("line"))
    if text.get("text-anchor") == "start":
        assert gap > 0
        assert float(text.get("x")) + 7 * len(name) <= right
    else:
        assert gap < 0
        assert float(line.get("x1")) + 8 * len(name) >= right


def test_lines_are_told_apart_without_colour():
    root = figure(*(Line(f"line {i}", [i / 5] * 14) for i in range(5)))
    dashes = [(line.get("stroke-dasharray"), line.get("stroke-width")) for line in root.iter("polyline")]
    assert len(set(dashes)) == 5


@pytest.mark.parametrize(
    ("last", "ticks"),
    [
        (8, [0, 2, 4, 6, 8]),
        (12, [0, 3, 6, 9, 12]),
        (13, [0, 3, 5, 8, 10, 13]),
        (10, [0, 2, 4, 6, 8, 10]),
        (1, [0, 1]),
    ],
)
def test_ticks_are_even_where_that_goes(last, ticks):
    at = range(last + 1)
    plot = line_chart("Trust", "week", at, [Line("ours", [0.5] * len(at))], (0, 1))
    assert named(plot) == [str(tick) for tick in ticks]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(
    ("last", "after_the_first"), [(13, [4, 7, 10, 13]), (26, [7, 13, 20, 26]), (39, [13, 26, 39])]
)
def test_an_axis_of_whole_quarters_names_each_quarters_end(first, last, after_the_first):
    at = range(first, last + 1)
    ticks = week_ticks(first, last)
    plot = line_chart("Trust", "week", at, [Line("ours", [0.5] * len(at))], (0, 1), ticks=ticks)
    assert named(plot) == [str(tick) for tick in (first, *after_the_first)]


@pytest.mark.parametrize("last", [0, 1, 12, 25, 40])
def test_an_axis_that_does_not_end_with_a_quarter_is_named_as_any_other(last):
    assert week_ticks(1, last) is None


def test_names_are_escaped():
    plot = line_chart("<b>", "week", WEEKS, [Line("<script>", [0.0] * 14)], (0, 1), marks=[Mark(1, "<i>")])
    assert not re.search(r"<(script|b|i)>", html_of(plot))


@given(st.integers(1, 13))
def test_a_line_may_stop_early_and_its_name_stands_at_its_end(count):
    root = figure(Line("theirs", [0.2] * count), Line("ours", [0.8] * count))
    ends = [line.get("points").split()[-1].split(",")[0] for line in root.iter("polyline")]
    names = [text.get("x") for text in root.iter("text") if text.get("class") == "mh-line-name"]
    assert len(set(ends)) == len(set(names)) == 1
    assert 0 < float(names[0]) - float(ends[0]) < 12
    assert [cell.text for cell in root.iter("td")][-2:] == [None, None]
