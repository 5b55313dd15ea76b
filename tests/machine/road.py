"""What a road is made of, and the ways of a parcel."""

from dataclasses import dataclass

from jury.domain.lifecycle import Side

BUYER, SELLER = Side.BUYER, Side.SELLER


@dataclass(frozen=True)
class Do:
    """An act of the tables, or a name for several, and by whom; `n` is what of many."""

    act: str
    side: Side = BUYER
    person: int = 0
    n: int = 5


@dataclass(frozen=True)
class Road:
    """What is done first, to a dispute of one of these kinds; without any, of all."""

    steps: tuple[Do, ...]
    kinds: tuple[str, ...] = ()


def road(*steps: Do | str, kinds: tuple[str, ...] = ()) -> Road:
    """A road; acts of the buyer, or of the first moderator, by their names alone."""
    return Road(tuple(Do(one) if isinstance(one, str) else one for one in steps), kinds)


def mod(act: str, person: int = 0, n: int = 5) -> Do:
    return Do(f"a moderator {act}", person=person, n=n)


def side(act: str, who: Side = BUYER, n: int = 5) -> Do:
    return Do(f"a side {act}", who, n=n)


def hours(n: int) -> Do:
    """Three times as many pass."""
    return Do("hours pass", n=n)


DUE = Do("something is due")


def ways_of_goods(sender: Side, words: str) -> dict[str, tuple[Do, ...]]:
    """The ways of a parcel, from where it is due; `words` name it."""
    other = sender.other
    sent = side("sends the goods", sender)
    here = side("says the goods are here", other)
    contested = (sent, here, side("contests the goods", other))
    missing = (sent, DUE, DUE)

    def ruled(whom: Side, *people: int) -> tuple[Do, ...]:
        first, second = people
        return (
            mod("rules on the goods", first, n=list(Side).index(whom)),
            mod("consents to the ruling", second),
        )

    return {
        f"to {words} that is not sent": (DUE, DUE),
        f"to {words} that nobody looks at": (sent, here, DUE, DUE),
        f"to {words} that comes late": (*missing, here),
        f"to {words} that is lost": (*missing, *ruled(sender, 0, 1), DUE, DUE),
        f"to {words} that is contested": (*contested, side("accepts the goods", other)),
        f"to {words} that is ruled on": (*contested, *ruled(other, 0, 1), DUE, DUE),
        f"to {words} that is ruled on twice": (
            *contested,
            *ruled(other, 0, 1),
            side("appeals the ruling", sender),
            *ruled(sender, 2, 3),
        ),
        f"to {words} under way": (sent,),
        f"to {words} that waits for a ruling": contested,
    }
