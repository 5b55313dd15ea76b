"""The people of the demo: they come by log-in links and use the pages' own forms."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx

from jury.cli.demo.drawings.picture import Picture
from jury.cli.demo.scene import MOST, UNDECIDED, Scene, Shot, Vote
from jury.cli.simulate.line import Line, Refused, plain
from jury.cli.simulate.market import Market
from jury.cli.simulate.pages import Form, Page
from jury.cli.simulate.person import Changes, Person, Upload, place_of

Boxes = list[list[int]]


class Party:
    """One side of one dispute."""

    def __init__(self, market: Market, scene: Scene, *, side: str, place: str) -> None:
        """Not signed in yet; `place` is the page of the dispute."""
        self._market, self._scene, self._side = market, scene, side
        self._place = place
        ref = str(scene.told[side]["ref"])
        self._person = Person(market.line, ref, scene.language)
        self._filed: list[str] = []

    def come(self) -> None:
        """Redeem a log-in link."""
        self._market.let_in(self._person, "party", self._place)

    def answer_points(self) -> None:
        """Say yes or no to each question of the other side."""
        said: dict[str, str | list[str]] = {}
        for number, stance, text in self._scene.replies:
            said[f"stance:point:{number}"] = "yes" if stance else "no"
            said[f"text:point:{number}"] = text
        if said:
            self._write(said | {"save": "points"})

    def write(self, kind: str) -> None:
        """Write the case or the answer, when there is one."""
        text = self._scene.said(self._side, kind)
        if text:
            self._write({f"text:{kind}": text, "save": kind})

    def show(self, shot: Shot, picture: Picture) -> tuple[str, Boxes]:
        """File a picture; its id, and what a moderator must cover on it."""
        place = f"{self._place}/exhibits"
        form = _form(self._person.read(place), "/exhibits")
        file = (f"{shot.picture}.jpg", picture.content, "image/jpeg")
        said = {"caption": shot.caption, "point_no": str(shot.point)}
        _send(self._person, form, said, at=place, file=file)
        known, self._filed = self._filed, self._exhibits()
        new = [one for one in self._filed if one not in known]
        return new[0], picture.boxes

    def finish(self) -> None:
        """Say that nothing more will come."""
        place = f"{self._place}/done"
        _send(self._person, _form(self._person.read(place), "/done"), {}, at=place)

    def confirm(self) -> None:
        """Agree to what jurors will see."""
        place = f"{self._place}/preview"
        page = self._person.read(place)
        form = next((one for one in page.forms if one.value("digest")), None)
        if form is not None:
            _send(self._person, form, {}, at=place)

    def _write(self, said: Changes) -> None:
        form = _form(self._person.read(self._place), "/statements")
        _send(self._person, form, said, at=self._place)

    def _exhibits(self) -> list[str]:
        begin = f"{self._place}/exhibits/"
        paths = [urlsplit(link).path for link in self._person.read(self._place).links]
        ids = [path.removeprefix(begin) for path in paths if path.startswith(begin)]
        return list(dict.fromkeys(one for one in ids if "/" not in one))


class Juror:
    """Somebody who was called."""

    def __init__(self, market: Market, ref: str, *, language: str, path: str) -> None:
        """Not signed in yet; `path` is the page of the call."""
        self._market, self._path = market, path
        self._person = Person(market.line, ref, language)
        self._seat = ""
        self.words = ""

    def take_seat(self) -> bool:
        """Accept the call; False when no seat is free or the call has ended."""
        self._market.let_in(self._person, "juror", self._path)
        accept = self._person.read(self._path).form("/accept")
        if accept is None:
            return False
        self._seat = place_of(self._person.send(accept, {}, at=self._path))
        return bool(self._seat)

    def read(self) -> int:
        """Read the file and open every exhibit; seconds that are left to read."""
        page = self._person.read(self._seat)
        self.words = page.words
        exhibits = [link for link in page.links if f"{self._seat}/exhibits/" in link]
        for link in dict.fromkeys(exhibits):
            for picture in dict.fromkeys(self._person.read(link).links):
                if picture.endswith("/image"):
                    self._person.get(picture)
        return int(page.marks.get("data-left", "0"))

    def vote(self, vote: Vote) -> bool:
        """Fill the ballot in, look it over, cast it; whether it was counted."""
        place = f"{self._seat}/ballot"
        ballot = self._person.read(place).form("/ballot")
        if ballot is None:
            return False
        changes = _ballot(ballot, vote)
        review = place_of(self._person.send(ballot, changes, at=place))
        form = self._person.read(review).form("/review") if review else None
        if form is None:
            return False
        cast = self._person.send(form, {}, at=review)
        return place_of(cast).endswith("/receipt")


class Moderator:
    """Staff at the desk."""

    def __init__(self, line: Line) -> None:
        """Not signed in yet."""
        self._person = Person(line, "moderator", "en")

    def come(self, dispute_id: str) -> None:
        """Be the demo's moderator, as a visitor of the first page may."""
        if self._person.is_signed_in:
            return
        tokens = (form.value("csrf_token") for form in self._person.read("/").forms)
        form = Form("/demo/become")
        said = {"csrf_token": next(filter(None, tokens)), "dispute": dispute_id}
        _send(self._person, form, said | {"part": "moderator"}, at="/")

    def release(self, dispute_id: str, exhibit_id: str, boxes: Boxes) -> None:
        """Cover what is personal, and let jurors see the rest."""
        self.come(dispute_id)
        place = f"/desk/disputes/{dispute_id}/exhibits/{exhibit_id}"
        take = self._person.read(place).form("/take")
        if take is not None:
            _send(self._person, take, {}, at=place)
        if self._person.read(place).form("/release") is None:
            # A worker was quicker.
            return
        form = _form(self._person.read(place), "/release")
        said = {"boxes": str(boxes)} | ({} if boxes else {"uncovered": "1"})
        _send(self._person, form, said, at=place)

    def release_sentences(self) -> None:
        """Let the parties read what jurors wrote."""
        while True:
            links = self._person.read("/desk?kind=sentence").links
            tasks = [link for link in links if link.startswith("/desk/tasks/")]
            if not tasks:
                return
            self._release_sentence(tasks[0])

    def _release_sentence(self, task: str) -> None:
        take = self._person.read(task).form("/take")
        if take is not None:
            _send(self._person, take, {}, at=task)
        form = _form(self._person.read(task), "/sentence")
        _send(self._person, form, {"act": "release"}, at=task)


