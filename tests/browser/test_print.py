"""On paper everything is dark ink on white, whatever theme is on the screen."""

import re
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from manyhats.grading.cohort.page import styles as cohort_styles
from manyhats.hats import Hat
from manyhats.views.charts import radar
from manyhats.views.theme import hat_label, stylesheet
from paper import faults_on_paper
from playwright.sync_api import Page
from walk import walk

ROOT = Path(__file__).parents[2]
APPS = sorted(path.stem for path in (ROOT / "course" / "apps").glob("*.ipynb"))
LAB_DARK = Path(
    sysconfig.get_path("data"), "share/jupyter/lab/themes/@jupyterlab/theme-dark-extension/index.css"
)
FEEDBACK = ROOT / "course/manyhats/grading/templates/feedback/index.html.j2"
STEPS = 4
VIEW = (
    f"<p>Plain</p><p class='mh-muted'>Quiet</p><a href='#'>A link</a><p class='mh-card mh-card--quiet'>A card</p>"
    f"<mark>A mark</mark>{''.join(hat_label(hat) for hat in Hat)}{radar([('Mine', dict.fromkeys(Hat, 0.25))])}"
)


def feedback_style() -> str:
    found = re.search(r"<style>.*?</style>", FEEDBACK.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[0]


PAGES = {
    "in JupyterLab's dark theme": (
        f"<style>{LAB_DARK.read_text(encoding='utf-8')}</style>{stylesheet()}"
        f"<body data-jp-theme-light='false' style='background: var(--jp-layout-color0)'><div class='mh'>{VIEW}</div>"
    ),
    "the report on a class": f"<html class='mh-page'>{cohort_styles()}<body><div class='mh mh-cohort'>{VIEW}</div>",
    "a learner's feedback": f"{feedback_style()}<p>Words</p>{stylesheet()}<section class='mh'>{VIEW}</section>",
}


@pytest.mark.parametrize("theme", ["", "?theme=dark"], ids=["by-system", "by-address"])
@pytest.mark.parametrize("name", APPS)
def test_a_dark_app(open_page: Callable[..., Page], voila, name: str, theme: str) -> None:
    page = open_page(dark=not theme)
    voila.open(page, name, theme)
    assert len(list(walk(page, STEPS))) > 1
    assert faults_on_paper(page, "body") == []


@pytest.mark.parametrize("theme", ["", "?theme=dark"], ids=["by-system", "by-address"])
def test_the_dark_list_of_apps(open_page: Callable[..., Page], voila, theme: str) -> None:
    page = open_page(dark=not theme)
    page.goto(voila.url + theme)
    assert faults_on_paper(page, "body") == []


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
def test_a_dark_page(open_page: Callable[..., Page], html: str) -> None:
    page = open_page(dark=True)
    page.set_content(html)
    ink = page.locator(".mh").evaluate("(view) => getComputedStyle(view).color")
    assert min(int(part) for part in re.findall(r"\d+", ink)[:3]) > 200  # it is dark on the screen
    assert faults_on_paper(page, ".mh") == []


def test_what_paper_can_not_show_is_seen(page: Page) -> None:
    page.set_content(
        "<div class='mh'><p style='color: #eee'>a</p><p style='background: #222'>b</p>"
        "<svg><circle r='9' cx='9' cy='9' fill='none' stroke='#fff'/><text fill='#ddd' y='9'>c</text></svg></div>"
    )
    assert [fault.split()[0] for fault in faults_on_paper(page, ".mh")] == ["text", "ground", "line", "text"]
