"""What a side may try. A new act is a function and its line in `PARTY`."""

from collections.abc import Callable, Mapping

from jury.domain.appeals import AppealGround
from jury.domain.settlement import Terms
from jury.services.appeal import rehear, reopen, slips
from jury.services.hearing import inquiry_answer
from jury.services.law.rules import ladder_of
from jury.services.screening import covering, disclose
from jury.services.screening.guessed import marks_of
from jury.services.screening.uncovering import ask_uncover
from jury.services.settlement import offers, settle, withdraw
from jury.services.submissions import exhibits, extend, submit
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.exhibits import list_exhibits
from jury.storage.offers import find_open_offer
from tests.machine.court import Hand, Nothing
from tests.world import prepare_picture

Act = Callable[[Hand], object]

WORDS = (
    "It was opened before. 电话 13800138000",
    "王小明 said so. The jury found for me.",
    "没有",
    "",
)


def write(hand: Hand, kind: str) -> None:
    writing = submit.Writing(
        kind=kind,
        text=hand.pick(WORDS),
        language="en" if hand.n % 2 else "zh-Hans",
        stance=hand.n % 3 == 0,
    )
    with hand.keeping() as now:
        submit.write_statement(hand.dispute, hand.side, writing, now=now)


def file_picture(hand: Hand, replaces: str | None = None) -> None:
    filing = exhibits.Filing(
        upload=prepare_picture(hand.dispute),
        caption="Bill 13900139000, serial 4829173651",
        language="en",
        point_no=1,
        late_reason="Found today.",
        replaces=replaces,
    )
    with hand.keeping() as now:
        exhibits.file_exhibit(hand.dispute, hand.side, filing, now=now)


def replace_picture(hand: Hand) -> None:
    file_picture(hand, hand.pick(list_exhibits(hand.dispute)).id)


def say_done(hand: Hand) -> None:
    with hand.keeping() as now:
        submit.say_done(hand.dispute, hand.side, now=now)


def ask_for_time(hand: Hand) -> None:
    with hand.keeping() as now:
        extend.extend_submissions(hand.dispute, hand.side, now=now)


def ask_cover_of_words(hand: Hand) -> None:
    row = hand.pick(
        sorted(list_redacted(hand.dispute).values(), key=lambda r: r.source)
    )
    with hand.keeping() as now:
        covering.ask_cover(
            hand.dispute,
            hand.side,
            target=row.source,
            passage=row.template[:2] or "x",
            now=now,
        )


def ask_cover_of_picture(hand: Hand) -> None:
    target = hand.pick(list_exhibits(hand.dispute)).id
    with hand.keeping() as now:
        covering.ask_cover(
            hand.dispute, hand.side, target=target, passage="the corner", now=now
        )


def pick_mark(hand: Hand) -> tuple[str, str]:
    """A text with a mark that may be there by mistake: its name and the mark's code."""
    dispute = get_dispute(hand.dispute)
    rows = sorted(list_redacted(dispute.id).values(), key=lambda row: row.source)
    return hand.pick(
        [(row.source, code) for row in rows for code in marks_of(dispute, row)]
    )


def ask_to_show_words(hand: Hand) -> None:
    source, code = pick_mark(hand)
    with hand.keeping() as now:
        ask_uncover(hand.dispute, hand.side, target=source, place=code, now=now)


def confirm(hand: Hand) -> None:
    digest = disclose.preview_digest(get_dispute(hand.dispute), hand.side)
    with hand.keeping() as now:
        disclose.confirm_preview(hand.dispute, hand.side, digest=digest, now=now)


def confirm_what_is_past(hand: Hand) -> None:
    with hand.keeping() as now:
        disclose.confirm_preview(hand.dispute, hand.side, digest="old", now=now)


def offer_a_sum(hand: Hand) -> None:
    terms = Terms(None, hand.n * 1000)
    with hand.keeping() as now:
        offers.make_offer(hand.dispute, hand.side, terms, now=now)


def offer_a_rung(hand: Hand) -> None:
    terms = Terms(hand.pick(ladder_of(get_dispute(hand.dispute))).code)
    with hand.keeping() as now:
        offers.make_offer(hand.dispute, hand.side, terms, now=now)


def answer_offer(hand: Hand, answer: Callable[..., object]) -> None:
    offer = find_open_offer(hand.dispute)
    if offer is None:
        raise Nothing
    with hand.keeping() as now:
        answer(hand.dispute, hand.side, offer.id, now=now)


def give_up(hand: Hand) -> None:
    with hand.keeping() as now:
        withdraw.withdraw_dispute(
            hand.dispute, hand.side, actor=f"party:{hand.side}", now=now
        )


def appeal(hand: Hand) -> None:
    given = rehear.Appealing(
        ground=hand.pick(list(AppealGround)), text="Look again.", language="en"
    )
    with hand.keeping() as now:
        rehear.file_appeal(hand.dispute, hand.side, given, now=now)


def ask_reopening(hand: Hand) -> None:
    with hand.keeping() as now:
        reopen.ask_reopening(hand.dispute, hand.side, text="I was ill.", now=now)


def ask_correction(hand: Hand) -> None:
    kind = hand.pick(slips.KINDS)
    with hand.keeping() as now:
        slips.ask_correction(
            hand.dispute, hand.side, kind=kind, text="The freight is wrong.", now=now
        )


def answer_jury(hand: Hand) -> None:
    text = hand.pick(WORDS) if hand.n else ""
    with hand.keeping() as now:
        answer = inquiry_answer.Answer(text, "en")
        inquiry_answer.answer_jury(hand.dispute, hand.side, answer, now=now)


PARTY: Mapping[str, Act] = {
    "writes the case": lambda hand: write(hand, "case"),
    "answers": lambda hand: write(hand, "answer"),
    "answers a point": lambda hand: write(hand, f"point:{hand.n % 4}"),
    "adds on appeal": lambda hand: write(hand, submit.ADDITION),
    "files a picture": file_picture,
    "replaces a picture": replace_picture,
    "is done": say_done,
    "asks for time": ask_for_time,
    "wants words covered": ask_cover_of_words,
    "wants a picture covered": ask_cover_of_picture,
    "wants words shown": ask_to_show_words,
    "confirms": confirm,
    "confirms what is past": confirm_what_is_past,
    "offers a sum": offer_a_sum,
    "offers a rung": offer_a_rung,
    "accepts the offer": lambda hand: answer_offer(hand, settle.accept_offer),
    "declines the offer": lambda hand: answer_offer(hand, offers.decline_offer),
    "takes the offer back": lambda hand: answer_offer(hand, offers.withdraw_offer),
    "gives up": give_up,
    "appeals": appeal,
    "asks to reopen": ask_reopening,
    "asks for a correction": ask_correction,
    "answers the jury": answer_jury,
}
