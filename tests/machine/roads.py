"""How far a dispute has come already when a play meets it, row by row of the tables.

Chance alone hardly ever takes a parcel to its second ruling. Each road leads to a few
rows that lie far from the beginning; from its end on anybody does anything. What does
not fit the kind of dispute is refused, as everywhere. Together they take every row.
"""

from collections.abc import Iterator, Mapping

from tests.machine.road import (
    BUYER,
    DUE,
    SELLER,
    Do,
    Road,
    hours,
    mod,
    road,
    side,
    ways_of_goods,
)

ANSWERED = "the marketplace says it paid all that is owed"
SMALL, QUICK, STAFF = ("small",), ("quick",), ("paperwork",)
BACK, AGAIN, RESEND = (
    ("goods to send back",),
    ("goods to exchange",),
    ("goods to send again",),
)
READY = ("a side files a picture", "both sides are done", "staff screen")
HEARD = (*READY, "both sides confirm")
SUMMONED = (*HEARD, "the marketplace gives a nonce")
# All of a panel vote alike, and the next look at the poll closes it.
VOTES = Do("a juror sits and votes with others", n=7)
DECIDED = (*SUMMONED, VOTES, Do("minutes pass", n=5))
REFERRED = (*READY, "both sides confirm")
SETTLED = "the sides settle"
BY_DEFAULT = (
    *[side("files a picture")] * 3,
    hours(8),
    Do("the marketplace says what arrived", SELLER),
    hours(4),
    Do("the marketplace says what arrived", SELLER),
    hours(5),
)

