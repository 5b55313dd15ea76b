"""What redaction of text reaches on published data, and how fast.

`python -m bench.redaction DATA` or `JURY_PII_DATA=DATA`: a folder of data sets of
personal data. Prints counts only, never a text.
"""

import json
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from bench.redaction_sets import (
    Span,
    address_doors,
    bmes_names,
    cluener_names,
    conll_names,
)
from jury.redaction import (
    NOTHING_KNOWN,
    Finding,
    Known,
    KnownPerson,
    Message,
    find,
    find_in_chats,
)
from tests.redaction.disguises import DISGUISES

_FIXTURE_KINDS = {
    "phone": "phone",
    "id_number": "id_card",
    "bank_card": "bank_card",
    "email": "email",
    "qq": "handle",
    "wechat": "handle",
    "license_plate": "plate",
    "credit_code": "company_code",
    "passport": "passport",
    "military_id": "passport",
    "address": "address",
    "person": "name",
}
_ENGLISH_KINDS = {
    "PERSON": "name",
    "STREET_ADDRESS": "address",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "CREDIT_CARD": "bank_card",
    "IBAN_CODE": "bank_card",
    "DOMAIN_NAME": "url",
    "US_SSN": "number",
    "US_DRIVER_LICENSE": "number",
}


def main() -> None:
    """Print every table for the folder given."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("JURY_PII_DATA", "")
    root = Path(given)
    if not given or not root.is_dir():
        sys.exit("give the folder of data sets as argument or in JURY_PII_DATA")
    for part in (
        print_fixtures,
        print_disguised_phones,
        print_known_people,
        print_english,
        print_chinese_names,
        print_addresses,
        print_untouched,
    ):
        part(root)


def covered(findings: Iterable[Finding], span: Span) -> bool:
    """Whether every character of the span is inside some finding."""
    at = span[0]
    for finding in findings:
        if finding.start <= at < finding.end:
            at = finding.end
    return at >= span[1]


def find_all(texts: Iterable[str]) -> list[tuple[Finding, ...]]:
    """The findings of many texts, read together as a stream of them is."""
    chats = [([Message("", text)], NOTHING_KNOWN) for text in texts]
    return [found for (found,) in find_in_chats(chats)]


def row(*cells: object) -> None:
    """Print one line of a table."""
    print(
        "  ".join(
            f"{cell!s:<22}" if i == 0 else f"{cell!s:>12}"
            for i, cell in enumerate(cells)
        )
    )


def share(part: int, whole: int) -> str:
    """A percentage, or a dash for nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def print_fixtures(root: Path) -> None:
    """Yes-or-no fixtures: found where expected, and not of that kind where not."""
    print("\nIdentifiers, yes/no fixtures: found, of which exact kind, falsely found")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missed: list[str] = []
    for path in sorted((root / "argus").glob("*.json")):
        for case in json.loads(path.read_text()):
            kind = _FIXTURE_KINDS.get(case["type"])
            if kind:
                outcome = _fixture_outcome(case, kind)
                counts[f"{case['type']}"].update(outcome)
                if "missed" in outcome or "false" in outcome:
                    missed.append(case["id"])
    for name, count in sorted(counts.items()):
        row(
            name,
            f"{count['hit']}/{count['yes']}",
            count["kind"],
            f"{count['false']}/{count['no']}",
        )
    print("  not as the fixture says:", " ".join(missed))


def _fixture_outcome(case: dict[str, str], kind: str) -> list[str]:
    text = case["input"]
    found = find(text, NOTHING_KNOWN)
    if not case["should_match"]:
        return ["no", *(["false"] if any(f.kind == kind for f in found) else [])]
    expected = case.get("expected_text")
    at = text.find(expected) if expected else -1
    hit = covered(found, (at, at + len(expected or ""))) if at >= 0 else bool(found)
    named = any(f.kind == kind for f in found)
    return ["yes", "hit" if hit else "missed", *(["kind"] if hit and named else [])]


def print_disguised_phones(_root: Path) -> None:
    """Phone numbers in every disguise, with nothing known and with the number known."""
    print("\nDisguised phones, 40 each: covered unknown, covered known")
    dice = random.Random(7)
    total: Counter[str] = Counter()
    for name, disguise in DISGUISES.items():
        count: Counter[str] = Counter()
        for _ in range(40):
            phone = (
                "1" + dice.choice("3456789") + "".join(dice.choices("0123456789", k=9))
            )
            written = disguise(phone)
            text = f"你打{written}找我吧"
            span = (2, 2 + len(written.rstrip("\u20e3\ufe0f")))
            known = Known(buyer=KnownPerson(phones=(phone,)))
            count["unknown"] += covered(find(text, NOTHING_KNOWN), span)
            count["known"] += covered(find(text, known), span)
        total.update(count)
        if min(count["unknown"], count["known"]) < 40:
            row(name, count["unknown"], count["known"])
    size = 40 * len(DISGUISES)
    row("all", share(total["unknown"], size), share(total["known"], size))


