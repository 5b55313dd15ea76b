"""What a policy says, in the lines that `explain-policy` prints."""

from collections.abc import Iterator

from jury.domain.jurors.strata import KINDS
from jury.domain.law.evidence import Video
from jury.domain.law.whole import Rules
from jury.domain.policy import Policy, Route, Silence
from jury.domain.stopping import StoppingKind, StoppingRule

_KINDS = {
    "buys": "those who mostly buy",
    "sells": "those who mostly sell",
    "new": "those new to juries",
    "experienced": "the experienced",
}


def terms_of(policy: Policy) -> tuple[str, ...]:
    windows = policy.windows
    stages = f"submissions {windows.submissions_hours} h, screening "
    stages += f"{windows.screening_hours} h, "
    if policy.route is Route.JURY:
        stages += f"hearing {windows.hearing_hours} h, "
    quorum = policy.quorum
    return (
        f"decided by {policy.route}, {policy.effect}; seats {policy.seats}, "
        f"quorum {quorum}, rule {policy.verdict.kind}",
        f"{stages}verdict final after {windows.pronounced_hours} h",
        *_calls(policy),
        *_balance(policy),
        *_stopping(policy),
        *_asking(policy),
        *_exceptions(policy),
    )


def _calls(policy: Policy) -> Iterator[str]:
    """How long jurors have."""
    if policy.route in {Route.JURY, Route.RULE}:
        pace = policy.pace
        yield (
            f"a juror answers within {pace.reply_minutes} minutes, outside quiet "
            f"hours, and votes within {pace.seat_minutes} more"
        )


def _balance(policy: Policy) -> Iterator[str]:
    """Between whom a panel's seats are shared."""
    if policy.panel.balance and policy.route in {Route.JURY, Route.RULE}:
        kinds = ", and between ".join(
            " and ".join(_KINDS[kind] for kind in KINDS[axis])
            for axis in policy.panel.balance
        )
        yield f"balance: as many seats for each, between {kinds}"


def _stopping(policy: Policy) -> Iterator[str]:
    """When a jury's vote closes before its time."""
    if policy.route not in {Route.JURY, Route.RULE}:
        return
    rule = policy.stopping
    if rule.kind is StoppingKind.FIXED:
        yield "stop fixed: no vote closes before every seat has voted"
        return
    settled = "once no ballot still out can change the outcome"
    if rule.kind is StoppingKind.SETTLED:
        yield f"stop settled: the vote closes early {settled}"
        return
    most = f", or at {rule.maximum}" if rule.maximum is not None else ""
    enough = f"the outcome leads by {rule.margin} at both its boundaries"
    if rule.weighs:
        enough = (
            f"the evidence for the outcome reaches {rule.sure}, worth "
            f"{rule.calibration} of what it claims{_together(rule)} by "
            f"{rule.audited} audited disputes"
            f"{f' ({rule.measured})' if rule.measured else ''},"
        )
    elif rule.kind is StoppingKind.WEIGHTED:
        enough = f"(not calibrated by audits yet) {enough}"
    yield (
        f"stop {rule.kind}: the vote closes early once {enough} "
        f"with at least {rule.minimum} deciding "
        f"ballots{most}, and {settled}; seats open a few at a time, "
        f"every {policy.pace.opening_minutes} minutes; on appeal: settled"
    )


def _asking(policy: Policy) -> Iterator[str]:
    """When a vote waits for evidence; nothing where jurors cannot ask."""
    terms = policy.ask
    if terms.is_on and policy.route in {Route.JURY, Route.RULE}:
        yield (
            f"ask: each juror may ask once; when {terms.needed(policy.seats)} ask for "
            f"the same, the vote waits once, at most {terms.window_hours} h for the "
            f"answer; who had voted may confirm or change it within "
            f"{terms.confirm_hours} h"
        )


def _exceptions(policy: Policy) -> Iterator[str]:
    """What may decide before a jury does, or binds it, and how more time is had."""
    if policy.fallback:
        yield (
            f"rolled out to {policy.rollout} % of the disputes; the others fall under "
            f"{policy.fallback}"
        )
    hours = policy.windows.extension_on_request_hours
    if hours:
        yield f"each side may ask once for {hours} h more"
    if policy.silence is Silence.DEFAULT:
        final = policy.windows.default_pronounced_hours
        yield f"silence: decided by default, final after {final} h"
    for rule in policy.rules:
        yield f"rule {rule.code}: {rule.award}. {rule.says.en}"
    for more in policy.compensation:
        most = ", ".join(f"{minor} {currency}" for currency, minor in more.most)
        yield (
            f"compensation {more.code}: {more.times} times the price from the "
            f"seller's deposit, at most {most}. {more.says.en}"
        )
    if policy.advance.most:
        most = ", ".join(f"{minor} {code}" for code, minor in policy.advance.most)
        yield (
            f"advance: at {policy.advance.when}, at most {most}, to buyers of credit "
            f"{policy.advance.credit} and {policy.advance.trades} purchases"
        )
    yield from _kept_back(policy)
    for floor in policy.floors:
        least = floor.award or f"{floor.percent} % of the price"
        yield f"floor {floor.code}: no less than {least}. {floor.says.en}"


def _kept_back(policy: Policy) -> Iterator[str]:
    """What of the order jurors are not shown, field by field as the file has it."""
    if policy.evidence.video is Video.PLAYED:
        yield "a video: played without sound, and as pictures of its key moments"
    if not policy.shown.is_whole:
        kept = policy.shown.to_json()
        how = ", ".join(f"{one} {kept[one]}" for one in kept if one != "bounds")
        yield f"of the order jurors see: {how}"


def ballot_of(
    rules: Rules, *, amount: int, currency: str, language: str
) -> tuple[str, ...]:
    """Show the ladder as it would be if the amount were price, held and asked."""
    offered = rules.offered(
        price_minor=amount,
        freight_minor=0,
        held_minor=amount,
        asked_minor=amount,
        currency=currency,
    )
    return (
        "the ballot, if that is the price, all of it is held and nothing is freight:",
        *(
            f"  {place}. {rules.rung(rung.code).title.for_locale(language)}: "
            f"{rung.buyer_minor} to the buyer, {rung.seller_minor} to the seller"
            for place, rung in enumerate(offered)
        ),
    )


def _together(rule: StoppingRule) -> str:
    if not rule.together:
        return ""
    return f", less as votes hang together by {rule.together},"
