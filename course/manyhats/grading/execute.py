"""Runs a graded notebook's code cells in this process, which is safe because all of them are the course's own.

A kernel for every notebook is what makes stock nbgrader slow. The cells run in an IPython shell, as they would
in a kernel, and their outputs have the same form.
"""

import atexit
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.profiledir import ProfileDir
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Type
from traitlets.config import Config

from manyhats.notebook import graded_notebook

_MODULE = "manyhats_exercise"  # what __main__ is called here, so that the real one is left alone


def _output(kind: str, **fields: Any) -> NotebookNode:
    """An output as nbformat has it; nbformat's own function holds each against the whole schema."""
    return NotebookNode(output_type=kind, **fields)


class _Publisher(DisplayPublisher):
    """Collects what a cell displays."""

    def publish(self, data: dict[str, Any], metadata: dict[str, Any] | None = None, **_: Any) -> None:
        self.shell.outputs.append(_output("display_data", data=data, metadata=metadata or {}))


class _ResultHook(DisplayHook):
    """Collects the value of a cell's last expression."""

    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        self.shell.outputs.append(
            _output(
                "execute_result",
                data=format_dict,
                metadata=md_dict or {},
                execution_count=self.shell.execution_count,
            )
        )

    def finish_displayhook(self) -> None:
        pass


class ExerciseShell(InteractiveShell):
    """An IPython shell that collects outputs, and leaves no trace in the process or on disk."""

    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_ResultHook)

    def __init__(self) -> None:
        """Make a shell without history, whose profile folder is gone at once."""
        config = Config()
        config.HistoryManager.enabled = False
        self.outputs: list[NotebookNode] = []
        with TemporaryDirectory() as profile:
            super().__init__(
                config=config,
                profile_dir=ProfileDir(location=profile),
                user_module=ModuleType(_MODULE),
            )
        atexit.unregister(
            self.atexit_operations
        )  # it would keep the shell alive, and there is nothing to save

    def init_virtualenv(self) -> None:
        """Leave ``sys.path`` as it is."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.outputs.append(_output("error", ename=etype.__name__, evalue=str(evalue), traceback=stb))

    def fresh_namespace(self) -> None:
        """Forget all names that cells have defined."""
        self.init_create_namespaces(user_module=ModuleType(_MODULE))
        self.init_user_ns()

    def run(self, source: str) -> list[NotebookNode]:
        """Run one cell and return its outputs, as nbformat has them.

        What was printed comes first: nbgrader lets anything on standard error count only if it meets it before
        the cell's result.
        """
        self.outputs = []
        out, err = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = StringIO(), StringIO()
        try:
            with _current(self):
                result = self.run_cell(source, store_history=False)
            if isinstance(result.error_in_exec, KeyboardInterrupt):
                raise result.error_in_exec  # IPython takes Ctrl+C for an error of the cell, and a score of 0
            printed = [("stdout", sys.stdout.getvalue()), ("stderr", sys.stderr.getvalue())]
        finally:
            sys.stdout, sys.stderr = out, err
        return [
            *(_output("stream", name=name, text=text) for name, text in printed if text),
            *self.outputs,
        ]


@contextmanager
def _current(shell: InteractiveShell) -> Iterator[None]:
    """Make a shell the one that ``display`` finds; the process may have another, or none."""
    before = InteractiveShell._instance
    InteractiveShell._instance = shell
    try:
        yield
    finally:
        InteractiveShell._instance = before


class RunInProcess(NbGraderPreprocessor):
    """For ``Autograde.autograde_preprocessors``, in the place of nbgrader's Execute.

    Only for notebooks that the graft has made: their code cells are the course's own.
    """

    _shell: ExerciseShell | None = None

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Run every code cell in order, in a fresh namespace, and keep the outputs.

        Raises:
            ValueError: the notebook does not come from the graft.
        """
        if "manyhats" not in resources:
            raise ValueError(
                "Only a notebook that was made by manyhats.grading.graft.Graft may run in this process."
            )
        self._shell = shell = self._shell or ExerciseShell()
        shell.fresh_namespace()
        token = graded_notebook.set(nb)
        try:
            for number, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), start=1):
                shell.execution_count = number
                cell.outputs = shell.run(cell.source)
                cell.execution_count = number
        finally:
            graded_notebook.reset(token)
        return nb, resources
