"""`flask api-keys …` and `flask staff …`: keys for programs, accounts for people."""

from collections.abc import Callable
from datetime import datetime, timedelta

import click

from jury.domain.errors import DisputeError
from jury.services import accounts
from jury.storage.people import ApiKey, Role
from jury.storage.transaction import transaction


@click.group("api-keys")
def api_keys() -> None:
    """Make, rotate and revoke the keys of the marketplace's programs."""


@api_keys.command("make")
@click.argument("label")
@click.option("--scope", "scopes", multiple=True, help="May be given several times.")
def make_key(label: str, scopes: tuple[str, ...]) -> None:
    """Make a key with these scopes (all when none is named) and print it once."""
    wanted = scopes or accounts.SCOPES
    _print_key(lambda now: accounts.make_api_key(label, wanted, now=now))


@api_keys.command("rotate")
@click.argument("key_id", type=int)
@click.option("--overlap-hours", default=24, help="How long the old key stays valid.")
def rotate_key(key_id: int, overlap_hours: int) -> None:
    """Make a successor; both are valid for a while."""
    overlap = timedelta(hours=overlap_hours)
    _print_key(lambda now: accounts.rotate_api_key(key_id, overlap=overlap, now=now))


@api_keys.command("revoke")
@click.argument("key_id", type=int)
def revoke_key(key_id: int) -> None:
    """End a key at once."""
    try:
        with transaction() as now:
            accounts.revoke_api_key(key_id, now=now)
    except DisputeError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Key {key_id} is revoked.")


def _print_key(make: Callable[[datetime], tuple[str, ApiKey]]) -> None:
    try:
        with transaction() as now:
            secret, key = make(now)
            number = key.id
    except DisputeError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Key {number}. Keep it now, it is not shown again:")
    click.echo(secret)


@click.group("staff")
def staff() -> None:
    """Accounts for moderators, auditors and administrators."""


@staff.command("add")
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in accounts.STAFF_ROLES]),
)
@click.password_option()
def add_staff(name: str, roles: tuple[str, ...], password: str) -> None:
    """Make an account for a member of staff."""
    granted = [Role(role) for role in roles]
    try:
        with transaction() as now:
            accounts.add_staff(name, password, granted, is_demo=False, now=now)
    except DisputeError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{name} can sign in as {', '.join(roles)}.")
