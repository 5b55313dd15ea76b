"""Makes disputes out of stories: who, how much, and which world is the true one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from jury.cli.simulate.chance import chance
from jury.cli.simulate.docket import Case
from jury.cli.simulate.stories import STORIES, Story

CURRENCY = "CNY"
# With a rhythm most people complain by day, between these hours of where they live.
ZONE = ZoneInfo("Asia/Shanghai")
BY_DAY_SHARE, DAY = 0.8, (7, 20)
BUYERS = ("李娜", "周婷", "陈晨", "Anna Reed", "Tom Hale")
SELLERS = ("王强", "刘洋", "赵敏", "Peter Moss", "Jane Cole")
# Panels of the shipped courts: prices between these, how often of a hundred, and how
# many jurors of the language there must be so that such a panel is surely filled.
PANELS = (
    ((4_000, 18_000), 75, 0),
    ((26_000, 180_000), 21, 60),
    ((210_000, 480_000), 4, 150),
)


@dataclass(frozen=True)
class Filing:
    """A dispute about to be escalated, and what the marketplace knows of it."""

    case: Case
    story: Story
    body: dict[str, Any]

    @property
    def parties(self) -> dict[str, str]:
        """The references of both sides."""
        both: dict[str, dict[str, Any]] = self.body["parties"]
        return {side: one["ref"] for side, one in both.items()}


def escalated_at(seed: int, number: int, *, now: datetime) -> datetime:
    """When dispute `number` is escalated in a play with a rhythm: within a day."""
    dice = chance(seed, "escalated", number)
    by_day = dice.random() < BY_DAY_SHARE
    hours = dice.uniform(*(DAY if by_day else (0, 24)))
    midnight = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    at = midnight.astimezone(now.tzinfo) + timedelta(hours=hours)
    return at if at > now else at + timedelta(days=1)


def make_filing(
    seed: int,
    number: int,
    *,
    prefix: str,
    jurors: Mapping[str, int],
    now: datetime,
) -> Filing:
    """Dispute `number` of a play; the seed alone decides what is true in it."""
    traits = chance(seed, "dispute", number)
    spoken = [story for story in STORIES if jurors[story.language] >= 10]
    story = traits.choice(spoken or list(STORIES))
    price, freight = _price(traits, jurors[story.language]), traits.choice((0, 800))
    case = Case(
        number=number,
        refund_ref=f"{prefix}-rf{number}",
        held_minor=price + freight,
        currency=CURRENCY,
        reason=story.reason,
        buyer_is_right=_truth(seed, number),
    )
    body = _body(case, story, traits, prefix=prefix, now=now)
    body["order"] |= {"price": _money(price), "freight": _money(freight)}
    # Some buyers ask for the whole held sum, others leave the freight out.
    body["asked"] = _money(case.held_minor if traits.random() < 0.7 else price)
    return Filing(case, story, body)


def _truth(seed: int, number: int) -> bool:
    """Of any two neighbours one buyer is right: neither verdict is favoured."""
    pair, place = divmod(number, 2)
    return place == chance(seed, "pair", pair).randrange(2)


def _price(traits: Random, jurors: int) -> int:
    fitting = [panel for panel in PANELS if jurors >= panel[2]]
    weights = [often for _sums, often, _least in fitting]
    (least, most), _often, _jurors = traits.choices(fitting, weights)[0]
    return traits.randrange(least, most, 100)


def _body(
    case: Case, story: Story, traits: Random, *, prefix: str, now: datetime
) -> dict[str, Any]:
    held = _money(case.held_minor)
    fact = story.fact.text(buyer_is_right=case.buyer_is_right)
    paid = now - timedelta(days=traits.randint(8, 20))
    return {
        "order": {
            "ref": f"{prefix}-or{case.number}",
            "category": story.category,
            "language": story.language,
            "lines": [{"title": story.title, "quantity": 1, "price": held}],
            "listing_text": story.listing,
            "condition_grade": "good",
            "paid_at": _time(paid),
            "shipped_at": _time(paid + timedelta(days=1)),
            "courier": _courier(story, fact, paid),
        },
        "parties": {
            side: _party(side, case, traits, prefix=prefix, story=story)
            for side in ("buyer", "seller")
        },
        "filed_by": "buyer",
        "reason": story.reason,
        "claim": story.claim,
        "answers": [{"number": 1, "stance": True}, {"number": 2, "stance": True}],
        "chat": _chat(story, fact, now - timedelta(days=2)),
        "refund": {"ref": case.refund_ref, "held": held},
    }


def _party(
    side: str, case: Case, traits: Random, *, prefix: str, story: Story
) -> dict[str, Any]:
    names = BUYERS if side == "buyer" else SELLERS
    return {
        "ref": f"{prefix}-{side[0]}{case.number}",
        "display_name": traits.choice(names),
        "phone": f"13{traits.randrange(10**9):09}",
        "locale": story.language,
        "person_key": f"{prefix}-{side}-person-{case.number}",
        "trades": {
            "as_buyer": traits.randint(1, 60),
            "as_seller": traits.randint(1, 60),
        },
    }


def _courier(story: Story, fact: str, paid: datetime) -> list[dict[str, str]]:
    begun = {"zh-Hans": "快件已揽收。", "en": "The parcel was taken in."}
    scans = [(paid + timedelta(days=1, hours=3), begun[story.language])]
    if story.fact.place == "courier":
        scans.append((paid + timedelta(days=4), fact))
    return [{"at": _time(at), "text": text} for at, text in scans]


def _chat(story: Story, fact: str, begun: datetime) -> list[dict[str, str]]:
    said = list(story.chat)
    if story.fact.place == "platform":
        said.append(("platform", fact))
    return [
        {
            "sender": who,
            "text": text,
            "sent_at": _time(begun + timedelta(minutes=7 * n)),
        }
        for n, (who, text) in enumerate(said)
    ]


def _money(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": CURRENCY}


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