def print_known_people(root: Path) -> None:
    """Every annotated name of chat-like text, given to redaction as a known name."""
    print("\nNames in chat-like text, each given as known: covered")
    count: Counter[str] = Counter()
    for text, spans in conll_names(root / "weibo" / "weiboNER_2nd_conll.train"):
        for span in spans:
            known = Known(buyer=KnownPerson(names=(text[slice(*span)],)))
            count["all"] += 1
            count["covered"] += covered(find(text, known), span)
    row("weibo, known", share(count["covered"], count["all"]), count["all"])


def print_chinese_names(root: Path) -> None:
    """Names that nobody told of."""
    print("\nNames of third persons, unknown: covered, precision by characters")
    sets = {
        "weibo": conll_names(root / "weibo" / "weiboNER_2nd_conll.train"),
        "resume": bmes_names(root / "resume" / "dev.char.bmes", "NAME"),
        "cluener": cluener_names(root / "cluener" / "train.json"),
        "people-daily": conll_names(root / "people-daily" / "example.dev", "PER", " "),
    }
    for name, given in sets.items():
        count: Counter[str] = Counter()
        documents = list(given)
        together = find_all(text for text, _ in documents)
        for (_, spans), found in zip(documents, together, strict=True):
            marked = {i for span in spans for i in range(*span)}
            said = {i for f in found if f.kind == "name" for i in range(f.start, f.end)}
            count.update(
                names=len(spans),
                covered=sum(covered(found, span) for span in spans),
                said=len(said),
                right=len(said & marked),
            )
        row(
            name,
            share(count["covered"], count["names"]),
            share(count["right"], count["said"]),
        )


def print_english(root: Path) -> None:
    """Synthetic English sentences."""
    print("\nEnglish, synthetic: covered, of that many; precision by characters")
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for record in json.loads((root / "presidio" / "synth_dataset_v2.json").read_text()):
        text = record["full_text"]
        found = find(text, NOTHING_KNOWN)
        marked = {
            i
            for s in record["spans"]
            for i in range(s["start_position"], s["end_position"])
        }
        for span in record["spans"]:
            kind = _ENGLISH_KINDS.get(span["entity_type"])
            if kind:
                place = (span["start_position"], span["end_position"])
                count[span["entity_type"]].update(all=1, hit=covered(found, place))
        for finding in found:
            places = set(range(finding.start, finding.end))
            count[f"said {finding.kind}"].update(
                all=len(places), hit=len(places & marked)
            )
    for name, numbers in sorted(count.items()):
        row(name, share(numbers["hit"], numbers["all"]), numbers["all"])


def print_addresses(root: Path) -> None:
    """Delivery addresses: everything from the road to the door and the person."""
    print("\nDelivery addresses: identifying part covered (bare, after a cue, known)")
    documents = list(address_doors(root / "zh-address" / "dev.txt"))[:1500]
    count: Counter[str] = Counter()
    for text, span in documents:
        if span[0] == span[1]:
            continue
        count["all"] += 1
        count["bare"] += covered(find(text, NOTHING_KNOWN), span)
        cue = "收货地址："
        moved = (span[0] + len(cue), span[1] + len(cue))
        count["cued"] += covered(find(cue + text, NOTHING_KNOWN), moved)
        known = Known(buyer=KnownPerson(addresses=(text,)))
        count["known"] += covered(find(text, known), span)
    row(
        "zh-address",
        *(share(count[key], count["all"]) for key in ("bare", "cued", "known")),
    )


def print_untouched(root: Path) -> None:
    """Ordinary messages: how many are touched at all, by what, and the speed."""
    print("\nOrdinary messages: touched, by kind, characters a second")
    taobao = (root / "taobao-chat" / "test").read_text().splitlines()
    sets = {
        "taobao-chat": sorted(
            {re.sub(" ", "", m) for t in taobao for m in t.split("\t")[1:]}
        ),
        "nus-sms zh": (root / "nus-sms" / "zh-even.txt").read_text().splitlines(),
        "nus-sms en": (root / "nus-sms" / "en-even.txt").read_text().splitlines(),
    }
    for name, messages in sets.items():
        kinds: Counter[str] = Counter()
        touched = 0
        begun = time.process_time()
        for found in find_all(messages):
            touched += bool(found)
            kinds.update({f"{f.kind}" for f in found})
        speed = sum(map(len, messages)) / (time.process_time() - begun)
        some = messages[:500]
        begun = time.process_time()
        for message in some:
            find(message, NOTHING_KNOWN)
        alone = sum(map(len, some)) / (time.process_time() - begun)
        row(
            name,
            share(touched, len(messages)),
            len(messages),
            f"{speed:,.0f} cps",
            f"{alone:,.0f} one by one",
        )
        print("   ", ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))


if __name__ == "__main__":
    main()
