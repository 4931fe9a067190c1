"""The apps as a facilitator serves them and a visitor meets them: ``voila course/apps`` in the checkout."""

import http.client
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import nbformat
import pytest
from manyhats.scenarios import load
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from playwright.sync_api import Error, Locator, Page, expect
from walk import walk

ROOT = Path(__file__).parents[2]
SCENARIO = "two-offers"
PAYLOADS = (
    "<script>window.mhOwned=1</script>",
    "<img src=x onerror=window.mhOwned=1>",
    '"><svg/onload=window.mhOwned=1>',
    "'-window.mhOwned=1-'",
    "../../instructor/cohort",
    "..\\..\\windows",
    "$(touch owned); `touch owned`",
    "__import__('os').system('touch owned')",
    "{{7*7}}{% raw %}",
    "x" * 1500,
)
"""What a visitor may try: markup, paths, a shell, code, a template, length. None has a comma: that parts roles."""
APPS = sorted(path.stem for path in (ROOT / "course" / "apps").glob("*.ipynb"))


def kernel_id(page: Page) -> str:
    return page.evaluate('JSON.parse(document.getElementById("jupyter-config-data").textContent).kernelId')


def test_there_are_apps() -> None:
    assert "role-decoder" in APPS


# Every app


def fits(page: Page) -> bool:
    """Whether nothing sticks out of the page, even where a box of its own hides or scrolls the rest."""
    width = page.evaluate("innerWidth")
    sticks_out = page.evaluate(
        """() => [...document.querySelectorAll("#rendered_cells *")].filter((element) => {
            const box = element.getBoundingClientRect();
            return box.width > 1 && box.height > 1 && box.right > innerWidth + 1 && !element.closest("table, pre");
        }).map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert sticks_out == []
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", APPS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_app_fits_a_phone(open_page: Callable[..., Page], voila, name: str, dark: bool) -> None:
    page = open_page(width=390, height=844, dark=dark)
    voila.open(page, name)
    assert fits(page)
    assert page.evaluate("document.body.dataset.jpThemeLight") == str(not dark).lower()


def test_a_role_is_chosen_guessed_and_coded_anew_on_a_phone(open_page: Callable[..., Page], voila) -> None:
    page = open_page(width=390, height=844)
    voila.open(page, "role-decoder")
    mix = page.get_by_role("region", name="The mix of hats")
    # The name of the first role is on top of the table; the coding shows after the guess alone.
    pane = page.locator(".mh-pane").first
    pane.get_by_role("button", name="Choose another role").click()
    pane.get_by_role("button", name="Pinewood Robotics").click()
    expect(mix.get_by_role("columnheader", name="Pinewood Robotics")).to_be_visible()
    people = mix.get_by_role("row", name="People").get_by_role("cell").first
    expect(people).to_have_text("?")
    guess = pane.get_by_role("button", name="People")
    guess.focus()
    page.keyboard.press("Enter")
    expect(pane).to_contain_text("You guessed People.")
    expect(people).to_contain_text("%")

    # The reading of the first line that has another hat is changed to people, and the mix follows.
    before = people.inner_text()
    wanted = pane.locator(".mh-line").filter(has_text="Technical").first
    wanted.get_by_role("button", name="Change line").click()
    wanted.get_by_role("button", name="People").click()
    expect(people).not_to_have_text(before)
    assert int(people.inner_text().rstrip("%")) > int(before.rstrip("%"))
    expect(page.get_by_role("status").filter(has_text="now counts as People")).to_be_attached()
    assert fits(page)


def own_text(page: Page) -> Locator:
    """The first half of the decoder, with its box open for a text of one's own."""
    pane = page.locator(".mh-pane").first
    pane.get_by_role("button", name="Choose another role").click()
    pane.get_by_role("button", name="Paste your own").click()
    return pane


def test_text_of_a_visitor_is_shown_as_text(page: Page, voila) -> None:
    voila.open(page, "role-decoder")
    pane = own_text(page)
    pane.get_by_label("Your text").fill(
        "Hold weekly one-to-ones with six engineers.\n<img src=x onerror=\"document.title='run'\"> own the plan.\n"
    )
    pane.get_by_role("button", name="Use this text").click()
    pane.get_by_role("button", name="Delivery").click()
    expect(pane).to_contain_text("<img src=x")
    assert pane.locator("img").count() == 0
    assert page.title() != "run"


@pytest.mark.parametrize("name", APPS)
def test_what_a_visitor_writes_is_shown_as_text_in_every_field(page: Page, voila, name: str) -> None:
    voila.open(page, name)
    for state in walk(page, 6, " ".join(PAYLOADS[:9])):
        assert_is_text(page)
        assert page.locator("input[type=file]").count() == 0, state
    assert not [path for folder in (ROOT, voila.apps) for path in folder.glob("owned*")]


def test_text_beyond_all_measure_is_refused_with_a_sentence(page: Page, voila) -> None:
    voila.open(page, "role-decoder")
    pane = own_text(page)
    field = pane.get_by_label("Your text")
    field.fill("Coach the team.")
    field.evaluate(
        """(field) => { field.value = "Coach. ".repeat(8000); field.dispatchEvent(new Event("input", {bubbles: true})); }"""
    )
    expect(page.get_by_role("alert").filter(has_text="56,000 characters, and at most 50,000")).to_be_visible()
    expect(field).to_have_value("Coach the team.")


def test_a_visitor_does_not_see_what_another_wrote(open_page: Callable[..., Page], voila) -> None:
    writes, looks = open_page(), open_page()
    for page in (writes, looks):
        voila.open(page, "role-decoder")
        own_text(page)
    writes.get_by_label("Your text").fill("Own the secret roadmap.")
    writes.get_by_role("button", name="Use this text").click()
    expect(writes.locator(".mh-pane").first).to_contain_text("Own the secret roadmap.")
    assert kernel_id(writes) != kernel_id(looks)
    expect(looks.get_by_label("Your text")).to_have_value("")
    voila.open(looks, "role-decoder")
    assert "secret roadmap" not in looks.content()


@pytest.mark.parametrize("name", APPS)
def test_an_app_is_a_page_with_a_name_a_language_and_a_main_part(page: Page, voila, name: str) -> None:
    voila.open(page, name)
    assert page.locator("html").get_attribute("lang") == "en-GB"
    notebook = json.loads((voila.apps / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert page.title() == f"{notebook['metadata']['title']} · Many Hats"
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_count(1)
    assert "width=device-width" in str(page.locator("meta[name=viewport]").get_attribute("content"))
    nameless = page.evaluate(
        """() => [...document.querySelectorAll(
                "button, select, textarea, input:not([type=hidden]), .noUi-handle, .widget-readout")]
            .filter((element) => element.offsetParent && !element.textContent.trim()
                && !element.getAttribute("aria-label") && !element.getAttribute("aria-labelledby")
                && !element.title && !element.labels?.length)
            .map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert nameless == []


@pytest.mark.parametrize("name", APPS)
def test_an_app_does_not_show_its_sources(page: Page, voila, name: str) -> None:
    frames: list[bytes] = []

    def note(payload: str | bytes) -> None:
        frames.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", note))
    voila.open(page, name)
    notebook = json.loads((voila.apps / f"{name}.ipynb").read_text(encoding="utf-8"))
    lines = [
        line.strip()
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
        for line in "".join(cell["source"]).splitlines()
        if line.strip()
    ]
    assert lines
    shown = page.content()
    for line in lines:
        assert line not in shown
        assert not any(line.encode() in frame for frame in frames)


def test_the_theme_of_the_address_wins_over_the_system(open_page: Callable[..., Page], voila) -> None:
    page = open_page(dark=False)
    voila.open(page, "role-decoder", "?theme=dark")
    assert page.evaluate("document.body.dataset.jpThemeLight") == "false"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in background.strip("rgb()").split(",")) < 64


def test_numbers_that_were_opened_stay_open_while_a_slider_moves(page: Page, voila) -> None:
    voila.open(page, "quarter-simulator")
    page.locator(".mh-radio input").first.check()
    page.get_by_role("button", name="Commit to this").click()
    numbers = page.locator(".mh-numbers")
    expect(numbers).to_be_hidden()
    page.get_by_text("The numbers", exact=True).click()
    expect(numbers).to_be_visible()
    shown = numbers.inner_text()
    page.locator(".noUi-handle").first.press("End")
    expect(numbers).not_to_have_text(shown, use_inner_text=True)
    expect(numbers).to_be_visible()
    page.get_by_text("The numbers", exact=True).click()
    expect(numbers).to_be_hidden()


def test_arrow_keys_choose_within_a_question_and_never_answer_the_next(page: Page, voila) -> None:
    voila.open(page, "quarter-simulator")
    page.locator(".mh-radio input").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Commit to this").press("Enter")
    expect(page.get_by_text("Your prediction stands.")).to_be_focused()  # comes last, when the controls stand
    lengths, teams = (
        page.locator(".mh-radio").filter(has_text=text) for text in ("26 weeks", "A steady team")
    )
    expect(lengths.get_by_label("13 weeks")).to_have_attribute("name", re.compile("mh-group"))
    lengths.get_by_label("13 weeks").focus()
    for chosen in ("26 weeks", "39 weeks", "13 weeks", "26 weeks"):
        page.keyboard.press("ArrowDown")
        expect(lengths.get_by_label(chosen)).to_be_checked()
        expect(lengths.get_by_label(chosen)).to_be_focused()
    expect(page.locator(".mh-quarter-sum").first).to_contain_text("After 26 weeks")
    page.keyboard.press("Tab")  # the whole question is one stop
    expect(teams.get_by_label("A steady team")).to_be_focused()
    expect(teams.get_by_label("A steady team")).to_be_checked()


# The list of apps


def test_every_app_is_on_the_list_with_a_line(open_page: Callable[..., Page], voila) -> None:
    page = open_page(width=390, height=844)
    page.goto(voila.url)
    items = page.get_by_role("main").get_by_role("listitem")
    expect(items).to_have_count(len(APPS))
    for name in APPS:
        notebook = json.loads((voila.apps / f"{name}.ipynb").read_text(encoding="utf-8"))
        link = page.get_by_role("link", name=notebook["metadata"]["title"], exact=True)
        expect(link).to_have_attribute("href", f"/voila/render/{name}.ipynb")
        item = items.filter(has=link)
        expect(item.locator("p").first).to_have_text(notebook["metadata"]["line"])
        expect(item).to_contain_text(f"About {notebook['metadata']['minutes']} minutes")
        drawn = "(picture) => picture.complete && picture.naturalWidth > 0"
        assert item.locator("img").evaluate(drawn), f"{name}: the picture does not show"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_phones_are_told_an_address_only_where_they_can_reach_it(page: Page, voila) -> None:
    page.goto(voila.url)
    expect(page.get_by_text("Phones in the room can’t open these pages yet")).to_be_visible()
    assert page.locator(".mh-qr").count() == 0
    # A request that came from elsewhere, as through the machine's own address.
    answer = http.client.HTTPConnection(urlsplit(voila.url).netloc, timeout=30)
    answer.request("GET", "/", headers={"Host": "192.0.2.7:8866"})
    body = answer.getresponse().read().decode()
    assert body.count('class="mh-qr"') == len(APPS)
    assert "http://192.0.2.7:8866/role-decoder" in body


@pytest.mark.parametrize(
    "picture", sorted((ROOT / "course/apps/pictures").iterdir()), ids=lambda path: path.stem
)
def test_a_picture_is_small(picture: Path) -> None:
    assert picture.suffix == ".png"
    assert picture.stat().st_size < 40_000


# An address chooses what an app shows


@pytest.mark.parametrize("theme", ["", "&theme=dark"], ids=["pre-heated", "cold"])
def test_an_address_chooses_the_role(page: Page, voila, theme: str) -> None:
    voila.open(page, "role-decoder", f"?role=tallow{theme}")
    expect(page.locator(".mh-pane")).to_have_count(1)
    expect(page.locator(".mh-pane h3")).to_have_text("Tallow & Finch Studio")


def test_an_address_that_can_be_said_aloud_opens_the_scenario(page: Page, voila) -> None:
    page.goto(f"{voila.url}/scenario-room?scenario={SCENARIO}")
    expect(page.get_by_role("heading", name=load(SCENARIO).title)).to_be_visible()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()


@pytest.mark.parametrize("at", range(0, len(PAYLOADS), 2))
def test_a_bad_address_gets_the_app_with_a_sentence(page: Page, voila, at: int) -> None:
    voila.open(page, "role-decoder", f"?role={quote(','.join(PAYLOADS[at : at + 2]))}")
    expect(page.get_by_role("status").filter(has_text="There is no role")).to_be_visible()
    assert_is_text(page)


def assert_is_text(page: Page) -> None:
    """Nothing that a visitor wrote ran, and none of it is an element."""
    assert page.evaluate("window.mhOwned") is None
    assert page.locator(".mh :is(script, iframe, object, img, form)").count() == 0


# The session behind a page


def test_leaving_ends_the_kernel(open_page: Callable[..., Page], voila, until) -> None:
    stays, leaves = open_page(), open_page()
    voila.open(stays, "role-decoder")
    voila.open(leaves, "role-decoder")
    kernel = kernel_id(leaves)
    assert kernel in voila.server.kernels()
    leaves.close(run_before_unload=True)
    until(stays, lambda: kernel not in voila.server.kernels(), "the end of the visitor's kernel")
    assert kernel_id(stays) in voila.server.kernels()


def test_the_page_says_when_its_session_is_over(
    page: Page, voila, allow_error: Callable[[str], None]
) -> None:
    voila.open(page, "role-decoder")
    allow_error("404 .*/api/(kernels|shutdown)/")  # the page asks for a session that is gone
    notice = page.get_by_role("alert").filter(has_text="session has ended")
    expect(notice).to_have_count(0)
    first = kernel_id(page)
    page.request.delete(f"{voila.url}/api/kernels/{first}")
    page.evaluate('window.dispatchEvent(new Event("focus"))')  # as when the visitor comes back to the tab
    expect(notice).to_be_visible()
    page.get_by_role("button", name="Start again").click()
    page.wait_for_function(
        "() => !document.getElementById('loading') && document.querySelector('.jupyter-widgets')"
    )
    assert kernel_id(page) != first
    expect(notice).to_have_count(0)


def test_the_page_says_when_its_process_has_died(
    page: Page, voila, until, allow_error: Callable[[str], None]
) -> None:
    voila.open(page, "role-decoder")
    allow_error("404 .*/api/kernels/")  # the page asks for a session that is gone
    kernel = kernel_id(page)
    for process in voila.server.process.children(recursive=True):
        if kernel in " ".join(process.cmdline()):
            process.kill()
    notice = page.get_by_role("alert").filter(has_text="session has ended")

    def told() -> bool:
        page.evaluate('window.dispatchEvent(new Event("focus"))')
        return notice.is_visible()

    until(page, told, "the notice", seconds=30)
    expect(page.get_by_role("button", name="Start again")).to_be_visible()


def test_idle_kernels_are_ended(page: Page, voila) -> None:
    voila.open(page, "role-decoder")
    culling = json.loads((ROOT / "voila.json").read_text(encoding="utf-8"))["MappingKernelManager"]
    assert (
        f"idle durations > {culling['cull_idle_timeout']} seconds at {culling['cull_interval']} second intervals"
        in voila.server.said()
    )
    assert "Culling kernels even with connected clients" in voila.server.said()


def test_the_browser_of_these_tests_reaches_no_other_host(browser) -> None:
    page = browser.new_page()
    for address in ("http://example.org/", "http://192.0.2.1/"):
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
            page.goto(address)
    page.close()


# What a visitor must not get


@pytest.mark.parametrize(
    "path",
    [
        "/voila/render/../instructor/cohort.ipynb",
        "/voila/render/..%2Finstructor%2Fcohort.ipynb",
        "/voila/render/%2e%2e/00-start-here.ipynb",
        "/voila/tree/..",
        "/voila/tree/%2e%2e",
        "/voila/api/contents/%2e%2e/00-start-here.ipynb",
        "/voila/files/role-decoder.ipynb",
        "/voila/files/../00-start-here.ipynb",
        "/voila/files/%2e%2e/manyhats/hats.py",
        "/voila/static/../../../voila/app.py",
        "/voila/render/.ipynb_checkpoints/role-decoder-checkpoint.ipynb",
        "/api/kernels",
        "/api/contents",
    ],
)
def test_only_apps_can_be_reached(voila, path: str) -> None:
    status, _, body = voila.server.get(path)
    assert status in (403, 404)
    assert "Traceback" not in body
    assert '"cells"' not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
@pytest.mark.parametrize(
    "path", ["/", "/voila/api/contents/new.ipynb", "/voila/files/new.png", "/api/kernels"]
)
def test_nothing_can_be_uploaded(voila, method: str, path: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(voila.url).netloc, timeout=30)
    connection.request(method, path, body=b"x")
    assert connection.getresponse().status in (403, 404, 405)
    connection.close()


def test_a_large_request_is_refused_before_it_is_read(voila) -> None:
    limit = json.loads((ROOT / "voila.json").read_text(encoding="utf-8"))["Door"]["most_bytes"]
    connection = http.client.HTTPConnection(urlsplit(voila.url).netloc, timeout=30)
    connection.putrequest("POST", "/voila/api/shutdown/x")
    connection.putheader("Content-Length", str(limit + 1))
    connection.endheaders()  # the body is never sent
    assert connection.getresponse().status == 400
    connection.close()


def test_a_large_message_ends_the_connection(page: Page, voila, allow_error: Callable[[str], None]) -> None:
    voila.open(page, "role-decoder")
    allow_error("WebSocket")
    code = page.evaluate(
        """([address, size]) => new Promise((done) => {
            const socket = new WebSocket(address);
            socket.onopen = () => socket.send("x".repeat(size));
            socket.onclose = (event) => done(event.code);
        })""",
        [f"{voila.url.replace('http', 'ws')}/api/kernels/{kernel_id(page)}/channels", 600_000],
    )
    assert code in (1006, 1009)


def test_when_all_places_are_taken_a_page_says_so(start_server) -> None:
    server = start_server(
        *("-m", "voila", "course/apps", "--no-browser", "--port={port}", "--Door.most_sessions=0"),
        "--VoilaConfiguration.preheat_kernel=False",
        folder=ROOT,
    )
    status, _, body = server.get("/voila/render/role-decoder.ipynb")
    assert status == 503
    assert "All places are taken" in body
    assert server.get("/")[0] == 200


def test_the_files_of_an_app_are_listed_without_their_contents(voila) -> None:
    status, _, body = voila.server.get("/voila/api/contents/role-decoder.ipynb")
    assert status == 200
    assert json.loads(body)["content"] is None


def test_a_wrong_address_gets_a_page_that_leads_back(voila) -> None:
    status, _, body = voila.server.get("/voila/render/no-such-app.ipynb")
    assert status == 404
    assert "This page is not here" in body
    assert "cdn" not in body


@pytest.mark.parametrize("path", ["/", "/voila/render/role-decoder.ipynb"])
def test_what_stands_in_the_address_is_not_written_into_the_page(voila, path: str) -> None:
    _, headers, body = voila.server.get(f"{path}?theme=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&template=lab")
    assert "alert(1)" not in body
    assert "cdn." not in body
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_an_error_shows_no_traceback(page: Page, start_server, tmp_path: Path) -> None:
    cells = [new_markdown_cell("# Broken"), new_code_cell("1 / 0  # seen by nobody")]
    nbformat.write(new_notebook(cells=cells), tmp_path / "broken.ipynb")
    # Started in the checkout, where voila.json is.
    server = start_server("-m", "voila", str(tmp_path), "--no-browser", "--port={port}", folder=ROOT)
    page.goto(f"{server.url}/voila/render/broken.ipynb")
    page.locator("#loading").wait_for(state="detached")
    main = page.get_by_role("main")
    expect(main).to_contain_text(
        "Reload the page. If it happens again, tell the person who runs this server."
    )
    assert "ZeroDivisionError" not in page.content()
    assert "seen by nobody" not in page.content()
