"""Transcripts: what holds, what is refused, and what only an auditor can know."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.sortition import (
    DrawRecord,
    Opening,
    full_transcript,
    open_seed,
    public_transcript,
    row_key,
    transcript_bytes,
    verify_transcript,
)
from tests.domain.draws import SERVER_SEED, Court, Setup, people, segment_of
from tests.domain.mutations import mutations

Json = dict[str, Any]
GOLDEN = Path(__file__).parent / "golden"
FORMS = {"full": full_transcript, "public": public_transcript}


def golden(name: str) -> Json:
    value: Json = json.loads((GOLDEN / f"{name}.json").read_bytes())
    return value


def problem(transcript: Any) -> str | None:
    return verify_transcript(transcript).problem


def hold_court(setup: Setup, summons: int, *, judge: set[str] | None = None) -> Court:
    """Summon so many from the first segment, or as many as there are."""
    codes = {row_key(person): "not.active" for person in judge or ()}
    court = Court(setup, codes.get)
    for _ in range(summons):
        if not court.summon_next(0):
            break
    return court


ONE_LEFT = Setup({"en/*/active": people(400)}, seats=1, excluded=people(398))
NOBODY = Setup({"en/*/active": people(3)}, seats=1, excluded=people(2))
DRAWS: dict[str, Callable[[], DrawRecord]] = {
    "one block": Setup({"en/*/active": people(5)}, seats=3).draw,
    "many pages": Setup({"en/*/active": people(3000)}, seats=17).draw,
    "exclusions": Setup(seats=5, excluded=people(300)).draw,
    "two segments": Setup({"a": people(50), "b": people(20, "b")}, seats=9).draw,
    "a segment without a seat": Setup({"a": people(9), "b": ["b"]}, seats=1).draw,
    "over-summoned": hold_court(Setup(), 9).record,
    "a list": hold_court(ONE_LEFT, 2).record,
    "a list that ran out": hold_court(ONE_LEFT, 9).record,
    "a list of nobody": hold_court(NOBODY, 1, judge={"juror-2"}).record,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DRAWS)
def test_an_honest_draw_verifies_in_both_forms(name: str, form: str) -> None:
    transcript = FORMS[form](DRAWS[name]())
    result = verify_transcript(json.loads(transcript_bytes(transcript)))
    assert result.problem is None
    assert result.form == form
    assert result.checked
    assert result.unchecked


def test_a_draw_resumed_after_every_lane_is_the_draw_made_at_once() -> None:
    setup = Setup(seats=5, excluded=people(500))
    assert hold_court(setup, 5).record() == setup.draw()


def test_a_resumed_draw_comes_to_the_same_list() -> None:
    setup = Setup({"en/*/active": people(3000)}, seats=3, excluded=people(2996))
    assert hold_court(setup, 3).record() == setup.draw()


@pytest.mark.parametrize("form", FORMS)
def test_the_court_that_made_the_golden_transcripts_would_make_them_again(
    form: str,
) -> None:
    rosters = {
        "en/*/active": ["Zoë", "Ωmega", "ann"],
        "zh-Hans/*/active": ["张伟", "李娜", "王芳"],
    }
    setup = Setup(rosters, 3, (1, 1), excluded=["ann"], dispute="d-2")
    court = Court(setup, {row_key("李娜"): "not.active"}.get)
    assert court.shares == (1, 2)
    assert [court.summon_next(at) for at in (1, 0, 1)] == [True] * 3
    octets = transcript_bytes(FORMS[form](court.record()))
    assert octets == (GOLDEN / f"court-{form}.json").read_bytes()


@pytest.mark.parametrize(
    ("name", "at_least"), [("command-line", 800), ("court-full", 1000)]
)
def test_every_small_change_of_a_full_transcript_is_refused_but_for_codes(
    name: str, at_least: int
) -> None:
    transcript = golden(name)
    tried = list(mutations(transcript))
    accepted = [what for what, changed in tried if problem(changed) is None]
    # Which of the court's rules said no is for its own records to bear out.
    assert all("'code')" in what for what in accepted)
    assert len(tried) >= at_least


def test_every_small_change_of_a_transcript_with_a_list_is_refused() -> None:
    transcript = full_transcript(DRAWS["a list"]())
    segment = transcript["segments"][0]
    parts = {"list": segment["list"], "entries": segment["entries"][-2:]}
    for what, changed in mutations(parts):
        forged = copy.deepcopy(transcript)
        forged["segments"][0]["list"] = changed.get("list")
        entries = changed.get("entries")
        if isinstance(entries, list):
            forged["segments"][0]["entries"][-2:] = entries
        if forged != transcript:
            result = verify_transcript(forged)
            assert not result.holds, what


def test_a_small_change_of_a_public_transcript_is_refused_but_for_tokens() -> None:
    accepted = [
        what
        for what, changed in mutations(golden("court-public"))
        if problem(changed) is None
    ]
    # One token for another: nothing but the roster could tell.
    assert all("'token')" in what for what in accepted)


@pytest.mark.parametrize("form", FORMS)
def test_members_that_we_do_not_know_are_ignored(form: str) -> None:
    transcript = golden(f"court-{form}") | {"beacon": {"round": 1.5}}
    transcript["seed"]["more"] = None
    for segment in transcript["segments"]:
        segment["more"] = "1"
        for entry in segment["entries"]:
            entry["more"] = [1]
    assert problem(transcript) is None


def test_a_member_that_we_do_not_know_is_committed_with_the_others() -> None:
    transcript = golden("court-full")
    transcript["commitment"]["beacon"] = 1
    assert problem(transcript) == (
        "The commitment is not the one whose digest is given."
    )


@pytest.mark.parametrize("value", [0.5, 2**53, {"é": 1}, "\ud800", object()])
def test_a_commitment_without_canonical_form_is_refused(value: object) -> None:
    transcript = golden("court-full")
    transcript["commitment"]["beacon"] = value
    assert "no canonical form" in (problem(transcript) or "")


def test_a_commitment_nested_without_end_is_refused() -> None:
    transcript = golden("court-full")
    for _ in range(100):
        transcript["commitment"] = transcript["commitment"] | {
            "more": transcript["commitment"]
        }
    assert "deeper" in (problem(transcript) or "")


def v2(transcript: Json) -> None:
    transcript["v"] = "jury-draw/2"


def v2_committed(transcript: Json) -> None:
    transcript["commitment"]["v"] = "jury-draw/2"


def test_a_text_that_is_not_unicode_is_refused() -> None:
    transcript = golden("court-full")
    transcript["commitment"]["dispute"] = "\ud800"
    assert "half a surrogate pair" in (problem(transcript) or "")


def test_a_summons_has_no_reason_to_skip() -> None:
    transcript = golden("court-full")
    transcript["segments"][0]["entries"][-1]["code"] = "not.active"
    assert "yet gives a reason to skip" in (problem(transcript) or "")


@pytest.mark.parametrize("change", [v2, v2_committed])
def test_a_version_that_we_do_not_know_is_refused(
    change: Callable[[Json], None],
) -> None:
    transcript = golden("court-full")
    change(transcript)
    assert "this verifier knows only jury-draw/1" in (problem(transcript) or "")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(JSON)
def test_anything_at_all_is_refused_with_a_sentence(value: Any) -> None:
    assert (problem(value) or "").endswith(".")


@given(JSON, st.sampled_from(["commitment", "seed", "segments", "exclusions"]))
def test_anything_inside_a_transcript_is_refused_with_a_sentence(
    value: Any, name: str
) -> None:
    transcript = golden("court-full") | {name: value}
    assert (problem(transcript) or "").endswith(".")


def test_another_seed_than_the_one_committed_is_refused() -> None:
    transcript = full_transcript(Setup().draw(open_seed(bytes(32), bytes(16))))
    assert problem(transcript) == ("The server seed is not the one that was committed.")


def test_a_seed_given_in_place_of_the_one_committed_is_refused() -> None:
    transcript = full_transcript(Setup().draw(Opening(bytes(32))))
    assert problem(transcript) == (
        "The seed was not made in the way that was committed."
    )


def test_a_person_summoned_from_two_segments_is_refused() -> None:
    record = Setup({"a": ["ann"], "b": ["ann"]}, seats=2).draw()
    assert "from two segments" in (problem(full_transcript(record)) or "")
    assert "from two segments" in (problem(public_transcript(record)) or "")


def test_fewer_summoned_than_seats_is_refused_while_others_were_left() -> None:
    record = hold_court(Setup(), 2).record()
    assert "although others were left" in (problem(full_transcript(record)) or "")
    assert "although others were left" in (problem(public_transcript(record)) or "")


def test_a_court_that_met_everybody_keeps_no_list() -> None:
    setup = Setup({"en/*/active": people(3)}, seats=3)
    court = hold_court(setup, 3)
    court.lists[0] = segment_of([])
    assert court.record() == setup.draw()


def test_a_draw_without_a_nonce_says_that_the_server_was_alone() -> None:
    result = verify_transcript(full_transcript(Setup().draw(open_seed(SERVER_SEED))))
    assert any("the server alone made the seed" in one for one in result.checked)


@pytest.mark.parametrize("name", ["command-line", "court-full", "court-public"])
def test_every_transcript_owns_up_to_weak_randomness(name: str) -> None:
    unchecked = verify_transcript(golden(name)).unchecked
    assert any(sentence.startswith("Weak randomness") for sentence in unchecked)


def test_a_public_transcript_shows_no_row_key_proof_or_reason() -> None:
    record = hold_court(Setup(), 5, judge={*people(900)}).record()
    text = transcript_bytes(public_transcript(record)).decode()
    for word in ("row", "proofs", "code", 'exclusions":[', "not.active", "token_key"):
        assert f'"{word}"' not in text
    assert not any(entry.key.hex() in text for entry in record.segments[0].entries)


def test_what_a_public_transcript_cannot_show_is_left_to_the_auditor() -> None:
    result = verify_transcript(golden("court-public"))
    assert sum("Only an auditor" in sentence for sentence in result.unchecked) == 3
