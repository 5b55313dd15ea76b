"""The courts of the machine: those that ship, and some in which more can happen."""

from dataclasses import replace
from fractions import Fraction

from jury.domain.asking import AskTerms
from jury.domain.law.money_terms import AdvanceTerms, When
from jury.domain.law.whole import Law
from jury.domain.policy import Effect, Policy, Route

ADVICE = "advice-court"
SHADOW = "shadow-court"
# Two of five jurors who ask for the same make the vote wait.
ASKING = "asking-court"
# Goods go back at the platform's cost, and whatever staff decide there takes two; an
# advance comes with it, and may be unknown while the goods are contested.
BACK = "back-court"
# The item is exchanged, or it is not.
AGAIN = "exchange-court"
# The item is sent once more, or it is not; what staff decide takes two.
NEW = "resend-court"
# With a deposit, and an advance while the jury sits; a small panel, to be soon over.
VOUCHED = "vouched-court"
# The advance comes with the verdict only.
EARLY = "early-court"
AT_VERDICT = AdvanceTerms(
    when=When.VERDICT, credit=700, trades=10, most=(("CNY", 9000),)
)


def with_more_courts(law: Law) -> Law:
    """The shipped policies, and those of the machine."""
    known = {one.name: one for one in law.policies}
    small, vouched = known["small"], known["vouched"]
    back = replace(
        small,
        route=Route.STAFF,
        ladder=("nothing", "return_refund_platform_freight"),
        consent_above=(("CNY", 10000),),
        advance=AT_VERDICT,
    )
    again = replace(small, route=Route.STAFF, ladder=("nothing", "exchange"))
    new = replace(back, ladder=("nothing", "resend"))
    more = (
        _court(ADVICE, replace(small, effect=Effect.ADVICE)),
        _court(SHADOW, replace(small, effect=Effect.SHADOW)),
        _court(ASKING, replace(small, ask=AskTerms(share=Fraction(2, 5)))),
        _court(EARLY, replace(small, advance=AT_VERDICT)),
        _court(VOUCHED, replace(vouched, seats=5)),
        _court(BACK, back),
        _court(AGAIN, again),
        _court(NEW, new),
    )
    return replace(law, policies=(*law.policies, *more))


def _court(category: str, policy: Policy) -> Policy:
    matches = replace(policy.matches, categories=(category,), bands=())
    return replace(policy, name=category, matches=matches)
