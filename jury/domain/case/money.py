"""The money in a file of a dispute: double entry, moved once and as was decided."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jury.domain.case.chains import ADMITTED, Case, entries_of, whole
from jury.domain.case.verdicts import SHARES, said_of, shares_of
from jury.domain.money.payments import ACCOUNTS, PaymentKind
from jury.domain.policy import Effect

HELD, ESCROW = "marketplace_held", "escrow"
ADMISSION, AWARD = "admission", "award"
# Postings that belong to no payment of their own.
OTHERS = frozenset({"return_freight", "written_off"})
KINDS = frozenset(one.value for one in PaymentKind)
# The only one that may come before a decision is final: of the platform's money.
EARLY = frozenset({PaymentKind.ADVANCE.value, f"{PaymentKind.ADVANCE.value}_undone"})


def faults_of_money(case: Case) -> Iterator[str]:
    """What is wrong with the books of a file."""
    posted: Sequence[Case] = case["money"]
    for one in posted:
        yield from _faults_of_posting(one, case)
    if case["dispute"]["effect"] != Effect.BINDING:
        if posted:
            yield "it binds nobody, and money moved"
        return
    held, kinds = case["dispute"]["held_minor"], Counter(one["kind"] for one in posted)
    admitted = entries_of(case, ADMITTED)
    came_in = kinds[ADMISSION] == 1 and posted[0]["entries"] == {
        HELD: -held,
        ESCROW: held,
    }
    if not came_in or posted[0]["posted_at"] != admitted[0]["at"]:
        yield "the held sum did not come in once, and at its admission"
    if kinds[AWARD] != 1 or len({_key(one) for one in posted}) != len(posted):
        yield "the award, or a payment, was not posted once"
        return
    yield from _faults_of_award(case, held)
    balances: Counter[str] = Counter()
    for one in posted:
        balances.update(one["entries"])
    if balances[ESCROW] != 0 or balances[HELD] != -held:
        yield "something is still held"


def _key(one: Case) -> tuple[str, int]:
    return one["kind"], one["attempt"]


def _faults_of_posting(one: Case, case: Case) -> Iterator[str]:
    name = f"{one['kind']} {whole(one['attempt'])}"
    if sum(map(whole, one["entries"].values())) != 0:
        yield f"{name} does not sum to zero"
    if one["currency"] != case["dispute"]["currency"]:
        yield f"{name} is in another currency"
    base = one["kind"].removesuffix("_undone").removesuffix("_given_up")
    is_single = one["kind"] in {ADMISSION, AWARD}
    if is_single and one["attempt"] != 1:
        yield f"{name} cannot be a further one"
    if not is_single and base not in KINDS | OTHERS:
        yield f"{name} is of no kind that there is"
    final = entries_of(case, "dispute.final")
    is_early = not final or one["posted_at"] < final[0]["at"]
    if one["kind"] not in {ADMISSION, *EARLY} and is_early:
        yield f"{name} was posted before the decision was final"
    if one["kind"] in KINDS and not _is_told(one, case):
        yield f"{name} moved another sum than the marketplace was told"


def _is_told(one: Case, case: Case) -> bool:
    """Whether the log names a payment with these sums; or none, as of a repayment."""
    key = f"{case['dispute']['id']}:{one['kind']}:{one['attempt']}"
    told = [
        line["payload"]
        for line in entries_of(case, "payment.instructed")
        if line["payload"]["enforcement"] == key
    ]
    if not told:
        return bool(one["kind"] == PaymentKind.REPAYMENT)
    return all(
        {name: line[name]["minor"] for name in ACCOUNTS if line[name]["minor"]}
        == one["entries"]
        for line in told
    )


def _faults_of_award(case: Case, held: int) -> Iterator[str]:
    award = next(one for one in case["money"] if one["kind"] == AWARD)
    entries = award["entries"]
    shares = tuple(entries.get(share, 0) for share in SHARES)
    if entries.get(ESCROW) != -held or sum(shares) != held:
        yield "the award does not divide the held sum"
    told = entries_of(case, "refund.instructed")
    if not told or any(shares_of(one["payload"]) != shares for one in told):
        yield "the award moved other sums than the marketplace was told"
    elif award["posted_at"] != told[0]["at"]:
        yield "the award was not posted when the marketplace was told of it"
    said = said_of(case)
    last = max(said, default=0)
    # Goods that had to travel first may have changed what moves.
    if (
        case["goods_travelled"] is False
        and last
        and shares_of(said[last][-1]) != shares
    ):
        yield "the award moved other sums than were decided"
