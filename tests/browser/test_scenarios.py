"""Scenarios as people meet them: a learner in JupyterLab who comes back, and a room in front of a screen."""

import json
import re
from collections.abc import Callable

import pytest
from manyhats.scenarios import load

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from playwright.sync_api import Locator, Page, expect

MODULE = "course/01-one-title-many-roles.ipynb"
SCENARIO = "two-offers"


def scenario(page: Page) -> Locator:
    """The view of the first scenario of module 01."""
    return (
        page.locator(".mh-scenario").filter(has=page.get_by_role("heading", name=load(SCENARIO).title)).first
    )


def option(view: Locator, letter: str) -> Locator:
    return view.get_by_role("button", name=re.compile(rf"^{letter}\s"))


def scroll_to(page: Page, lab) -> None:
    """JupyterLab attaches a cell's output when it comes near."""
    index = next(
        i
        for i, cell in enumerate(json.loads((lab.root / MODULE).read_text(encoding="utf-8"))["cells"])
        if SCENARIO in "".join(cell["source"])
    )
    lab.select(page, lab.cell(page, index))


def test_a_learner_plays_by_keyboard_leaves_and_resumes(page: Page, lab) -> None:
    lab.open(page, MODULE)
    lab.run_all(page)
    scroll_to(page, lab)
    view = scenario(page)
    begin = view.get_by_role("button", name="Begin")
    begin.focus()
    page.keyboard.press("Enter")
    expect(view.locator(".mh-place")).to_be_focused()
    why = view.get_by_label("Why? In a line")
    why.focus()
    page.keyboard.insert_text("They know <b>best</b>.")
    for _ in range(10):
        page.keyboard.press("Tab")
        if option(view, "A").evaluate("(node) => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(view).to_contain_text("Decision 2 of 4")
    expect(view).to_contain_text("Your reason: They know <b>best</b>.")
    expect(view.locator(".mh-place")).to_be_focused()  # comes last, when the new controls stand
    # Every radio button is a stop of its own: JupyterLab takes the arrow keys.
    for group in view.locator(".mh-radio").all():
        group.locator("input").first.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(group.locator("input").nth(1)).to_be_checked()
    view.get_by_role("button", name="Keep these ratings").focus()
    page.keyboard.press("Enter")
    expect(option(view, "C")).to_contain_text("you rated it 2")
    # The notebook is closed, and opened another day.
    lab.open(page, MODULE)
    lab.run_all(page)
    scroll_to(page, lab)
    again = scenario(page)
    expect(again).to_contain_text("You stopped at decision 2.")
    again.get_by_role("button", name="Resume at decision 2").click()
    expect(option(again, "C")).to_contain_text("you rated it 2")
    again.get_by_text("The story so far").click()
    expect(again.get_by_text("Well, that settles it.")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (390, True)], ids=["screen", "phone"])
def test_a_room_decides_and_debriefs(open_page: Callable[..., Page], voila, width: int, dark: bool) -> None:
    page = open_page(width=width, height=900, dark=dark)
    voila.open(page, "scenario-room")
    page.get_by_role("button", name=load(SCENARIO).title).click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Hands for B").fill("7")
    page.keyboard.press("Tab")
    expect(page.get_by_role("row", name="Hands")).to_contain_text("B ×7")
    page.get_by_role("button", name="Do A").click()
    page.get_by_role("button", name="Show the split").click()
    expect(page.get_by_text("Every option needs at least one hand.")).to_be_visible()
    for letter, rating, count in (("A", 2, 3), ("B", 3, 4), ("C", 4, 5), ("C", 1, 6), ("D", 1, 2)):
        page.get_by_label(re.compile(rf"^{letter}: {rating} ")).fill(str(count))
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show the split").click()
    expect(page.get_by_role("row", name="C (mean 2.4)")).to_contain_text("4 ×5")
    for decision, letter in enumerate("CAA", 2):
        expect(page.locator(".mh-place")).to_contain_text(f"Decision {decision} of")
        expect(page.locator(".mh-place")).to_be_focused()  # comes last, when the new buttons stand
        page.get_by_role("button", name=f"Do {letter}").click()
    expect(page.locator(".mh-place")).to_contain_text("Debrief, 1 of")
    question = load(SCENARIO).debrief.discuss[0]
    for _ in range(10):
        expect(page.locator(".mh-place")).to_be_focused()  # comes last, when the new step stands
        if page.get_by_text(question).count():
            break
        before = page.locator(".mh-place").inner_text()
        page.get_by_role("button", name="Next: ").click()
        expect(page.locator(".mh-place")).not_to_have_text(before)
    expect(page.get_by_text(question)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_count_that_is_no_count_is_put_right(page: Page, voila) -> None:
    voila.open(page, "scenario-room")
    page.get_by_role("button", name=load(SCENARIO).title).click()
    page.get_by_role("button", name="Begin").click()
    hands = page.get_by_label("Hands for A")
    hands.fill("-4")
    page.keyboard.press("Tab")
    expect(hands).to_have_value("0")
    hands.fill("100000")
    page.keyboard.press("Tab")
    expect(page.get_by_role("row", name="Hands")).to_contain_text("A ×999")


def test_the_pages_of_the_room_hold_no_secret(page: Page, voila) -> None:
    """Keys, rationales and what is hidden reach no browser before they are due."""
    received: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(str(frame))))
    voila.open(page, "scenario-room")
    page.get_by_role("button", name=load(SCENARIO).title).click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Do A").click()
    expect(page.get_by_role("button", name="Show the split")).to_be_visible()
    content = load(SCENARIO)
    secrets = [item.rationale[:40] for item in content.pivotal.options] + [content.hidden[0].reveal[:40]]
    everything = page.content() + "".join(received)
    assert content.situation[:40] in everything
    assert not [secret for secret in secrets if secret in everything]
