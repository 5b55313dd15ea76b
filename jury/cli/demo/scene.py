"""The demo's disputes as they stand in `scenes/`: who quarrels over what, and how it
goes.

A scene says days and clock times; they are counted back from the moment at which the
dispute is escalated.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).resolve().parent / "scenes"
PREFIX = "demo-"
SIDES = ("buyer", "seller")
UNDECIDED, MOST = -1, -2
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Vote:
    """What one juror will say: a rung, UNDECIDED, or MOST for the highest."""

    rung: int
    sentence: str = ""
    undecided: str = "missing_evidence"


@dataclass(frozen=True)
class Shot:
    """A picture that a side files."""

    side: str
    picture: str
    caption: str
    point: int


@dataclass(frozen=True)
class Scene:
    """One dispute: its name, how far it is played, and everything told in it."""

    name: str
    end: str
    told: Told

    @property
    def refund_ref(self) -> str:
        """By this the demo's disputes are known."""
        return f"{PREFIX}{self.name}"

    @property
    def language(self) -> str:
        """The language of the dispute."""
        return str(self.told["language"])

    @property
    def filer(self) -> str:
        """The side that escalates."""
        return str(self.told["filed_by"])

    @property
    def other(self) -> str:
        """The side that answers."""
        return SIDES[1 - SIDES.index(self.filer)]

    @property
    def votes(self) -> list[Vote]:
        """What the jurors will say, in the order in which they vote."""
        return [Vote(**one) for one in self.told.get("vote", ())]

    @property
    def shots(self) -> list[Shot]:
        """The pictures of both sides, in the order in which they are filed."""
        return [Shot(**one) for one in self.told.get("exhibit", ())]

    @property
    def replies(self) -> list[tuple[int, bool, str]]:
        """What the other side says to the points."""
        return [(number, stance, text) for number, stance, text in self.told["replies"]]

    def said(self, side: str, kind: str) -> str:
        """What a side writes as its case or its answer; empty when nothing."""
        return str(self.told[side].get(kind, ""))


def read_scenes() -> list[Scene]:
    """All scenes, in the order of their names."""
    scenes = []
    for path in sorted(FOLDER.glob("*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        scenes.append(Scene(path.stem, told["end"], told))
    return scenes


def escalation(scene: Scene, *, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """The body of `POST /api/v1/disputes`."""
    told = scene.told

    def at(day: int, clock: str) -> str:
        return _moment(now, zone, day=day, clock=clock)

    return {
        "order": {
            "ref": f"DEMO-{scene.name.upper()}",
            "category": told["category"],
            "language": scene.language,
            "lines": [{"title": told["title"], "price": _money(told, told["price"])}],
            "listing_text": told["listing"],
            "condition_grade": told["grade"],
            "price": _money(told, told["price"]),
            "freight": _money(told, told["freight"]),
            "paid_at": at(*told["paid"]),
            "shipped_at": at(*told["shipped"]),
            "received_at": at(*told["received"]) if "received" in told else None,
            "courier": [
                {"at": at(day, clock), "text": text}
                for day, clock, text in told["courier"]
            ],
            "parcel_numbers": told["parcels"],
        },
        "parties": {side: _party(scene, told[side]) for side in SIDES},
        "filed_by": scene.filer,
        "reason": told["reason"],
        "claim": told["claim"],
        "asked": _money(told, told["asked"]),
        "answers": [
            {"number": number, "stance": stance, "text": text}
            for number, stance, text in told["answers"]
        ],
        "chat": [
            {"sender": who, "text": text, "sent_at": at(day, clock)}
            for who, day, clock, text in told["chat"]
        ],
        "refund": {
            "ref": scene.refund_ref,
            "held": _money(told, told["price"] + told["freight"]),
        },
    }


def _party(scene: Scene, told: Told) -> dict[str, Any]:
    bought, sold = told["trades"]
    return {
        "ref": told["ref"],
        "display_name": told["name"],
        "names": _also(told["name"]),
        "nicknames": told.get("nicknames", []),
        "phone": told["phone"],
        "address": told["address"],
        "email": told["email"],
        "handles": told["handles"],
        "locale": scene.language,
        "person_key": f"person-{told['ref']}",
        "tie_keys": [f"address-{told['ref']}", f"device-{told['ref']}"],
        "trades": {"as_buyer": bought, "as_seller": sold},
    }


def _also(name: str) -> Sequence[str]:
    """The parts of a name by which people call each other."""
    return [part for part in name.split(" ") if " " in name]


def _money(told: Told, minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": told["currency"]}


def _moment(now: datetime, zone: ZoneInfo, *, day: int, clock: str) -> str:
    hour, minute = (int(part) for part in clock.split(":"))
    local = now.astimezone(zone) + timedelta(days=day)
    there = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return there.astimezone(ZoneInfo("UTC")).isoformat().replace("+00:00", "Z")
