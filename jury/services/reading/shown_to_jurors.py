"""What a policy keeps from jurors of the order: the same file with less in it.

Moderators and the two sides read the file as it is. What jurors read, and what a side
confirms that they read, has come through here: days, bands and shares stand in the file
in the place of moments and sums, so that no page can show what is not in it.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from jury.domain.law.showing import Said, Showing, Title, Words, in_general, share_of
from jury.domain.law.whole import Rules
from jury.redaction import cover_order, repeated_of
from jury.services.reading.case_views import (
    CaseFile,
    MessageView,
    RungView,
    TextView,
    TimelineEntry,
    with_texts,
)

# The currency of sums that are told as per cent of what is held.
SHARE = "%"
# Stands for the day of the payment, so that days keep their order and distance.
DAY_ZERO = datetime(2000, 1, 1, 12, tzinfo=UTC)
# These moments are the court's. Jurors know today's date, and could count back.
_OF_THE_COURT = {"exhibit", "admitted_at"}


def as_shown(file: CaseFile, rules: Rules, locale: str) -> CaseFile:
    """The file as the policy lets jurors read it; as it is when it hides nothing."""
    return _with_less(file, rules.policy.shown, rules, locale=locale)


def as_practice(file: CaseFile, rules: Rules, locale: str) -> CaseFile:
    """The file with the order told in general terms only, whatever the policy says."""
    return _with_less(file, in_general(file.currency), rules, locale=locale)


def _with_less(
    file: CaseFile, showing: Showing, rules: Rules, *, locale: str
) -> CaseFile:
    if showing.is_whole:
        return file
    file = replace(file, showing=showing)
    if showing.counts_days:
        file = _in_days(file, ZoneInfo(rules.policy.holidays.zone))
    if showing.hides_sums:
        file = _in_shares(file)
    if showing.said is Said.COVERED:
        file = _covered(file, locale)
    if showing.title is Title.GENERAL:
        file = replace(file, lines=())
    return file if showing.listing is Words.SHOWN else replace(file, listing=None)


def in_shares(rung: RungView, held_minor: int) -> RungView:
    """What both sides get, in per cent of what is held."""
    return replace(
        rung,
        buyer_minor=share_of(rung.buyer_minor, held_minor),
        seller_minor=share_of(rung.seller_minor, held_minor),
        freight_minor=share_of(rung.freight_minor, held_minor),
        deposit_minor=share_of(rung.deposit_minor, held_minor),
    )


def _covered(file: CaseFile, locale: str) -> CaseFile:
    """The file with what its texts repeat of the order covered in them."""
    listing = _left(file.listing) if file.listing else ""
    repeated = repeated_of([_left(one) for one in file.lines], listing)

    def less(view: TextView) -> TextView:
        return replace(view, parts=tuple(cover_order(view.parts, repeated, locale)))

    return replace(with_texts(file, less), lines=file.lines)


def _left(view: TextView) -> str:
    """What can be read of a text: a label's words are no words of a listing."""
    return "\n".join(text for is_label, text in view.parts if not is_label)


def _in_shares(file: CaseFile) -> CaseFile:
    held = file.held_minor
    return replace(
        file,
        price_band=file.showing.band_of(file.price_minor, file.currency),
        currency=SHARE,
        price_minor=share_of(file.price_minor, held),
        freight_minor=share_of(file.freight_minor, held),
        held_minor=share_of(held, held),
        asked_minor=share_of(file.asked_minor, held),
        ladder=tuple(in_shares(one, held) for one in file.ladder),
    )


def _in_days(file: CaseFile, zone: ZoneInfo) -> CaseFile:
    entries = [
        one for one in file.timeline if not {one.kind, one.label} & _OF_THE_COURT
    ]
    paid = [one for one in entries if one.label == "paid_at"]
    zero = next((_day(one.at, zone) for one in (*paid, *entries)), None)
    return replace(
        file,
        timeline=tuple(_counted(one, zero, zone) for one in entries),
        chat=tuple(_counted_message(one, zero, zone) for one in file.chat),
        exhibits=tuple(replace(one, filed_at=None) for one in file.exhibits),
    )


def _counted(one: TimelineEntry, zero: date | None, zone: ZoneInfo) -> TimelineEntry:
    no = _number(one.at, zero, zone)
    return replace(one, at=DAY_ZERO + timedelta(days=no), day=no)


def _counted_message(
    one: MessageView, zero: date | None, zone: ZoneInfo
) -> MessageView:
    no = _number(one.sent_at, zero, zone)
    return replace(one, sent_at=DAY_ZERO + timedelta(days=no), day=no)


def _number(at: datetime, zero: date | None, zone: ZoneInfo) -> int:
    return (_day(at, zone) - zero).days if zero else 0


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
