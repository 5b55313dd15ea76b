"""Whatever way a known person, place or number is written in, no juror reads it."""

import random
from collections.abc import Iterator

import pytest

from jury.redaction import Finding, Known, Message, find, find_in_messages
from tests.redaction.variants import (
    CARRIERS,
    Person,
    accounts_of,
    addresses_of,
    make_person,
    names_of,
    numbers_of,
)

pytestmark = pytest.mark.long

SEEDS = range(8)
# What announces a number gives nothing away.
_CUES = "尾号后四位是前面中间最endig "


def played(seed: int) -> tuple[Known, list[Person], random.Random]:
    dice = random.Random(seed)
    people = [make_person(dice) for _ in range(3)]
    buyer, seller, courier = (person.known for person in people)
    order = str(dice.randrange(10**15, 10**18))
    parcel = "SF" + str(dice.randrange(10**12, 10**13))
    return Known(buyer, seller, (courier,), (order,), (parcel,)), people, dice


def written(known: Known, person: Person, dice: random.Random) -> Iterator[str]:
    yield from names_of(person)
    yield from addresses_of(person)
    yield from accounts_of(person)
    for number in (person.known.phones[0], person.known.handles[1], known.numbers[0]):
        yield from numbers_of(number, dice)
    parcel = known.parcels[0]
    yield from (parcel, parcel.lower(), f"{parcel[:2]} {parcel[2:]}", parcel[2:])
    yield from (f"{parcel[:6]} {parcel[6:]}", f"尾号{parcel[-4:]}")


def uncovered(text: str, findings: tuple[Finding, ...], span: range) -> str:
    covered = {i for f in findings for i in range(f.start, f.end)}
    return "".join(text[i] for i in span if i not in covered and text[i].isalnum())


@pytest.mark.parametrize("seed", SEEDS)
def test_no_variant_of_what_is_known_stays(seed: int) -> None:
    known, people, dice = played(seed)
    for person in people:
        for variant in written(known, person, dice):
            carrier = dice.choice(CARRIERS)
            text = carrier.format(variant)
            start = carrier.index("{}")
            left = uncovered(
                text, find(text, known), range(start, start + len(variant))
            )
            assert not left.strip(_CUES), (variant, text, left)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_variant_stays_that_is_split_over_messages(seed: int) -> None:
    known, people, dice = played(seed)
    for person in people:
        for value in (
            person.known.phones[0],
            person.known.names[0],
            person.known.handles[0],
            person.known.emails[0],
            known.numbers[0],
            known.parcels[0],
        ):
            cuts = sorted(dice.sample(range(1, len(value)), min(2, len(value) - 1)))
            parts = [
                value[a:b] for a, b in zip([0, *cuts], [*cuts, len(value)], strict=True)
            ]
            messages = [Message("b", part) for part in parts]
            messages.insert(1, Message("s", "嗯"))
            found = find_in_messages(messages, known)
            left = "".join(
                uncovered(message.text, findings, range(len(message.text)))
                for message, findings in zip(messages, found, strict=True)
                if message.sender == "b"
            )
            assert not left, (parts, left)
