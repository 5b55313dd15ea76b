"""What redaction of text reaches on published data, and how fast.

`python bench/redaction.py DATA` or `JURY_PII_DATA=DATA`: a folder of data sets of
personal data. Prints counts only, never a text.
"""

import json
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jury.redaction import NOTHING_KNOWN, Finding, Known, KnownPerson, find

Span = tuple[int, int]

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
_DOOR_PARTS = frozenset(
    "road roadno subroad subroadno poi subpoi houseno cellno floorno roomno person".split()
)


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


def row(*cells: object) -> None:
    """Print one line of a table."""
    print("  ".join(f"{cell!s:<22}" if i == 0 else f"{cell!s:>12}" for i, cell in enumerate(cells)))


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
        row(name, f"{count['hit']}/{count['yes']}", count["kind"], f"{count['false']}/{count['no']}")
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


def _spaced(by: str) -> Callable[[str], str]:
    return lambda phone: by.join((phone[:3], phone[3:7], phone[7:]))


def _each(table: str) -> Callable[[str], str]:
    return lambda phone: "".join(table[int(digit)] for digit in phone)


def _joined(by: str) -> Callable[[str], str]:
    return lambda phone: by.join(phone)


_WORDS = "zero one two three four five six seven eight nine".split()
_DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "blanks": _spaced(" "),
    "dots": _spaced("."),
    "dashes": _spaced("-"),
    "star and underscore": _spaced("*_"),
    "emoji": _spaced("😊"),
    "joining words": _spaced("然后"),
    "line breaks": _spaced("\n"),
    "zero width": _joined("\u200b"),
    "spaced all": _joined(" "),
    "dotted all": _joined("."),
    "full width": _each("０１２３４５６７８９"),
    "numerals": _each("零一二三四五六七八九"),
    "capital numerals": _each("零壹贰叁肆伍陆柒捌玖"),
    "radio": _each("洞幺两三四五六拐八勾"),
    "circled": _each("⓪①②③④⑤⑥⑦⑧⑨"),
    "black circled": _each("⓿❶❷❸❹❺❻❼❽❾"),
    "bracketed": _each("0⑴⑵⑶⑷⑸⑹⑺⑻⑼"),
    "full stop": _each("0⒈⒉⒊⒋⒌⒍⒎⒏⒐"),
    "superscript": _each("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "mathematical": _each("𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵"),
    "keycaps": lambda phone: "".join(f"{digit}\ufe0f\u20e3" for digit in phone),
    "half numerals": lambda p: _each("零一二三四五六七八九")(p[:3]) + f" {p[3:7]} {p[7:]}",
    "look-alike letters": lambda p: p.replace("1", "l").replace("0", "O"),
    "sound-alikes": _each("零医二散四五六七扒九"),
    "English words": lambda p: " ".join(_WORDS[int(digit)] for digit in p),
    "mixed": lambda p: "".join(
        ("0123456789", "零一二三四五六七八九", "⓿❶❷❸❹❺❻❼❽❾")[i % 3][int(d)]
        for i, d in enumerate(p)
    ),
    "country code": lambda p: f"+86 {p}",
}


def print_disguised_phones(_root: Path) -> None:
    """Phone numbers in every disguise, with nothing known and with the number known."""
    print("\nDisguised phones, 40 each: covered unknown, covered known")
    dice = random.Random(7)  # noqa: S311 - invented numbers, not secrets
    total: Counter[str] = Counter()
    for name, disguise in _DISGUISES.items():
        count: Counter[str] = Counter()
        for _ in range(40):
            phone = "1" + dice.choice("3456789") + "".join(dice.choices("0123456789", k=9))
            written = disguise(phone)
            text = f"你打{written}找我吧"
            span = (2, 2 + len(written.rstrip("\u20e3\ufe0f")))
            known = Known(buyer=KnownPerson(phones=(phone,)))
            count["unknown"] += covered(find(text, NOTHING_KNOWN), span)
            count["known"] += covered(find(text, known), span)
        total.update(count)
        if min(count["unknown"], count["known"]) < 40:
            row(name, count["unknown"], count["known"])
    size = 40 * len(_DISGUISES)
    row("all", share(total["unknown"], size), share(total["known"], size))


def print_known_people(root: Path) -> None:
    """Every annotated name of chat-like text, given to redaction as a known name."""
    print("\nNames in chat-like text, each given as known: covered")
    count: Counter[str] = Counter()
    for text, spans in _conll(root / "weibo" / "weiboNER_2nd_conll.train"):
        for span in spans:
            known = Known(buyer=KnownPerson(names=(text[slice(*span)],)))
            count["all"] += 1
            count["covered"] += covered(find(text, known), span)
    row("weibo, known", share(count["covered"], count["all"]), count["all"])


def _conll(path: Path) -> Iterator[tuple[str, list[Span]]]:
    for block in path.read_text().split("\n\n"):
        text, spans, start = "", list[Span](), -1
        for line in block.splitlines():
            character, _, tag = line.partition("\t")
            if not tag.startswith("I-PER.NAM") and start >= 0:
                spans.append((start, len(text)))
                start = -1
            if tag.startswith("B-PER.NAM"):
                start = len(text)
            text += character[0]
        if start >= 0:
            spans.append((start, len(text)))
        yield text, spans


