"""HEARING begins: the draw is committed, seeded, and the first jurors are called.

The commitment goes to the log, both parties and the marketplace before the seed
can be known; the marketplace answers it with a nonce, so that neither side of the
counter chooses the jury. docs/draw.md is the normative text.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from jury.domain.attention import seconds_for
from jury.domain.deadlines import next_grid, window_end
from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow
from jury.domain.jurors.strata import Axis
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Side, Stage
from jury.domain.policy import Route
from jury.domain.sortition.commitment import (
    Commitment,
    commitment_digest,
    exclusions_digest,
    make_seed,
    server_seed_hash,
)
from jury.services.drawing.lanes import ties_of
from jury.services.drawing.panel_size import PanelSize, size_of_panel
from jury.services.drawing.strata import (
    committed_lists,
    give_odd_seats,
    lists_of_panel,
    make_strata,
)
from jury.services.hearing.closing import TOO_FEW, call_or_refer
from jury.services.law.rules import rules_of
from jury.services.moderation.referral import refer
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.roster.epochs import segment_key
from jury.services.stages import Move, enter
from jury.services.standstill.stops import stand_still
from jury.storage.base import current_session, new_id
from jury.storage.desk.stops import Stopped, find_stop
from jury.storage.disputes import Dispute, get_dispute, list_redacted
from jury.storage.draws import (
    Draw,
    Seat,
    count_draws,
    get_open_draw,
    list_jurors_of_earlier_panels,
)
from jury.storage.exhibit_parts import count_pictures
from jury.storage.exhibits import list_released
from jury.storage.jurors.barred import list_barred
from jury.storage.roster import (
    RosterSegment,
    find_epoch_before,
    find_segment,
    list_excluded_row_keys,
)

NONCE_HEX = 32


def open_hearing(dispute: Dispute, act: str, *, actor: str, now: datetime) -> None:
    """Begin the hearing: commit the draw, or refer when there is no roster."""
    policy = rules_of(dispute).policy
    is_referred = policy.route in {Route.STAFF, Route.EXPERT}
    if is_referred and dispute.stage == Stage.SCREENING.value:
        refer(dispute, f"route_{policy.route}", now=now)
        return
    closes_at = window_end(policy, Window.HEARING, now)
    enter(dispute, Move(act, actor, closes_at), now=now)
    if find_stop(Stopped.DRAWS) is not None:
        stand_still(dispute, Stopped.DRAWS, since=now, now=now)
        return
    begin_draw(dispute, now=now)


def begin_draw(dispute: Dispute, *, now: datetime) -> None:
    """Commit the draw of a hearing, or refer when there are too few people."""
    closes_at = dispute.stage_closes_at or now
    everybody, excluded = _segment_for(dispute), _excluded_keys(dispute)
    size = size_of_panel(dispute, everybody, excluded, now=now) if everybody else None
    if everybody is None or size is None:
        refer(dispute, TOO_FEW, now=now)
        return
    balance, segments = lists_of_panel(dispute, everybody, size)
    drawn = _Drawn(balance, tuple(segments), tuple(excluded), size)
    draw = _commit(dispute, drawn, window_ends_at=closes_at, now=now)
    dispute.next_due_at = draw.nonce_due_at
    telling.notify_parties(
        dispute,
        "hearing.opened",
        now=now,
        expires_at=closes_at,
        once=f"{dispute.round_number}:{draw.draw_no}",
    )


def receive_nonce(
    dispute_id: str, nonce_hex: str, *, actor: str, now: datetime
) -> Draw:
    """The marketplace answers the commitment with 16 bytes; the draw is made."""
    dispute = get_dispute(dispute_id)
    draw = get_open_draw(dispute.id)
    if draw.seed is not None or draw.nonce is not None:
        raise AlreadyDone(N_("The draw has been made already."))
    if draw.nonce_due_at <= dispute.window_time(now):
        raise NotNow(N_("The time for a nonce has passed."))
    try:
        nonce = bytes.fromhex(nonce_hex)
    except ValueError:
        nonce = b""
    if len(nonce_hex) != NONCE_HEX or len(nonce) != NONCE_HEX // 2:
        raise Invalid({"nonce": N_("A nonce has 32 hex digits.")})
    draw.nonce = nonce.hex()
    if dispute.stands_since is not None or find_stop(Stopped.DRAWS) is not None:
        # It counts; the draw is made with it once the hearing goes on.
        told = {"draw_no": draw.draw_no, "round_number": draw.round_number}
        audit.record(dispute.id, "panel.nonce_kept", told, actor=actor, now=now)
    else:
        _seed(dispute, draw, actor=actor, now=now)
    return draw


def seed_draw(dispute_id: str, *, now: datetime) -> None:
    """Make the draw from a nonce that was kept, or without one that never came."""
    dispute = get_dispute(dispute_id)
    draw = get_open_draw(dispute.id)
    is_early = draw.nonce is None and draw.nonce_due_at > now
    if draw.seed is not None or is_early:
        raise NotNow
    _seed(dispute, draw, actor="sweep", now=now)


def _segment_for(dispute: Dispute) -> RosterSegment | None:
    """The committed roster that was there before the dispute was."""
    policy = rules_of(dispute).policy
    age = timedelta(hours=policy.draw.epoch_age_hours)
    epoch = find_epoch_before(dispute.admitted_at - age)
    return find_segment(epoch.id, segment_key(dispute.language)) if epoch else None


@dataclass(frozen=True)
class _Drawn:
    """Balanced between whom, from which lists, without whom, for what size of panel."""

    balance: tuple[Axis, ...]
    segments: tuple[RosterSegment, ...]
    excluded: tuple[bytes, ...]
    size: PanelSize


def _commit(
    dispute: Dispute, drawn: _Drawn, *, window_ends_at: datetime, now: datetime
) -> Draw:
    policy = rules_of(dispute).policy
    excluded, seats = drawn.excluded, drawn.size.seats
    lists = committed_lists(drawn.segments, seats=seats)
    server_seed = secrets.token_bytes(32)
    draw_no = count_draws(dispute.id, dispute.round_number) + 1
    commitment = Commitment(
        dispute=dispute.id,
        round_number=dispute.round_number,
        draw_no=draw_no,
        seats=seats,
        segments=lists,
        exclusions=exclusions_digest(excluded, bytes.fromhex(dispute.secret)),
        server_seed_hash=server_seed_hash(server_seed),
        balance=tuple(axis.value for axis in drawn.balance),
    )
    draw = Draw(
        dispute_id=dispute.id,
        round_number=dispute.round_number,
        draw_no=draw_no,
        epoch_id=drawn.segments[0].epoch_id,
        seats_wanted=seats,
        juries_served=drawn.size.juries_served,
        commitment=commitment.as_json(),
        commitment_digest=commitment_digest(commitment).hex(),
        excluded_keys=[key.hex() for key in excluded],
        server_seed=server_seed.hex(),
        # Until a public source of chance is part of the seed: docs/draw.md, "The seed".
        weak_randomness=True,
        committed_at=now,
        nonce_due_at=now + timedelta(minutes=policy.pace.nonce_minutes),
        window_ends_at=window_ends_at,
        next_test_at=next_grid(now, minutes=policy.pace.grid_minutes),
        reading_seconds=reading_seconds_of(dispute),
        seats=[Seat(id=new_id("sea"), seat_no=n + 1) for n in range(seats)],
        strata=make_strata(lists),
    )
    current_session().add(draw)
    current_session().flush()
    _record_commitment(dispute, draw, now=now)
    return draw


def _excluded_keys(dispute: Dispute) -> list[bytes]:
    parties = [dispute.party(side) for side in Side]
    return list_excluded_row_keys(
        party_refs=[party.user.ref for party in parties],
        further_ties=ties_of(dispute),
        person_keys=[party.person_key for party in parties if party.person_key],
        tie_keys=sorted({key for party in parties for key in party.tie_keys}),
        earlier_juror_ids=sorted(
            list_jurors_of_earlier_panels(dispute.id) | list_barred(dispute.id)
        ),
    )


def reading_seconds_of(dispute: Dispute) -> int:
    """How long a juror must at least have read this file; fixed while they read."""
    return seconds_for(
        (row.template for row in list_redacted(dispute.id).values()),
        exhibits=_pictures_shown(dispute),
        figures=rules_of(dispute).policy.attention,
    )


def _pictures_shown(dispute: Dispute) -> int:
    """Exhibits to be looked at, each page of one as a picture of its own."""
    released = [exhibit.id for exhibit in list_released(dispute.id)]
    pages = count_pictures(released)
    return sum(pages.get(exhibit_id, 1) for exhibit_id in released)


def _record_commitment(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    told = {
        "draw_no": draw.draw_no,
        "round_number": draw.round_number,
        "commitment": draw.commitment,
        "digest": draw.commitment_digest,
        "nonce_due_at": draw.nonce_due_at.isoformat(),
        "juries_served": draw.juries_served,
        "weak_randomness": draw.weak_randomness,
    }
    audit.record(dispute.id, "panel.committed", told, actor="sweep", now=now)
    telling.emit(dispute, "panel.committed", told, now=now)
    telling.notify_parties(
        dispute,
        "draw.committed",
        now=now,
        params={"digest": draw.commitment_digest},
        once=f"{draw.round_number}:{draw.draw_no}",
    )


def _seed(dispute: Dispute, draw: Draw, *, actor: str, now: datetime) -> None:
    nonce = bytes.fromhex(draw.nonce) if draw.nonce else None
    draw.seed = make_seed(bytes.fromhex(draw.server_seed), nonce).hex()
    draw.seeded_at = now
    give_odd_seats(draw)
    told = {
        "draw_no": draw.draw_no,
        "round_number": draw.round_number,
        "digest": draw.commitment_digest,
        "seed": draw.seed,
        "server_seed": draw.server_seed,
        "nonce": draw.nonce,
        "weak_randomness": draw.weak_randomness,
    }
    audit.record(dispute.id, "panel.drawn", told, actor=actor, now=now)
    telling.emit(dispute, "panel.drawn", told, now=now)
    call_or_refer(dispute, draw, now=now)
