"""A change of the rules comes into force when enough administrators approve of it.

What ships is adopted at the first start. When files say something else later, the
court goes on with the rules it has, tells administrators, and takes the new ones over
once as many approved of exactly these as the rules in force ask for. In a sandbox files
apply at once. Disputes that run keep the rules they began with in any case.
"""

from datetime import datetime, timedelta
from typing import Any

from jury.domain.errors import N_, AlreadyDone
from jury.domain.law.kept import digest_of, law_from_json, law_to_json
from jury.domain.law.whole import Law
from jury.services.law.lawbook import lawbook
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.storage.base import current_session, current_settings
from jury.storage.people import Role, list_staff_with_role
from jury.storage.rules import (
    RulesApproval,
    RulesVersion,
    Slot,
    claim_slot,
    find_digest_in_force,
    find_version,
    list_approvals,
    lock_open,
)

CHAIN, NOTICE = "rules", "rules.changed"
AGAIN = timedelta(days=1)
# Laws that were adopted, by what they are known by.
_KNOWN: dict[str, Law] = {}
MOST_KNOWN = 8


class NoSuchChange(AlreadyDone):
    """The files have changed since, or enough others have approved."""

    code = "no_such_change"
    sentence = N_("This change does not wait any more. Look at the page again.")


class ApprovedAlready(AlreadyDone):
    """Two approvals are of two people."""

    code = "approved_already"
    sentence = N_("You have approved of this change. Another administrator must too.")


def law_in_force(files: Law) -> Law:
    """The law by which disputes are admitted now, where files say this."""
    if current_settings().sandbox:
        return files
    digest = find_digest_in_force()
    if digest is not None and digest not in _KNOWN:
        version = find_version(Slot.FORCE)
        if version is None or version.digest != digest:
            return law_in_force(files)
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[digest] = law_from_json(version.rules, files)
    return files if digest is None else _KNOWN[digest]


def is_to_look(now: datetime) -> bool:
    """Whether the files have to be looked at: they say what is not in force.

    Once a day, while the same change waits.
    """
    if current_settings().sandbox:
        return False
    waiting, wanted = find_version(Slot.OPEN), digest_of(lawbook())
    if waiting is not None:
        return waiting.digest != wanted or waiting.told_at <= now - AGAIN
    return (
        find_digest_in_force() is None or digest_of(law_in_force(lawbook())) != wanted
    )


def look_at_files(replays: dict[str, Any], *, now: datetime) -> RulesVersion | None:
    """Adopt what ships, or put a change before administrators; returns what waits."""
    files = lawbook()
    force, waiting = find_version(Slot.FORCE), find_version(Slot.OPEN)
    if force is None:
        _install(files, now=now)
        return None
    if digest_of(law_from_json(force.rules, files)) == digest_of(files):
        _withdraw(waiting, now=now)
        return None
    if waiting is not None and waiting.digest == digest_of(files):
        if waiting.told_at <= now - AGAIN:
            _tell(waiting, now=now)
        return waiting
    _withdraw(waiting, now=now)
    return open_change(files, replays, now=now)


def open_change(
    law: Law, replays: dict[str, Any], *, now: datetime
) -> RulesVersion | None:
    """Put rules before the administrators; None when somebody else has just done it."""
    version = claim_slot(Slot.OPEN, **_values(law, replays, now=now))
    if version is None:
        return None
    told = {"version": version.id, "digest": version.digest}
    audit.append(CHAIN, "rules.proposed", told, actor="files", now=now)
    _tell(version, now=now)
    _adopt_if_enough(version, now=now)
    return version


def approve(number: int, *, reason: str, staff_id: int, now: datetime) -> RulesVersion:
    """An administrator approves of exactly these rules; enough of them adopt them.

    Raises NoSuchChange, ApprovedAlready, or Invalid without a reason.
    """
    version = lock_open(number)
    if version is None:
        raise NoSuchChange
    if any(one.staff_id == staff_id for one in list_approvals(number)):
        raise ApprovedAlready
    note = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    current_session().add(
        RulesApproval(
            version_id=number, staff_id=staff_id, reason=note, approved_at=now
        )
    )
    current_session().flush()
    told = {"version": number, "digest": version.digest}
    actor = f"staff:{staff_id}"
    audit.append(CHAIN, "rules.approved", told, actor=actor, now=now, note=note)
    _adopt_if_enough(version, now=now)
    return version


def count_missing(version: RulesVersion, *, now: datetime) -> int:
    """How many more administrators must approve."""
    force = find_version(Slot.FORCE)
    asked = force.approvals if force is not None else 0
    admins = {one.id for one in list_staff_with_role(Role.ADMINISTRATOR, now=now)}
    given = {one.staff_id for one in list_approvals(version.id)}
    return max(0, asked - len(given & admins))


def _adopt_if_enough(version: RulesVersion, *, now: datetime) -> None:
    if count_missing(version, now=now):
        return
    force = find_version(Slot.FORCE)
    if force is not None:
        force.slot = None
        current_session().flush()
    version.slot, version.adopted_at = Slot.FORCE.value, now
    telling.settle_staff(NOTICE, once=str(version.id), now=now)
    told = {"version": version.id, "digest": version.digest}
    audit.append(CHAIN, "rules.adopted", told, actor="court", now=now)


def _install(files: Law, *, now: datetime) -> None:
    values = {**_values(files, {}, now=now), "adopted_at": now}
    version = claim_slot(Slot.FORCE, **values)
    if version is not None:
        told = {"version": version.id, "digest": version.digest}
        audit.append(CHAIN, "rules.installed", told, actor="files", now=now)


def _withdraw(waiting: RulesVersion | None, *, now: datetime) -> None:
    """The files say something else by now: what was approved of is not there."""
    if waiting is None:
        return
    waiting.slot = None
    current_session().flush()
    telling.settle_staff(NOTICE, once=str(waiting.id), now=now)
    told = {"version": waiting.id, "digest": waiting.digest}
    audit.append(CHAIN, "rules.withdrawn", told, actor="files", now=now)


def _values(law: Law, replays: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    return {
        "digest": digest_of(law),
        "rules": law_to_json(law),
        "approvals": law.fairness.change.approvals,
        "replays": replays,
        "seen_at": now,
        "told_at": now,
    }


def _tell(version: RulesVersion, *, now: datetime) -> None:
    version.told_at = now
    telling.notify_staff(Role.ADMINISTRATOR, NOTICE, once=str(version.id), now=now)
