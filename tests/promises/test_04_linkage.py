"""What jurors read does not find the listing, where the policy keeps it from them."""

import random
import sys
from dataclasses import replace
from functools import cache

import pytest

from jury.domain.law.showing import SHOWN, Dates, Said, Showing, Sums, Title, Words
from jury.domain.law.whole import Rules
from jury.services.law.lawbook import lawbook
from jury.services.reading.case_views import CaseFile, TextView
from jury.services.reading.shown_to_jurors import as_shown
from tests.promises.linkage import Attacker, Left, Order, files_of
from tests.promises.listings import Listing, make_listings

pytestmark = pytest.mark.long

LISTED, SOLD = 20_000, 1_000
LINKABLE = Showing(
    dates=Dates.DAYS,
    sums=Sums.BAND,
    title=Title.GENERAL,
    listing=Words.WITHHELD,
    said=Said.COVERED,
    bounds=(("CNY", (20000, 100000, 500000)),),
)


@cache
def market() -> tuple[Attacker, list[tuple[Listing, CaseFile]]]:
    """Whoever searches, and the disputes over some of what is listed."""
    listings, chance = make_listings(LISTED, seed=20), random.Random(22)
    sold = chance.sample(listings, SOLD)
    files = files_of([Order.of(one, chance) for one in sold])
    return Attacker(listings, seed=21), list(zip(sold, files, strict=True))


def rules(showing: Showing) -> Rules:
    law = lawbook()
    policy = replace(law.policies[0], shown=showing)
    return law.rules(policy, law.reasons["not_as_described"])


def share_found(showing: Showing, number: int = SOLD) -> float:
    """How many of the listings the attacker names, of so many disputes."""
    attacker, disputes = market()
    under = rules(showing)
    left = [Left.of(as_shown(file, under, "en")) for _sold, file in disputes[:number]]
    attacker.study(left)
    guesses = [attacker.guess(one) for one in left]
    hits = sum(
        no == sold.no for no, (sold, _file) in zip(guesses, disputes, strict=False)
    )
    share = hits / number
    how = f"title {showing.title}, sums {showing.sums}, texts {showing.said}"
    sys.stdout.write(f"\n{how}: {share:.1%} of {number} found among {LISTED}")
    return share


def share_by_luck() -> float:
    """How many are found by whoever is told category, grade and band, and no more."""
    attacker, disputes = market()

    def alike(sold: Listing) -> int:
        band = LINKABLE.band_of(sold.price_minor, "CNY")
        kind = attacker.by_kind[sold.category, sold.grade]
        return sum(band.holds(one.price_minor) for one in kind)

    return sum(1 / alike(sold) for sold, _file in disputes) / SOLD


def test_a_listing_is_found_no_better_than_by_chance() -> None:
    share, luck = share_found(LINKABLE), share_by_luck()
    sys.stdout.write(f"; by luck {luck:.1%}")
    assert share <= 1 / LISTED + 0.01
    assert share <= luck + 0.01


@pytest.mark.parametrize(
    "showing",
    [SHOWN, replace(LINKABLE, said=Said.SHOWN)],
    ids=["all of it", "what both sides write"],
)
def test_the_same_attack_succeeds_on_what_is_shown(showing: Showing) -> None:
    assert share_found(showing, 200) > 0.9


def test_the_words_of_a_label_are_no_words_of_the_title() -> None:
    listings, chance = make_listings(1, seed=20), random.Random(22)
    (file,) = files_of([Order.of(listings[0], chance)])
    title = TextView("line:1", ((True, "Account 1"), (False, " kettle")), "en")
    claim = TextView("claim", ((False, "the account, the kettle"),), "en")
    shown = as_shown(replace(file, lines=(title,), claim=claim), rules(LINKABLE), "en")
    assert shown.claim.plain == "the account, the ⟨Item⟩"
