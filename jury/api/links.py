"""Log-in links: how the marketplace lets its users in, never staff."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from flask import Blueprint
from pydantic import AfterValidator, StringConstraints

from jury.api.answers import LinkShown
from jury.api.fields import Opaque, Strict, said
from jury.api.keys import caller, keyed
from jury.api.once import Secret, once
from jury.api.openapi import describe
from jury.domain.errors import N_
from jury.limits import count_use
from jury.services.people.invite import Invitation, invite
from jury.services.people.locales import Locale

blueprint = Blueprint("api_links", __name__)

MINTS = "1200 per minute"


def _path(path: str) -> str:
    if path.startswith("//") or "\\" in path or not path.isprintable():
        raise said(N_("Name a page of this court: a path that begins with /."))
    return path


class LinkAsked(Strict):
    """Whom to let in, as what, and to which page."""

    user: Opaque
    purpose: Literal["party", "juror"]
    locale: Locale | None = None
    next: (
        Annotated[
            str,
            StringConstraints(max_length=500, pattern=r"^/\S*$"),
            AfterValidator(_path),
        ]
        | None
    ) = None


@blueprint.post("/login-links")
@describe(takes=LinkAsked, gives=LinkShown, status=201, refuses=(404,))
@keyed("links:party", "links:juror")
@once(LinkAsked, status=HTTPStatus.CREATED)
def mint_link(asked: LinkAsked, *, now: datetime) -> Secret:
    """Mint a log-in link, good once and for ten minutes.

    A repeat with the same Idempotency-Key gets the answer without the address.
    """
    caller().require(f"links:{asked.purpose}")
    count_use(MINTS, "links", str(caller().key_id))
    asked_for = Invitation(
        user_ref=asked.user,
        purpose=asked.purpose,
        locale=asked.locale,
        next_path=asked.next or "",
    )
    way_in = invite(asked_for, key_id=caller().key_id, now=now)
    return Secret(
        LinkShown(url=way_in.url, expires_at=way_in.expires_at),
        LinkShown(url=None, expires_at=way_in.expires_at),
    )
