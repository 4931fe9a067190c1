"""The Feed: what picture of a job a reader forms from the posts that reach her, beside the job itself."""

from functools import cache

from manyhats.feed import WEEKS, Spread, middle, nearest, read
from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.roles import decode, load_role
from manyhats.views.charts import mix_text
from manyhats.views.explain import Explanation
from manyhats.views.line_chart import Band, Line, line_chart
from manyhats.views.parts import Parts, View, announce
from manyhats.views.picture_chart import picture_chart
from manyhats.views.plots import Plots
from manyhats.views.predict import Prediction
from manyhats.views.theme import own_styles

_Pictures = list[dict[Hat, float]]  # one of each week

_KEY = "feed"  # in the journal
_READER = "Tess"
_SEED = 1  # her luck
_CROWD = range(100, 140)  # the luck of forty others

_JOBS = ("harbour", "pinewood", "brightline")  # one leans to delivery, one to technology, one to people
_START_JOB, _START_MORE, _START_HANDS = _JOBS[0], 50, 4
_MOST_MORE, _MOST_HANDS = 100, 5

_OPTIONS = {
    "under-25": "Less than 25%",
    "25-to-39": "25% to 39%",
    "40-to-54": "40% to 54%",
    "55-up": "55% or more",
}
_TRY = (
    f"<h4 class='mh-ask'>Try</h4><p>Can you get {_READER} to mistake Harbour's job for Brightline's? Then find two "
    "different ways to put her right.</p><p>A <b>hand</b> is somebody who passes a post on. The <b>head start</b> is how "
    "much more often each hand passes on a people post than a technical one.</p>"
)
_TOY = (
    "<p class='mh-muted'>A toy with stated rules and teaching assumptions, not calibrated. It shows how a skew "
    "<em>can</em> arise. It is no evidence that one does.</p>"
)
_ASSUMED = f"""
<details><summary>What this page assumes</summary><ul>
<li>Those who write are managers, and all of them have the job that you chose. Its mix is what the Role Decoder reads in
the lines of the description. A line can be half a job, so this is a rough scale. They write about each part of the job
as often as they do it, and all of it is true.</li>
<li>At each hand a post is passed on with a chance of <i>c</i> (1 + head start × relatability).
Relatability is 1 for people, 0.2 for delivery and for business, and 0 for technical topics: how far a stranger can join
in. These four are our guess. <i>c</i> is the same for every topic, so it makes no difference to the picture.</li>
<li>{_READER} reads ten posts a week, for {WEEKS} weeks, drawn at random from those that reach her. Her picture of the job
is the mix of what she has read. She has the same luck each time, so what changes is your doing.</li>
<li>The band is forty other readers of the same feed, each with luck of their own. Eight of ten lie inside.</li>
<li>Left out: what she clicks on, what a platform pushes, writers who learn what travels, and the manager two desks away
whom she could ask. Also left out are two of the essay's three reasons: only “relatable” is in here.</li>
</ul></details>
"""


@cache
def _mixes() -> dict[str, dict[Hat, float]]:
    """Each job's mix, by its lines."""
    return {job: decode(load_role(job).text).mix for job in _JOBS}


