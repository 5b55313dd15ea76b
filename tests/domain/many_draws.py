"""A thousand small draws of every shape, and a thousand ways to spoil one.

For a second implementation to be held against ours: what both say of the same bytes.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

from jury.domain.sortition import (
    DrawRecord,
    Opening,
    commitment_digest,
    full_transcript,
    open_seed,
    public_transcript,
    row_key,
    seats_by_segment,
    verify_transcript,
)
from tests.domain.draws import NONCE, SERVER_SEED, Court, Setup, people
from tests.domain.mutations import mutations

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
_LANGUAGES = ("en", "zh-Hans", "法庭", "de")
_PLACE = re.compile(r"(\(.*\))$")
_NUMBER = re.compile(r"\d+")
_FIT = re.compile(r"add|take|turn|change|reverse|double|drop")
_MOST_OF_A_KIND = 12
# What is no change of a value: texts that a lenient reader of JSON would let pass.
_SPOILT_TEXTS: tuple[Callable[[str], str], ...] = (
    lambda text: text[:-1],
    lambda text: text + "}",
    lambda text: text.replace('{"', '{"form": "public", "form": "full", "', 1),
    lambda text: re.sub(r'"draw_no": ?1', '"draw_no": 1.0', text),
    lambda text: re.sub(r'"draw_no": ?1', '"draw_no": 1e0', text),
    lambda text: re.sub(r'"draw_no": ?1', '"draw_no": 01', text),
    lambda text: re.sub(r'"dispute": ?"', r'"dispute": "\\ud800', text),
    lambda text: re.sub(r'"dispute": ?"', '"dispute": "\t', text),
    lambda text: text.replace("null", "NaN", 1),
    lambda text: text.replace("false", "False", 1),
)


def transcripts(number: int) -> list[str]:
    """Draws of one to three lists, with exclusions, skips, rests and odd seats."""
    return [_transcript(seed) for seed in range(number)] + _ended_early()


def spoilt(number: int) -> list[str]:
    """As many spoilt ones, every place of every sort of transcript in turn."""
    sources = [path.read_text(encoding="utf-8") for path in GOLDEN]
    sources += [_transcript(seed) for seed in _with_a_rest()]
    kinds: dict[str, list[str]] = defaultdict(list)
    for at, text in enumerate(sources):
        kinds[f"text {at}"] += [change(text) for change in _SPOILT_TEXTS]
        changes = list(mutations(json.loads(text), once=True))
        random.Random(at).shuffle(changes)
        # Those that stay well-formed first: the others are refused at once.
        for name, changed in sorted(changes, key=lambda one: not _FIT.match(one[0])):
            place = _PLACE.search(name)
            kind = _NUMBER.sub("#", place[0] if place else name)
            if len(kinds[f"{at} {kind}"]) < _MOST_OF_A_KIND:
                kinds[f"{at} {kind}"].append(json.dumps(changed))
    turns = chain.from_iterable(zip_longest(*kinds.values()))
    return list(islice((one for one in turns if one is not None), number))


def spoilt_openings() -> list[str]:
    """Everything else that a segment could say of how many of its seats were open."""
    return [
        json.dumps(changed)
        for text in _ended_early()
        for name, changed in mutations(json.loads(text), once=True)
        if name.endswith("'open')")
    ]


def holds(text: str) -> bool:
    """What we say of it, read as the command line reads it."""
    try:
        value = json.loads(
            text, object_pairs_hook=_once_each, parse_constant=_no_number
        )
    except ValueError:
        return False
    return isinstance(value, dict) and verify_transcript(value).holds


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _ended_early() -> list[str]:
    """Polls that ended before all seats were open, nor so many people called.

    The second list has nobody left, and so need not have called for its open seats.
    """
    rosters = {"en/*/active": people(40), "de/*/active": people(1, "de")}
    court = Court(Setup(rosters, seats=9, quotas=(6, 3)), lambda _key: None)
    for at, calls in enumerate((3, 2)):
        for _ in range(calls):
            court.summon_next(at)
    record = court.record(opened=(4, 2))
    made = (full_transcript(record), public_transcript(record))
    return [json.dumps(one) for one in made]


def _with_a_rest() -> Iterator[int]:
    """A short full draw and a short public one that came to the list of those left.

    One of each is balanced, and one is not.
    """
    for form in ("full", "public"):
        for is_balanced in (False, True):
            yield next(
                seed
                for seed in range(1000)
                if '"list": {' in (text := _transcript(seed))
                and f'"form": "{form}"' in text
                and ('"balance"' in text) == is_balanced
                and text.count('"lane"') < 80
            )


def _transcript(seed: int) -> str:
    chance = random.Random(seed)
    court = _court(chance)
    _open(court, chance)
    record = replace(_walked(court, chance), tells_chances=chance.random() < 0.5)
    if chance.random() < 0.4:
        return json.dumps(public_transcript(record), ensure_ascii=seed % 2 == 0)
    named = _named(record, court) if chance.random() < 0.5 else record
    return json.dumps(full_transcript(named), ensure_ascii=seed % 2 == 0)


def _court(chance: random.Random) -> Court:
    rosters = {
        f"{language}/*/active": [
            # The last letter in two parts: references are normalised.
            f"{language}-{number}-e\u0301"
            for number in range(chance.choice((1, 2, 31, 33, 40, 64, 65)))
        ]
        for language in chance.sample(_LANGUAGES, chance.choice((1, 1, 2, 3)))
    }
    everybody = [one for ids in rosters.values() for one in ids]
    most = chance.choice((3, len(everybody) // 2, len(everybody) - 1))
    seats, is_balanced = chance.choice((1, 1, 3, 5)), chance.random() < 0.2
    setup = Setup(
        rosters,
        seats=seats,
        quotas=(seats // len(rosters),) * len(rosters) if is_balanced else None,
        balance=("trade",) if is_balanced else (),
        excluded=chance.sample(everybody, min(len(everybody), chance.randint(0, most))),
        dispute=f"d-{chance.random()}",
    )
    strict = chance.choice((0, 60, 200))
    return Court(setup, lambda key: "not.active" if key[0] < strict else None)


def _open(court: Court, chance: random.Random) -> None:
    """A seed with the marketplace's number, without it, or from outside."""
    seed = chance.randbytes(32)
    kind = chance.choice(("both", "alone", "given"))
    if kind == "given":
        court.commitment = replace(court.commitment, server_seed_hash=None)
    court.opening = {
        "both": open_seed(SERVER_SEED, NONCE),
        "alone": open_seed(SERVER_SEED),
        "given": Opening(seed),
    }[kind]
    court.digest = commitment_digest(court.commitment)
    court.shares = seats_by_segment(court.commitment, court.digest, court.opening.seed)


def _walked(court: Court, chance: random.Random) -> DrawRecord:
    """Everybody for a seat, and some for those who decline, while anybody is left."""
    for at, seats in enumerate(court.shares):
        for _ in range(seats + chance.choice((0, 0, 2)) * bool(seats)):
            if not court.summon_next(at):
                break
    return court.record()


def _named(record: DrawRecord, court: Court) -> DrawRecord:
    names = {row_key(one): one for ids in court.setup.rosters.values() for one in ids}
    return replace(
        record,
        segments=tuple(
            replace(
                segment,
                entries=tuple(
                    entry._replace(ref=names[entry.key]) for entry in segment.entries
                ),
            )
            for segment in record.segments
        ),
    )
