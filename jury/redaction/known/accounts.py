"""How known e-mails, accounts and numbers turn up: spelled, grouped, in part."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.findings import Known, KnownPerson
from jury.redaction.known.needles import Needle, bounded, size
from jury.redaction.numbers.phones import national_number
from jury.redaction.writing.normal import fold, fold_digits

_LOOSE: Final = (
    r"(?:[\s.·•*_\-~+/|\u2600-\u27bf\U0001f300-\U0001faff]"
    r"|然后|再|接着|加上?|后面是?|then|plus){0,3}"
)
_AT: Final = r"\s{0,2}[(\[{<【]?\s?(?:@|#|\*|at|艾特|爱特|圈a|圈)\s?[)\]}>】]?\s{0,2}"
_DOT: Final = r"\s{0,2}[(\[{<【]?\s?(?:\.|。|dot|点|·)\s?[)\]}>】]?\s{0,2}"
_STARS: Final = r"[*×●•■]{2,12}"
_SIGNS: Final = {
    "_": r"\s?(?:_|下划线|下横线|底线|杠|underscore)?\s?",
    "-": r"\s?(?:-|横线|横杠|减号|中划线|杠|dash|hyphen)?\s?",
    ".": r"\s?(?:\.|点|dot|句号)?\s?",
    "@": _AT,
}
# One is often typed, or misread, for the other.
_ALIKE: Final = {"0": "[0o]", "o": "[o0]", "1": "[1il|]", "l": "[l1i]", "i": "[i1l]"}


def account_needles(person: KnownPerson) -> Iterator[Needle]:
    """A person's e-mails and accounts that are not digits only."""
    for email in person.emails:
        local, _, host = fold_digits(email).strip().partition("@")
        entity = f"email:{fold(email).strip()}"
        for pattern in _email_patterns(local, host) if local else ():
            yield Needle(pattern, "email", entity)
    for handle in person.handles:
        written = handle.strip().lstrip("@")
        if not fold_digits(written).isdigit() and size(written) >= 2:
            entity = f"handle:{fold(written)}"
            yield Needle(_account(written), "handle", entity)
            if size(written) >= 5:
                yield Needle(_masked(fold_digits(written), 3), "handle", entity)


def _email_patterns(local: str, host: str) -> Iterator[str]:
    server = re.escape(host.split(".", maxsplit=1)[0])
    yield _spelled(local) + _AT + _DOT.join(map(re.escape, host.split(".")))
    if len(local) > 1 and host:
        yield _masked(local) + rf"{_AT}{server}(?:{_DOT}[a-z]{{2,4}}){{0,2}}"
    if size(local) >= 5 and not local.isdigit():
        yield _account(local)
        yield _masked(local, 3)
        first, second = map(re.escape, local[:2])
        yield rf"{first}(?<![a-z0-9]{first}){second}[*×●•■]{{4,12}}"
    if size(local) >= 3 and host:
        yield _spelled(local) + rf"{_AT}{server}"


def _account(written: str) -> str:
    characters = [c for c in fold_digits(written) if not c.isspace()]
    return bounded(_spelled(written), characters)


def _masked(written: str, shown: int = 1) -> str:
    """The first letters and the last ones with stars between, as platforms show it.

    Stars with fewer than ``shown`` letters before them need one behind them.
    """
    first, *others = map(re.escape, written)
    head = "".join(f"(?:{other}" for other in others[:5]) + ")?" * len(others[:5])
    tails = "|".join(
        re.escape(written[-n:]) for n in range(min(4, len(written)), 0, -1)
    )
    few = "".join(map(re.escape, written[1:shown]))
    least = f"{few}{_STARS}" if few else _STARS
    before = rf"{first}(?<![a-z0-9]{first})"
    if shown == 1:
        return rf"{before}{head}{_STARS}(?:{tails})?"
    return rf"{before}(?:{head}{_STARS}(?:{tails})(?![a-z0-9])|{least})"


def _spelled(written: str) -> str:
    """Letters with what may come between them, where the whole is long enough."""
    characters = [c for c in fold_digits(written) if not c.isspace()]
    loose = size(written) >= 5
    parts = [re.escape(characters[0])]
    for character in characters[1:]:
        sign = _SIGNS.get(character)
        if sign:
            parts.append(_LOOSE + sign if loose else sign)
            continue
        alike = _ALIKE.get(character, re.escape(character)) if loose else None
        parts.append((_LOOSE if loose else "") + (alike or re.escape(character)))
    return "".join(parts)


def number_needles(known: Known) -> Iterator[Needle]:
    """The order's numbers that hold letters."""
    for number, kind, entity in given_numbers(known):
        if not fold_digits(number).isdigit() and size(number) >= 4:
            yield Needle(_account(number), kind, entity)


def known_digits(known: Known) -> Iterator[tuple[str, str, str]]:
    """(digits, kind, entity) of everything known that is digits only."""
    for person, side in people(known):
        for phone in map(national_number, person.phones):
            yield from _as_digits(phone, "phone", f"phone:{phone}")
        for nickname in person.nicknames:
            yield from _as_digits(nickname, "name", side)
        for handle in person.handles:
            yield from _as_digits(handle, "handle", f"handle:{fold(handle)}")
        for email in person.emails:
            local = email.partition("@")[0]
            yield from _as_digits(local, "email", f"email:{fold(email).strip()}")
    for number, kind, entity in given_numbers(known):
        yield from _as_digits(number, kind, entity)
        behind = re.match(r"[^0-9]{1,6}([0-9]{8,})\Z", fold_digits(number).strip())
        if behind:
            yield behind[1], kind, entity


def _as_digits(value: str, kind: str, entity: str) -> Iterator[tuple[str, str, str]]:
    digits = re.sub(r"[\s\-]", "", fold_digits(value))
    if len(digits) >= 5 and digits.isdecimal() and digits.isascii():
        yield digits, kind, entity


def people(known: Known) -> Iterator[tuple[KnownPerson, str]]:
    """Everybody in the order, with the word that names them."""
    yield known.buyer, "buyer"
    yield known.seller, "seller"
    for number, courier in enumerate(known.couriers, 1):
        yield courier, f"courier:{number}"


def given_numbers(known: Known) -> Iterator[tuple[str, str, str]]:
    """(number, kind, entity) of the order's numbers; where one came from names it."""
    parcels = {_bare(number) for number in known.parcels}
    for number in (*known.parcels, *known.numbers):
        value = _bare(number)
        # Carriers' letters come first in a parcel number, digits in an order number.
        is_parcel = value in parcels or re.match(r"[a-z]{2,4}[0-9]{8,}", value)
        kind = "courier_no" if is_parcel else "order_no"
        yield number, kind, f"{kind}:{value}"


def _bare(number: str) -> str:
    return "".join(c for c in fold(number) if c.isalnum())
