"""A real kernel to measure with, asked as a browser asks it."""

import ast
import os
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jupyter_client import KernelManager


class Kernel:
    """A kernel with an empty journal, for a ``with`` statement.

    Args:
        folder: where it runs.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        """Start it, and wait until it answers."""
        self._home = tempfile.TemporaryDirectory()
        self._manager = KernelManager()
        self._manager.start_kernel(
            env={**os.environ, "MANYHATS_HOME": self._home.name},
            cwd=self._folder and str(self._folder),
            stderr=subprocess.DEVNULL,
        )
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)
        self._home.cleanup()

    def run(self, code: str) -> None:
        """Run a cell; an error in it is an error here."""
        content = self._client.execute_interactive(code, output_hook=lambda _: None)["content"]
        assert content["status"] == "ok", content

    def value(self, expression: str) -> Any:
        """What an expression comes to, if it is made of plain Python values."""
        reply = self._client.execute_interactive(
            "", user_expressions={"value": expression}, output_hook=lambda _: None
        )
        return ast.literal_eval(reply["content"]["user_expressions"]["value"]["data"]["text/plain"])

    def send(self, model_id: str, data: dict[str, Any]) -> float:
        """Send a message to a widget, such as a click; milliseconds until the kernel is idle again."""
        message = self._client.session.msg("comm_msg", {"comm_id": model_id, "data": data})
        start = time.perf_counter()
        self._client.shell_channel.send(message)
        while True:
            answer = self._client.get_iopub_msg(timeout=30)
            ours = answer["parent_header"].get("msg_id") == message["header"]["msg_id"]
            if ours and answer["content"].get("execution_state") == "idle":
                return 1000 * (time.perf_counter() - start)