def _ballot(ballot: Form, vote: Vote) -> Mapping[str, str | list[str]]:
    """What a juror ticks: the outcome, a reason or two beside it, a sentence."""
    choices = [one.value for one in ballot.names("choice")]
    rungs = sorted((one for one in choices if one.isdecimal()), key=int)
    choice = {UNDECIDED: choices[-1], MOST: rungs[-1]}.get(vote.rung, str(vote.rung))
    beside = [one.value for one in ballot.names("reasons")]
    fitting = [value for value in beside if value.startswith(f"{choice}:")]
    wished = f"{choice}:{vote.undecided}"
    first = (len(vote.sentence) + vote.rung) % len(fitting)
    ticked = [wished] if wished in fitting else fitting[first : first + 2]
    return {"choice": choice, "reasons": ticked, "sentence": vote.sentence}


def _form(page: Page, ending: str) -> Form:
    form = page.form(ending)
    if form is None:
        raise Refused(f"A page has no form that goes to {ending}.")
    return form


def _send(
    person: Person, form: Form, said: Changes, *, at: str, file: Upload | None = None
) -> httpx.Response:
    answer = person.send(form, said, at=at, file=file)
    if answer.status_code >= HTTPStatus.BAD_REQUEST:
        where = plain(form.action or at)
        raise Refused(f"POST {where} answered {answer.status_code} to {person.ref}.")
    return answer
