"""A moderator says that somebody may not judge a dispute, and why; or lifts that.

The act looks the same whether that person was never called, sits, or has voted: what
follows from it stands in the sealed chain until the vote has closed. Lifting it brings
nobody back to a panel: it lets the lot name them from then on.
"""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jury.domain.errors import N_, AlreadyDone, Invalid
from jury.domain.lifecycle import BEFORE_THE_VERDICT
from jury.services.drawing.removal import remove_juror
from jury.services.moderation import grounds
from jury.services.moderation.grounds import Ground
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.stages import require
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import find_open_draw
from jury.storage.jurors.barred import Barred, find_barred
from jury.storage.roster import Juror, find_juror


def bar_juror(
    dispute_id: str, ref: str, *, ground: Ground, staff_id: int, now: datetime
) -> None:
    """No panel of this dispute may have the user of this reference."""
    dispute = get_dispute(dispute_id)
    require(dispute, *BEFORE_THE_VERDICT)
    given = grounds.read(ground, grounds.BAR, must_say=True)
    juror = _named(ref)
    row = Barred(
        dispute_id=dispute.id,
        juror_id=juror.id,
        code=given.code,
        barred_by=staff_id,
        barred_at=now,
    )
    current_session().add(row)
    try:
        current_session().flush()
    except IntegrityError as twice:
        raise AlreadyDone from twice
    actor = f"staff:{staff_id}"
    told = {**_told_of(dispute, juror), "code": given.code}
    audit.record(
        dispute.id, "juror.barred", told, actor=actor, now=now, note=given.said
    )
    draw = find_open_draw(dispute.id)
    if draw is not None:
        remove_juror(dispute, draw, juror.id, cause=given.code, actor=actor, now=now)


def lift_bar(
    dispute_id: str, ref: str, *, reason: str, staff_id: int, now: datetime
) -> None:
    """It was a mistake: whoever is drawn for this dispute from now on may be them.

    Who was taken off a panel stays off it, and nobody is told whether they were on one.
    """
    dispute = get_dispute(dispute_id)
    require(dispute, *BEFORE_THE_VERDICT)
    said = texts.clean(reason, field="reason", most=grounds.NOTE_LENGTH)
    juror = _named(ref)
    row = find_barred(dispute.id, juror.id)
    if row is None:
        raise Invalid({"ref": N_("This person is not barred from this dispute.")})
    current_session().delete(row)
    told, actor = _told_of(dispute, juror), f"staff:{staff_id}"
    audit.record(dispute.id, "juror.bar_lifted", told, actor=actor, now=now, note=said)


def _named(ref: str) -> Juror:
    juror = find_juror(ref.strip())
    if juror is None:
        raise Invalid({"ref": N_("Nobody on the jury list has this reference.")})
    return juror


def _told_of(dispute: Dispute, juror: Juror) -> dict[str, object]:
    """Who it is, to whoever knows the reference already."""
    return {"person": audit.salted_digest(dispute.secret, juror.ref)}
