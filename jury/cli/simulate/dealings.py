"""What some parties do besides: settle, give up, appeal, send the goods back.

Who does is fixed by the seed. They come by a log-in link each time, and use the forms
of the pages; where a page has no form for it any more they have come too late.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from jury.cli.simulate.agenda import Plan
from jury.cli.simulate.chance import chance
from jury.cli.simulate.docket import Case
from jury.cli.simulate.filing import Filing
from jury.cli.simulate.market import Market
from jury.cli.simulate.pages import Page, read_page
from jury.cli.simulate.parties import Parties
from jury.cli.simulate.person import Changes, Person

SEND_IT_BACK = "return_refund_seller_freight"
# After so many minutes they offer or have had enough: before anybody has put a case, or
# when jurors sit.
MINUTES = (*range(5, 31), *range(64, 72))
ANSWERS_AFTER = timedelta(minutes=5)
APPEALS_AFTER = timedelta(hours=2)
DONE_AFTER = timedelta(hours=1)
SENDS_AFTER = timedelta(hours=6)
ARRIVES_AFTER = timedelta(hours=30)
LOOKS_AFTER = timedelta(hours=2)
# Some sellers never say that they are content: the time for it runs out.
LOOKS_SHARE = 0.7
GROUND = "overlooked"
WHY = {
    "zh-Hans": "有一处关键的记录没有被看到。",
    "en": "The record that matters most was not looked at.",
}
OTHER = {"buyer": "seller", "seller": "buyer"}


@dataclass(frozen=True)
class Ways:
    """How many take which way: of disputes, of fakes, of jury verdicts."""

    settle: float = 0.04
    withdraw: float = 0.02
    send_back: float = 0.06
    appeal: float = 0.04


@dataclass
class Dealings:
    """The same parties who put their case, in their other dealings."""

    market: Market
    parties: Parties
    ways: Ways
    done: Counter[str] = field(default_factory=Counter)
    _filings: dict[int, Filing] = field(default_factory=dict)
    _under_way: set[int] = field(default_factory=set)

    def admitted(self, filing: Filing) -> list[Plan]:
        """A dispute was escalated; what its sides will do before any verdict."""
        self._filings[filing.case.number] = filing
        nature = chance(self.parties.seed, "deals", filing.case.number)
        share, ways = nature.random(), self.ways
        if any(self.parties.is_silent(filing, side) for side in OTHER):
            return []
        at = self.market.now() + timedelta(minutes=nature.choice(MINUTES))
        if share < ways.withdraw:
            return [Plan(at, lambda: self._give_up(filing))]
        share -= ways.withdraw + ways.settle
        goes_back = filing.case.reason == "counterfeit" and 0 <= share < ways.send_back
        if share >= 0 and not goes_back:
            return []
        side = nature.choice(tuple(OTHER))
        return [Plan(at, lambda: self._offer(filing, side, goes_back=goes_back))]

    def pronounced(self, case: Case, told: Mapping[str, Any]) -> list[Plan]:
        """A jury has decided; whether the side that lost lets it stand."""
        filing = self._filings.get(case.number)
        if filing is None or told["round_number"] > 1 or told["ended_by"] != "verdict":
            return []
        loser = "seller" if told["buyer"]["minor"] else "buyer"
        nature = chance(self.parties.seed, "appeals", case.number)
        if nature.random() >= self.ways.appeal or self.parties.is_silent(filing, loser):
            return []
        at = self.market.now() + APPEALS_AFTER
        return [Plan(at, lambda: self._appeal(filing, loser))]

    def to_go_back(self, case: Case, _told: Mapping[str, Any]) -> list[Plan]:
        """The goods are to go back; when the buyer will have sent them."""
        filing = self._filings.get(case.number)
        if filing is None or case.number in self._under_way:
            return []
        self._under_way.add(case.number)
        at = self.market.now() + SENDS_AFTER
        return [Plan(at, lambda: self._send(filing))]

    def _give_up(self, filing: Filing) -> Sequence[Plan]:
        """The buyer withdraws the dispute."""
        if self._fill(filing, "buyer", form="/withdrawal"):
            self.done["withdrawn"] += 1
        return []

    def _offer(self, filing: Filing, side: str, *, goes_back: bool) -> Sequence[Plan]:
        """Make an offer, look at both sums once more, and mean it."""
        place = f"{_place(filing)}/settlement"
        person, page = self._come(filing, side, place)
        form = page.form("/settlement/offers") if page else None
        if form is None:
            return []
        # A ladder has no return where the buyer asks for less than is held.
        may_go_back = SEND_IT_BACK in {one.value for one in form.names("terms")}
        terms = {"terms": "sum", "sum": self._sum_of(filing.case)}
        if goes_back and may_go_back:
            terms = {"terms": SEND_IT_BACK}
        answer = person.send(form, terms, at=place)
        shown = read_page(answer.text).forms if answer.status_code == 200 else []
        sure = next((one for one in shown if one.value("sure")), None)
        if sure is None or person.send(sure, {}, at=place).status_code != 303:
            return []
        self.done["offers"] += 1
        at = self.market.now() + ANSWERS_AFTER
        return [Plan(at, lambda: self._accept(filing, OTHER[side]))]

    def _accept(self, filing: Filing, side: str) -> Sequence[Plan]:
        """Look at the offer that stands, and accept it."""
        person, page = self._come(filing, side, f"{_place(filing)}/settlement")
        links = page.links if page else []
        link = next((one for one in links if "/settlement/accept" in one), None)
        form = person.read(link).form("/settlement/accept") if link else None
        if form is not None and person.send(form, {}).status_code == 303:
            self.done["settled"] += 1
        return []

    def _appeal(self, filing: Filing, side: str) -> Sequence[Plan]:
        """Appeal with one sentence; soon both say that there is no more to say."""
        why = {"ground": GROUND, "text": WHY[filing.story.language]}
        if not self._fill(filing, side, form="/appeal", changes=why):
            return []
        self.done["appealed"] += 1
        at = self.market.now() + DONE_AFTER
        return [Plan(at, lambda: self._be_done(filing))]

    def _be_done(self, filing: Filing) -> Sequence[Plan]:
        for side in OTHER:
            if not self.parties.is_silent(filing, side):
                self._fill(filing, side, form="/done")
        return []

    def _send(self, filing: Filing) -> Sequence[Plan]:
        """The buyer names courier and parcel."""
        nature = chance(self.parties.seed, "parcel", filing.case.number)
        parcel = {
            "courier": "SF Express",
            "number": f"SF{nature.randrange(10**13):013}",
        }
        form = "/return/sent"
        if not self._fill(filing, "buyer", page="/return", form=form, changes=parcel):
            return []
        self.done["goods sent back"] += 1
        at = self.market.now() + ARRIVES_AFTER
        return [Plan(at, lambda: self._receive(filing))]

    def _receive(self, filing: Filing) -> Sequence[Plan]:
        """The seller says that the parcel is there, and means to look at it."""
        self._fill(filing, "seller", page="/return", form="/return/arrived")
        nature = chance(self.parties.seed, "looks", filing.case.number)
        if nature.random() >= LOOKS_SHARE:
            return []
        at = self.market.now() + LOOKS_AFTER
        return [Plan(at, lambda: self._be_content(filing))]

    def _be_content(self, filing: Filing) -> Sequence[Plan]:
        if self._fill(filing, "seller", form="/return/accept"):
            self.done["goods accepted"] += 1
        return []

    def _fill(
        self,
        filing: Filing,
        side: str,
        *,
        form: str,
        page: str = "",
        changes: Changes | None = None,
    ) -> bool:
        """Fill in one form, by default of the page of its name; False: too late."""
        place = _place(filing) + (page or form)
        person, found = self._come(filing, side, place)
        shown = found.form(form) if found else None
        if shown is None:
            return False
        return person.send(shown, changes or {}, at=place).status_code == 303

    def _sum_of(self, case: Case) -> str:
        """Between a fifth and four fifths of what is held, as people write it."""
        nature = chance(self.parties.seed, "offers", case.number)
        minor = case.held_minor * nature.randint(20, 80) // 100
        return f"{minor // 100}.{minor % 100:02}"

    def _come(
        self, filing: Filing, side: str, place: str
    ) -> tuple[Person, Page | None]:
        """Let a side in by a new link; the page, unless it is shut by now."""
        person, _filing, _side = self.parties.people[filing.parties[side]]
        answer = person.get(self.market.let_in(person, "party", place))
        return person, read_page(answer.text) if answer.status_code == 200 else None


def _place(filing: Filing) -> str:
    return f"/disputes/{filing.case.id}"
