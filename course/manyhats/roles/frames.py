"""How a line of a role description speaks: of a duty, of experience, of the past, of a trait, of the company.

Told by the line's first words. "Coach engineers" asks for an act; "Experience of coaching engineers", "Has coached
engineers" and "We coach engineers" have the same words and ask for none.
"""

from dataclasses import dataclass

_BEFORE_CREDENTIAL = frozenset(
    "a an the some any strong proven prior previous extensive solid deep demonstrable demonstrated significant hands-on "
    "professional relevant direct good excellent great exceptional outstanding practical past at least minimum of over "
    "more than few several multiple two three five ten working basic advanced experience experienced you your have has "
    "had you've and or to is be been both highly very as people technical leadership management communication "
    "engineering software interpersonal analytical organisational organizational in bonus who nice genuine real sound "
    "broad thorough clear natural".split()
)
_CREDENTIAL = frozenset(
    "experience experienced year years yrs track knowledge understanding familiarity familiar ability skills skill "
    "passion passionate degree expertise background proficient proficiency fluent fluency comfortable history desire "
    "willingness willing curious curiosity bachelor bachelor's master's expert exposure mindset attitude appreciation "
    "interest interested excited love enjoy communicator evidence command grasp aptitude sense commitment skilled "
    "qualified certified".split()
)
_HAVE = frozenset("have has having had you've i've also already previously successfully ideally".split())
_PARTICIPLES = frozenset(
    "led lead built grown run taken worked been written shipped held driven read seen done made given taught "
    "brought hired spent".split()
)
_TRAIT_OPENINGS = frozenset("you're someone must be".split())
_TRAIT_VERBS = frozenset(
    "are like love enjoy know want believe care thrive understand don't bring prefer value can".split()
)
_PREPOSITIONS = frozenset(
    "at in as for with when if while through by from alongside together working during".split()
)
_COMPANY = frozenset("we we're we've we'll we'd our us".split())

_SUBJECTS = frozenset(
    "i you you'll we they he she will would should must can could may be is are am help helps helping the a an as well "
    "also able to responsible for accountable expected ensuring ensure ensures role manager managers em ems "
    "engineering lead leader head who this person your main job and".split()
)
_ACT_ENDS = frozenset(
    "to so by while for that which through via when where because if in until with using across toward towards within "
    "from on at as".split()
)
_LONGEST_ACT = 9
_LONGEST_PREAMBLE = 14


@dataclass(frozen=True)
class Act:
    """Where the act of a duty stands: from the word ``verb`` up to, without, the word ``end``."""

    verb: int
    end: int


def frame(words: list[str]) -> tuple[str, int]:
    """How a line speaks.

    Args:
        words: the line's words in lower case, with straight apostrophes.

    Returns:
        "credential", "past", "company", "trait" or "duty", and how many first words told so (0 for a duty).
    """
    if told := _credential(words):
        return "credential", told
    if told := _past(words):
        return "past", told
    if told := _company(words):
        return "company", told
    if words[:1] and words[0] in _TRAIT_OPENINGS:
        return "trait", 1
    if words[:1] == ["you"] and words[1:2] and words[1] in _TRAIT_VERBS:
        return "trait", 2
    return "duty", 0


def main_act(words: list[str], clauses: list[int]) -> Act:
    """The act that a line asks for, without who does it before and what for after.

    Args:
        words: as for ``frame``; at least one, or the act is empty.
        clauses: for each word the number of its clause.
    """
    start = _after_preamble(words, clauses)
    verb = start
    while verb < len(words) and (words[verb] in _SUBJECTS or words[verb].endswith("ly")):
        verb += 1
    if verb == len(words):
        verb = start
    end = verb + 1
    while (
        end < min(len(words), verb + _LONGEST_ACT)
        and words[end] not in _ACT_ENDS
        and clauses[end] <= clauses[verb]
    ):
        end += 1
    return Act(verb, min(end, len(words)))


def _after_preamble(words: list[str], clauses: list[int]) -> int:
    """Where the second clause begins, if the first is a preamble: "With product and design, ..."; else 0."""
    if words[:1] and words[0] in _PREPOSITIONS and clauses[-1] > 0:
        second = next(here for here, clause in enumerate(clauses) if clause > 0)
        return second if second <= _LONGEST_PREAMBLE and second < len(words) - 1 else 0
    return 0


def _credential(words: list[str]) -> int:
    """The words up to the credential's noun, with up to six that qualify it; 0 where there is none."""
    for here, word in enumerate(words[:7]):
        if word in _CREDENTIAL:
            return here + 1
        if word not in _BEFORE_CREDENTIAL and not word[0].isdigit() and word != "+":
            return 0
    return 0


def _past(words: list[str]) -> int:
    """ "You have led", "Has already managed", "You've 5": what was done, not what is to do."""
    here = 1 if words[:1] in (["you"], ["i"]) else 0
    first = here
    while here < len(words) and words[here] in _HAVE:
        here += 1
    if here == first or here == len(words):
        return 0
    word = words[here]
    return here + 1 if word.endswith("ed") or word in _PARTICIPLES or word[0].isdigit() else 0


def _company(words: list[str]) -> int:
    """ "We build", "At Larkfield we build", "Our platform": the company speaks of itself."""
    if words[:1] and words[0] in _COMPANY:
        return 1
    if words[:1] and words[0] in _PREPOSITIONS:
        return next((here + 1 for here, word in enumerate(words[:5]) if word in ("we", "we're", "we've")), 0)
    return 0
