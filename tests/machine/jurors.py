"""What a juror may try. A new act is a function and its line in `JUROR`."""

from collections.abc import Mapping

from jury.domain.errors import DisputeError
from jury.services.drawing import seats
from jury.services.hearing import asking, confirming, poll
from jury.services.law.rules import ladder_of, rules_of
from jury.storage.disputes import get_dispute
from jury.storage.draws import Summons, find_latest_draw, list_summonses
from jury.storage.exhibits import list_exhibits
from tests.machine.court import Cast, Hand, Nothing, fresh
from tests.machine.outside import pass_time
from tests.machine.parties import Act

STANDING = ("accepted", "sent")


def calls(hand: Hand, *states: str) -> list[Summons]:
    fresh()
    draw = find_latest_draw(hand.dispute)
    found = list_summonses(draw.id) if draw else []
    return [one for one in found if not states or one.state in states]


def call_of(hand: Hand) -> tuple[str, int]:
    """Any call of the newest draw, answered or not."""
    found = hand.pick(calls(hand))
    return found.id, found.juror_id


def accept(hand: Hand) -> None:
    keys = call_of(hand)
    with hand.keeping() as now:
        seats.accept_summons(*keys, now=now)


def decline(hand: Hand) -> None:
    keys = call_of(hand)
    with hand.keeping() as now:
        seats.decline_summons(*keys, now=now)


def recuse(hand: Hand) -> None:
    keys = call_of(hand)
    with hand.keeping() as now:
        seats.recuse(*keys, reason="no_time", now=now)


def open_file(hand: Hand) -> None:
    keys = call_of(hand)
    with hand.keeping() as now:
        poll.open_file(*keys, now=now)


def open_exhibits(hand: Hand) -> None:
    """Whatever the state of the exhibit: what is withheld must not be found."""
    keys = call_of(hand)
    for exhibit in list_exhibits(hand.dispute):
        try:
            with hand.keeping() as now:
                poll.deliver_exhibit(*keys, exhibit.id, now=now)
            with hand.keeping() as now:
                poll.open_exhibit(*keys, exhibit.id, now=now)
        except DisputeError:
            continue


def keep_draft(hand: Hand) -> None:
    keys = call_of(hand)
    with hand.keeping() as now:
        poll.save_draft(*keys, {"choice": hand.n}, now=now)


def make_vote(hand: Hand) -> poll.Vote:
    if hand.n == 0:
        return poll.Vote(choice=None, reasons=("missing_evidence",))
    dispute = get_dispute(hand.dispute)
    # Now and then a rung above the ladder.
    choice = hand.n % (len(ladder_of(dispute)) + 1)
    chips = rules_of(dispute).chips
    code = next(chip.code for chip in chips if chip.goes_with(choice))
    sentence = "The bill says so." if hand.n % 4 == 0 else ""
    return poll.Vote(choice=choice, reasons=(code,), sentence=sentence, language="en")


def cast(hand: Hand, keys: tuple[str, int] | None = None) -> None:
    keys = keys or call_of(hand)
    vote = make_vote(hand)
    with hand.keeping() as now:
        receipt = poll.cast_ballot(*keys, vote, now=now)
    hand.court.play.cast.append(Cast(hand.dispute, keys[0], receipt.code, vote.choice))


def sit_and_vote(hand: Hand) -> None:
    """Up to `n` of those called accept, read, and vote when they have read."""
    for place, one in enumerate(_read(hand, most=hand.n)):
        try:
            cast(_choosing(hand, hand.n + hand.person * place), one)
        except DisputeError:
            continue


def sit_and_ask(hand: Hand) -> None:
    """Up to three of those called accept, read and ask; the first votes besides."""
    asks = rules_of(get_dispute(hand.dispute)).asks
    if not asks:
        raise Nothing
    for place, one in enumerate(_read(hand, most=3)):
        ask = asks[0 if place < 2 else hand.n % len(asks)]
        try:
            with hand.keeping() as now:
                asking.put_question(*one, ask.code, now=now)
            if place == 0:
                cast(_choosing(hand, 1), one)
        except DisputeError:
            continue


def vote_again(hand: Hand) -> None:
    """Somebody who voted before the answer reads it, and confirms or changes that."""
    found = hand.pick(calls(hand, "voted"))
    keys = (found.id, found.juror_id)
    with hand.keeping() as now:
        poll.open_file(*keys, now=now)
    _sit(hand, keys)
    open_exhibits(hand)
    pass_time(hand, seconds=180)
    if hand.n % 2:
        cast(hand, keys)
        return
    with hand.keeping() as now:
        receipt = confirming.confirm_ballot(*keys, now=now)
    before = {one.summons: one.choice for one in hand.court.play.cast}
    same = Cast(hand.dispute, keys[0], receipt.code, before[keys[0]])
    hand.court.play.cast.append(same)


def _read(hand: Hand, *, most: int) -> list[tuple[str, int]]:
    """Up to `most` of those called accept and take the time to read."""
    keys = [(one.id, one.juror_id) for one in calls(hand, *STANDING)[:most]]
    if not keys:
        raise Nothing
    for one in keys:
        _sit(hand, one)
    pass_time(hand, seconds=180)
    return keys


def _sit(hand: Hand, keys: tuple[str, int]) -> None:
    try:
        with hand.keeping() as now:
            seats.accept_summons(*keys, now=now)
        with hand.keeping() as now:
            poll.open_file(*keys, now=now)
        for exhibit in list_exhibits(hand.dispute):
            if exhibit.state == "released":
                with hand.keeping() as now:
                    poll.deliver_exhibit(*keys, exhibit.id, now=now)
                with hand.keeping() as now:
                    poll.open_exhibit(*keys, exhibit.id, now=now)
    except DisputeError:
        return


def _choosing(hand: Hand, n: int) -> Hand:
    return Hand(hand.court, hand.dispute, hand.side, hand.person, n % 10)


JUROR: Mapping[str, Act] = {
    "accepts": accept,
    "declines": decline,
    "recuses": recuse,
    "opens the file": open_file,
    "opens what was filed": open_exhibits,
    "keeps a draft": keep_draft,
    "votes": cast,
    "sits and votes with others": sit_and_vote,
    "sits and asks with others": sit_and_ask,
    "votes again": vote_again,
}
