"""Run codes: they bring a run back exactly, and a slip of the pen brings none."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats.hats import Hat
from manyhats.quarter import EVEN, STARTS, RunCodeError, Settings, Split, Strategy, read_code, write_code
from manyhats.quarter.run_code import codes_in

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PLAIN = Settings(Strategy.fixed(EVEN), 13, frozenset(), "A steady team")
RICH = Settings(
    Strategy(((1, EVEN), (6, Split(30, 35, 10, 25))), ((3, 2),)),
    26,
    frozenset({Hat.TECHNICAL, Hat.BUSINESS}),
    "A team in debt",
)


@st.composite
def runs(draw: st.DrawFn) -> Settings:
    def split() -> Split:
        cuts = sorted(draw(st.tuples(*[st.integers(0, 100)] * 3)))
        return Split(cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 100 - cuts[2])

    weeks = draw(st.integers(1, 52))
    splits = [split() for _ in range(draw(st.integers(1, weeks)))]
    hired = sorted(draw(st.sets(st.integers(1, weeks), max_size=7)))
    strategy = Strategy.by_week(splits, tuple((week, draw(st.integers(1, 7))) for week in hired))
    cover = frozenset(draw(st.sets(st.sampled_from(list(Hat)))))
    return Settings(strategy, weeks, cover, draw(st.sampled_from(list(STARTS))))


@settings(max_examples=200, deadline=None)
@given(runs())
def test_a_code_brings_the_run_back(run: Settings) -> None:
    code = write_code(run)
    assert read_code(code) == run
    assert read_code(code).play() == run.play()
    assert list(codes_in(f"My run, {code}, and more.")) == [(8, 8 + len(code))]


@settings(deadline=None)
@given(runs(), st.data())
def test_a_symbol_that_is_another_is_refused(run: Settings, data: st.DataObject) -> None:
    code = write_code(run)
    place = data.draw(st.sampled_from([n for n, sign in enumerate(code) if sign != "-" and n > 2]))
    other = data.draw(st.sampled_from([sign for sign in SYMBOLS if sign != code[place]]))
    with pytest.raises(RunCodeError):
        read_code(code[:place] + other + code[place + 1 :])


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), st.from_regex(r"Q7(-[0-9A-Z]{4}){1,6}-[0-9]{2}", fullmatch=True)))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    run, refusal = None, ""
    try:
        run = read_code(text)
    except RunCodeError as error:
        refusal = str(error)
    if run is None:
        assert refusal.endswith(".")
    else:
        assert write_code(run).replace("-", "") == text.strip().upper().replace("-", "")


def test_a_code_is_short_and_the_same_tomorrow() -> None:
    assert write_code(PLAIN) == "Q7-1000-69JC-GNW9-13"
    assert read_code(write_code(RICH)) == RICH
    assert len(write_code(RICH)) < 36


def test_small_letters_spaces_and_likenesses_are_taken_as_meant() -> None:
    code = write_code(PLAIN)
    assert read_code(f"  {code.lower()}\n") == PLAIN
    assert read_code(code.replace("0", "O").replace("Q7-1", "Q7-l")) == PLAIN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "isn't a run code"),
        ("thirteen weeks", "isn't a run code"),
        ("Q7-K3PD-26", "slip"),
        ("Q7-1000-69JC-GNW9-26", "slip"),
        ("Q7-1000-69JC-13", "slip"),
        ("Q7-1000-96JC-GNW9-13", "slip"),
        ("Q7-1000-69JC-GNW9-1U", "isn't a run code"),
    ],
)
def test_what_is_no_code_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(RunCodeError, match=said):
        read_code(text)


def forged(symbols: str, weeks: int = 13) -> str:
    """A code with a right checksum, whatever it says."""
    from manyhats.quarter import run_code

    return f"Q7-{symbols}-{run_code._check(symbols, weeks)}-{weeks:02}"


@pytest.mark.parametrize(
    ("symbols", "said"),
    [
        ("2", "another version"),
        ("1", "no run"),
        ("1000", "no run"),
        ("1zzz".upper(), "no run"),
        ("100069JCGG", "no run"),  # a symbol too many
        ("11G069JCG", "no run"),  # there is no fourth team
    ],
)
def test_a_whole_code_that_says_nonsense_is_refused(symbols: str, said: str) -> None:
    groups = "-".join(symbols[n : n + 4] for n in range(0, len(symbols), 4))
    code = forged(symbols).replace(symbols, groups)
    with pytest.raises(RunCodeError, match=said):
        read_code(code)


def test_only_codes_that_can_be_read_are_found_in_a_text() -> None:
    good = write_code(RICH)
    text = f"Run Q7-M4RT-13, or {good}. Not x{good} and not {good}-z. But ({good.lower()})."
    assert [text[start:end] for start, end in codes_in(text)] == [good, good.lower()]


@pytest.mark.parametrize(
    "wrong",
    [{"weeks": 0}, {"weeks": 53}, {"start": "A dream team"}, {"strategy": Strategy.fixed(EVEN, ((14, 1),))}],
)
def test_what_is_no_run_has_no_settings(wrong: dict[str, Any]) -> None:
    given_: dict[str, Any] = {
        "strategy": PLAIN.strategy,
        "weeks": 13,
        "cover": frozenset(),
        "start": PLAIN.start,
    }
    with pytest.raises(ValueError, match=r"\.$"):
        Settings(**{**given_, **wrong})


def test_more_hires_than_a_code_holds_are_refused() -> None:
    strategy = Strategy.fixed(EVEN, tuple((week, 1) for week in range(1, 9)))
    with pytest.raises(RunCodeError, match="7 weeks at most"):
        write_code(Settings(strategy, 13, frozenset(), PLAIN.start))
