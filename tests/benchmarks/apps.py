"""What a visitor of an app waits for and costs, beside a bare notebook with one slider on the same server.

The two take turns in one run, each in a browser that has nothing in its cache; medians count. Needs a Chromium.
"""

import os
import shutil
import statistics
from collections import defaultdict

from apps_server import BARE, AppsServer, own_megabytes
from playwright.sync_api import Browser, sync_playwright

TIMES = 5
AIM = 1.25
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
COLD = "?theme=light"  # another theme than the stock was made for: Voila starts a kernel for it
WHAT = {
    "paint": "first paint (ms)",
    "ready": "interactive (ms)",
    "bytes": "transferred (kB)",
    "memory": "kernel (MB)",
}


def visit(browser: Browser, server: AppsServer, name: str, query: str) -> dict[str, float]:
    """Open an app as a newcomer, and leave."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    seen = {"bytes": 0.0}

    def count(size: float) -> None:
        seen["bytes"] += size / 1000

    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: count(event["encodedDataLength"]))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: count(len(frame))))
    page.goto(f"{server.url}/voila/render/{name}.ipynb{query}", wait_until="commit")
    page.wait_for_function(
        "() => !document.getElementById('loading') && document.querySelector('.jupyter-widgets')",
        timeout=90_000,
    )
    seen["ready"] = page.evaluate("performance.now()")
    seen["paint"] = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    kernel = page.evaluate('JSON.parse(document.getElementById("jupyter-config-data").textContent).kernelId')
    seen["memory"] = own_megabytes(server.kernels()[kernel])
    page.close(run_before_unload=True)
    context.close()
    return seen


def main() -> None:
    """Measure and print."""
    program = os.environ.get("MANYHATS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    found: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with AppsServer(stock=1) as server, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        visit(browser, server, BARE, "")  # what the first visitor of a server pays alone
        for _ in range(TIMES):
            for name in server.names:
                for kind, query in (("pre-heated", ""), ("cold", COLD)):
                    server.wait_until_stocked()
                    for what, value in visit(browser, server, name, query).items():
                        found[name, kind][what].append(value)
        browser.close()
        names = server.names
    print(
        f"A visit, median of {TIMES}; in brackets the times of a bare notebook with one slider (aim: {AIM})"
    )
    print(f"{'':30}" + "".join(f"{what:>24}" for what in WHAT.values()))
    for kind in ("pre-heated", "cold"):
        bare = {what: statistics.median(values) for what, values in found[BARE, kind].items()}
        for name in sorted(names, key=lambda one: one != BARE):
            row = {what: statistics.median(values) for what, values in found[name, kind].items()}
            cells = (f"{row[what]:.0f} ({row[what] / (bare[what] or 1):.2f})" for what in WHAT)
            print(f"{kind + ', ' + name:30}" + "".join(f"{cell:>24}" for cell in cells))


if __name__ == "__main__":
    main()
