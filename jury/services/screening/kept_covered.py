"""What a moderator covered by hand stays covered in all that its side writes later.

Otherwise whoever wants jurors to read a number writes it once more, in a correction or
in another text. A wish names its words; what a moderator covered unasked is read off
the revisions of a text: the words of an earlier one that stand where a later one is
covered.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from jury.services.moderation.tasks import COVER
from jury.services.screening import texts
from jury.services.screening.in_pieces import cover_pieces
from jury.storage.desk.tasks import list_tasks_of
from jury.storage.disputes import Dispute, RedactedText, list_revisions

# Shorter words stand in others, and shorter figures tell a price or a day elsewhere.
_SHORTEST_WORD, _SHORTEST_FIGURE = 2, 5


def cover_like_others(
    dispute: Dispute, kept: RedactedText, *earlier: str
) -> RedactedText:
    """Cover in a new text what other texts of its side make personal; the text.

    That is what was covered in them by hand, and what they and this one say together.
    `earlier` are the names of the texts that it corrects.
    """
    return cover_pieces(dispute, cover_again(dispute, kept, *earlier))


def cover_again(dispute: Dispute, kept: RedactedText, *earlier: str) -> RedactedText:
    """Cover in a text what was covered by hand in any text of its side."""
    own, wished = {kept.source, *earlier}, _wished(dispute)
    passages: list[str] = []
    for source, rows in groupby(
        list_revisions(dispute.id, kept.side), lambda row: row.source
    ):
        covered = _by_hand(row.template for row in rows if row is not kept)
        found = [*wished[source], *covered]
        passages += [one for one in found if source in own or _is_telling(one)]
    again = [passage for passage in passages if texts.stands_in(kept, passage)]
    return texts.cover_unseen(dispute, kept, again) if again else kept


def _is_telling(passage: str) -> bool:
    """Whether it says the same wherever it stands."""
    return len(passage) >= (_SHORTEST_FIGURE if passage.isnumeric() else _SHORTEST_WORD)


def _wished(dispute: Dispute) -> dict[str, list[str]]:
    """What was covered because a side asked for it, by the names of the texts."""
    found: dict[str, list[str]] = defaultdict(list)
    for task in list_tasks_of(dispute.id, COVER):
        if task.outcome == "covered" and "target" in task.detail:
            found[task.detail["target"]].append(task.detail["passage"])
    return found


def _by_hand(templates: Iterable[str]) -> list[str]:
    found: set[str] = set()
    before: list[str] = []
    for template in templates:
        if texts.COVERED in template:
            found.update(_covered_in(template, before))
        elif template in before:
            # A moderator took the act back.
            found = {passage for passage in found if passage not in template}
        before.append(template)
    return sorted(found)


def _covered_in(template: str, before: Sequence[str]) -> list[str]:
    """The words that stood where this template is covered, before they were."""
    parts = template.split(texts.COVERED)
    for earlier in reversed(before):
        gaps = _gaps(earlier, parts) if texts.COVERED not in earlier else []
        if gaps:
            return [one for one in gaps if one.strip()]
    return []


def _gaps(text: str, parts: Sequence[str]) -> list[str]:
    """What stands between these parts of a text; nothing when they are not its parts.

    Part after part where it first stands: a regular expression would try every place
    of each, and a side chooses how many there are.
    """
    first, *middle, last = parts
    at, end = len(first), len(text) - len(last)
    if not (text.startswith(first) and text.endswith(last)):
        return []
    gaps: list[str] = []
    for part in middle:
        found = text.find(part, at + 1, end)
        if found < 0:
            return []
        gaps.append(text[at:found])
        at = found + len(part)
    return [*gaps, text[at:end]] if at < end else []
