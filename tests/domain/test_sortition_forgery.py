"""What a court that cheats would write: consistent in itself, and still refused."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from jury.domain.sortition import (
    Commitment,
    CommittedSegment,
    DrawRecord,
    Entry,
    ListRecord,
    PageTree,
    Segment,
    SegmentRecord,
    commitment_digest,
    full_transcript,
    public_transcript,
    row_key,
    verify_transcript,
)
from jury.domain.sortition.merkle_sum import Pages, page_hashes
from tests.domain.draws import Court, Setup, people, segment_of

FRIEND = "juror-77"
LIST_BEGINS = 50


def with_segment(record: DrawRecord, **changes: object) -> DrawRecord:
    (segment,) = record.segments
    changed = replace(segment, **changes)  # type: ignore[arg-type]  # by name
    return replace(record, segments=(changed,))


def with_entry(record: DrawRecord, at: int, **changes: object) -> DrawRecord:
    entries = list(record.segments[0].entries)
    entries[at] = entries[at]._replace(**changes)  # type: ignore[arg-type]  # by name
    return with_segment(record, entries=tuple(entries))


def re_proven(record: DrawRecord, setup: Setup) -> DrawRecord:
    rows = [entry.row for entry in record.segments[0].entries]
    return with_segment(record, proofs=setup.segments()[0].pages().prove(rows))


SETUP = Setup({"en/*/active": people(200)}, seats=5, excluded=people(30))
SPARSE = Setup({"en/*/active": people(400)}, seats=1, excluded=people(397))


def nobody_skipped(_key: bytes) -> str | None:
    return None


def list_court() -> Court:
    """A court that summoned all of the three people who were left."""
    court = Court(SPARSE, nobody_skipped)
    while court.summon_next(0):
        pass
    return court


def first(record: DrawRecord, wanted: Callable[[Entry], bool]) -> int:
    entries = record.segments[0].entries
    return next(at for at, entry in enumerate(entries) if wanted(entry))


def is_excluded(entry: Entry) -> bool:
    return entry.code == "excluded"


def is_on_list(entry: Entry) -> bool:
    return entry.list_row is not None


def friend_for_a_lane() -> DrawRecord:
    segment = SETUP.segments()[0]
    key = row_key(FRIEND)
    row = segment.keys.index(key) // 16
    return re_proven(with_entry(SETUP.draw(), 0, row=row, key=key), SETUP)


def friend_for_a_key() -> DrawRecord:
    return with_entry(SETUP.draw(), 0, key=row_key(FRIEND))


def another_name_for_a_person() -> DrawRecord:
    return with_entry(SETUP.draw(), 0, ref=FRIEND)


def a_skip_without_need() -> DrawRecord:
    return with_entry(SETUP.draw(), -1, code="excluded")


def an_excluded_person_summoned() -> DrawRecord:
    record = SETUP.draw()
    return with_entry(record, first(record, is_excluded), code=None)


def a_person_summoned_twice() -> DrawRecord:
    record = list_court().record()
    at = first(record, lambda entry: entry.code == "repeat")
    return with_entry(record, at, code=None)


def a_lane_passed_over() -> DrawRecord:
    record = SETUP.draw()
    entries = record.segments[0].entries
    return re_proven(with_segment(record, entries=entries[1:]), SETUP)


def a_draw_begun_later() -> DrawRecord:
    record, lanes = SETUP.draw(), count(3)
    entries = record.segments[0].entries
    moved = tuple(entry._replace(lane=next(lanes)) for entry in entries)
    return with_segment(record, entries=moved)


def a_roster_not_in_order() -> DrawRecord:
    """The friend stands wherever the committer likes."""
    keys = b"".join(row_key(person) for person in people(40))
    tree = PageTree(page_hashes(keys), size=40)
    base = Setup({"en/*/active": people(40)}, seats=1).commitment()
    committed = CommittedSegment("en/*/active", tree.root, 40, 1)
    commitment = replace(base, segments=(committed,))
    return drawn_from(commitment, Pages(tree, lambda _: keys), keys)


def drawn_from(commitment: Commitment, pages: Pages, keys: bytes) -> DrawRecord:
    record = Setup({"en/*/active": people(40)}, seats=1).draw()
    court = Court(Setup({"en/*/active": people(40)}, seats=1), nobody_skipped)
    court.commitment, court.digest = commitment, commitment_digest(commitment)
    court.summon_next(0)
    (entry,) = court.entries[0]
    entry = entry._replace(key=keys[entry.row * 16 : entry.row * 16 + 16])
    segment = SegmentRecord(
        "en/*/active", 40, 1, (entry,), pages.prove([entry.row]), None
    )
    return replace(
        record,
        commitment=commitment,
        published=commitment.as_json(),
        digest=court.digest,
        segments=(segment,),
    )


def a_list_made_too_early() -> DrawRecord:
    return with_segment(SETUP.draw(), listed=ListRecord(0, segment_of([]).root))


def a_list_that_no_lane_went_over() -> DrawRecord:
    record = list_court().record()
    early = record.segments[0].entries[:LIST_BEGINS]
    return re_proven(with_segment(record, entries=early), SPARSE)


def a_root_for_a_list_of_nobody() -> DrawRecord:
    record = a_list_that_no_lane_went_over()
    return with_segment(record, listed=ListRecord(0, bytes(32)))


def a_list_without_its_mark() -> DrawRecord:
    record = list_court().record()
    return with_entry(record, first(record, is_on_list), list_row=None)


def a_list_with_its_mark_too_early() -> DrawRecord:
    return with_entry(list_court().record(), 0, list_row=0)


def with_list(keys: list[bytes]) -> DrawRecord:
    """Go over a list that the court made up, as if it were the right one."""
    packed, court = b"".join(keys), list_court()
    hashes = page_hashes(packed)
    root = PageTree(hashes, size=len(keys)).root
    court.entries[0] = court.entries[0][:LIST_BEGINS]
    court.lists[0] = Segment(len(keys), root, hashes, packed)
    while court.summon_next(0):
        pass
    return court.record()


def recoded(record: DrawRecord) -> DrawRecord:
    """Skip and summon as is due, now that the rows are others."""
    met: set[int] = set()
    entries = []
    for entry in record.segments[0].entries:
        excluded = "excluded" if entry.key in record.exclusions else None
        code = "repeat" if entry.row in met else excluded
        entries.append(entry._replace(code=code))
        met.add(entry.row)
    return with_segment(record, entries=tuple(entries))


def a_friend_in_front_of_a_repeat() -> DrawRecord:
    """The first lane over a place names a friend, the next the right person."""
    record = with_list(sorted(map(row_key, people(400)[397:])))
    entries = record.segments[0].entries
    places = [entry.list_row for entry in entries]
    at = first(record, lambda one: is_on_list(one) and places.count(one.list_row) > 1)
    friend = first(record, lambda one: is_on_list(one) and one.list_row != places[at])
    changed = with_entry(record, at, row=entries[friend].row, key=entries[friend].key)
    return recoded(changed)


def an_excluded_person_on_the_list() -> DrawRecord:
    met = {entry.key for entry in list_court().entries[0][:LIST_BEGINS]}
    barred = next(row_key(one) for one in people(397) if row_key(one) not in met)
    return with_list(sorted([*map(row_key, people(400)[397:]), barred]))


def a_list_not_in_row_order() -> DrawRecord:
    return with_list(sorted(map(row_key, people(400)[397:]), reverse=True))


def a_row_beyond_the_end_of_the_roster() -> DrawRecord:
    record = list_court().record()
    return re_proven(with_entry(record, first(record, is_on_list), row=405), SPARSE)


FORGERIES = {
    friend_for_a_lane: "names row",
    friend_for_a_key: "another key than its row has",
    another_name_for_a_person: "names a person whose key is another",
    a_skip_without_need: "is skipped as excluded, but is not",
    an_excluded_person_summoned: "is not skipped as excluded",
    a_person_summoned_twice: "is not skipped as repeat",
    a_lane_passed_over: "are not the lanes of the stream",
    a_draw_begun_later: "are not the lanes of the stream",
    a_roster_not_in_order: "are not in ascending order",
    a_list_made_too_early: "was made too early",
    a_list_that_no_lane_went_over: "No lane went over the list",
    a_root_for_a_list_of_nobody: "is not that of nobody",
    a_list_without_its_mark: "wrong about whether it goes over the list",
    a_list_with_its_mark_too_early: "wrong about whether it goes over the list",
    a_friend_in_front_of_a_repeat: "another key than the list",
    an_excluded_person_on_the_list: "was met before or is excluded",
    a_list_not_in_row_order: "are not in ascending order",
    a_row_beyond_the_end_of_the_roster: "names a row beyond its end",
}


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forged_draw_is_refused(forge: Callable[[], DrawRecord]) -> None:
    result = verify_transcript(full_transcript(forge()))
    assert not result.holds
    assert FORGERIES[forge] in (result.problem or "")


def test_the_court_that_is_forged_is_honest_by_itself() -> None:
    assert verify_transcript(full_transcript(list_court().record())).holds
    left = sorted(map(row_key, people(400)[397:]))
    assert verify_transcript(full_transcript(with_list(left))).holds


def test_a_list_longer_than_what_was_left_is_refused() -> None:
    record = list_court().record()
    entries = record.segments[0].entries[: LIST_BEGINS + 1]
    transcript = public_transcript(with_segment(record, entries=entries))
    assert problem_with_list(transcript, 300) is None
    assert "longer than what was left" in (problem_with_list(transcript, 399) or "")


def problem_with_list(transcript: dict[str, Any], size: int) -> str | None:
    (segment,) = transcript["segments"]
    changed = segment | {"exhausted": False, "list": segment["list"] | {"size": size}}
    return verify_transcript(transcript | {"segments": [changed]}).problem