class Feed(View):
    """The view of one reader's feed.

    The learner predicts how much of her picture is about people; then whose job is written about, how much more
    often people topics are passed on, and through how many hands, can be changed.
    """

    def __init__(self) -> None:
        parts = Parts()
        self._status = parts.status()
        self._status.add_class("mh-visually-hidden")
        self._picture, self._weeks = Plots(parts), Plots(parts)
        jobs = [(_job_label(job), job) for job in _JOBS]
        self._job = parts.radio(jobs, _START_JOB, "Whose job is posted about")
        self._more = parts.slider(
            "Head start of people posts at each hand (%)", 0, _MOST_MORE, _START_MORE, step=10
        )
        self._hands = parts.slider(f"Hands between the writer and {_READER}", 0, _MOST_HANDS, _START_HANDS)
        self._controls = (self._job, self._more, self._hands)
        for control in self._controls:
            control.observe(self._changed, "value")
        explanation = Explanation(
            parts, _KEY, "Explain: nobody lied, and every post was true. So where did the rest of the job go?"
        )
        self._unlocked = [
            parts.column(
                parts.html(_TRY),
                parts.heading("Which job do the writers have?"),
                self._job,
                parts.row(self._more, self._hands, kind="mh-controls"),
                parts.row(parts.button("Back to the start values", self._start_again)),
                kind="mh-card",
            ),
            parts.row(
                *(parts.column(plots.widget, kind="mh-card") for plots in (self._picture, self._weeks)),
                kind="mh-feed-charts",
            ),
            explanation.widget,
        ]
        self._stage = parts.column()
        prediction = Prediction(
            parts,
            _KEY,
            f"After {WEEKS} weeks, how much of {_READER}'s picture of the job is about people?",
            _OPTIONS,
            self._unlock,
        )
        prediction.happened(self._outcome())
        self.widget = parts.page(
            parts.column(parts.html(_setting()), kind="mh-card"),
            prediction.widget,
            self._stage,
            parts.html(_TOY + _ASSUMED),
            self._status,
            styles=own_styles("feed"),
            kind="mh-feed",
        )

    def _unlock(self) -> None:
        self._stage.children = self._unlocked
        self._draw()

    def _start_again(self) -> None:
        for control, value in zip(self._controls, (_START_JOB, _START_MORE, _START_HANDS), strict=True):
            control.value = value
        announce(self._status, f"As it was at the beginning. {self._in_words()}")

    def _changed(self, _: object) -> None:
        self._draw()
        announce(self._status, self._in_words())

    @property
    def _spread(self) -> Spread:
        return Spread(self._more.value / 100, self._hands.value)

    @property
    def _written(self) -> dict[Hat, float]:
        return _mixes()[self._job.value]

    def _read(self, seed: int) -> _Pictures:
        return read(self._spread.arriving(self._written), seed)

    def _outcome(self) -> str:
        people = self._read(_SEED)[-1][Hat.PEOPLE]
        return f"{people:.0%} of what {_READER} read was about people. In the job it is {self._written[Hat.PEOPLE]:.0%}."

    def _in_words(self) -> str:
        picture = self._read(_SEED)[-1]
        return (
            f"{_READER}'s picture: {mix_text(picture)}. The job: {mix_text(self._written)}. "
            f"Her picture looks most like {_short(nearest(picture, _mixes()))}."
        )

    def _draw(self) -> None:
        hers, others = self._read(_SEED), [self._read(seed) for seed in _CROWD]
        self._show_beside_the_job(hers, others)
        self._show_week_by_week(hers, others)

    def _show_beside_the_job(self, hers: _Pictures, others: list[_Pictures]) -> None:
        """What the reader thinks in the end, hat by hat."""
        crowd = {hat: middle(pictures[-1][hat] for pictures in others) for hat in Hat}
        plot = picture_chart(_READER, self._written, hers[-1], crowd)
        taken_for = _taken_for(self._job.value, nearest(hers[-1], _mixes()))
        self._picture.show(f"{plot.figure}{taken_for}<p>{_reach(self._spread)}</p>", [plot])

    def _show_week_by_week(self, hers: _Pictures, others: list[_Pictures]) -> None:
        """How much of the picture is about people, while the reader reads on."""
        job = self._written[Hat.PEOPLE]
        by_week = [middle(pictures[week][Hat.PEOPLE] for pictures in others) for week in range(WEEKS)]
        plot = line_chart(
            "People's share of the picture, week by week",
            "week",
            range(1, WEEKS + 1),
            [Line(_READER, [picture[Hat.PEOPLE] for picture in hers]), Line("the job", [job] * WEEKS)],
            (0, 1),
            bands=[Band("8 of 10 readers", *zip(*by_week, strict=True))],
            number="{:.0%}".format,
        )
        self._weeks.show(f"{plot.figure}<p>{_surer(self._spread, job, by_week[-1])}</p>", [plot])


def _short(job: str) -> str:
    return load_role(job).company.split()[0]


def _job_label(job: str) -> str:
    mix = _mixes()[job]
    most = max(mix, key=lambda hat: mix[hat])
    return f"{_short(job)}: {mix[most]:.0%} {DESCRIPTIONS[most].name.lower()}"


def _setting() -> str:
    """What the prediction is about, in words."""
    return (
        f"<p>{_READER} reads what managers write about their work. All of them have the job at "
        f"<b>{_short(_START_JOB)}</b>. By its lines that job is: {mix_text(_mixes()[_START_JOB])}. They write about each "
        f"part as often as they do it.</p><p>{_READER} follows none of them. <b>Four people</b> pass a post on, one to "
        "the next, before she sees it. At each of these hands, a post about people is passed on <b>half as often again"
        "</b> as one about technology. Delivery and business lie in between, nearer to technology.</p>"
        f"<p>She reads ten posts a week for {WEEKS} weeks, and believes what she reads.</p>"
    )


def _taken_for(job: str, looks_like: str) -> str:
    """Which job her picture looks most like, beside the one that was written about."""
    seen, written = _short(looks_like), _short(job)
    if looks_like == job:
        told = f"Of the three jobs, her picture looks most like <b>{seen}'s</b>. It is {seen}'s."
    else:
        told = f"Of the three jobs, her picture looks most like <b>{seen}'s</b>. But every post came from <b>{written}</b>."
    return f"<p class='mh-message'>{told}</p>"


def _reach(spread: Spread) -> str:
    """How much likelier a people post is to arrive, and why."""
    if not spread.hands:
        return f"{_READER} follows the writers herself. Nobody selects, so every post is as likely to reach her as any other."
    if not spread.more:
        return "Every post is as likely to be passed on as any other, so the hands select nothing."
    each = f"{1 + spread.more:g}"
    factors = f": {' × '.join([each] * spread.hands)}" if spread.hands > 1 else ""
    ratio = f"{spread.reach(Hat.PEOPLE):.1f}".removesuffix(".0")
    return f"A people post is {ratio} times as likely to reach her as a technical one{factors}."


def _surer(spread: Spread, job: float, last_week: tuple[float, float]) -> str:
    """What twelve weeks of reading did, and what they didn't."""
    low, high = last_week
    if spread.reach(Hat.PEOPLE) == 1:
        return "Nothing is selected. What sets the readers apart is luck, and it counts for less with every week."
    if low <= job <= high:
        return (
            "The job lies inside the band. A skew as small as this can't be told from luck in twelve weeks."
        )
    return "The band grows narrow, away from the job. Reading more made the readers surer, and brought them no nearer to it."
