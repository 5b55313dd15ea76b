"""Stories about the signature: whose word it is, how old, and over which bytes."""

import secrets
from datetime import timedelta

from jury.trial import faults
from jury.trial.play import Play
from jury.trial.receiver import Event, make_secret

HOUR = timedelta(hours=1)


def forged(play: Play) -> None:
    """Somebody without the secret tells it to pay."""
    play.escalate()
    order = _order_to_pay(play)
    other = {**order, "id": f"{order['id']}2"}
    stranger = make_secret(secrets.token_bytes(32))
    for answer in (
        play.receiver.send(order, secret=stranger),
        play.receiver.send(other, told={**other, "position": 1}),
    ):
        if answer < 300:
            raise faults.ForgedTaken(answer=answer)
    play.expect("submissions")


def spelled(play: Play) -> None:
    """What was told is told again, with spaces where programs write none."""
    play.escalate()
    event = play.events()[0]
    answer = play.receiver.send(event, is_spaced=True)
    if answer >= 300:
        raise faults.SpellingRefused(answer=answer, type=event["type"])
    play.expect("submissions")


def stale(play: Play) -> None:
    """Somebody sends again, an hour later, what they have recorded."""
    play.escalate()
    answer = play.receiver.send(_order_to_pay(play), age=HOUR)
    if answer < 300:
        raise faults.StaleTaken(answer=answer)
    play.expect("submissions")


def _order_to_pay(play: Play) -> Event:
    """What the court would send if everything were given to the buyer."""
    first = play.events()[0]
    shares = {"held": 19200, "buyer": 19200, "seller": 0, "freight": 0}
    told = {name: {"minor": sum_, "currency": "CNY"} for name, sum_ in shares.items()}
    enforcement = f"{play.dispute}:award"
    data = {"refund": play.ref, "attempt": 1, "enforcement": enforcement, **told}
    newest = {"id": f"evt_{secrets.token_hex(16)}", "sequence": 900, "position": 90000}
    return {**first, **newest, "type": "refund.instructed", "data": data}


def rotated(play: Play) -> None:
    """The secret is rotated: for a while two signatures stand beside each other."""
    secret, url = play.receiver.secret, play.receiver.url
    newer = play.receiver.next_secret or make_secret(secrets.token_bytes(32))
    play.not_taken = faults.RotatedRefused
    play.court.tell(url, [newer, secret])
    play.escalate()
    play.court.tell(url, [secret, newer])
    play.robots(seller=[{"do": "offer", "minor": 6000}])
    if play.receiver.next_secret:
        play.court.tell(url, [newer])
    play.robots(buyer=[{"do": "accept"}])
    play.close(6000)
