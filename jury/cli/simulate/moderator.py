"""A moderator at the desk: releases the pictures that parties file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from jury.cli.simulate.agenda import Plan
from jury.cli.simulate.line import Line, Refused
from jury.cli.simulate.market import Market
from jury.cli.simulate.pages import Form
from jury.cli.simulate.person import Person, place_of

QUEUE = "/desk?kind=screen_exhibit"


@dataclass
class Moderator:
    """One member of staff; without a name nobody sits at the desk."""

    market: Market
    line: Line
    name: str
    password: str
    person: Person = field(init=False)
    is_called: bool = False
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Not signed in yet."""
        self.person = Person(self.line, "moderator", "en")

    def sign_in(self) -> None:
        """Sign in with a password, when there is one."""
        if not self.name:
            return
        page = self.person.read("/sign-in")
        form = next((one for one in page.forms if one.names("password")), None)
        if form is None:
            raise Refused("The page for signing in has no form.")
        given = {"name": self.name, "password": self.password}
        if not place_of(self.person.send(form, given, at="/sign-in")):
            raise Refused(f"The court does not let the moderator {self.name} in.")

    def picture_filed(self, *_what: object) -> list[Plan]:
        """Something was filed; the desk is looked through soon."""
        if not self.name or self.is_called:
            return []
        self.is_called = True
        return [Plan(self.market.now(), self._work)]

    def _work(self) -> Sequence[Plan]:
        """Open every picture that waits, and release it as it is."""
        self.is_called = False
        tasks = self.person.read(QUEUE).links
        for task in dict.fromkeys(link for link in tasks if "/desk/tasks/" in link):
            place = place_of(self.person.get(task))
            form = self._release_form(place) if place else None
            if form is not None:
                self.person.send(form, {"uncovered": "1"}, at=place)
                self.done["pictures released"] += 1
        return []

    def _release_form(self, place: str) -> Form | None:
        """Take the picture, if nobody has, and find how it is released."""
        take = self.person.read(place).form("/take")
        if take is not None:
            self.person.send(take, {}, at=place)
        return self.person.read(place).form("/release")
