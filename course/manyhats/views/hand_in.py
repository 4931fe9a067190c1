"""``hand_in``: the last cell of an exercise, which makes the one file that a learner hands in."""

from base64 import b64encode
from html import escape
from pathlib import Path

from IPython.display import display

from manyhats import journal
from manyhats.exercise.file_name import NameProblem, file_name, plain_name
from manyhats.exercise.handing_in import folder_for, put
from manyhats.exercise.pack import Packed, PackedAnswer, pack
from manyhats.notebook import AnswerProblem, is_graded, newest, read_notebook
from manyhats.record import RecordError, parse_record
from manyhats.views.parts import Parts, View, announce
from manyhats.views.theme import message

KIND = "hand-in"  # of the journal's entries
CELL = "hand-in-{}"  # the grade_id of the cell that calls this, by which its notebook is known
MY_RECORD = "my-record"
_NAME = "name"

_MOST_OF_OPTION = 60  # characters by which a learner knows an option again


def hand_in(exercise: str) -> None:
    """Show the field and the button with which a learner makes the file to hand in.

    When nbgrader runs the exercise, nothing is shown and nothing is read.

    Args:
        exercise: the exercise's id, such as ``01-one-title-many-roles``.
    """
    if not is_graded():
        display(HandIn(exercise))


class HandIn(View):
    """Makes one file of an exercise, and says what it contains and where it lies.

    Args:
        exercise: the exercise's id.
    """

    def __init__(self, exercise: str) -> None:
        self._exercise = exercise
        self._parts = parts = Parts()
        self._name = parts.text("Your name, or the id that your class uses")
        self._name.add_class("mh-stacked")
        kept = journal.read(KIND).entries.get(_NAME)
        self._name.value = kept if isinstance(kept, str) else ""
        self._status = parts.status()
        self._made = parts.html()
        self.widget = parts.page(
            parts.column(
                parts.heading("Hand in this exercise"),
                parts.html(
                    "<p class='mh-muted'>Makes one file of your answers on this machine. Nothing is sent: you hand the "
                    "file in yourself, as your class asks.</p>"
                ),
                self._name,
                parts.row(parts.button("Make the file to hand in", self._make, primary=True)),
                self._status,
                self._made,
                kind="mh-card",
            )
        )

    def _make(self) -> None:
        self._made.value = ""
        name = self._name.value
        try:
            plain_name(name)
            notebook, saved_at = newest(CELL.format(self._exercise))
            packed = pack(read_notebook(notebook))
        except (NameProblem, AnswerProblem) as problem:
            announce(self._status, str(problem))
            return
        notices = [journal.record(KIND, _NAME, name.strip())]
        if saved_at:
            notices.append(
                f"The file holds the version of this notebook that was saved at {saved_at:%H:%M:%S}. If you have "
                "written since, save (Ctrl+S) and press the button again."
            )
        announce(self._status, self._put(packed, folder_for(notebook)))
        self._made.value = "".join(
            (
                *map(message, notices),
                f"<p>{_download(packed.content, file_name(self._exercise, name))}</p>",
                _contents(packed),
            )
        )

    def _put(self, packed: Packed, folder: Path) -> str:
        """Write the file, and say in a sentence what came of it."""
        try:
            done = put(packed.content, self._exercise, self._name.value, folder)
        except OSError as error:
            return (
                f"The file is made, but it can't be written to {folder} ({error.strerror or error}). Save it with the "
                "link below instead."
            )
        if done.same:
            return f"Nothing has changed since you last made this file. It lies at {done.path}."
        earlier = f" The one that you made before is kept as {done.earlier}." if done.earlier else ""
        return f"The file is made. It lies at {done.path}.{earlier}"


def _download(content: bytes, name: str) -> str:
    data = b64encode(content).decode()
    return (
        f"<a download='{escape(name, quote=True)}' href='data:application/x-ipynb+json;base64,{data}'>"
        f"Download {escape(name)}</a>"
    )


def _contents(packed: Packed) -> str:
    """What is in the file and what is not, as HTML."""
    answers = "".join(f"<li>{_told(answer)}</li>" for answer in packed.answers)
    left = "".join(f"<li>{escape(one)}</li>" for one in (*packed.left_behind, *_never_in_it(packed)))
    return f"<h4>What is in it</h4><p>{_whole(packed)}</p><ul>{answers}</ul><h4>What is not in it</h4><ul>{left}</ul>"


def _whole(packed: Packed) -> str:
    asked = [answer.written for answer in packed.answers if answer.prompt_id != MY_RECORD]
    if any(written and (written.words or written.ticked) for written in asked):
        return "The exercise, with your answers as they stand:"
    return "The exercise. <b>None of its answers is begun yet</b>, so think twice before you hand this in:"


def _never_in_it(packed: Packed) -> list[str]:
    pasted = any(
        answer.prompt_id == MY_RECORD and answer.written and answer.written.own for answer in packed.answers
    )
    but = ", but for the record that you pasted" if pasted else ""
    return [
        "What the check said of your answers, and its credit.",
        f"Your journal: what you rated, predicted, decided and explained in the modules{but}.",
        "Anything about this machine or your account.",
    ]


def _told(answer: PackedAnswer) -> str:
    """One answer in a line of HTML."""
    said = [_amount(answer), answer.note]
    return f"<b>{escape(answer.title)}</b>: {escape(' '.join(part for part in said if part))}"


def _amount(answer: PackedAnswer) -> str:
    written = answer.written
    if written is None or answer.text is None:
        return "not in the file."
    if answer.prompt_id == MY_RECORD:
        return _record(answer.text, bool(written.own))
    said = []
    if written.options:
        chosen = ", ".join(f"“{_shortened(text)}”" for text in written.ticked)
        said.append(f"you chose {chosen}" if chosen else "no box is ticked")
    if written.words:
        said.append("1 word" if written.words == 1 else f"{written.words} words")
    elif written.has_stub:
        said.append("still the line in italics, no words of yours")
    elif not written.ticked:
        said.append("nothing yet")
    return "; ".join(said) + "."


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_OF_OPTION else f"{text[:_MOST_OF_OPTION].rstrip()} …"


def _record(text: str, has_words: bool) -> str:
    if not has_words:
        return "not pasted, which is fine."
    try:
        record = parse_record(text)
    except RecordError as error:
        return f"it goes in as it stands, but it can't be read as a record. {error}"
    rated, own = len(record.scenarios), len(record.self_ratings)
    return (
        f"your ratings of {rated} {'scenario' if rated == 1 else 'scenarios'}, and "
        f"{own} {'self-rating' if own == 1 else 'self-ratings'}."
    )
