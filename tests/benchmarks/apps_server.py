"""A Voila with the settings that ship, on the apps and a bare notebook with one slider, to measure with."""

import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import nbformat
import psutil

ROOT = Path(__file__).parents[2]
BARE = "bare"
_SLIDER = "import ipywidgets\n\nipywidgets.IntSlider(description='One')"


class AppsServer:
    """The server, for a ``with`` statement.

    Args:
        stock: how many kernels wait for a visitor, for each notebook.
        only: names of the notebooks to serve; empty for all apps and the bare one.
    """

    def __init__(self, stock: int = 2, only: tuple[str, ...] = ()) -> None:
        self._stock, self._only = stock, only

    def __enter__(self) -> Self:
        """Start it, and wait until its stock is full."""
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name, "apps")
        shutil.copytree(ROOT / "course" / "apps", folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        cells = [nbformat.v4.new_markdown_cell("# One slider"), nbformat.v4.new_code_cell(_SLIDER)]
        bare = nbformat.v4.new_notebook(
            cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": ""}}
        )
        nbformat.write(bare, folder / f"{BARE}.ipynb")
        for path in folder.glob("*.ipynb"):
            if self._only and path.stem not in self._only:
                path.unlink()
        self.names = sorted(path.stem for path in folder.glob("*.ipynb"))
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            port = asked.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "voila", str(folder), "--no-browser", f"--port={port}"]
        self.process = psutil.Popen(
            [*command, f"--VoilaConfiguration.default_pool_size={self._stock}"],
            cwd=ROOT,  # where voila.json is
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while True:
            with suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(self.url, timeout=5).close()
                break
            time.sleep(0.1)
        self.wait_until_stocked()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it and its kernels."""
        family = self.process.children(recursive=True)
        self.process.terminate()
        psutil.wait_procs([self.process], timeout=20)
        for member in [*family, self.process]:
            with suppress(psutil.NoSuchProcess):
                member.kill()
        self._folder.cleanup()

    def kernels(self) -> dict[str, psutil.Process]:
        """Kernel id to process."""
        found = {}
        for child in self.process.children(recursive=True):
            with suppress(psutil.Error):
                if match := re.search(r"kernel-([0-9a-f-]{36})\.json", " ".join(child.cmdline())):
                    found[match[1]] = child
        return found

    def wait_until_stocked(self, seconds: float = 90) -> None:
        """Wait until as many kernels as are kept in stock wait for a visitor, and have nothing more to do."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            kernels = list(self.kernels().values())
            before = sum(_cpu(one) for one in kernels)
            time.sleep(0.7)
            busy = sum(_cpu(one) for one in kernels) - before
            if len(kernels) >= self._stock * len(self.names) and busy < 0.05:
                return

    def megabytes(self) -> float:
        """What the server and its kernels have for themselves."""
        return sum(own_megabytes(one) for one in (self.process, *self.kernels().values()))


def own_megabytes(process: psutil.Process) -> float:
    """Memory that the end of the process would give back."""
    try:
        return float(process.memory_full_info().uss) / 1e6
    except psutil.Error:
        return 0.0


def _cpu(process: psutil.Process) -> float:
    try:
        return float(sum(process.cpu_times()[:2]))
    except psutil.Error:
        return 0.0
