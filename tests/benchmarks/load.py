"""Forty visitors who arrive within a minute, click through an app and stay until all are there: how fast is it?

A visitor is the page's HTTP request and the web socket that the page's front end opens, with the same messages; so
the machine's time goes to the server and the kernels, and not to forty browsers.

    python tests/benchmarks/load.py [VISITORS] [SECONDS] [STOCK]
"""

import asyncio
import json
import re
import statistics
import sys
import time
import urllib.request
import uuid
from dataclasses import dataclass, field
from typing import Any

from apps_server import AppsServer
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

APP = "role-decoder"
CLICKS = ("People", "Change line 1", "Delivery", "Take back my changes")
THINKING = 2.0  # seconds before each click


@dataclass
class Visit:
    """What one visitor waited for, in seconds."""

    page: float = 0.0
    ready: float = 0.0
    clicks: list[float] = field(default_factory=list)
    failed: str = ""


class Session:
    """The web socket of one visitor's page."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._id = socket, uuid.uuid4().hex

    async def send(self, kind: str, content: dict[str, Any], version: str = "") -> list[dict[str, Any]]:
        """Send a message, of a version of the widgets' protocol, and collect what comes until the kernel is idle."""
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self._id,
            "username": "",
            "version": "5.3",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {"version": version},
            "content": content,
            "channel": "shell",
        }
        await self._socket.send(json.dumps({**message, "buffers": []}))
        answers = []
        async with asyncio.timeout(60):
            while True:
                answer = json.loads(await self._socket.recv())
                if answer.get("parent_header", {}).get("msg_id") == header["msg_id"]:
                    answers.append(answer)
                    if answer["content"].get("execution_state") == "idle":
                        return answers

    async def models(self) -> dict[str, dict[str, Any]]:
        """The state of every widget, by its id."""
        control = uuid.uuid4().hex
        opened = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        await self.send("comm_open", opened, version="1.0.0")
        data = {"method": "request_states"}
        answers = await self.send("comm_msg", {"comm_id": control, "data": data})
        told = [answer["content"]["data"] for answer in answers if answer["header"]["msg_type"] == "comm_msg"]
        return {model: one["state"] for data in told for model, one in data.get("states", {}).items()}

    async def click(self, description: str) -> float:
        """Press the first button that says so; the seconds until all is done."""
        button = next(
            (
                model
                for model, state in (await self.models()).items()
                if state.get("_model_name") == "ButtonModel" and description in state["description"]
            ),
            None,
        )
        if button is None:
            raise RuntimeError(f"there is no button “{description}”")
        start = time.perf_counter()
        data = {"method": "custom", "content": {"event": "click"}}
        await self.send("comm_msg", {"comm_id": button, "data": data})
        return time.perf_counter() - start


async def visit(server: AppsServer, after: float, until: float) -> Visit:
    """Arrive, click, stay until so many seconds have gone by, leave."""
    await asyncio.sleep(after)
    seen, start, kernel = Visit(), time.perf_counter(), ""
    try:
        page = await asyncio.to_thread(_get, f"{server.url}/voila/render/{APP}.ipynb")
        seen.page = time.perf_counter() - start
        kernel = (re.findall(r'"kernelId": "([0-9a-f-]{36})"', page) or [""])[0]
        channels = f"{server.url.replace('http', 'ws')}/api/kernels/{kernel}/channels"
        async with connect(channels, max_size=None) as socket:
            session = Session(socket)
            await session.models()
            seen.ready = time.perf_counter() - start
            for description in CLICKS:
                await asyncio.sleep(THINKING)
                seen.clicks.append(await session.click(description))
            await asyncio.sleep(max(0.0, until - after - (time.perf_counter() - start)))
    except (OSError, TimeoutError, RuntimeError, WebSocketException) as error:
        seen.failed = f"{type(error).__name__}: {error}"
    if kernel:
        await asyncio.to_thread(_get, f"{server.url}/voila/api/shutdown/{kernel}", b"")
    return seen


def _get(address: str, body: bytes | None = None) -> str:
    with urllib.request.urlopen(address, body, timeout=90) as answer:
        return str(answer.read().decode())


async def everybody(server: AppsServer, visitors: int, seconds: float) -> tuple[list[Visit], float]:
    """Let them come at even intervals; their visits, and the most memory at any time."""
    most = 0.0

    async def watch() -> None:
        nonlocal most
        while True:
            most = max(most, await asyncio.to_thread(server.megabytes))
            await asyncio.sleep(2)

    watching = asyncio.create_task(watch())
    visits = await asyncio.gather(
        *(visit(server, seconds * n / visitors, seconds + 10) for n in range(visitors))
    )
    watching.cancel()
    return visits, most


def spread(values: list[float]) -> str:
    """Median, 95th percentile and worst, in seconds."""
    ordered = sorted(values) or [0.0]
    return f"median {statistics.median(ordered):6.2f}   95% {ordered[int(0.95 * (len(ordered) - 1))]:6.2f}   worst {ordered[-1]:6.2f} s"


def main() -> None:
    """Measure and print; an exit code of 1 if anybody was not served."""
    visitors, seconds, stock = (
        int(word) for word in [*sys.argv[1:], *("40", "60", "2")[len(sys.argv) - 1 :]]
    )
    with AppsServer(stock, only=(APP,)) as server:
        before = server.megabytes()
        visits, most = asyncio.run(everybody(server, visitors, seconds))
        server.wait_until_stocked()
        after = server.megabytes()
        left = len(server.kernels())
    served = [one for one in visits if not one.failed]
    print(
        f"{visitors} visitors within {seconds} s, {len(CLICKS)} clicks each, {stock} kernels in stock: {len(served)} served"
    )
    print(f"page     {spread([one.page for one in served])}")
    print(f"ready    {spread([one.ready for one in served])}")
    print(f"a click  {spread([click for one in served for click in one.clicks])}")
    print(
        f"memory   {before:.0f} MB before, {most:.0f} at most, {after:.0f} once they had left ({left} kernels in stock)"
    )
    for one in visits:
        if one.failed:
            print(f"not served: {one.failed}")
    if len(served) < visitors or left > stock:
        sys.exit(1)


if __name__ == "__main__":
    main()