ROADS: Mapping[str, Road] = {
    "nowhere": road(),
    "to its screening": road(*READY),
    "to its jury": road(*SUMMONED),
    "to its verdict": road(*DECIDED, mod("decides")),
    "to its end": road(*DECIDED, mod("decides"), DUE, DUE),
    "to a settlement": road(SETTLED),
    "to a settlement before its jury": road(*READY, SETTLED, kinds=SMALL),
    "to a settlement in its hearing": road(*SUMMONED, SETTLED, kinds=SMALL),
    "to a settlement before staff": road(*REFERRED, SETTLED, kinds=STAFF),
    "to a withdrawal": road(side("gives up")),
    "to a withdrawal before its jury": road(*READY, side("gives up"), kinds=SMALL),
    "to a withdrawal in its hearing": road(*SUMMONED, side("gives up"), kinds=SMALL),
    "to a withdrawal before staff": road(*REFERRED, side("gives up"), kinds=STAFF),
    "to a longer time": road(side("asks for time"), DUE, DUE, DUE, kinds=SMALL),
    "to a default": road(*BY_DEFAULT, kinds=QUICK),
    "to a reopening": road(
        *BY_DEFAULT, side("asks to reopen", SELLER), mod("reopens"), kinds=QUICK
    ),
    "to a rule": road("both sides are done", kinds=("decided by a rule",)),
    "to an appeal": road(*DECIDED, side("appeals"), kinds=SMALL),
    "to a moderator's appeal": road(
        *REFERRED, mod("decides"), side("appeals"), mod("decides", 1), kinds=STAFF
    ),
    "to a correction": road(
        *DECIDED,
        side("asks for a correction", n=0),
        mod("corrects sums", n=1),
        kinds=SMALL,
    ),
    "to a doubt": road(*DECIDED, mod("strikes an exhibit"), kinds=SMALL),
    "to staff after a doubt": road(
        *DECIDED,
        mod("strikes an exhibit"),
        mod("sets the verdict aside", 1),
        kinds=SMALL,
    ),
    "to a changed award": road(
        *REFERRED,
        mod("decides", n=0),
        DUE,
        DUE,
        mod("changes the award", n=1),
        ANSWERED,
        mod("changes the award", n=2),
        kinds=STAFF,
    ),
    "to a second poll": road(*SUMMONED, mod("strikes an exhibit"), kinds=SMALL),
    "to more that is covered while its jury sits": road(
        *SUMMONED, mod("covers more of an exhibit"), kinds=SMALL
    ),
    "to a longer poll": road(*SUMMONED, hours(9), kinds=SMALL),
    "to a poll of nobody": road(*SUMMONED, hours(9), hours(9), kinds=SMALL),
    "to votes looked at again": road(
        *HEARD,
        "a jury asks",
        Do("the jury is answered", n=4),
        kinds=("where jurors may ask",),
    ),
    "to a pause": road(*SUMMONED, mod("pauses it"), kinds=SMALL),
    "back to its hearing": road(
        *SUMMONED, hours(9), hours(9), mod("sends back"), kinds=SMALL
    ),
    "back to its screening": road(
        *REFERRED, mod("sends back to screening"), kinds=STAFF
    ),
    "back to both sides": road(*REFERRED, mod("sends back to both sides"), kinds=STAFF),
    "past its jurors": road(
        *SUMMONED,
        Do("a juror accepts", n=1),
        Do("a juror recuses", n=1),
        Do("a juror declines", n=2),
        Do("a juror recuses", n=3),
        Do("a juror accepts", n=0),
        hours(1),
        kinds=SMALL,
    ),
    "past barred jurors": road(
        *SUMMONED,
        Do("a juror sits and votes with others", n=2),
        mod("bars a juror", n=1),
        Do("a juror accepts", n=3),
        mod("bars a juror", n=3),
        mod("bars a juror", n=4),
        kinds=SMALL,
    ),
    "to a juror who reads at the end": road(
        *SUMMONED, Do("a juror accepts", n=0), SETTLED, kinds=SMALL
    ),
    "to a refusal": road(
        SETTLED,
        "the marketplace says it refused",
        mod("instructs again"),
        "the marketplace does not know",
        Do("days pass", n=2),
        mod("instructs again"),
        "the marketplace says it refused",
        kinds=SMALL,
    ),
    "to a refund after all": road(
        SETTLED,
        "the marketplace says it refused",
        "the marketplace says it paid",
        kinds=SMALL,
    ),
    "to a refund by hand": road(
        SETTLED,
        "the marketplace says it refused",
        mod("pays by hand"),
        kinds=SMALL,
    ),
    "to an unknown refund by hand": road(
        SETTLED, "the marketplace does not know", mod("pays by hand"), kinds=SMALL
    ),
    "to a loss": road(
        SETTLED,
        "the marketplace says it refused",
        mod("proposes to write it off"),
        mod("consents about money", 1),
        kinds=SMALL,
    ),
    "to an unknown loss": road(
        SETTLED,
        "the marketplace does not know",
        mod("proposes to write it off"),
        mod("consents about money", 1),
        kinds=SMALL,
    ),
    "to many offers": road(
        side("offers a sum", n=3),
        side("declines the offer", SELLER),
        side("offers a sum", n=4),
        side("takes the offer back"),
        side("offers a sum", n=2),
        side("offers a sum", SELLER, n=6),
        hours(9),
        side("offers a sum", n=7),
        kinds=SMALL,
    ),
    "to new evidence": road(
        *DECIDED,
        side("appeals"),
        side("files a picture"),
        side("replaces a picture", n=1),
        side("files a picture"),
        mod("admits", n=2),
        mod("takes the last act back"),
        mod("does not admit", n=2),
        mod("takes the last act back"),
        side("files a picture"),
        "both sides are done",
        mod("admits", n=3),
        hours(6),
        hours(6),
        kinds=SMALL,
    ),
    "to what is struck": road(
        side("files a picture"),
        side("replaces a picture"),
        mod("releases", n=1),
        mod("takes it back", n=1),
        mod("releases", n=1),
        side("replaces a picture", n=1),
        mod("withholds", n=2),
        mod("takes it back", n=2),
        mod("withholds", n=2),
        side("replaces a picture", n=2),
        mod("releases", n=3),
        mod("strikes an exhibit", n=3),
        mod("takes the last act back"),
        mod("strikes an exhibit", n=3),
        side("replaces a picture", n=3),
        kinds=SMALL,
    ),
    "to a wish that nobody looked at": road(
        *READY, side("wants a picture covered"), hours(5), kinds=SMALL
    ),
    "to a picture that nobody looked at": road(
        side("files a picture"), "both sides are done", hours(5), kinds=SMALL
    ),
    "to what machines covered": road(
        side("files a picture"),
        "a worker takes a file",
        "a worker covers what it found",
        side("files a picture"),
        "a worker takes a file",
        Do("a worker doubts what it found", n=1),
        kinds=SMALL,
    ),
    "to a film": road(
        side("files a film"),
        side("takes a film back", n=0),
        side("files a film"),
        "a worker takes a file",
        Do("a worker covers what it found", n=0),
        mod("lets the sound in", n=1),
        kinds=SMALL,
    ),
    **{
        name: road(SETTLED, *steps, kinds=BACK)
        for name, steps in ways_of_goods(BUYER, "a parcel").items()
    },
    **{
        name: road(SETTLED, *steps, kinds=RESEND)
        for name, steps in ways_of_goods(SELLER, "a new parcel").items()
    },
    "to a contested parcel with an advance that nobody knows of": road(
        *REFERRED,
        mod("decides"),
        mod("consents", 1),
        "the marketplace does not know beside the award",
        DUE,
        DUE,
        DUE,
        side("sends the goods"),
        side("says the goods are here", SELLER),
        side("contests the goods", SELLER),
        kinds=BACK,
    ),
    "to a new parcel that is fine": road(
        SETTLED,
        side("sends the goods", SELLER),
        side("says the goods are here"),
        side("accepts the goods"),
        kinds=RESEND,
    ),
    "to a second parcel": road(
        SETTLED,
        side("sends the goods"),
        side("says the goods are here", SELLER),
        side("accepts the goods", SELLER),
        side("sends the goods", SELLER),
        side("says the goods are here"),
        kinds=AGAIN,
    ),
}


def whole_roads() -> Iterator[Road]:
    """All roads but those that another begins with."""
    for one in ROADS.values():
        others = [two for two in ROADS.values() if len(two.steps) > len(one.steps)]
        if not any(two.steps[: len(one.steps)] == one.steps for two in others):
            yield one
