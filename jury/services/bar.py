"""A moderator says that somebody may not judge a dispute, and why.

The act looks the same whether that person was never called, sits, or has voted: what
follows from it stands in the sealed chain until the vote has closed.
"""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jury.domain.errors import N_, AlreadyDone, Invalid
from jury.domain.lifecycle import BEFORE_THE_VERDICT
from jury.services import audit, grounds
from jury.services.grounds import Ground
from jury.services.removal import remove_juror
from jury.services.stages import require
from jury.storage.barred import Barred
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.draws import find_open_draw
from jury.storage.roster import find_juror


def bar_juror(
    dispute_id: str, ref: str, *, ground: Ground, staff_id: int, now: datetime
) -> None:
    """No panel of this dispute may have the user of this reference."""
    dispute = get_dispute(dispute_id)
    require(dispute, *BEFORE_THE_VERDICT)
    given = grounds.read(ground, grounds.BAR, must_say=True)
    juror = find_juror(ref.strip())
    if juror is None:
        raise Invalid({"ref": N_("Nobody on the jury list has this reference.")})
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
    told = {
        "person": audit.salted_digest(dispute.secret, juror.ref),
        "code": given.code,
    }
    audit.record(
        dispute.id, "juror.barred", told, actor=actor, now=now, note=given.said
    )
    draw = find_open_draw(dispute.id)
    if draw is not None:
        remove_juror(dispute, draw, juror.id, cause=given.code, actor=actor, now=now)
