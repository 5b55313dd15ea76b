"""Makes the values that the tests of the rules begin from."""

from datetime import UTC, date, datetime

from jury.domain.eligibility import DisputeFacts, JurorFacts
from jury.domain.law.ladder import Basis, Bearer, Goods, Rung
from jury.domain.law.reasons import EvidenceItem, Group, Question, Reason
from jury.domain.law.texts import Text
from jury.domain.lifecycle import Side
from jury.domain.policy import Policy, parse_policy

NOW = datetime(2026, 11, 22, 9, 7, 30, tzinfo=UTC)
WORDS = Text("words", "文字")
BOTH = {"en": "words", "zh-Hans": "文字"}


def policy_source(**changed: object) -> dict[str, object]:
    """What the shortest policy file says."""
    return {"name": "court", "version": 1, "title": BOTH, "seats": 5} | changed


def make_policy(**changed: object) -> Policy:
    return parse_policy(policy_source(**changed))


def make_rung(code: str, basis: Basis, **changed: object) -> Rung:
    given = {"code": code, "title": WORDS, "says": WORDS, "basis": basis} | changed
    return Rung(**given)  # type: ignore[arg-type]  # the keywords are the fields


def share(percent: int) -> Rung:
    return make_rung(f"share_{percent}", Basis.SHARE, percent=percent)


NOTHING = make_rung("nothing", Basis.NOTHING)
FREIGHT = make_rung("freight_only", Basis.FREIGHT)
COUPON = make_rung("coupon", Basis.FIXED, fixed=(("CNY", 1000),))
FULL = make_rung("full", Basis.HELD)
AS_ASKED = make_rung("as_asked", Basis.ASKED)
RESEND = make_rung("resend", Basis.NOTHING, goods=Goods.RESENT)
EXCHANGE = make_rung("exchange", Basis.NOTHING, goods=Goods.EXCHANGED)


def returned(bearer: Bearer) -> Rung:
    return make_rung(
        f"return_{bearer}", Basis.HELD, goods=Goods.RETURN, freight_bearer=bearer
    )


def make_reason(**changed: object) -> Reason:
    item = EvidenceItem("proof", WORDS, WORDS)
    given = {
        "code": "late",
        "group": Group.SERVICE,
        "filed_by": Side.BUYER,
        "title": WORDS,
        "questions": (Question("was_late", WORDS), Question("harm", WORDS)),
        "buyer_evidence": (item,),
        "seller_evidence": (item,),
        "ladder": ("nothing", "full"),
        "burden": Side.SELLER,
        "rule": WORDS,
    }
    return Reason(**(given | changed))  # type: ignore[arg-type]  # as above


def make_juror(**changed: object) -> JurorFacts:
    given = {
        "ref": "u-1",
        "language": "zh-Hans",
        "adult": True,
        "verified": True,
        "account_opened_on": date(2020, 1, 1),
        "trades_completed": 50,
        "credit": 700,
        "last_active_at": NOW,
    }
    return JurorFacts(**(given | changed))  # type: ignore[arg-type]  # as above


def make_facts(**changed: object) -> DisputeFacts:
    given = {
        "language": "zh-Hans",
        "category": "phones",
        "party_refs": frozenset({"buyer", "seller"}),
    }
    return DisputeFacts(**(given | changed))  # type: ignore[arg-type]  # as above
