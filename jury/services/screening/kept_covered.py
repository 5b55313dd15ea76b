"""What a moderator covered by hand stays covered when its side corrects the text.

Otherwise whoever wants jurors to read a number writes it once more. A wish names its
words; what a moderator covered unasked is read off the revisions of the text: the
words of an earlier one that stand where a later one is covered.
"""

from collections.abc import Iterable, Sequence

from jury.services.moderation.tasks import COVER
from jury.services.screening import texts
from jury.storage.desk.tasks import list_tasks_of
from jury.storage.disputes import Dispute, RedactedText, list_revisions


def cover_again(dispute: Dispute, kept: RedactedText, *sources: str) -> RedactedText:
    """Cover in a correction what was covered by hand in the texts that it corrects."""
    passages = [
        passage
        for source in sources
        for passage in (
            *_wished(dispute, source),
            *_by_hand(
                row.template
                for row in list_revisions(dispute.id, source)
                if row is not kept
            ),
        )
    ]
    again = [passage for passage in passages if texts.stands_in(kept, passage)]
    return texts.cover_unseen(dispute, kept, again) if again else kept


def _wished(dispute: Dispute, source: str) -> list[str]:
    return [
        task.detail["passage"]
        for task in list_tasks_of(dispute.id, COVER)
        if task.outcome == "covered" and task.detail.get("target") == source
    ]


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
