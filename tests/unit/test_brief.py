"""The Role Brief as data and as HTML: what goes in, what is missing, and what damage does to it."""

import json
import re
from datetime import date
from html.parser import HTMLParser

import full_record
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats import compass, journal, profile
from manyhats.brief import (
    COMMITMENT,
    MOST_SENTENCES,
    MOST_WORDS,
    TITLES,
    build,
    document,
    missing,
    passage,
    read_calibration,
    read_exercises,
    save,
    to_markdown,
)
from manyhats.brief.answers import Answer, Exercise
from manyhats.compass import ENTRY, Compass, Evidence, Verdict
from manyhats.content.modules import modules
from manyhats.hats import Hat
from manyhats.views.role_brief_html import to_html
from test_brief_markdown import PAYLOADS, with_payload

DAY = date(2026, 11, 27)


def made(root, **entries):
    """The brief of what the journal holds, unless entries are given."""
    kinds = {
        "self_ratings": profile.KIND,
        "compass": compass.KIND,
        "scenarios": "scenario",
        "picks": "brief",
        "explanations": "explanation",
    }
    kept = {name: entries.get(name, journal.read(kind).entries) for name, kind in kinds.items()}
    return build(DAY, **kept, exercises=entries.get("exercises") or read_exercises(root))


def empty(**entries):
    kept = {
        "self_ratings": {},
        "compass": {},
        "scenarios": {},
        "picks": {},
        "explanations": {},
        "exercises": (),
        **entries,
    }
    return build(DAY, **kept)


# What goes in


def test_a_whole_record_lacks_nothing(tmp_path):
    full_record.keep(tmp_path)
    brief = made(tmp_path)
    assert missing(brief) == ()
    assert brief.notices == ()
    assert [section.id for section in document(brief).sections] == list(TITLES)
    text = to_markdown(brief)
    for said in (
        "# Role Brief: Harbour Logistics",
        "4 of 5, good at it (was 3)",
        "hid behind detail, and my lead took over",
        "Delivery, 70% (7 lines)",
        "“You answer for what the team ships and when.”",
        "Harbour Logistics asks for Delivery on most of its lines (7 of 10)",
        "Which date will I answer for first",
        "Who does the Friday report today",
        "Negotiate.",
        "Take the next two customer calls",
        "For thirty days I will decide one thing a week",
        "Over 24 scenarios",
        "provisional, the course's authors",
        "never a selection test",
    ):
        assert said in text, said


def test_the_brief_holds_a_passage_and_the_appendix_the_full_text(tmp_path):
    full_record.keep(tmp_path)
    brief, answer = made(tmp_path), full_record.model_answers()["05-technical-direction"]["direction"]
    text = to_markdown(brief)
    front, appendix = text.split("## Appendix")
    last = answer.split()[-6:]
    assert " ".join(last) not in front
    assert " ".join(last) in " ".join(appendix.split())
    assert "One commitment" not in appendix, "it stands whole in the brief itself"


def test_an_empty_record_names_each_part_and_where_to_make_it(tmp_path):
    full_record.exercises(tmp_path)
    brief = made(tmp_path)
    named = {(one.part, one.where) for one in missing(brief)}
    last = "module 8, Throw your hat in"
    assert {
        ("profile", "Start here"),
        ("role", last),
        ("decision", last),
        (COMMITMENT, "exercise 8"),
    } <= named
    assert ("calibration", "module 1, One title, many roles") in named
    assert {where for part, where in named if part == "reflections"} == {f"exercise {n}" for n in range(1, 9)}
    for text in (to_markdown(brief), to_html(brief)):
        assert "rated yourself yet. Open Start here." in text.replace("&#x27;", "'")
    assert [section.id for section in document(brief).appendix] == ["missing"]


def test_who_is_given_the_brief_is_not_told_what_is_missing(tmp_path):
    full_record.keep(tmp_path)
    full_record.write(tmp_path, "06-business-partner", {"bad-news": ""})
    front, appendix = to_markdown(made(tmp_path)).split("## Appendix")
    assert "written yet" not in front
    assert "“The bad-news note” isn't written yet. Open exercise 6." in appendix


def test_what_decided_it_stands_under_the_decision(tmp_path):
    full_record.keep(tmp_path)
    long = "The budget line. " + "I have never seen one. " * 20
    text = to_markdown(made(tmp_path, explanations={"fit": long}))
    front, appendix = text.split("## Appendix")
    assert front.index(TITLES["decision"]) < front.index("The budget line.") < front.index(TITLES[COMMITMENT])
    assert front.count("I have never seen one") < 12
    assert appendix.count("I have never seen one") == 20
    assert "What decided it" not in to_markdown(made(tmp_path, explanations={"fit": ["damaged"]}))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"verdict": None}, "You haven't decided yet"),
        ({"plan": (" ",)}, "There is no plan yet"),
        (
            {"profile": {hat: Evidence(3, "" if hat is Hat.BUSINESS else "x") for hat in Hat}},
            "no evidence yet for Business",
        ),
        ({"role": None}, "held yourself against a role"),
    ],
)
def test_what_a_compass_lacks_is_named(changes, told):
    brief = empty(compass={ENTRY: full_record.compass(**changes).to_json()})
    assert told in to_markdown(brief)
    assert told not in to_markdown(empty(compass={ENTRY: full_record.compass().to_json()}))


