"""Buyers and sellers: they answer the points, tell their side, and check the cover.

Some add a picture, some never come, some do not confirm: the court goes on without.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from jury.cli.simulate.agenda import Plan
from jury.cli.simulate.chance import chance
from jury.cli.simulate.filing import Filing
from jury.cli.simulate.line import Line, Refused
from jury.cli.simulate.market import Market
from jury.cli.simulate.pages import Form, read_page
from jury.cli.simulate.person import Changes, Person

SILENT_SHARE = 0.06
PICTURE_SHARE = 0.12
UNCONFIRMED_SHARE = 0.05
# Few people fill everything in.
ANSWERS_POINT_SHARE = 0.6
TELLS_SHARE = 0.9
WRITES_AFTER = timedelta(hours=1)


@dataclass
class Parties:
    """Both sides of every dispute."""

    market: Market
    line: Line
    seed: int
    people: dict[str, tuple[Person, Filing, str]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def admitted(self, filing: Filing) -> list[Plan]:
        """A dispute was escalated; when each side will put its case, if ever."""
        plans = []
        for side, ref in filing.parties.items():
            person = Person(self.line, ref, filing.story.language)
            self.people[ref] = (person, filing, side)
            if self.is_silent(filing, side):
                self.done["silent"] += 1
                continue
            plans.append(self._putting(ref))
        return plans

    def is_silent(self, filing: Filing, side: str) -> bool:
        """Whether this side never comes."""
        nature = chance(self.seed, "party", filing.case.number, side)
        return nature.random() < SILENT_SHARE

    def asked_to_confirm(self, ref: str, path: str) -> list[Plan]:
        """The file was covered; somebody who came before comes again."""
        if ref not in self.people:
            return []
        person, filing, side = self.people[ref]
        nature = chance(self.seed, "confirms", filing.case.number, side)
        if not person.is_signed_in or nature.random() < UNCONFIRMED_SHARE:
            return []
        at = self.market.now() + timedelta(minutes=1)
        return [Plan(at, lambda: self._confirm(person, path))]

    def _putting(self, ref: str) -> Plan:
        at = self.market.now() + WRITES_AFTER
        return Plan(at, lambda: self._put_case(ref))

    def _put_case(self, ref: str) -> Sequence[Plan]:
        """Answer the open points, tell what happened, add a picture, be done."""
        person, filing, side = self.people[ref]
        place = f"/disputes/{filing.case.id}"
        page = person.read(self.market.let_in(person, "party", place))
        nature = chance(self.seed, "puts", filing.case.number, side)
        form = page.form("/statements")
        if form is None:
            return self._too_late(filing)
        for said in _said(form, filing, nature, side=side):
            self._write(person, form, said, side=side, place=place)
        if nature.random() < PICTURE_SHARE:
            self._show(person, filing, side=side, place=place)
        asked = person.read(f"{place}/done").form("/done")
        if asked is None:
            raise Refused("The page that asks whether a side is done has no form.")
        person.send(asked, {}, at=f"{place}/done")
        self.done["put their case"] += 1
        return []

    def _too_late(self, filing: Filing) -> Sequence[Plan]:
        """There is no form for a text: rightly so only when the dispute is over."""
        if self.market.get(f"/disputes/{filing.case.id}")["stage"] == "submissions":
            raise Refused("The page of a dispute has no form for its texts.")
        return []

    def _write(
        self, person: Person, form: Form, said: Changes, *, side: str, place: str
    ) -> None:
        answer = person.send(form, said, at=place)
        if answer.status_code >= 400:
            kind = said["save"]
            raise Refused(f"A {side} could not send {kind}: {answer.status_code}.")

    def _show(self, person: Person, filing: Filing, *, side: str, place: str) -> None:
        form = person.read(f"{place}/exhibits").form("/exhibits")
        if form is None:
            raise Refused("The page for filing evidence has no form.")
        picture = make_picture(filing.case.number, side)
        file = ("picture.png", picture, "image/png")
        caption = {"caption": filing.story.caption, "point_no": "1"}
        answer = person.send(form, caption, at=f"{place}/exhibits", file=file)
        if answer.status_code >= 400:
            raise Refused(f"A picture was not taken: {answer.status_code}.")
        self.done["pictures filed"] += 1

    def _confirm(self, person: Person, path: str) -> Sequence[Plan]:
        """Look at what jurors will see, and confirm exactly that."""
        answer = person.get(path)
        # It may be over by now: then there is nothing to confirm.
        forms = read_page(answer.text).forms if answer.status_code == 200 else []
        form = next((one for one in forms if one.value("digest")), None)
        if form is not None:
            person.send(form, {}, at=path)
            self.done["confirmed"] += 1
        return []


def _said(form: Form, filing: Filing, nature: Random, *, side: str) -> list[Changes]:
    """What a side sends, one button after the other: some points, then its case."""
    stance = "yes" if side == "buyer" else "no"
    points = dict.fromkeys(
        one.name for one in form.fields if one.name.startswith("stance:")
    )
    answers: dict[str, str | list[str]] = {
        name: stance
        for name in points
        if not any(one.is_on for one in form.names(name))
        and nature.random() < ANSWERS_POINT_SHARE
    }
    said: list[Changes] = [answers | {"save": "points"}] if answers else []
    if nature.random() < TELLS_SHARE:
        told = filing.story.statements[side]
        said.append({"text:case": told, "save": "case"})
    return said


def make_picture(number: int, side: str, size: int = 96) -> bytes:
    """A small PNG whose colours differ from dispute to dispute."""
    tone = chance(number, side, "picture").randbytes(3)
    row = b"\0" + b"".join(
        bytes((part * (place + 1) // size) % 256 for part in tone)
        for place in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(row * size)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    length, check = len(content), zlib.crc32(kind + content)
    return struct.pack(">I", length) + kind + content + struct.pack(">I", check)
