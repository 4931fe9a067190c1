"""The sheets to print: whole, from the content, with nothing on a player's card that a player must not know."""

from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from manyhats.__main__ import main
from manyhats.handouts import scenario_cards, scenario_debriefs, worksheet, write_handouts
from manyhats.hats import DESCRIPTIONS
from manyhats.scenarios import ids, load


class Tags(HTMLParser):
    """Counts what is opened and not closed."""

    VOID = {"meta"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sheets = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.sheets += ("class", "sheet") in attributes
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_command_writes_pages_that_stand_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handouts", str(tmp_path / "new" / "folder")]) == 0
    written = sorted((tmp_path / "new" / "folder").iterdir())
    assert [path.name for path in written] == [
        "four-hats-worksheet.html",
        "scenario-cards.html",
        "scenario-debriefs.html",
    ]
    printed = capsys.readouterr().out
    for path in written:
        page = path.read_text(encoding="utf-8")
        assert Tags(page).open == []
        assert not any(remote in page for remote in ("<script", "<link", "src=", "url(", "@import"))
        assert str(path) in printed
    assert write_handouts(tmp_path / "new" / "folder")  # again, over the old ones


def test_a_folder_that_cannot_be_made_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["handouts", str(tmp_path / "file")]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_the_worksheet_has_all_four_hats() -> None:
    page = worksheet()
    for shown in DESCRIPTIONS.values():
        assert shown.name in page
        assert escape(shown.gist) in page


@pytest.mark.parametrize("scenario_id", ids())
def test_a_card_has_the_decision_and_no_key(scenario_id: str) -> None:
    scenario = load(scenario_id)
    card, debrief = scenario_cards([scenario]), scenario_debriefs([scenario])
    assert Tags(card).sheets == Tags(debrief).sheets == 1
    for option in scenario.pivotal.options:
        assert escape(option.text) in card
        assert escape(option.text) in debrief
        assert option.rationale
        assert escape(option.rationale) in debrief
        assert escape(option.rationale) not in card
        assert not any(escape(line.text) in card for line in option.reply if len(line.text) > 40)
    assert not any(escape(meter.reveal) in card for meter in scenario.hidden if meter.reveal)
    assert all(escape(question) in debrief for question in scenario.debrief.discuss)
    assert "provisional" in debrief
