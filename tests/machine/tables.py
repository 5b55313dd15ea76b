"""All acts of the machine under one name each, and which of them bring disputes on."""

from collections.abc import Mapping

from jury.domain.lifecycle import Side, Stage
from tests.machine.jurors import JUROR
from tests.machine.outside import MARKET, TIME
from tests.machine.parties import PARTY, Act
from tests.machine.staff import STAFF

# Who does it is part of an act's name: "a juror votes".
ACTS: Mapping[str, Act] = {
    f"{who} {act}".strip(): do
    for who, acts in (
        ("a side", PARTY),
        ("a juror", JUROR),
        ("a moderator", STAFF),
        ("the marketplace", MARKET),
        ("", TIME),
    )
    for act, do in acts.items()
}
# What somebody would try who knows where a dispute stands; the rest is tried too.
LIKELY: Mapping[Stage, tuple[str, ...]] = {
    Stage.SUBMISSIONS: (
        "both sides are done",
        "both sides are done",
        "a side files a picture",
        "a side adds on appeal",
        "a side writes the case",
        "a side appeals",
        "the marketplace says what arrived",
        "something is due",
    ),
    Stage.SCREENING: (
        "both sides confirm",
        "staff screen",
        "staff screen",
        "a side wants words covered",
        "a moderator covers as wished",
        "something is due",
    ),
    Stage.HEARING: (
        "a panel hears it",
        "a panel hears it",
        "a panel hears it",
        "a juror accepts",
        "a juror recuses",
        "a juror votes",
        "a side offers a sum",
        "a side accepts the offer",
        "something is due",
        "something is due",
    ),
    Stage.PRONOUNCED: (
        "a side appeals",
        "a side appeals",
        "a side asks to reopen",
        "a moderator reopens",
        "a side asks for a correction",
        "a moderator corrects sums",
        "a moderator corrects a name",
        "a moderator finds no slip",
        "a moderator screens a sentence",
        "something is due",
        "something is due",
    ),
    Stage.REFERRED: (
        "a moderator decides",
        "a moderator consents",
        "a moderator does not consent",
        "a moderator sends back",
        "a side appeals",
    ),
    Stage.FINAL: (
        "the marketplace says it paid",
        "the marketplace says it refused",
        "the marketplace does not know",
        "a moderator instructs again",
        "the marketplace says late that it paid",
        "something is due",
    ),
    Stage.CLOSED: (
        "the marketplace says late that it refused",
        "a moderator screens a sentence",
        "days pass",
    ),
}
TOGETHER: Mapping[str, tuple[tuple[str, Side], ...]] = {
    "both sides are done": tuple(("a side is done", side) for side in Side),
    "both sides confirm": tuple(("a side confirms", side) for side in Side),
    "a panel hears it": (
        ("the marketplace gives a nonce", Side.BUYER),
        ("a juror sits and votes with others", Side.BUYER),
        ("minutes pass", Side.BUYER),
    ),
    "staff screen": (
        ("a moderator releases", Side.BUYER),
        ("a moderator admits", Side.BUYER),
        ("a moderator passes a text", Side.BUYER),
        ("a moderator leaves as it is", Side.BUYER),
    ),
}
# What staff and the marketplace do once they do their work, by what waits for it.
DUTIES = {
    "referred": "a moderator decides",
    "consent": "a moderator consents",
    "refund_answer": "a moderator instructs again",
}
