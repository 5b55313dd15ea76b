"""All acts of the machine under one name each, and which of them bring disputes on."""

from collections.abc import Mapping

from jury.domain.lifecycle import Stage
from jury.domain.lives.returns import ReturnState
from jury.storage.disputes import EVIDENCE, Dispute
from jury.storage.money.returns import find_open_journey
from tests.machine.goods import COURIER, SIDES_OF_RETURN, STAFF_OF_RETURN
from tests.machine.jurors import JUROR
from tests.machine.money import PAYER, STAFF_OF_MONEY
from tests.machine.outside import MARKET, TIME
from tests.machine.panels import STAFF_OF_PANELS
from tests.machine.parties import PARTY, Act
from tests.machine.staff import STAFF
from tests.machine.standstill import ADMIN, STAFF_OF_PAUSES
from tests.machine.workers import SIDES_OF_FILMS, STAFF_OF_FILMS, WORKER

# Who does it is part of an act's name: "a juror votes".
ACTS: Mapping[str, Act] = {
    f"{who} {act}".strip(): do
    for who, acts in (
        ("a side", PARTY),
        ("a side", SIDES_OF_RETURN),
        ("a side", SIDES_OF_FILMS),
        ("a juror", JUROR),
        ("a moderator", STAFF),
        ("a moderator", STAFF_OF_RETURN),
        ("a moderator", STAFF_OF_PANELS),
        ("a moderator", STAFF_OF_FILMS),
        ("a moderator", STAFF_OF_MONEY),
        ("a moderator", STAFF_OF_PAUSES),
        ("an administrator", ADMIN),
        ("the marketplace", MARKET),
        ("the marketplace", COURIER),
        ("the marketplace", PAYER),
        ("a worker", WORKER),
        ("", TIME),
    )
    for act, do in acts.items()
}
PAUSED, STOPPED, WAITS = "paused", "stopped", "waits for evidence"
MOVES_MONEY = (
    "the marketplace says it paid",
    "the marketplace says it refused",
    "the marketplace does not know",
    "the marketplace says late that it paid",
    "the marketplace says it paid beside the award",
    "the marketplace says it refused beside the award",
    "the marketplace does not know beside the award",
    "the marketplace says late that it paid beside the award",
    "a moderator instructs again",
    "a moderator instructs again what is owed",
    "a moderator pays by hand",
    "a moderator proposes to write it off",
    "a moderator consents about money",
    "a moderator does not consent about money",
    "a moderator changes the award",
)
AT_REST = ("a moderator pauses it", "something is due")
# What somebody would try who knows where a dispute stands; the rest is tried too.
LIKELY: Mapping[str, tuple[str, ...]] = {
    Stage.SUBMISSIONS: (
        "both sides are done",
        "both sides are done",
        "both sides are done",
        "a side files a picture",
        "a side adds on appeal",
        "a side writes the case",
        "a side appeals",
        "the sides settle",
        "the marketplace says what arrived",
        "the marketplace says what its staff decided",
        "the marketplace does not know beside the award",
        *AT_REST,
    ),
    Stage.SCREENING: (
        "both sides confirm",
        "both sides confirm",
        "staff screen",
        "staff screen",
        "staff screen",
        "a side wants words covered",
        "a moderator covers as wished",
        "a moderator strikes an exhibit",
        "a moderator takes the last act back",
        "an administrator stops draws",
        *AT_REST,
    ),
    Stage.HEARING: (
        "a panel hears it",
        "a panel hears it",
        "a panel hears it",
        "a panel hears it",
        "a juror accepts",
        "a juror recuses",
        "a juror votes",
        "a jury asks",
        "a juror votes again",
        "a side offers a sum",
        "a side accepts the offer",
        "a moderator bars a juror",
        "a moderator bars a juror",
        "a moderator strikes an exhibit",
        "a moderator covers more of an exhibit",
        "an administrator stops draws",
        "something is due",
        *AT_REST,
    ),
    Stage.PRONOUNCED: (
        "a side appeals",
        "a side asks to reopen",
        "a moderator reopens",
        "a moderator does not reopen",
        "a side asks for a correction",
        "a moderator corrects sums",
        "a moderator corrects a name",
        "a moderator finds no slip",
        "a moderator screens a sentence",
        "a moderator strikes an exhibit",
        "a moderator lets the verdict stand",
        "a moderator sets the verdict aside",
        "an administrator stops payments",
        "something is due",
        "something is due",
        "something is due",
        *AT_REST,
    ),
    Stage.REFERRED: (
        "a moderator decides",
        "a moderator decides",
        "a moderator consents",
        "a moderator does not consent",
        "a moderator sends back",
        "a side appeals",
        *AT_REST,
    ),
    Stage.FINAL: (*MOVES_MONEY, "an administrator stops payments", *AT_REST),
    Stage.CLOSED: (
        "the marketplace says late that it refused",
        "a moderator screens a sentence",
        "a moderator changes the award",
        "a moderator changes the award's sums",
        "a moderator consents about money",
        "days pass",
    ),
    ReturnState.DUE: (
        "the buyer sends the goods",
        "the buyer sends the goods",
        "the seller sends the goods",
        "the seller sends the goods",
        "the marketplace says it was picked up",
        "the marketplace says the new one was picked up",
        *AT_REST,
    ),
    ReturnState.SENT: (
        "the marketplace says it was delivered",
        "the marketplace says the new one was delivered",
        "the seller has the goods",
        "the buyer has the goods",
        "a side shows the goods",
        *AT_REST,
    ),
    ReturnState.RECEIVED: (
        "a side contests the goods",
        "the seller contests the goods",
        "the seller accepts the goods",
        "the buyer accepts the goods",
        "a side shows the goods",
        "an administrator stops payments",
        *AT_REST,
    ),
    **dict.fromkeys(
        (ReturnState.MISSING, ReturnState.CONTESTED),
        (
            "a moderator rules on the goods",
            "a moderator rules on the goods",
            "a moderator rules on the goods",
            "a moderator consents to the ruling",
            "a moderator consents to the ruling",
            "a moderator does not consent to the ruling",
            "a moderator releases what shows the goods",
            "a moderator withholds what shows the goods",
            "a side speaks of the goods",
            "a side shows the goods",
            "the seller has the goods",
            "the seller accepts the goods",
            *AT_REST,
        ),
    ),
    ReturnState.DECIDED: ("a side appeals the ruling", "something is due", *AT_REST),
    PAUSED: (
        "a moderator lets it go on",
        "a moderator lets it go on",
        "a moderator keeps it paused",
        "a juror votes",
        "the sides settle",
        "hours pass",
        *MOVES_MONEY[:4],
    ),
    WAITS: (
        "a side answers the jury",
        "the jury is answered",
        "the jury is answered",
        "a side files a picture",
        "staff screen",
        "a juror votes",
        "a juror recuses",
        "a moderator bars a juror",
        "a moderator strikes an exhibit",
        "a moderator pauses it",
        "the sides settle",
        "something is due",
        "something is due",
        "hours pass",
    ),
    STOPPED: (
        "an administrator lets draws go on",
        "an administrator lets payments go on",
        "a moderator pauses it",
        "the sides settle",
        "hours pass",
    ),
}
# What staff and the marketplace do once they do their work, by what waits for it.
DUTIES: Mapping[str, tuple[str, ...]] = {
    "paused": ("a moderator lets it go on",),
    "referred": ("a moderator decides",),
    "consent": ("a moderator consents",),
    "doubt": ("a moderator lets the verdict stand",),
    "refund_answer": (
        "a moderator instructs again what is owed",
        "a moderator pays by hand",
    ),
    "return_decision": (
        "a moderator releases what shows the goods",
        "a moderator rules on the goods",
    ),
    "return_consent": ("a moderator consents to the ruling",),
    "money_consent": ("a moderator consents about money",),
}
# What administrators do first of all, that everything may come to its end.
ADMIN_DUTIES = (
    "an administrator lets intake go on",
    "an administrator lets draws go on",
    "an administrator lets payments go on",
    "an administrator calls an outage off",
)


def place_of(dispute: Dispute) -> str:
    """Where somebody who knows would say that a dispute stands."""
    if dispute.is_paused:
        return PAUSED
    if dispute.stands_for == EVIDENCE:
        return WAITS
    if dispute.stands_for is not None:
        return STOPPED
    row = find_open_journey(dispute.id)
    return dispute.stage if row is None else row.state
