"""What the demo needs inside the house before it plays from outside: a key for the
marketplace, staff at the desk, jurors on the roster.
"""

import json
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from jury import clock
from jury.services.people import accounts
from jury.storage.base import current_session, current_settings
from jury.storage.people import Role, find_staff
from jury.storage.transaction import transaction

KEY_FILE = "simulate-key"
# Disputes are in two languages, and so is whoever a visitor becomes at their desk.
STAFF = {
    "moderator": (Role.MODERATOR, "en"),
    "审核员": (Role.MODERATOR, "zh-Hans"),
    "auditor": (Role.AUDITOR, "en"),
}
# How many jurors read each language.
JURORS = {"zh-Hans": 220, "en": 180}
# Where they live, by language, and what they know.
REGIONS = {"zh-Hans": ("cn", "cn", "cn", "hk"), "en": ("us", "us", "gb", "de")}
CATEGORIES = ("phones", "cameras", "clothes", "shoes", "computers", "books")
# One of so many has bought as often as sold, and one of so many mostly sells.
ALIKE_EACH, SELLS_EACH = 12, 4


def marketplace_key() -> str:
    """The key of the demo marketplace, made when there is none that works."""
    path = current_settings().data_dir / KEY_FILE
    kept = path.read_text().strip() if path.exists() else ""
    if kept and accounts.authenticate_key(kept, now=clock.now()):
        return kept
    with transaction() as now:
        secret, _key = accounts.make_api_key(
            "demo", accounts.SCOPES, is_demo=True, now=now
        )
    _keep(path, secret)
    return secret


def hire() -> None:
    """Make the demo's staff, whose passwords nobody knows: one click makes one them."""
    for name, (role, locale) in STAFF.items():
        if find_staff(name) is not None:
            continue
        password = secrets.token_urlsafe(24)
        with transaction() as now:
            accounts.add_staff(
                name,
                password,
                [role],
                is_demo=True,
                now=now,
                contact=accounts.Contact(locale=locale),
            )
    current_session().rollback()


def roster_lines(now: datetime) -> Iterator[bytes]:
    """The demo's jurors: all of them may sit under every shipped policy."""
    number = 0
    for language, count in JURORS.items():
        for _juror in range(count):
            number += 1
            yield json.dumps(_juror_line(number, language, now)).encode() + b"\n"


def _juror_line(number: int, language: str, now: datetime) -> dict[str, object]:
    opened = now - timedelta(days=200 + 37 * number % 2600)
    active = now - timedelta(hours=1 + 7 * number % 300)
    return {
        "ref": f"demo-juror-{number}",
        "language": language,
        "locale": language,
        "adult": True,
        "verified": True,
        "account_opened_on": opened.date().isoformat(),
        "trades_completed": 6 + number * 13 % 140,
        **_trades(number),
        "region": REGIONS[language][number % 4],
        "categories": sorted({CATEGORIES[number % 6], CATEGORIES[number * 7 % 5]}),
        "credit": 610 + number * 17 % 300,
        "last_active_at": active.isoformat(timespec="seconds"),
        "person_key": f"person-demo-juror-{number}",
    }


def _trades(number: int) -> dict[str, int]:
    often, seldom = 30 + number * 7 % 60, 2 + number * 5 % 25
    if number % ALIKE_EACH == 0:
        often = seldom
    elif number % SELLS_EACH == 0:
        often, seldom = seldom, often
    return {"trades_as_buyer": often, "trades_as_seller": seldom}


def user_figures() -> dict[str, object]:
    """What the demo marketplace says of all its users, for the pool to stand beside.

    Those who serve have older accounts than most, and sell more often.
    """
    return {
        "users": 184_000,
        "sampled": 12_000,
        "role": {"mostly_buys": 9410, "mostly_sells": 1630, "both_alike": 960},
        "account_age": {
            "under_1": 2740,
            "under_3": 4120,
            "under_5": 2690,
            "older": 2450,
        },
        "region": {"cn": 5480, "hk": 940, "us": 2710, "gb": 1490, "de": 1380},
        "category": {
            "phones": 4310,
            "clothes": 4120,
            "computers": 3160,
            "shoes": 3140,
            "cameras": 2390,
            "books": 2210,
        },
    }


def _keep(path: Path, secret: str) -> None:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(secret + "\n")
