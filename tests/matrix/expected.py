"""What the matrix expects: `allowed.toml`, with its groups of places spelled out."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from werkzeug.routing import Rule

from jury.domain.lifecycle import DISPUTE, Stage, Who
from tests.matrix.tries import PEOPLE, PROGRAMS, REFUSED, Board, Place, Tried

TABLE = Path(__file__).parent / "allowed.toml"
SAYS = "says"
SELDOM = 4
PEOPLE_OF_THE_TABLE = frozenset({Who.PARTY, Who.MODERATOR, Who.MARKETPLACE})
Lines = Mapping[str, Mapping[str, object]]


def read_table() -> Lines:
    """The lines of the table by endpoint."""
    return tomllib.loads(TABLE.read_text())


def who_may(line: Mapping[str, object], place: Place) -> frozenset[str]:
    """Those for whom an act goes through at a place."""
    known = {place.name, f"all of {place.stage}", "everywhere"}
    return frozenset(
        one
        for names, places in line.items()
        if names != SAYS and isinstance(places, list) and known & set(places)
        for one in names.split(", ")
    )


def everybody_at(rule: Rule) -> tuple[str, ...]:
    """Who there is to try an act: programs or people."""
    return PROGRAMS if rule.rule.startswith("/api/") else PEOPLE


def who_tries(
    line: Mapping[str, object],
    rule: Rule,
    place: Place,
    turn: int,
    *,
    all_of_them: bool,
) -> Iterable[str]:
    """Everybody; or all who may, and by turns one who may elsewhere or one who never.

    Of those who may wherever the dispute stands, one by turns as well. Those who never
    may are refused for what they are, before anybody looks where the dispute stands:
    they come by so seldom that each of them tries each act about once.
    """
    if all_of_them:
        return everybody_at(rule)
    may = sorted(who_may(line, place))
    ever = {one for names in line if names != SAYS for one in names.split(", ")}
    always = {one for one in may if ["everywhere"] in _places_of(line, one)}
    elsewhere = sorted(ever - set(may))
    never = [one for one in everybody_at(rule) if one not in ever]
    return [
        *(one for one in may if one not in always),
        *_one_of(sorted(always), turn),
        *(_one_of(elsewhere, turn // 2) if turn % 2 == 0 else ()),
        *(_one_of(never, turn // SELDOM) if turn % SELDOM == 1 else ()),
    ]


def _places_of(line: Mapping[str, object], who: str) -> list[object]:
    return [places for names, places in line.items() if who in names.split(", ")]


def _one_of(people: list[str], turn: int) -> list[str]:
    return people[turn % max(1, len(people)) :][:1]


def faults_at(
    board: Board, place: Place, rules: list[Rule], *, all_of_them: bool = False
) -> tuple[int, list[str]]:
    """How many tries were made at a place, and what was not as expected."""
    lines, tries, faults = read_table(), 0, []
    first = board.places.index(place)
    for number, rule in enumerate(rules):
        line = lines[rule.endpoint]
        turn = first + number
        for who in who_tries(line, rule, place, turn, all_of_them=all_of_them):
            tried = board.try_act(place, rule, who)
            tries += 1
            wrong = _fault(tried, place, may=who in who_may(line, place))
            if wrong:
                faults.append(f"{rule.endpoint} by {who} at {place.name}: {wrong}")
    return tries, faults


def _fault(tried: Tried, place: Place, *, may: bool) -> str:
    if tried.wrong:
        return tried.wrong
    if (tried.outcome != REFUSED) is not may:
        return f"{tried.outcome} ({tried.status})"
    if tried.stage != place.stage and not _is_in_the_table(place.stage, tried.stage):
        return f"no row leads people from {place.stage} to {tried.stage}"
    return ""


def _is_in_the_table(at: str, to: str) -> bool:
    led = {
        row.to
        for row in DISPUTE.acts_at(Stage(at))
        if PEOPLE_OF_THE_TABLE & set(row.may)
    }
    # Where nothing is to be paid, what becomes final is closed by the same act.
    return Stage(to) in led or (to == Stage.CLOSED.value and Stage.FINAL in led)
