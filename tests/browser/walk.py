"""Walks through any app or module as a visitor might: fills in what can be filled in, and goes on.

Nothing here knows what an app is called, so an app that is new is walked through as well.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SECONDS = 30  # until a slow machine has answered

_FILL = """([view, text]) => {
    const shown = (element) => element.offsetParent && !element.disabled && !element.readOnly;
    const tell = (field, value) => {
        field.value = value;
        for (const event of ["input", "change", "blur"]) field.dispatchEvent(new Event(event, {bubbles: true}));
    };
    let filled = 0;
    for (const field of view.querySelectorAll("textarea, input[type=text], input:not([type])"))
        if (shown(field) && field.value !== text) { tell(field, text); filled += 1; }
    for (const field of view.querySelectorAll("input[type=number]"))
        if (shown(field) && field.value === "0") { tell(field, "2"); filled += 1; }
    const groups = new Set();
    for (const choice of view.querySelectorAll("input[type=radio]")) {
        if (!shown(choice) || groups.has(choice.name)) continue;
        groups.add(choice.name);
        if (!view.querySelector(`input[name="${CSS.escape(choice.name)}"]:checked`)) { choice.click(); filled += 1; }
    }
    return filled;
}"""

_GO_ON = """([view, pressed]) => {
    const buttons = [...view.querySelectorAll("button")].filter((button) => button.offsetParent && !button.disabled);
    const fresh = buttons.filter((button) => !pressed.includes(button.textContent.trim()));
    const next = fresh.find((button) => button.matches(".mod-primary")) ?? fresh[0];
    next?.click();
    return next?.textContent.trim() ?? "";
}"""


def walk(
    page: "Page", steps: int, text: str = "Ines asked for the date, and I named one.", view: int = 0
) -> Iterator[str]:
    """Go through a view, and say after each step where it stands.

    Args:
        page: shows the view.
        steps: how many buttons to press at most.
        text: what to write in every field that takes text.
        view: which of the page's views.

    Yields:
        The name of the state: "as it opens", and then what was pressed.
    """
    root = page.locator(".mh").nth(view)
    yield "as it opens"
    pressed: list[str] = []
    for _ in range(steps):
        handle = root.element_handle()
        if page.evaluate(_FILL, [handle, text]):
            _settle(page, root.inner_text())
        before = root.inner_html()
        name = page.evaluate(_GO_ON, [handle, pressed])
        if not name:
            return
        pressed.append(name)
        _settle(page, before, "innerHTML")
        yield f"after “{name[:60]}”"


_SETTLED = """async ([before, what, seconds]) => {
    const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    const kernel = `${config.baseUrl}api/kernels/${config.kernelId}`;
    const changed = () => [...document.querySelectorAll(".mh")].every((view) => view[what] !== before);
    const end = Date.now() + seconds * 1000;
    for (let idle = 0; idle < 5 && !changed() && Date.now() < end; ) {
        const answer = await (await fetch(kernel, {cache: "no-store"})).json();
        idle = answer.execution_state === "idle" ? idle + 1 : 0;
        await new Promise((done) => setTimeout(done, 200));
    }
}"""


def _settle(page: "Page", before: str, what: str = "innerText") -> None:
    """Wait until the kernel's answer shows, or until it has been idle for so long that none is to come."""
    page.evaluate(_SETTLED, [before, what, SECONDS])
