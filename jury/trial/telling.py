"""What the check prints: a line a story, and under the table each fault once."""

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext

from jury.domain.errors import N_
from jury.trial.faults import PAGE, Fault
from jury.trial.run import Ending
from jury.trial.stories import Story

PASSED, FAILED = N_("pass"), N_("FAIL")
WIDTH = 20
ALIKE = N_("The same in %(count)s stories: %(names)s.")
EACH = N_("With other sums or names in each; --story NAME plays one of them.")
WHERE = N_("How it is right: %(page)s, “%(place)s”.")
SUMMARY = N_("%(passed)s of %(whole)s stories passed.")
NO_STATE = N_(
    "Without --state only answers were judged, not what your receiver paid or where it "
    "thinks that a dispute stands."
)


def listed(stories: Iterable[Story]) -> Iterator[str]:
    """Every story, with what happens in it."""
    for story in stories:
        yield f"{story.name:<{WIDTH}}{gettext(story.says)}"


def line_of(ending: Ending) -> str:
    """The line of one story in the table."""
    word = gettext(FAILED if ending.fault else PASSED)
    name, says = ending.story.name, gettext(ending.story.says)
    return f"{word:<6}{ending.seconds:>5.1f} s  {name:<{WIDTH}}{says}"


def explanation(endings: Sequence[Ending], *, sees_state: bool) -> Iterator[str]:
    """What was wrong, what is right, and how many passed."""
    alike: dict[tuple[object, ...], list[tuple[str, Fault]]] = {}
    for ending in endings:
        if ending.fault:
            same = alike.setdefault(ending.fault.alike, [])
            same.append((ending.story.name, ending.fault))
    for same in alike.values():
        yield from _paragraph(same)
    failed = sum(map(len, alike.values()))
    whole = len(endings)
    yield "\n" + gettext(SUMMARY, passed=whole - failed, whole=whole)
    if not sees_state:
        yield gettext(NO_STATE)


def _paragraph(same: Sequence[tuple[str, Fault]]) -> Iterator[str]:
    """One fault: in a single story, or once for all in which it is the same."""
    name, fault = same[0]
    yield f"\n{name}: {_sentence(fault)}"
    if len(same) > 1:
        names = ", ".join(one for one, _fault in same)
        yield f"  {gettext(ALIKE, count=len(same), names=names)}"
        if len({_sentence(one) for _name, one in same}) > 1:
            yield f"  {gettext(EACH)}"
    yield f"  {gettext(WHERE, page=PAGE, place=fault.place)}"


def _sentence(fault: Fault) -> str:
    return str(gettext(fault.sentence, **fault.params))
