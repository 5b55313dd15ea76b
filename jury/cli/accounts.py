"""`flask api-keys …` and `flask staff …`: keys for programs, accounts for people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import click

from jury import clock
from jury.domain.errors import DisputeError
from jury.services.people import accounts
from jury.services.people import staff as people
from jury.services.people.locales import LOCALES
from jury.storage.people import ApiKey, Role, Staff, list_api_keys, list_staff
from jury.storage.transaction import transaction

LONGEST_OVERLAP_HOURS = 720
ROLES = click.Choice([role.value for role in accounts.STAFF_ROLES])
LOCALE = click.Choice(list(LOCALES))


@contextmanager
def _act() -> Iterator[datetime]:
    """One transaction; a refusal ends the command with its sentence."""
    try:
        with transaction() as now:
            yield now
    except DisputeError as refusal:
        raise click.ClickException(str(refusal)) from refusal


@click.group("api-keys")
def api_keys() -> None:
    """Make, list, rotate and revoke the keys of the marketplace's programs."""


@api_keys.command("make")
@click.argument("label")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice(accounts.SCOPES),
    help="What the key may do; once for each.",
)
def make_key(label: str, scopes: tuple[str, ...]) -> None:
    """Make a key with these scopes and print it once."""
    _print_key(lambda now: accounts.make_api_key(label, scopes, now=now))


@api_keys.command("rotate")
@click.argument("key_id", type=int)
@click.option(
    "--overlap-hours",
    default=24,
    type=click.IntRange(0, LONGEST_OVERLAP_HOURS),
    help="How long the old key stays valid.",
)
def rotate_key(key_id: int, overlap_hours: int) -> None:
    """Make a successor; both are valid for a while."""
    overlap = timedelta(hours=overlap_hours)
    _print_key(lambda now: accounts.rotate_api_key(key_id, overlap=overlap, now=now))


@api_keys.command("revoke")
@click.argument("key_id", type=int)
def revoke_key(key_id: int) -> None:
    """End a key at once."""
    with _act() as now:
        accounts.revoke_api_key(key_id, now=now)
    click.echo(f"Key {key_id} is revoked.")


@api_keys.command("list")
def list_keys() -> None:
    """Show every key: its number, its state, what it may do."""
    now = clock.now()
    for key in list_api_keys():
        follows = f", follows {key.follows_id}" if key.follows_id else ""
        scopes = " ".join(key.scopes)
        click.echo(f"{key.id}  {_state(key, now)}{follows}  {key.label}  {scopes}")


def _state(key: ApiKey, now: datetime) -> str:
    if key.revoked_at is not None:
        return f"revoked {key.revoked_at:%Y-%m-%d %H:%M} UTC"
    if key.expires_at is None:
        return "valid"
    verb = "ends" if key.is_valid_at(now) else "ended"
    return f"{verb} {key.expires_at:%Y-%m-%d %H:%M} UTC"


def _print_key(make: Callable[[datetime], tuple[str, ApiKey]]) -> None:
    with _act() as now:
        secret, key = make(now)
        number = key.id
    click.echo(f"Key {number}. Keep it now, it is not shown again:")
    click.echo(secret)


@click.group("staff")
def staff() -> None:
    """Accounts for moderators, auditors and administrators.

    Every change ends the sessions of the account.
    """


@staff.command("add")
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=ROLES)
@click.option("--email", help="Where mails go; without it there are none.")
@click.option("--locale", default="en", type=LOCALE, show_default=True)
@click.password_option()
def add_staff(
    *, name: str, roles: tuple[str, ...], email: str | None, locale: str, password: str
) -> None:
    """Make an account for a member of staff."""
    contact = accounts.Contact(email=email, locale=locale)
    granted = [Role(role) for role in roles]
    with _act() as now:
        accounts.add_staff(
            name, password, granted, is_demo=False, now=now, contact=contact
        )
    click.echo(f"{name} can sign in as {', '.join(roles)}.")


@staff.command("contact")
@click.argument("name")
@click.option("--email", help="Where mails go; an empty one ends them.")
@click.option("--locale", type=LOCALE, help="The language of mails and pages.")
def change_contact(name: str, email: str | None, locale: str | None) -> None:
    """Change where and in which language somebody is told."""
    with _act() as now:
        people.change_contact(name, email=email, locale=locale, now=now)
    click.echo(f"{name} is told differently from now on.")


@staff.command("disable")
@click.argument("name")
def disable_staff(name: str) -> None:
    """Let nobody in with this account any more, at once."""
    with _act() as now:
        people.disable_staff(name, now=now)
    click.echo(f"{name} can no longer sign in.")


@staff.command("enable")
@click.argument("name")
def enable_staff(name: str) -> None:
    """Let somebody in again, with the password and the roles they had."""
    with _act() as now:
        people.enable_staff(name, now=now)
    click.echo(f"{name} can sign in again.")


@staff.command("password")
@click.argument("name")
@click.password_option()
def change_password(name: str, password: str) -> None:
    """Give an account another password."""
    with _act() as now:
        people.change_password(name, password, now=now)
    click.echo(f"{name} has a new password.")


@staff.command("roles")
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=ROLES)
def change_roles(name: str, roles: tuple[str, ...]) -> None:
    """Grant these roles and no others."""
    with _act() as now:
        people.change_roles(name, [Role(role) for role in roles], now=now)
    click.echo(f"{name} is {', '.join(roles)} and nothing else.")


@staff.command("list")
def show_staff() -> None:
    """Show every account: its state, its roles, where its mails go."""
    now = clock.now()
    for member in list_staff():
        click.echo(_line(member, now))


def _line(member: Staff, now: datetime) -> str:
    state = "active" if member.is_active_at(now) else "disabled"
    roles = ", ".join(sorted(granted.role for granted in member.roles))
    return "  ".join(
        (member.name, state, roles, member.email or "no mail", member.locale)
    )
