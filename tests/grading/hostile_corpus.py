"""What strangers hand in, generated: ``python tests/grading/hostile_corpus.py FOLDER`` makes a class of it to look at.

Each kind is an honest submission with one thing done to it. The code in it is a canary: if anything ever runs it,
a file appears. Nothing here would do harm if it ran; where a real attacker would fork or fill the memory, there is
only the canary. The markup sets ``data-owned`` on the page if a browser ever acts on it.
"""

import copy
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classroom import CHOICE, MODULE, OWN_ORG, SAME_TITLE, Classroom, cell_of, solution

TWIN = {"same-title": SAME_TITLE, "own-org": OWN_ORG[: len(OWN_ORG) * 6 // 10], "offer-choice": CHOICE}
"""The answers of the honest twin: each earns something, and none earns all, so there is something to steal."""

CANARY = "a_canary_of_a_stranger"
SECRET = "the_hidden_test_of_the_course"
JAVASCRIPT = "document.documentElement.dataset.owned=1"

Change = Callable[[dict[str, Any]], object]
Make = Callable[[Classroom, str], object]


@dataclass(frozen=True)
class Kind:
    """One kind of hostile or damaged submission.

    ``says`` is in the report; ``waits`` and ``zero`` are the checks that wait for the instructor and that earn
    nothing, all others earn what the twin earns unless ``less`` may be earned; ``name`` is the student's folder
    where that is the attack, and then it is left out of the grading.
    """

    make: Make
    says: str
    waits: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    less: bool = False
    name: str = ""


ALL = ("same-title-check", "own-org-check", "offer-choice-check")
FIRST = ("same-title-check",)
UNREADABLE: dict[str, Any] = {"waits": ALL, "zero": ALL}


def canary_path(root: Path, kind: str) -> Path:
    """The file that appears if code of a submission runs."""
    return root / CANARY / kind


def canary(root: Path, kind: str) -> str:
    """A line of Python that leaves the file."""
    return f"__import__('pathlib').Path({str(canary_path(root, kind))!r}).write_text('ran')"


def honest_but(change: Change) -> Make:
    """The twin's submission with something done to its JSON."""
    return lambda classroom, student: classroom.submit(student, TWIN, change)


def with_code(*lines: str) -> Make:
    """The twin's submission with a code cell in front and one behind, in which {canary} is the canary."""

    def make(classroom: Classroom, student: str) -> None:
        sung = canary(classroom.root, student)
        source = "\n".join(line.replace("{canary}", sung).replace("{repr}", repr(sung)) for line in lines)

        def change(nb: dict[str, Any]) -> None:
            nb["cells"].insert(0, code_cell("first", source))
            nb["cells"].append(code_cell("last", source))

        classroom.submit(student, TWIN, change)

    return make


def with_files(*names: str) -> Make:
    """The twin's submission with files beside it that hold the canary."""

    def make(classroom: Classroom, student: str) -> None:
        classroom.submit(student, TWIN)
        for name in names:
            path = classroom.folder(student) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(canary(classroom.root, student), encoding="utf-8")

    return make


def with_markup(markup: str) -> Make:
    """The twin's submission with markup in a sentence that the check quotes, and as a paragraph."""
    answer = SAME_TITLE.replace("First, Harbour says", f"First, {markup} Harbour says", 1)
    return lambda classroom, student: classroom.submit(
        student, {**TWIN, "same-title": f"{answer}\n\n{markup}\n\n    {markup}\n\n> {markup}"}
    )


def handing_in(content: str | bytes) -> Make:
    """A file with this content, whatever it is."""
    return lambda classroom, student: classroom.submit_text(student, content)


def rewritten(change: Callable[[bytes], bytes]) -> Make:
    """The twin's file with something done to its bytes."""

    def make(classroom: Classroom, student: str) -> None:
        path = classroom.submit(student, TWIN)
        path.write_bytes(change(path.read_bytes()))

    return make


def code_cell(cell_id: str, source: str, **metadata: Any) -> dict[str, Any]:
    """A code cell of the learner's own."""
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


# What is done to the cells


def edited(grade_id: str, source: str) -> Change:
    return lambda nb: cell_of(nb, grade_id).update(source=source)


def set_flags(grade_id: str, **settings: Any) -> Change:
    return lambda nb: cell_of(nb, grade_id)["metadata"]["nbgrader"].update(settings)


def tagged(nb: dict[str, Any]) -> None:
    for cell in nb["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove_cell"]


def deleted(grade_id: str) -> Change:
    return lambda nb: nb["cells"].remove(cell_of(nb, grade_id))


def nameless(nb: dict[str, Any]) -> None:
    del cell_of(nb, "same-title")["metadata"]["nbgrader"]


def moved_out(nb: dict[str, Any]) -> None:
    cell = cell_of(nb, "same-title")
    nb["cells"].append({"cell_type": "markdown", "id": "new", "metadata": {}, "source": cell["source"]})
    cell["source"] = ""


def doubled(grade_id: str) -> Change:
    def change(nb: dict[str, Any]) -> None:
        cell = cell_of(nb, grade_id)
        nb["cells"].insert(nb["cells"].index(cell) + 1, {**cell, "id": "copy"})

    return change


def split(nb: dict[str, Any]) -> None:
    cell = cell_of(nb, "same-title")
    first, second = cell["source"].split("\n\n", 1)
    cell["source"] = first
    nb["cells"].insert(nb["cells"].index(cell) + 1, {**cell, "id": "second", "source": second})


def turned(kind: str) -> Change:
    def change(nb: dict[str, Any]) -> None:
        cell = cell_of(nb, "same-title")
        cell["cell_type"] = kind
        if kind == "code":
            cell.update(outputs=[], execution_count=None)

    return change


def forged(nb: dict[str, Any]) -> None:
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            result = {"output_type": "execute_result", "execution_count": 1, "metadata": {}}
            cell["outputs"] = [{**result, "data": {"text/plain": "4.0"}}]
    nb["metadata"]["manyhats"] = {"answers": {}, "remarks": [], "readable": True, "waiting": {}}


def evil_kernel(classroom: Classroom, student: str) -> None:
    command = ["sh", "-c", f"touch '{canary_path(classroom.root, student)}'"]
    spec = {"name": "evil", "display_name": "evil", "language": "python", "argv": command}
    classroom.submit(student, TWIN, lambda nb: nb["metadata"].update(kernelspec=spec))


def endless(nb: dict[str, Any]) -> None:
    nb["cells"].append(code_cell("endless", "while True:\n    pass"))
    nb["cells"][-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "and on " * 7_500_000}]


def attached(nb: dict[str, Any]) -> None:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{JAVASCRIPT}'/>"
    cell = cell_of(nb, "same-title")
    cell["attachments"] = {"a.svg": {"image/svg+xml": svg}}
    cell["source"] += "\n\n![a](attachment:a.svg)"


def crowd(nb: dict[str, Any]) -> None:
    new = {"cell_type": "markdown", "metadata": {}, "source": "One more cell with words in it."}
    nb["cells"] += [{**new, "id": f"new-{n}"} for n in range(5_000)]


# What is done to the files


def no_notebook(classroom: Classroom, student: str) -> None:
    (classroom.folder(student) / "essay.docx").write_text("all my words", encoding="utf-8")


def renamed(classroom: Classroom, student: str) -> None:
    path = classroom.submit(student, TWIN)
    path.rename(path.with_name("my exercise (2).ipynb"))


def linked(classroom: Classroom, student: str) -> None:
    elsewhere = classroom.root / "elsewhere" / f"{MODULE}.ipynb"
    elsewhere.parent.mkdir(exist_ok=True)
    path = classroom.submit(student, TWIN)
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def linked_folder(classroom: Classroom, student: str) -> None:
    linked(classroom, student)
    folder = classroom.folder(student)
    (folder / f"{MODULE}.ipynb").unlink()
    folder.rmdir()
    folder.symlink_to(classroom.root / "elsewhere", target_is_directory=True)


def pipe(classroom: Classroom, student: str) -> None:
    os.mkfifo(classroom.folder(student) / f"{MODULE}.ipynb")


def folder_as_notebook(classroom: Classroom, student: str) -> None:
    (classroom.folder(student) / f"{MODULE}.ipynb").mkdir()


def links_beside(classroom: Classroom, student: str) -> None:
    classroom.submit(student, TWIN)
    (classroom.folder(student) / "notes.txt").symlink_to(classroom.root / "gradebook.db")
    (classroom.folder(student) / "up").symlink_to("../..", target_is_directory=True)


def files_beside(classroom: Classroom, student: str) -> None:
    classroom.submit(student, TWIN)
    (classroom.folder(student) / "<img src=x>.png").write_text("x", encoding="utf-8")
    os.mkfifo(classroom.folder(student) / "pipe")


def too_large(classroom: Classroom, student: str) -> None:
    path = classroom.submit(student, TWIN)
    os.truncate(path, 61_000_000)


def at_time(when: str) -> Make:
    def make(classroom: Classroom, student: str) -> None:
        classroom.submit(student, TWIN)
        (classroom.folder(student) / "timestamp.txt").write_text(when, encoding="utf-8")

    return make


def called(name: str) -> Kind:
    """A folder whose name is the attack."""
    return Kind(
        lambda classroom, student: classroom.submit(student, TWIN),
        "The submission was left out: pages or spreadsheets would take the name",
        name=name,
    )


NEVER_RUN = "2 code cells of the learner's own; left out, and never run"
ALONE = "The submission has other files beside the notebook, left alone:"
MARKUP = "“same-title” holds markup or a formula (“"
NOT_WHOLE = "it is not whole JSON"

KINDS = {
    # Code that wants to run
    "plain_code": Kind(with_code("{canary}"), NEVER_RUN),
    "input_transformer": Kind(
        with_code("get_ipython().input_transformers_post.append(lambda lines: [{repr}])"), NEVER_RUN
    ),
    "event_hook": Kind(
        with_code("get_ipython().events.register('pre_run_cell', lambda *_: {canary})"), NEVER_RUN
    ),
    "cell_magic": Kind(with_code("%%python", "{canary}"), NEVER_RUN),
    "shell_escape": Kind(with_code('!python -c "{canary}"'), NEVER_RUN),
    "patched_check": Kind(
        with_code("import manyhats", "manyhats.check = lambda *_, points: points", "{canary}"), NEVER_RUN
    ),
    "hidden_tests_read": Kind(with_code("print(open('../../gradebook.db').read())", "{canary}"), NEVER_RUN),
    "gradebook_written": Kind(
        with_code(
            "import sqlite3",
            "sqlite3.connect('gradebook.db').execute('update grade set manual_score = 4')",
            "{canary}",
        ),
        NEVER_RUN,
    ),
    "fork_bomb": Kind(with_code("# an attacker would fork here, again and again", "{canary}"), NEVER_RUN),
    "memory_bomb": Kind(with_code("# an attacker would fill the memory here", "{canary}"), NEVER_RUN),
    "endless_output": Kind(honest_but(endless), "The notebook is large (53 MB); of it only the answers were"),
    "kernel_of_its_own": Kind(evil_kernel, "The notebook brings a kernel of its own; it was not started"),
    "shadow_launcher": Kind(with_files("ipykernel_launcher.py"), f"{ALONE} “ipykernel_launcher.py”"),
    "shadow_package": Kind(with_files("manyhats/__init__.py"), f"{ALONE} “manyhats”"),
    "shadow_nbformat": Kind(with_files("nbformat.py", "mistune.py"), f"{ALONE} “mistune.py”, “nbformat.py”"),
    "startup_files": Kind(
        with_files("sitecustomize.py", "ipython_config.py", "nbgrader_config.py"),
        f"{ALONE} “ipython_config.py”",
    ),
    # The course's own cells, changed
    "skip_execution": Kind(honest_but(tagged), "Cells were tagged “skip-execution”, “raises-exception”"),
    "edited_check": Kind(
        honest_but(edited("same-title-check", "4.0")), "The locked cell “same-title-check” was changed"
    ),
    "edited_import": Kind(
        honest_but(edited("import", "def check(*_, points): return points")),
        "The locked cell “import” was changed",
    ),
    "deleted_check": Kind(
        honest_but(deleted("same-title-check")), "The locked cell “same-title-check” is missing"
    ),
    "doubled_check": Kind(
        honest_but(doubled("same-title-check")), "The locked cell “same-title-check” is there 2 times"
    ),
    "flipped_flags": Kind(
        honest_but(set_flags("same-title-check", solution=True, locked=False)),
        "settings of the cell “same-title-check” were changed (solution, locked)",
    ),
    "changed_points": Kind(
        honest_but(set_flags("same-title-check", points=400)),
        "settings of the cell “same-title-check” were changed (points)",
    ),
    "nonsense_points": Kind(
        honest_but(set_flags("same-title-check", points=["NaN", {}], grade="yes")),
        "settings of the cell “same-title-check” were changed (grade, points)",
    ),
    "invented_check": Kind(
        honest_but(
            lambda nb: nb["cells"].append(
                code_cell("x", "9.0", nbgrader={"grade_id": "x", "grade": True, "points": 9})
            )
        ),
        "Cells call themselves graded that the course has not: “x”",
    ),
    "forged_results": Kind(honest_but(forged), "The notebook says that it has been graded already"),
    # The answer cells, changed
    "deleted": Kind(
        honest_but(deleted("same-title")), "The answer cell “same-title” is missing", FIRST, FIRST
    ),
    "nameless": Kind(honest_but(nameless), "The answer cell “same-title” is missing", ALL, FIRST),
    "moved_out": Kind(
        honest_but(moved_out), "Text in a cell of its own after the answer “offer-choice”", ALL, FIRST
    ),
    "doubled": Kind(
        honest_but(doubled("same-title")), "“same-title” is there 2 times; one text was taken", FIRST
    ),
    "split": Kind(honest_but(split), "“same-title” is there 2 times; their texts were joined", FIRST),
    "crowd": Kind(honest_but(crowd), "4995 more cells of the learner's own hold text", ALL),
    "locked_answer": Kind(
        honest_but(set_flags("same-title", locked=True, solution=False)),
        "settings of the cell “same-title” were changed (solution, locked)",
    ),
    "raw": Kind(honest_but(turned("raw")), "“same-title” had become a raw cell; its text was taken as prose"),
    "code": Kind(
        honest_but(turned("code")), "“same-title” had become a code cell; its text was taken as prose"
    ),
    "task": Kind(
        honest_but(set_flags("same-title", task=True, solution=False, points=40)),
        "settings of the cell “same-title” were changed (solution, task, points)",
    ),
    "unknown_type": Kind(
        honest_but(turned("<script>")), "“same-title” had become a <script> cell; its text was taken as prose"
    ),
    "huge_answer": Kind(
        honest_but(lambda nb: cell_of(nb, "same-title").update(source=SAME_TITLE + "\n\nAnd more. " * 5000)),
        "the first 20,000 were taken",
        FIRST,
        less=True,
    ),
    "unshowable": Kind(
        honest_but(lambda nb: cell_of(nb, "same-title").update(source=f"{SAME_TITLE} \ud800 \x00 \u202e")),
        "“same-title” holds characters that can't be shown",
    ),
    # Markup in an answer
    "script": Kind(with_markup(f"<script>{JAVASCRIPT}</script>"), f"{MARKUP}<script>", less=True),
    "event_handler": Kind(
        with_markup(f"<img src=x onerror={JAVASCRIPT}>"), f"{MARKUP}<img src=x onerror=", less=True
    ),
    "javascript_address": Kind(
        with_markup(f"[a link](javascript:{JAVASCRIPT}) <a href='javascript:{JAVASCRIPT}'>x</a>"),
        f"{MARKUP}javascript:",
        less=True,
    ),
    "data_address": Kind(
        with_markup(f"[a](data:text/html,<script>{JAVASCRIPT}</script>) ![b](data:image/svg+xml,<svg/>)"),
        f"{MARKUP}data:text/",
        less=True,
    ),
    "svg": Kind(with_markup(f"<svg onload={JAVASCRIPT}><g/></svg>"), f"{MARKUP}<svg onload=", less=True),
    "css": Kind(
        with_markup("<style>body{display:none} .score{position:fixed}</style>"), f"{MARKUP}<style>", less=True
    ),
    "mathjax": Kind(
        with_markup(f"$\\href{{javascript:{JAVASCRIPT}}}{{x}}$ $$\\style{{position:fixed}}{{x}}$$"),
        f"{MARKUP}href{{",
        less=True,
    ),
    "frame_and_form": Kind(
        with_markup(
            f"<iframe srcdoc='<script>parent.{JAVASCRIPT}</script>'></iframe><form><input autofocus>"
        ),
        f"{MARKUP}<iframe ",
        less=True,
    ),
    "focus_handler": Kind(
        with_markup(f"<details open ontoggle={JAVASCRIPT}><summary>x</summary></details>"),
        f"{MARKUP}<details ",
        less=True,
    ),
    "breaking_out": Kind(
        with_markup(f"</div></pre></textarea></section>--> ]]><script>{JAVASCRIPT}</script><!--"),
        f"{MARKUP}</div>",
        less=True,
    ),
    "template": Kind(
        with_markup("{{ resources.nbgrader }} {% raw %} <b>{{7*7}}</b>"), f"{MARKUP}<b>", less=True
    ),
    "attachment": Kind(
        honest_but(attached), "Pictures or files are attached to cells of “same-title”; only text was taken"
    ),
    # Files that are no notebook, or not this one
    "too_old": Kind(honest_but(lambda nb: nb.update(nbformat=3)), "format is older (3;", **UNREADABLE),
    "too_new": Kind(honest_but(lambda nb: nb.update(nbformat=5)), "newer or unknown (5;", **UNREADABLE),
    "odd_format": Kind(
        honest_but(lambda nb: nb.update(nbformat="<b>4</b>")), "newer or unknown", **UNREADABLE
    ),
    "half_written": Kind(rewritten(lambda raw: raw[:1500]), NOT_WHOLE, **UNREADABLE),
    "not_json": Kind(handing_in("Dear Sir or Madam"), f"{NOT_WHOLE} (line 1)", **UNREADABLE),
    "nul_bytes": Kind(handing_in(b"\0" * 4000), NOT_WHOLE, **UNREADABLE),
    "empty_file": Kind(handing_in(b""), "the file is empty", **UNREADABLE),
    "utf16": Kind(rewritten(lambda raw: raw.decode().encode("utf-16")), "it is not UTF-8 text", **UNREADABLE),
    "latin1": Kind(
        rewritten(lambda raw: raw.replace(b"offers", "caf\xe9".encode("latin-1"))),
        "it is not UTF-8 text",
        **UNREADABLE,
    ),
    "other_json": Kind(handing_in('{"hello": 1}'), "it is JSON, but not a notebook", **UNREADABLE),
    "a_list": Kind(handing_in("[1, 2]"), "it is JSON, but not a notebook", **UNREADABLE),
    "no_cells": Kind(handing_in('{"nbformat": 4, "cells": 7}'), "it has no cells", **UNREADABLE),
    "odd_cells": Kind(
        handing_in('{"nbformat": 4, "cells": [1, null, [], {"metadata": 3, "source": {}}], "metadata": []}'),
        "The answer cell “same-title” is missing",
        **UNREADABLE,
    ),
    "deep": Kind(handing_in("[" * 200_000 + "]" * 200_000), "nested too deeply", **UNREADABLE),
    "many_digits": Kind(
        handing_in('{"nbformat": 4, "cells": [], "n": ' + "1" * 9_000 + "}"), "too many digits", **UNREADABLE
    ),
    "many_pieces": Kind(
        handing_in('{"nbformat": 4, "cells": [' + "[]," * 1_700_000 + "[]]}"),
        "it has more than 3,000,000 parts",
        **UNREADABLE,
    ),
    "too_large": Kind(too_large, "it has 61 MB, and 60 MB are allowed", **UNREADABLE),
    "no_notebook": Kind(no_notebook, "There is no notebook in this submission", **UNREADABLE),
    "empty_folder": Kind(Classroom.folder, "There is no notebook in this submission", **UNREADABLE),
    "renamed": Kind(renamed, "The notebook is called “my exercise (2).ipynb”"),
    "linked": Kind(linked, "there is a link or something else that is not a file", **UNREADABLE),
    "linked_folder": Kind(linked_folder, "there is a link or something else", **UNREADABLE),
    "pipe": Kind(pipe, "there is a link or something else that is not a file", **UNREADABLE),
    "folder_as_notebook": Kind(folder_as_notebook, "there is a link or something else", **UNREADABLE),
    "links_beside": Kind(links_beside, "has links beside the notebook, left alone: “notes.txt”, “up”"),
    "files_beside": Kind(files_beside, f"{ALONE} “<img src=x>.png”, “pipe”"),
    "bad_time": Kind(at_time("yesterday, honest"), "The time of handing in can't be read (“yesterday"),
    "impossible_time": Kind(at_time("2025-13-45 99:99 UTC"), "The time of handing in can't be read"),
    # Names
    "formula_name": called("=HYPERLINK(1+1)"),
    "command_name": called("@SUM(1+1)cmd"),
    "markup_name": called(f"<img src=x onerror={JAVASCRIPT}>"),
    "script_name": called(f'";{JAVASCRIPT};"'),
    "broken_name": called("two\nlines"),
    "reversed_name": called("gnp.\u202egpj"),
    "undecodable_name": called(os.fsdecode(b"caf\xe9")),
}


def student_of(name: str) -> str:
    """The folder that a kind is handed in under."""
    return KINDS[name].name or name


def make_class(classroom: Classroom) -> None:
    """Release an exercise with a hidden test and a mark scheme, and hand in the twin and every kind."""
    notebook = copy.deepcopy(solution())
    check, prompt = (cell_of(notebook, f"same-title-{part}") for part in ("check", "prompt"))
    hidden = f"### BEGIN HIDDEN TESTS\n{SECRET} = 1\n### END HIDDEN TESTS\n"
    check["source"] = hidden + check["source"]
    prompt["source"] += f"\n\n### BEGIN MARK SCHEME\n{SECRET}\n### END MARK SCHEME"
    classroom.write_solution(notebook)
    released = classroom.release()
    assert released["success"], released["log"]
    (classroom.root / CANARY).mkdir()
    classroom.submit("honest", TWIN)
    for name, kind in KINDS.items():
        kind.make(classroom, student_of(name))


if __name__ == "__main__":
    make_class(Classroom(Path(sys.argv[1])))
    print(f"{len(KINDS)} kinds of submission are in {sys.argv[1]}/submitted. Nothing has been graded yet.")
