"""A released exhibit turns out to be forged, stolen or personal: it is struck.

Before a jury is drawn it is simply out. While one sits the vote is void, since some
have seen it, and another jury is drawn. After a verdict staff decide whether that
verdict can stand without it.
"""

from datetime import datetime

from jury.domain.lifecycle import Side, Stage, Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.parts import EXHIBIT
from jury.services.hearing.voiding import hear_anew
from jury.services.moderation import grounds
from jury.services.moderation.grounds import Ground
from jury.services.moderation.last_act import exhibit_before, remember
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening.disclose import OPEN, open_hearing_when_ready, tell_changed
from jury.services.screening.wishes import answer_wishes, list_open_wishes
from jury.services.stages import require
from jury.services.verdict.doubt import raise_doubt
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import find_open_draw
from jury.storage.exhibits import Exhibit, get_exhibit

STRUCK = "exhibit.struck"
STAGES = (*OPEN, Stage.HEARING, Stage.REFERRED, Stage.PRONOUNCED)


def strike_exhibit(
    dispute_id: str, exhibit_id: str, *, ground: Ground, staff_id: int, now: datetime
) -> Exhibit:
    """A moderator strikes an exhibit that jurors were to see, or have seen."""
    dispute = get_dispute(dispute_id)
    require(dispute, *STAGES)
    given = grounds.read(ground, grounds.STRIKE_OUT, must_say=True)
    exhibit = get_exhibit(dispute.id, exhibit_id)
    state, actor = ExhibitState(exhibit.state), f"staff:{staff_id}"
    before = exhibit_before(exhibit)
    exhibit.state = EXHIBIT.after(state, "strike", Who.MODERATOR).value
    exhibit.withheld_code, exhibit.screened_at = given.code, now
    told = {"exhibit": exhibit.id, "code": given.code, "stage": dispute.stage}
    entry = audit.record(
        dispute.id, STRUCK, told, actor=actor, now=now, note=given.said
    )
    if Stage(dispute.stage) in OPEN:
        remember(dispute, entry, before, staff_id=staff_id, now=now)
    telling.emit(dispute, "dispute.exhibit_struck", told, now=now)
    wishes = list_open_wishes(dispute.id, exhibit.id)
    answer_wishes(wishes, exhibit.state, staff_id=staff_id, now=now)
    _tell(dispute, exhibit, now=now)
    if find_open_draw(dispute.id) is not None:
        hear_anew(dispute, cause="exhibit_struck", actor=actor, now=now)
    if dispute.stage == Stage.PRONOUNCED.value:
        raise_doubt(dispute, exhibit, staff_id=staff_id, now=now)
    open_hearing_when_ready(dispute, actor=actor, now=now)
    return exhibit


def may_strike(dispute: Dispute, exhibit: Exhibit) -> bool:
    """Whether this exhibit could be struck now."""
    is_shown = exhibit.state == ExhibitState.RELEASED.value
    return is_shown and Stage(dispute.stage) in STAGES


def _tell(dispute: Dispute, exhibit: Exhibit, *, now: datetime) -> None:
    """Tell both sides; before the hearing they also look at the file again.

    While a jury sits and after a verdict both are told anyway of what follows from it.
    """
    side, stage = Side(exhibit.side), Stage(dispute.stage)
    told = {side: STRUCK, side.other: "exhibit.struck_other"}
    if stage in OPEN:
        tell_changed(dispute, told, once=exhibit.id, now=now)
        return
    has_sequel = stage is Stage.PRONOUNCED or find_open_draw(dispute.id) is not None
    for one, kind in told.items():
        if one is side or not has_sequel:
            telling.notify_party(dispute.party(one), kind, now=now, once=exhibit.id)
