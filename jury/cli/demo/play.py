"""Plays the demo's disputes in, each as far as its scene says.

The marketplace escalates them over the API and moves the sandbox's clock between the
acts, so that days lie between a dispute's admission and its verdict. Disputes that
must be oldest go first.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from jury.cli.demo.drawings.picture import Picture
from jury.cli.demo.drawings.pictures import draw
from jury.cli.demo.people import Boxes, Juror, Moderator, Party
from jury.cli.demo.scene import SIDES, Scene, escalation
from jury.cli.simulate.line import Refused
from jury.cli.simulate.market import Market

# Played together, one after the other; no two of one language in a group are heard.
GROUPS = (
    ("7-lost", "8-wrong"),
    ("5-return", "6-chair"),
    ("4-jacket", "3-shoes", "2-phone", "1-lens"),
)
HEARD = {"called", "one_short", "referred", "pronounced", "final", "closed"}
DECIDED = {"pronounced", "final", "closed"}
# The court numbers what it tells within a second: asking oftener hears no more.
LISTEN_SECONDS = 0.2
PATIENCE_SECONDS = 120
SOON_SECONDS = 15
HANDS = 3
GRID = timedelta(minutes=16)
UNTIL_FINAL = timedelta(hours=48, minutes=1)
# A call beyond the seats may be answered first; a few more are tried than needed.
MOST_CALLS = 60


@dataclass
class Case:
    """A dispute that was escalated."""

    scene: Scene
    id: str
    parties: dict[str, Party]
    exhibits: list[tuple[str, Boxes]] = field(default_factory=list)


@dataclass
class Play:
    """The whole demo."""

    market: Market
    desk: Moderator
    zone: ZoneInfo
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    commitments: list[str] = field(default_factory=list)
    stages: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, Future[Picture]] = field(default_factory=dict)
    # People act beside each other, and pictures are drawn meanwhile.
    pool: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, HANDS))
    easel: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1))

    def run(self, scenes: Sequence[Scene], *, say: Callable[[str], None]) -> None:
        """Play these scenes, group by group."""
        with self.pool, self.easel:
            self._run(scenes, say)

    def _run(self, scenes: Sequence[Scene], say: Callable[[str], None]) -> None:
        waiting = {scene.name: scene for scene in scenes}
        names = [name for group in GROUPS for name in group if name in waiting]
        for shot in (shot for name in names for shot in waiting[name].shots):
            self.drawn[shot.picture] = self.easel.submit(draw, shot.picture)
        whole = len(waiting)
        for group in GROUPS:
            chosen = [waiting.pop(name) for name in group if name in waiting]
            if chosen:
                self._play(chosen)
                say(f"Demo: {whole - len(waiting)} of {whole} disputes are there.")

    def _play(self, scenes: list[Scene]) -> None:
        cases = [self._escalate(scene) for scene in scenes]
        self._put_cases(cases)
        heard = [case for case in cases if case.scene.end in HEARD]
        if heard:
            self._screen(heard)
            self._hear(heard)
        self._finish(cases)

    def _escalate(self, scene: Scene) -> Case:
        body = escalation(scene, now=self.market.now(), zone=self.zone)
        dispute_id = self.market.escalate(body)
        place = f"/disputes/{dispute_id}"
        parties = {
            side: Party(self.market, scene, side=side, place=place) for side in SIDES
        }
        return Case(scene, dispute_id, parties)

    def _put_cases(self, cases: list[Case]) -> None:
        """The filer first, hours later the other side, then each answers once."""
        self.market.advance(timedelta(hours=3))
        self._each(lambda case: self._put_case(case, case.scene.filer), cases)
        answered = [case for case in cases if case.scene.end != "submissions"]
        if not answered:
            return
        self.market.advance(timedelta(hours=5))
        self._each(lambda case: self._put_case(case, case.scene.other), answered)
        self.market.advance(timedelta(hours=2))
        self._each(self._close_case, answered)

    def _close_case(self, case: Case) -> None:
        for side in (case.scene.filer, case.scene.other):
            case.parties[side].write("answer")
            case.parties[side].finish()

    def _put_case(self, case: Case, side: str) -> None:
        party = case.parties[side]
        party.come()
        if side == case.scene.other:
            party.answer_points()
        party.write("case")
        for shot in case.scene.shots:
            if shot.side == side:
                picture = self.drawn[shot.picture].result()
                case.exhibits.append(party.show(shot, picture))

    def _screen(self, cases: list[Case]) -> None:
        """A moderator covers what is personal; both sides look at it and confirm."""
        for case in cases:
            for exhibit_id, boxes in case.exhibits:
                self.desk.release(case.id, exhibit_id, boxes)
        self.market.advance(timedelta(hours=1))
        self._each(self._confirm, cases)

    def _confirm(self, case: Case) -> None:
        for side in SIDES:
            case.parties[side].confirm()

    def _hear(self, cases: list[Case]) -> None:
        """The lot is drawn; jurors take seats, read, wait, and vote."""
        for case in cases:
            self._listen(partial(self.commitments.__contains__, case.id))
            self.market.give_nonce(case.id, secrets.token_hex(16))
        seated = [(case, self._seat(case)) for case in cases if case.scene.votes]
        everybody = [juror for _case, jurors in seated for juror in jurors]
        left = list(self.pool.map(Juror.read, everybody))
        if not left:
            return
        self.market.advance(timedelta(seconds=max(left) + 2))
        votes = [vote for case, _jurors in seated for vote in case.scene.votes]
        if not all(self.pool.map(Juror.vote, everybody, votes)):
            raise Refused("A ballot was not taken.")
        if any(case.scene.end != "one_short" for case in cases):
            self.market.advance(GRID)

    def _seat(self, case: Case) -> list[Juror]:
        """As many jurors as the scene has votes take their seats."""
        wanted, language = len(case.scene.votes), case.scene.language
        jurors: list[Juror] = []
        tried = 0
        while len(jurors) < wanted and tried < MOST_CALLS:
            self._listen(lambda: any(call[1] == language for call in self.calls))
            chosen = [call for call in self.calls if call[1] == language]
            chosen = chosen[: wanted - len(jurors)]
            tried += len(chosen)
            self.calls = [call for call in self.calls if call not in chosen]
            called = [self._juror(*call) for call in chosen]
            came = self.pool.map(Juror.take_seat, called)
            jurors += [
                one for one, is_seated in zip(called, came, strict=True) if is_seated
            ]
        if len(jurors) == wanted:
            return jurors
        raise Refused(f"The jury of {case.scene.name} did not come together.")

    def _juror(self, ref: str, language: str, path: str) -> Juror:
        return Juror(self.market, ref, language=language, path=path)

    def _each(self, act: Callable[[Case], None], cases: Iterable[Case]) -> None:
        """Do the same in several disputes beside each other."""
        list(self.pool.map(act, cases))

    def _finish(self, cases: list[Case]) -> None:
        """Time passes, and the marketplace pays, as far as the scenes go."""
        judged = [case for case in cases if case.scene.end in DECIDED]
        for case in cases:
            if case.scene.end in DECIDED | {"referred"}:
                stage = "referred" if case.scene.end == "referred" else "pronounced"
                self._wait(case, stage)
        if judged:
            self.desk.release_sentences()
        over = [case for case in judged if case.scene.end in {"final", "closed"}]
        if over:
            self.market.advance(UNTIL_FINAL)
        for case in over:
            self._wait(case, "final")
            if case.scene.end == "closed":
                self.market.answer_refund(case.scene.refund_ref, "executed")
        self.calls.clear()

    def _wait(self, case: Case, stage: str) -> None:
        """A poll found settled between two votes closes up to half an hour later."""

        def is_there() -> bool:
            return self.stages.get(case.id) == stage

        for _turn in range(2):
            if self._is_told(is_there, within=SOON_SECONDS):
                return
            self.market.advance(GRID)
        self._listen(is_there)

    def _listen(self, heard: Callable[[], bool]) -> None:
        """Follow the court's events until something has been told."""
        if not self._is_told(heard, within=PATIENCE_SECONDS):
            raise Refused("The court did not tell what it was waited for.")

    def _is_told(self, heard: Callable[[], bool], *, within: int) -> bool:
        end = time.monotonic() + within
        while not heard():
            if time.monotonic() > end:
                return False
            time.sleep(LISTEN_SECONDS)
            self._hear_events()
        return True

    def _hear_events(self) -> None:
        for event in self.market.events():
            data = event["data"]
            if event["type"] == "panel.committed":
                self.commitments.append(event["dispute"])
            elif event["type"] == "notice.due" and data["kind"] == "summons.sent":
                path = data["link"].removeprefix(self.market.line.url)
                self.calls.append((data["user"], data["locale"], path))
            elif event["type"].startswith("dispute.") and "to" in data:
                self.stages[event["dispute"]] = data["to"]