@pytest.mark.parametrize("verdict", Verdict)
def test_the_verdict_is_the_learners_own(verdict):
    brief = empty(compass={ENTRY: full_record.compass(verdict=verdict).to_json()})
    named = {Verdict.GO: "Go. ", Verdict.NEGOTIATE: "Negotiate. ", Verdict.NOT_NOW: "Not now. "}
    assert [name for name in named.values() if f"\n{name}" in to_markdown(brief)] == [named[verdict]]


def test_a_line_to_the_instructor_and_options_that_were_not_chosen_stay_out(tmp_path):
    full_record.exercises(tmp_path)
    full_record.write(
        tmp_path,
        "01-one-title-many-roles",
        {
            "same-title": "Two jobs.\n\nTo my instructor: I was ill.",
            "own-org": "*Write your answer here, in place of this line.*",
            "offer-choice": "- [ ] A. Not this.\n- [x] B. This one.\n\nBecause of the date.",
        },
    )
    brief = made(tmp_path)
    texts = {one.answer.prompt_id: one.answer.text for one in brief.reflections}
    assert texts == {"same-title": "Two jobs.", "offer-choice": "B. This one.\n\nBecause of the date."}
    assert "B. This one. Because of the date." in to_markdown(brief)


def test_an_exercise_that_is_gone_or_an_answer_that_was_doubled_is_told(tmp_path):
    full_record.exercises(tmp_path)
    (tmp_path / "exercises/02-why-coaching-gets-the-airtime/02-why-coaching-gets-the-airtime.ipynb").unlink()
    path = tmp_path / "exercises/05-technical-direction/05-technical-direction.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"] += [cell for cell in notebook["cells"] if cell["id"] == "direction"]
    path.write_text(json.dumps(notebook))
    told = {one.where: one.what for one in missing(made(tmp_path)) if one.part == "reflections"}
    assert "can't be read" in told["exercise 2"]
    assert "2 answer cells" in told["exercise 5"]


# Passages

sentences = st.sampled_from(
    ["One thing happened.", "Then she left!", "Why?", "A point: no.", "Word " * 40 + "end.", "5 left."]
)
prose = st.lists(sentences, unique=True)


def test_the_default_is_the_first_two_sentences():
    assert passage("A one. B two. C three.", {}, "x").text == "A one. B two."
    assert passage("Only this", {}, "x").text == "Only this"
    assert passage("", {}, "x").text == ""


def test_a_pick_is_kept_by_its_words():
    before = passage("A one. B two. C three. D four.", {}, "x").pick(0, False).pick(3, True)
    assert before.text == "B two. … D four."
    after = passage("Z new. A one. B two, changed. D four. B two.", {"x": before.to_json()}, "x")
    assert (after.text, after.lost) == ("D four. B two.", False)


@pytest.mark.parametrize("kept", [None, 3, "A one.", {}, [1], ["Gone."]])
def test_a_pick_that_is_damaged_or_gone_gives_the_default_and_a_sentence(kept):
    found = passage("A one. B two.", {"x": kept}, "x")
    assert (found.text, found.lost) == ("A one. B two.", True)
    answer = Exercise(
        modules()["02-why-coaching-gets-the-airtime"], (Answer("x", "A title", "A one. B two."),)
    )
    (notice,) = empty(picks={"x": kept}, exercises=(answer,)).notices
    assert notice.startswith("What you picked from “A title”")


def test_an_empty_pick_leaves_the_answer_to_the_appendix():
    answer = Exercise(
        modules()["02-why-coaching-gets-the-airtime"], (Answer("x", "A title", "A one. B two."),)
    )
    front, appendix = to_markdown(empty(picks={"x": []}, exercises=(answer,))).split("## Appendix")
    assert "A title" not in front
    assert "A one. B two." in appendix


@given(prose.map(" ".join), st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=12))
def test_a_passage_stays_short_and_comes_back_from_what_is_kept(answer, clicks):
    found = passage(answer, {}, "x")
    for index, wanted in clicks:
        if index < len(found.sentences):
            found = found.pick(index, wanted)
            assert wanted is False or index in found.picked or found.full
    assert len(found.picked) <= MOST_SENTENCES
    assert len(found.text.split()) <= MOST_WORDS + 1
    again = passage(answer, {"x": json.loads(json.dumps(found.to_json()))}, "x")
    assert again.text == found.text
    assert not again.lost


# Calibration


def test_the_mean_credit_stands_beside_what_rating_everything_3_earns():
    run = full_record.played("two-offers", 0)
    entries = {"two-offers": {"current": run.to_json(), "finished": []}}
    found, unreadable = read_calibration(entries)
    assert (found.rated, unreadable) == (1, 0)
    keys = [option.key for option in run.scenario.pivotal.options]
    rated = [run.rating.options[option.id] for option in run.scenario.pivotal.options]
    assert found.credit == pytest.approx(
        sum(1 - abs(r - k) / 3 for r, k in zip(rated, keys, strict=True)) / len(keys)
    )
    assert found.baseline == pytest.approx(sum(1 - abs(3 - k) / 3 for k in keys) / len(keys))
    assert [level.confidence for level in found.levels] == [0.25]


