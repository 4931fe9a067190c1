"""``my_record``: shows a learner the block of text that may be pasted into an answer, or not."""

from IPython.display import display

from manyhats import journal, profile
from manyhats.notebook import is_graded
from manyhats.record import MyRecord, write_record
from manyhats.record.from_journal import record_of
from manyhats.views import scenario
from manyhats.views.parts import Parts, View
from manyhats.views.theme import message


def my_record() -> None:
    """Show the record that the journal gives; when nbgrader runs the exercise, nothing is shown and nothing is read."""
    if not is_graded():
        display(MyRecordView())


class MyRecordView(View):
    """The record of this machine's journal, in a field to copy from."""

    def __init__(self) -> None:
        parts = Parts()
        kept, notice = journal.read_all(scenario.KIND, profile.KIND)
        record = record_of(kept[scenario.KIND], kept[profile.KIND])
        shown = [parts.heading("Your record")]
        if notice:
            shown.append(parts.html(message(notice)))
        if record.is_empty:
            shown.append(
                parts.html(
                    "<p>There is nothing to show yet: no scenario on this machine is rated and decided, and there is no "
                    "self-rating. You can leave the answer below as it is.</p>"
                )
            )
        else:
            field = parts.textarea(
                "To copy it: click into this field, press Ctrl+A, then Ctrl+C (⌘A, ⌘C on a Mac)",
                write_record(record),
            )
            field.rows = len(record.scenarios) + len(record.self_ratings) + 4
            shown += [parts.html(f"<p>{_what(record)}</p>"), field]
        self.widget = parts.page(parts.column(*shown, kind="mh-card"))


def _what(record: MyRecord) -> str:
    rated, own = len(record.scenarios), len(record.self_ratings)
    return (
        f"It holds your ratings of {rated} {'scenario' if rated == 1 else 'scenarios'}, and "
        f"{own} {'self-rating' if own == 1 else 'self-ratings'} of the four hats. Nothing else of your journal is in it: "
        "no choices, no explanations, no credit. It goes nowhere unless you paste it."
    )
