"""What redaction of texts reaches, beside what it must reach.

Texts of our own are drawn here from a seed; published ones are read from the folder
that `JURY_PII_DATA` names, without which their rows are left out. Shares are of things
covered whole.
"""

import os
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.measure import Figure
from bench.redaction import covered, find_all
from bench.redaction_chats import (
    ALIKES,
    TOKENS,
    planted,
    told_addresses,
    touches,
)
from bench.redaction_sets import (
    Span,
    address_doors,
    bmes_names,
    cluener_names,
    conll_names,
)
from bench.service_chat import documents
from jury.redaction import NOTHING_KNOWN, Known, find
from jury.redaction.detect import find_structured
from tests.redaction.disguises import DISGUISES
from tests.redaction.test_more_disguises import accounts, left_over, phones
from tests.redaction.variants import make_person, names_of

_SEED: Final = 17
_IDENTIFIES: Final = re.compile("[0-9]{7}|微信号")


def figures() -> Iterator[Figure]:
    """Rows of our own, then those of published texts, then the speed."""
    dice = random.Random(_SEED)
    yield _least("names known from the order, in every variant", _known(dice), 100)
    yield _least("phones disguised as people were seen to do", _disguised(dice), 99)
    for title, cases in (("phones", phones()), ("accounts", accounts())):
        hits = [not left_over(t, find(t, NOTHING_KNOWN), s) for _, t, s in cases]
        yield _least(f"{title} disguised in other ways", _share(hits), 92)
    yield _least("addresses in chats", _covered(told_addresses(dice, 600)), 92)
    people = ((text, span) for text, span, _ in documents(1, 1400))
    yield _least("third persons in service chat", _covered(people), 95)
    tokens = [t for each in TOKENS.values() for t in planted(dice, each.split("|"))]
    lost = _share(touches(find(text, NOTHING_KNOWN), span) for text, span in tokens)
    yield Figure(name="evidence destroyed", ours=lost, unit="%", at_most=1)
    alikes = _share(bool(found) for found in find_all(ALIKES.split("|")))
    yield Figure(name="look-alikes touched", ours=alikes, unit="%", at_most=5)
    root = Path(os.environ.get("JURY_PII_DATA", "/nowhere"))
    if root.is_dir():
        yield from _published(root)
    # Each of these holds an address or a name: of ordinary chat half holds nothing.
    dense = [text for text, _ in told_addresses(dice, 400)]
    dense += [text for text, _, _ in documents(3, 1600)]
    yield from _speed("texts full of people", dense, (None, 15_000))


def _published(root: Path) -> Iterator[Figure]:
    doors = list(address_doors(root / "zh-address" / "dev.txt"))[:1500]
    yield _least("delivery addresses, identifying part", _covered(doors), 90)
    for title, told, least in (
        ("CLUENER", cluener_names(root / "cluener" / "train.json"), 93),
        ("Weibo", conll_names(root / "weibo" / "weiboNER_2nd_conll.train"), 80),
        ("Resume", bmes_names(root / "resume" / "dev.char.bmes", "NAME"), 99),
    ):
        each = [(text, span) for text, spans in told for span in spans]
        yield _least(f"third persons in {title}", _covered(each), least)
    turns = (root / "taobao-chat" / "test").read_text().splitlines()
    said = sorted({re.sub(" ", "", m) for turn in turns for m in turn.split("\t")[1:]})
    touched = _share(bool(found) for found in find_all(said))
    yield Figure(name="chat messages touched", ours=touched, unit="%", at_most=3)
    # What holds a long number names a listing or a parcel, and is covered for it.
    bare = [text for text in said if not _IDENTIFIES.search(text)]
    lost = _share(bool(find_structured(text)) for text in bare)
    title = "messages without a long number, touched by identifiers"
    yield Figure(name=title, ours=lost, unit="%", at_most=0.2)
    yield from _speed("ordinary chat", said, (1_000_000, 15_000))


def _known(dice: random.Random) -> float:
    hits: list[bool] = []
    for _ in range(40):
        person = make_person(dice)
        known = Known(seller=person.known)
        for variant in names_of(person):
            found = find(f"请联系{variant}", known)
            hits.append(
                not left_over(f"请联系{variant}", found, range(3, 3 + len(variant)))
            )
    return _share(hits)


def _disguised(dice: random.Random) -> float:
    hits: list[bool] = []
    for disguise in DISGUISES.values():
        for _ in range(20):
            tail = "".join(dice.choices("0123456789", k=9))
            written = disguise(f"1{dice.choice('3456789')}{tail}")
            span = (2, 2 + len(written.rstrip("\u20e3\ufe0f")))
            hits.append(covered(find(f"你打{written}找我吧", NOTHING_KNOWN), span))
    return _share(hits)


def _covered(told: Iterable[tuple[str, Span]]) -> float:
    """The share of spans that are covered, of those that are not empty."""
    texts = [(text, span) for text, span in told if span[1] > span[0]]
    found = find_all(text for text, _ in texts)
    return _share(covered(f, span) for f, (_, span) in zip(found, texts, strict=True))


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return 100 * sum(counted) / len(counted)


def _least(title: str, ours: float, at_least: float) -> Figure:
    return Figure(name=title, ours=ours, unit="%", at_least=at_least)


def _speed(
    title: str, texts: Sequence[str], least: tuple[float | None, float]
) -> Iterator[Figure]:
    """Characters a second of one processor's time, the best of several rounds."""
    for what, act, at_least in (
        ("identifiers", lambda: [find_structured(text) for text in texts], least[0]),
        ("everything", lambda: find_all(texts), least[1]),
    ):
        yield Figure(
            name=f"characters a second, {title}: {what}",
            ours=sum(map(len, texts)) / min(_processor_time(act) for _ in range(3)),
            unit="",
            at_least=at_least,
        )


def _processor_time(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun
