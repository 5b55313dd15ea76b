"""The jurors that the marketplace delivers: people who may sit in any court."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from jury.cli.simulate.chance import chance

# Of a hundred jurors, how many read Chinese.
CHINESE_PERCENT = 70
PREFIX = "sim-juror-"
# With a rhythm, how many do not want to be woken, and when.
QUIET_SHARE = 0.6
NIGHTS = {
    "timezone": "Asia/Shanghai",
    "quiet_from": "23:00",
    "quiet_until": "08:00",
}


def language_of(seed: int, number: int) -> str:
    """The language of juror `number`, fixed by the seed alone."""
    share = chance(seed, "language", number).randrange(100)
    return "zh-Hans" if share < CHINESE_PERCENT else "en"


def count_languages(seed: int, jurors: int) -> dict[str, int]:
    """How many jurors read each language."""
    spoken = [language_of(seed, number) for number in range(jurors)]
    return {language: spoken.count(language) for language in ("zh-Hans", "en")}


def mostly_buys(seed: int, number: int, buyers: float) -> bool:
    """Whether juror `number` is one of the so many who mostly buy."""
    return chance(seed, "trade", number).random() < buyers


def juror_lines(
    seed: int,
    jurors: int,
    *,
    buyers: float = 0.8,
    rhythm: bool = False,
    now: datetime,
) -> Iterator[bytes]:
    """One line of NDJSON a juror; a later play brings the same people up to date."""
    for number in range(jurors):
        traits = chance(seed, "juror", number)
        opened = now.date() - timedelta(days=traits.randint(200, 2500))
        active = now - timedelta(hours=traits.randint(1, 72))
        trades = traits.randint(6, 300)
        few = trades // 4
        bought = trades - few if mostly_buys(seed, number, buyers) else few
        line = {
            "ref": juror_ref(number),
            "language": language_of(seed, number),
            "adult": True,
            "verified": True,
            "account_opened_on": opened.isoformat(),
            "trades_completed": trades,
            "trades_as_buyer": bought,
            "trades_as_seller": trades - bought,
            "credit": traits.randint(620, 900),
            "last_active_at": active.isoformat(timespec="seconds"),
            "person_key": f"sim-person-{number}",
            **(NIGHTS if rhythm and traits.random() < QUIET_SHARE else {}),
        }
        yield json.dumps(line).encode() + b"\n"


def juror_ref(number: int) -> str:
    """How the marketplace calls juror `number`."""
    return f"{PREFIX}{number}"


def number_of(ref: str) -> int | None:
    """Which juror this is; None for somebody who was there before."""
    number = ref.removeprefix(PREFIX)
    return int(number) if number != ref and number.isdecimal() else None
