"""Jurors: they come by a link, read all there is, wait, and vote through the pages.

Nobody knows a dispute's id or truth: a juror has a notice with a link, and the words
on the page. How they judge them is theirs alone, and fixed by the seed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from jury.cli.simulate.agenda import Plan
from jury.cli.simulate.chance import chance
from jury.cli.simulate.faults import Faults
from jury.cli.simulate.filing import ZONE
from jury.cli.simulate.line import Line
from jury.cli.simulate.market import Market
from jury.cli.simulate.pages import Form, Page, read_page
from jury.cli.simulate.person import Person, place_of
from jury.cli.simulate.stories import STORIES, truth_in

# How ready people are at each hour of their day, about one over the hours awake.
RHYTHM = (0.25,) * 7 + (
    *(0.6, 0.9, 0.9, 0.9, 1.0, 1.3, 1.2, 0.9, 0.9),
    *(0.9, 0.9, 1.1, 1.3, 1.4, 1.4, 1.3, 0.7),
)
# Minutes after the call at which people look at their phones, most of them early.
LOOKS = (0, 0, 0, 0, 15, 15, 30, 45, 75)
UNDECIDED_SHARE = 0.03
SENTENCE_SHARE = 0.1
# Of those who do not serve, how many say so; the others let the call pass.
SAYS_NO_SHARE = 0.4
RECUSES_SHARE = 0.25
SECOND_TRY = timedelta(minutes=15)
MOST_TRIES = 3


@dataclass(frozen=True)
class Nature:
    """How the simulated jurors are."""

    seed: int
    accuracy: float
    turnout: float
    rhythm: bool = False
    faults: Faults = field(default_factory=Faults)

    def readiness(self, at: datetime) -> float:
        """How likely somebody takes a seat who is called at this moment."""
        share = RHYTHM[at.astimezone(ZONE).hour] if self.rhythm else 1.0
        return min(1.0, self.turnout * share)


@dataclass
class Call:
    """One summons of one juror."""

    person: Person
    path: str
    mind: Random
    seat: str = ""
    found: bool | None = None
    accuracy: float = 1.0
    tries: int = 0
    is_over: bool = False


@dataclass
class Jurors:
    """Everybody on the simulated roster, and what they have done so far."""

    market: Market
    line: Line
    nature: Nature
    people: dict[str, Person] = field(default_factory=dict)
    calls: dict[str, list[Call]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def called(self, ref: str, language: str, path: str) -> list[Plan]:
        """A summons has come; when this juror will look at it, if ever."""
        person = self.people.setdefault(ref, Person(self.line, ref, language))
        earlier = self.calls.setdefault(ref, [])
        mind = chance(self.nature.seed, "mind", ref, len(earlier))
        call = Call(person, path, mind)
        earlier.append(call)
        serves = mind.random() < self.nature.readiness(self.market.now())
        says_no = mind.random() < SAYS_NO_SHARE
        at = self.market.now() + timedelta(minutes=mind.choice(LOOKS))
        self.done["called"] += 1
        if serves:
            return [Plan(at, lambda: self._take_seat(call))]
        if says_no:
            return [Plan(at, lambda: self._say_no(call))]
        call.is_over = True
        return []

    def released(self, ref: str) -> None:
        """A juror is not needed any more: the one open call there is has ended."""
        still = [call for call in self.calls.get(ref, []) if not call.is_over]
        if len(still) == 1:
            still[0].is_over = True

    def _come(self, call: Call) -> Page | None:
        """Open the page of the call; None when it has ended."""
        person = call.person
        place = call.path
        if not person.is_signed_in:
            place = self.market.let_in(person, "juror", call.path)
        answer = person.get(place)
        page = read_page(answer.text) if answer.status_code == 200 else None
        if page is None or page.form("/accept") is None:
            call.is_over = True
            self.done["came too late"] += 1
            return None
        return page

    def _say_no(self, call: Call) -> Sequence[Plan]:
        page = None if call.is_over else self._come(call)
        if page is None:
            return []
        recusal, refusal = page.form("/recuse"), page.form("/decline")
        if recusal and recusal.buttons and call.mind.random() < RECUSES_SHARE:
            name, reason = call.mind.choice(recusal.buttons)
            call.person.send(recusal, {name: reason}, at=call.path)
            self.done["recused"] += 1
        elif refusal:
            call.person.send(refusal, {}, at=call.path)
            self.done["declined"] += 1
        call.is_over = True
        return []

    def _take_seat(self, call: Call) -> Sequence[Plan]:
        page = None if call.is_over else self._come(call)
        form = page.form("/accept") if page else None
        if form is None:
            return []
        call.seat = place_of(call.person.send(form, {}, at=call.path))
        if call.seat:
            self.done["took a seat"] += 1
            return self._read(call)
        return self._try_again(call)

    def _try_again(self, call: Call) -> Sequence[Plan]:
        """No seat was free; one may be later."""
        call.tries += 1
        if call.tries == 1:
            self.done["found no seat free"] += 1
        if call.tries >= MOST_TRIES:
            call.is_over = True
            return []
        at = self.market.now() + SECOND_TRY
        return [Plan(at, lambda: self._take_seat(call))]

    def _read(self, call: Call) -> Sequence[Plan]:
        """Read the file, open every exhibit, and see how long is left to read."""
        answer = call.person.get(call.seat)
        if answer.status_code != 200:
            return self._in_vain(call)
        page = read_page(answer.text)
        exhibits = [link for link in page.links if f"{call.seat}/exhibits/" in link]
        for link in dict.fromkeys(exhibits):
            self._open(call.person, link)
        left = int(page.marks.get("data-left", "0"))
        call.found = truth_in(page.words)
        call.accuracy = self.nature.faults.accuracy_in(
            page.words, self.nature.accuracy, seed=self.nature.seed
        )
        if call.found is None:
            self.done["found nothing telling"] += 1
        at = self.market.now() + timedelta(seconds=left + 1)
        return [Plan(at, lambda: self._vote(call))]

    def _open(self, person: Person, link: str) -> None:
        """Open the page of an exhibit, and its picture."""
        shown = read_page(person.get(link).text)
        for picture in dict.fromkeys(shown.links):
            if picture.endswith("/image"):
                person.get(picture)
        self.done["exhibits opened"] += 1

    def _vote(self, call: Call) -> Sequence[Plan]:
        """Fill the ballot in, look it over, cast it."""
        person, place = call.person, f"{call.seat}/ballot"
        ballot = read_page(person.get(place).text).form("/ballot")
        if ballot is None:
            return self._in_vain(call)
        changes = self._choose(call, ballot)
        review_place = place_of(person.send(ballot, changes, at=place))
        if not review_place:
            return self._in_vain(call)
        review = read_page(person.get(review_place).text).form("/review")
        if review is None:
            return self._in_vain(call)
        cast = person.send(review, {}, at=review_place)
        if place_of(cast).endswith("/receipt"):
            call.is_over = True
            self.done["voted"] += 1
            return []
        return self._wait_longer(call)

    def _wait_longer(self, call: Call) -> Sequence[Plan]:
        """The ballot was refused: perhaps too early by a moment."""
        call.tries += 1
        if call.tries >= MOST_TRIES:
            return self._in_vain(call)
        self.done["voted too early"] += 1
        at = self.market.now() + timedelta(seconds=30)
        return [Plan(at, lambda: self._vote(call))]

    def _in_vain(self, call: Call) -> Sequence[Plan]:
        call.is_over = True
        self.done["read in vain"] += 1
        return []

    def _choose(self, call: Call, ballot: Form) -> dict[str, str | list[str]]:
        """Choose by what was read, as well as this juror judges."""
        mind = call.mind
        choices = [one.value for one in ballot.names("choice")]
        rungs = sorted(value for value in choices if value.isdecimal())
        judges_well = self.nature.faults.sees_what_is_true(
            self.nature.seed,
            call.person.ref,
            mind,
            accuracy=call.accuracy,
            for_buyer=bool(call.found),
        )
        if call.found is None or mind.random() < UNDECIDED_SHARE:
            choice = next(value for value in choices if not value.isdecimal())
        else:
            choice = rungs[-1] if call.found == judges_well else rungs[0]
        fitting = [
            one.value
            for one in ballot.names("reasons")
            if one.value.startswith(f"{choice}:")
        ]
        changes: dict[str, str | list[str]] = {
            "choice": choice,
            "reasons": [mind.choice(fitting)],
        }
        if mind.random() < SENTENCE_SHARE:
            said = [one for one in STORIES if one.language == call.person.language]
            changes["sentence"] = mind.choice(said).sentence
        return changes