def test_a_run_that_was_not_rated_yet_counts_for_nothing():
    fresh = full_record.played("two-offers", 0).back(0).to_json() | {"rating": None, "settled": False}
    assert read_calibration({"two-offers": {"current": fresh}}) == (None, 0)


# Damage


@pytest.mark.parametrize(
    "entry", [None, 3, "x", [], {}, {"version": 9}, {"current": 1}, {"version": 1, "role": 5}]
)
def test_damaged_entries_give_sentences(entry):
    brief = empty(
        self_ratings={"baseline": entry},
        compass={ENTRY: entry},
        scenarios={"two-offers": entry},
        picks={"x": entry},
    )
    assert len(brief.notices) == 3
    assert brief.compass == Compass()
    for notice in brief.notices:
        assert notice.endswith(".")
        assert notice in to_markdown(brief)


# HTML


class Outline(HTMLParser):
    """The tags, and what stands open at the end."""

    VOID = frozenset({"meta", "br", "rect", "polygon", "line", "img", "hr"})

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


def outline(html):
    found = Outline()
    found.feed(html)
    assert found.open == []
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_words_of_a_learner_become_html(payload):
    html = to_html(with_payload(payload))
    html.encode()
    found, harmless = outline(html), outline(to_html(with_payload("harmless")))
    assert not {"script", "img", "iframe", "a"} & set(found.tags)
    assert not [name for _, name, _ in found.attributes if name.startswith("on") or name in ("href", "src")]
    assert set(found.tags) - {"br"} == set(harmless.tags)


def test_the_page_stands_alone_and_can_be_found_one_s_way_in(tmp_path):
    full_record.keep(tmp_path)
    html = to_html(made(tmp_path))
    found = outline(html)
    assert not re.search(r"(?:src|href)=|url\(|@import|https?://(?!www\.w3\.org)", html.split("</head>")[1])
    assert not {"script", "link", "img"} & set(found.tags)
    assert found.tags.count("main") == found.tags.count("h1") == 1
    ids = [value for _, name, value in found.attributes if name == "id"]
    assert len(set(ids)) == len(ids)
    labelled = [value for _, name, value in found.attributes if name == "aria-labelledby"]
    assert len(labelled) == found.tags.count("section")
    assert set(labelled) <= set(ids)
    scopes = [value for tag, name, value in found.attributes if tag == "th" and name == "scope"]
    assert len(scopes) == found.tags.count("th")
    pictures = [value for tag, name, value in found.attributes if tag == "svg" and name == "aria-label"]
    assert len(pictures) == 2
    assert all("Delivery" in value for value in pictures)
    assert ("html", "lang", "en-GB") in found.attributes


def test_long_records_do_not_break():
    words = "Unforeseeable " * 249 + "end."
    exercises = tuple(
        Exercise(
            modules()["04-accountable-for-delivery"],
            tuple(Answer(f"p{n}-{m}", f"Prompt {n} {m}", words) for m in range(5)),
        )
        for n in range(4)
    )
    fit = full_record.compass(
        plan=(words,) * 30, own_questions=(words,) * 30, profile={hat: Evidence(5, words) for hat in Hat}
    )
    brief = empty(exercises=exercises, compass={ENTRY: fit.to_json()})
    outline(to_html(brief))
    front, appendix = to_markdown(brief).split("## Appendix")
    assert appendix.count("end.") == 20 + 30 + 30 + 4
    assert len(front.split()) < 3000


# Files


def test_files_are_written_and_older_ones_kept(tmp_path):
    folder = tmp_path / "role-brief"
    first = save({"a.html": "one", "a.md": "eins"}, folder)
    assert [path.name for path in first.files] == ["a.html", "a.md"]
    assert (first.kept, first.problem) == ((), "")
    assert save({"a.html": "one", "a.md": "eins"}, folder).kept == ()
    for text in ("two", "three"):
        again = save({"a.html": text, "a.md": "eins"}, folder)
        assert len(again.kept) == 1
    assert re.fullmatch(r"a-\d{4}-\d\d-\d\d-\d{6}(-2)?\.html", again.kept[0].name)
    assert sorted(path.read_text() for path in folder.glob("a*.html")) == ["one", "three", "two"]
    assert (folder / "a.html").read_text() == "three"
    assert [path.name for path in folder.iterdir() if path.name.endswith(".tmp")] == []


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "role-brief").write_text("in the way")
    found = save({"a.html": "one"}, tmp_path / "role-brief")
    assert found.files == ()
    assert str(tmp_path / "role-brief") in found.problem
    assert (tmp_path / "role-brief").read_text() == "in the way"


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    folder = tmp_path / "role-brief"
    save({"a.html": "one"}, folder)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert "No space left on device" in save({"a.html": "two"}, folder).problem
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("a.html", "one")]