def print_chinese_names(root: Path) -> None:
    """Names that nobody told of."""
    print("\nNames of third persons, unknown: covered, precision by characters")
    sets = {
        "weibo": _conll(root / "weibo" / "weiboNER_2nd_conll.train"),
        "resume": _bmes(root / "resume" / "dev.char.bmes", "NAME"),
        "cluener": _cluener(root / "cluener" / "train.json"),
    }
    for name, documents in sets.items():
        count: Counter[str] = Counter()
        for text, spans in documents:
            found = find(text, NOTHING_KNOWN)
            marked = {i for span in spans for i in range(*span)}
            said = {i for f in found if f.kind == "name" for i in range(f.start, f.end)}
            count.update(
                names=len(spans),
                covered=sum(covered(found, span) for span in spans),
                said=len(said),
                right=len(said & marked),
            )
        row(name, share(count["covered"], count["names"]), share(count["right"], count["said"]))


def _bmes(path: Path, label: str) -> Iterator[tuple[str, list[Span]]]:
    for block in path.read_text().split("\n\n"):
        pairs = [line.split() for line in block.splitlines() if line.strip()]
        text = "".join(pair[0] for pair in pairs)
        yield text, _tagged_spans([pair[1] for pair in pairs], label)


def _tagged_spans(tags: list[str], label: str) -> list[Span]:
    spans: list[Span] = []
    for place, tag in enumerate(tags):
        if tag in {f"B-{label}", f"S-{label}"}:
            spans.append((place, place + 1))
        elif spans and tag.endswith(f"-{label}"):
            spans[-1] = (spans[-1][0], place + 1)
    return spans


def _cluener(path: Path) -> Iterator[tuple[str, list[Span]]]:
    for line in path.read_text().splitlines():
        record = json.loads(line)
        names = record["label"].get("name", {})
        yield record["text"], [(a, b + 1) for ranges in names.values() for a, b in ranges]


def print_english(root: Path) -> None:
    """Synthetic English sentences."""
    print("\nEnglish, synthetic: covered, of that many, precision of the kind by characters")
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for record in json.loads((root / "presidio" / "synth_dataset_v2.json").read_text()):
        text = record["full_text"]
        found = find(text, NOTHING_KNOWN)
        marked = {
            i for s in record["spans"] for i in range(s["start_position"], s["end_position"])
        }
        for span in record["spans"]:
            kind = _ENGLISH_KINDS.get(span["entity_type"])
            if kind:
                place = (span["start_position"], span["end_position"])
                count[span["entity_type"]].update(all=1, hit=covered(found, place))
        for finding in found:
            places = set(range(finding.start, finding.end))
            count[f"said {finding.kind}"].update(all=len(places), hit=len(places & marked))
    for name, numbers in sorted(count.items()):
        row(name, share(numbers["hit"], numbers["all"]), numbers["all"])


def print_addresses(root: Path) -> None:
    """Delivery addresses: everything from the road to the door and the person."""
    print("\nDelivery addresses: identifying part covered (bare, after a cue, known)")
    documents = list(_address_rows(root / "zh-address" / "dev.txt"))[:1500]
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
    row("zh-address", *(share(count[key], count["all"]) for key in ("bare", "cued", "known")))


def _address_rows(path: Path) -> Iterator[tuple[str, Span]]:
    for block in path.read_text().split("\n\n"):
        text, first, last = "", -1, -1
        for line in block.splitlines():
            characters, _, tag = line.rpartition(" ")
            if tag[2:] in _DOOR_PARTS:
                first = len(text) if first < 0 else first
                last = len(text) + len(characters)
            text += characters
        if text:
            yield text, (max(first, 0), max(last, 0))


def print_untouched(root: Path) -> None:
    """Ordinary messages: how many are touched at all, by what, and the speed."""
    print("\nOrdinary messages: touched, by kind, characters a second")
    taobao = (root / "taobao-chat" / "test").read_text().splitlines()
    sets = {
        "taobao-chat": sorted({re.sub(" ", "", m) for t in taobao for m in t.split("\t")[1:]}),
        "nus-sms zh": (root / "nus-sms" / "zh-even.txt").read_text().splitlines(),
        "nus-sms en": (root / "nus-sms" / "en-even.txt").read_text().splitlines(),
    }
    for name, messages in sets.items():
        kinds: Counter[str] = Counter()
        touched = 0
        begun = time.perf_counter()
        for message in messages:
            found = find(message, NOTHING_KNOWN)
            touched += bool(found)
            kinds.update({f"{f.kind}" for f in found})
        speed = sum(map(len, messages)) / (time.perf_counter() - begun)
        row(name, share(touched, len(messages)), len(messages), f"{speed:,.0f} cps")
        print("   ", ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))


if __name__ == "__main__":
    main()
