"""The draws in a file of a dispute: each is the one the log promised, and holds."""

from collections.abc import Iterator

from jury.domain.case.chains import Case, entries_of, whole
from jury.domain.sortition.commitment import NO_NONCE, commitment_digest
from jury.domain.sortition.transcript import FULL
from jury.domain.sortition.verification import verify_transcript

Key = tuple[int, int]


def key_of(row: Case) -> Key:
    """The round and the number of a draw."""
    return whole(row["round_number"]), whole(row["draw_no"])


def told_of(case: Case, *actions: str) -> dict[Key, Case]:
    """What the log says of each draw by one of these actions."""
    return {
        key_of(one["payload"]): one["payload"] for one in entries_of(case, *actions)
    }


def faults_of_draws(case: Case) -> Iterator[str]:
    """What is wrong with the lots of a file."""
    promised, drawn = told_of(case, "panel.committed"), told_of(case, "panel.drawn")
    given = {key_of(draw): draw for draw in case["draws"]}
    if set(given) != set(promised) or len(given) != len(case["draws"]):
        yield "they are not those that the log has"
        return
    for key, draw in given.items():
        name = f"draw {key[1]} of round {key[0]}"
        if not _is_promised(draw, promised[key], case):
            yield f"{name} is not what was promised"
        else:
            for fault in _faults_of_draw(draw, drawn.get(key)):
                yield f"{name} {fault}"


def _is_promised(draw: Case, promised: Case, case: Case) -> bool:
    commitment = draw["transcript"]["commitment"]
    named = commitment["dispute"], *key_of(commitment)
    is_own = named == (case["dispute"]["id"], *key_of(draw))
    return is_own and commitment_digest(commitment).hex() == promised["digest"]


def _faults_of_draw(draw: Case, drawn: Case | None) -> Iterator[str]:
    found, sealed = draw["transcript"], draw["sealed"]
    if drawn is None or found.get("form") != FULL:
        # Of a lot that was never drawn, or a poll that stays sealed, nothing is told.
        if sealed is not None or (drawn is None and found["seed"] is not None):
            yield "comes without its whole transcript, or was never drawn"
        return
    # Without a nonce the lot goes on with zeros.
    told = drawn["server_seed"], drawn.get("nonce") or NO_NONCE.hex()
    if (found["seed"].get("server_seed"), found["seed"].get("nonce")) != told:
        yield "has another seed than was told"
    problem = verify_transcript(found).problem
    if problem is not None:
        yield f"does not hold: {problem}"
    if sealed is not None and _called(found) != _sent(sealed):
        yield "called others than its sealed log says"


def _called(transcript: Case) -> int:
    return sum(
        entry["outcome"] == "summoned"
        for segment in transcript["segments"]
        for entry in segment["entries"]
    )


def _sent(sealed: list[Case]) -> int:
    sent = [
        one["payload"]["summons"] for one in sealed if one["action"] == "summons.sent"
    ]
    return len(set(sent))
